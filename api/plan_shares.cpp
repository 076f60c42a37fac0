#include "api/plan_shares.hpp"

#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/retry_key.hpp"
#include "api/wire/json_values.hpp"
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_attempts = 3;  ///< when the plan changes at the same moment

Error does_not_open() {
  return {ErrorCode::corrupt, "A share of a plan does not open with its own code.", "Restore a copy.", ""};
}

json::object write_share(const KeptShare& share, const std::string& code, Date today) {
  const auto opened = open_terms(share.for_owner, code);
  const auto terms = opened ? read_terms(opened->terms) : std::nullopt;
  if (!terms) throw ErrorException(does_not_open());
  json::array log;
  for (const ShareEvent& event : share.events) log.push_back(json::object{{"at", event.at}, {"what", event.what}});
  const bool over = share.revoked_at || share.expires_at <= today;
  return {{"id", share.id},
          {"name", terms->name},
          {"sections", name_list(terms->sections)},
          {"right", name_of(terms->right)},
          {"madeAt", share.made_at},
          {"expiresDate", format_iso(share.expires_at)},
          {"revokedAt", share.revoked_at ? json::value(json::string(*share.revoked_at)) : json::value(nullptr)},
          {"open", !over},
          {"log", std::move(log)},
          {"comments", write_comments(share.comments, opened->key)}};
}

/// What a repetition is told: the code of the share, encrypted with the key of the owner as well.
std::string sealed_for_retry(const Call& call, const std::string& share_code, const std::string& code) {
  return seal_answer(call, seal_plan(share_code, code, 0));
}

Result<std::string> code_of_retry(const Call& call, const std::string& answer, const std::string& code) {
  const auto sealed = open_answer(call, answer);
  const auto share_code = sealed ? open_plan(*sealed, code, 0) : std::nullopt;
  if (share_code) return *share_code;
  return Error{ErrorCode::corrupt, "The answer to a repeated request does not open.", "Use a new Idempotency-Key.", ""};
}

}  // namespace

Result<NewlyShared> share_plan(const Call& call, const ShareCall& input, const std::string& code) {
  NewlyShared output;
  output.code = normal_code(random_code()).value();
  NewShare share;
  share.code_digest = digest_of_plan_code(code);
  share.share_digest = digest_of_share_code(output.code);
  share.expires_at = input.expires_at;
  share.retry = retry_under(call, code);
  if (!share.retry.key_digest.empty()) share.retry_answer = sealed_for_retry(call, output.code, code);
  for (int attempt = 1;; ++attempt) {
    const OpenedPlan plan = open_kept_plan(call, code);
    SealedShare sealed =
        seal_share(shared_content(plan.kept.content.plan, input.terms), write_terms(input.terms), code, output.code);
    share.expected = plan.row.version;
    share.for_owner = std::move(sealed.for_owner);
    share.for_holder = std::move(sealed.for_holder);
    share.content = std::move(sealed.content);
    auto added = plans_of(call).add_share(share, call.today);
    if (!added && added.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    if (!added) return told(added.error(), unknown_plan());
    output.added = std::move(*added);
    if (!output.added.repeated) return output;
    auto first = code_of_retry(call, output.added.retry_answer, code);
    if (!first) return first.error();
    output.code = std::move(*first);
    const auto earlier = plans_of(call).open_share(digest_of_share_code(output.code), call.today, false);
    if (!earlier) return unknown_share();
    output.added.id = earlier->id;
    return output;
  }
}

OpenShare open_share_of(const Call& call, const std::string& share_code, bool log) {
  auto row = plans_of(call).open_share(digest_of_share_code(share_code), call.today, log);
  if (!row) throw ErrorException(unknown_share());
  const auto key = share_key(row->for_holder, share_code);
  const auto content = key ? open_shared(row->content, *key) : std::nullopt;
  auto view = content ? read_shared(*content) : std::nullopt;
  if (!view) throw ErrorException(does_not_open());
  return {std::move(*row), *key, std::move(*view)};
}

std::vector<PlanRemark> shared_remarks(const Call& call, const SharedView& view) {
  if (!view.shows_steps) return {};
  std::vector<PlanRemark> remarks = compare_with_catalogue(call, view.plan);
  if (!view.shows_money) {
    std::erase_if(remarks, [](const PlanRemark& one) {
      return one.kind == PlanRemarkKind::cheaper || one.kind == PlanRemarkKind::dearer;
    });
  }
  return remarks;
}

json::array write_shares(const Call& call, const std::string& code) {
  json::array list;
  for (const KeptShare& share : plans_of(call).shares(digest_of_plan_code(code), call.today))
    list.push_back(write_share(share, code, call.today));
  return list;
}

Result<AddedComment> comment_on(const Call& call, const PlanComment& input, const std::string& share_code) {
  const OpenShare share = open_share_of(call, share_code, false);
  if (share.view.right != ShareRight::comment) {
    return Error{ErrorCode::permission_denied, "U mag dit plan lezen, maar er niets bij zetten.",
                 "Vraag de eigenaar om een code waarmee u opmerkingen kunt maken.", "Leerwijzer-Code"};
  }
  NewComment comment;
  comment.share_digest = digest_of_share_code(share_code);
  comment.content = seal_comment(json::serialize(write_comment(input)), share.key);
  comment.retry = retry_under(call, share_code);
  if (!comment.retry.key_digest.empty()) comment.retry_answer = seal_answer(call, "added");
  auto added = plans_of(call).add_comment(comment, call.today);
  if (!added) return told(added.error(), unknown_share());
  return added;
}

json::array write_comments(const std::vector<KeptComment>& comments, const std::string& key) {
  json::array list;
  for (const KeptComment& one : comments) {
    const auto text = open_comment(one.content, key);
    json::object comment = text ? comment_document(*text, one.at) : json::object{};
    if (!comment.empty()) list.push_back(std::move(comment));
  }
  return list;
}

}  // namespace leerwijzer
