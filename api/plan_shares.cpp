#include "api/plan_shares.hpp"

#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/wire/json_values.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

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

}  // namespace

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
