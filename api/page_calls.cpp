#include "api/page_calls.hpp"

#include "api/reply.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::string_view k_html = "text/html; charset=utf-8";

Answer trouble(const PageSettings& settings, const Error& error, const std::string& request) {
  if (error.code == ErrorCode::not_found) return html(trouble_page(settings, "missing"), error.code);
  if (error.code == ErrorCode::permission_denied)
    return html(trouble_page_with(settings, "forbidden", error.what + " " + error.hint), error.code);
  if (error.code == ErrorCode::conflict)
    return html(trouble_page_with(settings, "conflict", error.what + " " + error.hint), error.code);
  if (error.code == ErrorCode::invalid_input) {
    return html(trouble_page_with(settings, "unread", error.what + " " + error.hint), error.code);
  }
  return html(trouble_page(settings, "broken", request), error.code);
}

}  // namespace

Matcher matcher_of(const Call& call) {
  const Snapshot& snapshot = snapshot_of(call);
  return {snapshot.taxonomy, *call.services.index, snapshot.funding, snapshot.geography, &snapshot.shortage};
}

Asked asked_of(const Call& call, const PageSettings& settings) {
  Asked asked;
  if (auto kept = answers_of(call.request)) {
    asked.answers = std::move(*kept);
    asked.told = true;
  }
  asked.question = question_of(asked.answers, snapshot_of(call), call.today, settings.texts());
  return asked;
}

FundingAnswer funding_for(const Call& call, const MatchRequest& request, OfferId id) {
  const Matcher matcher = matcher_of(call);
  const auto all = matcher.candidates(request);
  if (!all) return {};
  for (std::size_t i = 0; i < all->hits.size(); ++i) {
    if (all->hits[i].offer.id == id) return matcher.funding_of(*all, i);
  }
  return {};
}

Answer html(std::string body, std::optional<ErrorCode> fault) {
  return Answer{.body = std::move(body), .content_type = std::string(k_html), .fault = fault};
}

Answer send_to(const Call& call, const std::string& address, const FormAnswers* keep) {
  const Texts& texts = Texts::in(language_of_path(call.request.path));
  Answer answer{.content_type = std::string(k_html), .status = 303};
  answer.headers.emplace_back("location", std::string(texts.root()) + address);
  if (keep != nullptr) answer.headers.push_back(keep_answers(*keep));
  return answer;
}

Result<Answer> as_page(const Call& call, Result<Answer> (*make)(const Call& call, const PageSettings& settings)) {
  const PageSettings settings = page_settings(call);
  try {
    Result<Answer> answer = make(call, settings);
    if (!answer) return trouble(settings, answer.error(), call.request.id);
    return answer;
  } catch (const ErrorException& error) {
    return trouble(settings, error.error(), call.request.id);
  }
}

std::string way_back(std::string_view wanted) {
  constexpr std::string_view k_offer = "/opleidingen/";
  const std::string_view path = wanted.substr(0, wanted.find('?'));
  const bool offer = path.starts_with(k_offer) && path.size() > k_offer.size() &&
                     path.find_first_not_of("0123456789", k_offer.size()) == std::string_view::npos;
  const bool clean = wanted.find_first_of("\r\n\\ ") == std::string_view::npos && wanted.size() <= 500;
  return clean && (offer || path == "/resultaat") ? std::string(wanted) : std::string("/resultaat");
}

}  // namespace leerwijzer
