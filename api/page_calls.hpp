// What the endpoints of pages share: the matcher of a call, answers that are HTML or send the browser on, and faults as
// a page. A page asks the engine the same questions as /v1, and works nothing out itself.
#pragma once

#include "api/endpoint.hpp"
#include "api/web/answers_cookie.hpp"
#include "api/web/pages.hpp"
#include "engine/match/matcher.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_form_body = std::to_array<std::string_view>({"application/x-www-form-urlencoded"});
inline constexpr std::size_t k_form_bytes = 16'384;

[[nodiscard]] Matcher matcher_of(const Call& call);

/// Answers and what they ask; nothing where the browser brought none.
struct Asked {
  FormAnswers answers;
  bool told = false;  ///< the browser brought answers
  FormQuestion question;
};
[[nodiscard]] Asked asked_of(const Call& call, const PageSettings& settings);

/// What the person would pay for this offer, where the candidates of their question hold it.
[[nodiscard]] FundingAnswer funding_for(const Call& call, const MatchRequest& request, OfferId id);

[[nodiscard]] Answer html(std::string body, std::optional<ErrorCode> fault = std::nullopt);

/// 303, in the language of the call; `keep` goes along in the cookie.
[[nodiscard]] Answer send_to(const Call& call, const std::string& address, const FormAnswers* keep = nullptr);

/// What `make` answers; a fault that it throws, and an error, become a page with the right status.
[[nodiscard]] Result<Answer> as_page(const Call& call,
                                     Result<Answer> (*make)(const Call& call, const PageSettings& settings));

/// An address of our own that a form asks to go back to; "/resultaat" for any other.
[[nodiscard]] std::string way_back(std::string_view wanted);

}  // namespace leerwijzer
