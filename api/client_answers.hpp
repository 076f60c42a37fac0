// What an advisor fills in for a client, as a case keeps it and back: the JSON of learner and goal of /v1/cases, and
// the answers of the form.
#pragma once

#include "api/web/form.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// {"learner": {...}, "goal": {...}} of answers that have no faults; empty where nothing was filled in.
[[nodiscard]] std::string profile_of(const FormAnswers& answers, const MatchRequest& request);

/// The answers that the form has a field for; what a program put in the case beside them is left out.
[[nodiscard]] FormAnswers answers_of_profile(std::string_view profile);

}  // namespace leerwijzer
