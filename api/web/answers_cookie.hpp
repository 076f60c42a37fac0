// What a person filled in, kept in their own browser between two pages: one cookie for the session, unreadable to
// scripts, never in an address and never stored here. Browsers take a __Host- cookie over TLS and from this machine.
#pragma once

#include "api/http/message.hpp"
#include "api/web/form.hpp"

#include <optional>
#include <string>
#include <utility>

namespace leerwijzer {

inline constexpr std::string_view k_answers_cookie = "__Host-leerwijzer-antwoorden";
inline constexpr std::size_t k_most_cookie_bytes = 3800;  ///< browsers keep 4,096 with the name

/// Nothing without the cookie; one that cannot be read counts as none.
[[nodiscard]] std::optional<FormAnswers> answers_of(const WebRequest& request);

/// Throws InvalidInput where the answers together are too long to be kept.
[[nodiscard]] std::pair<std::string, std::string> keep_answers(const FormAnswers& answers);

/// The header that makes the browser forget them.
[[nodiscard]] std::pair<std::string, std::string> forget_answers();

}  // namespace leerwijzer
