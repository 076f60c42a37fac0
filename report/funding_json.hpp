// Funding answers and their questions as JSON: what the API answers, and what `schemes replay` answers
// again, byte for byte, from the question and the digest of the rules.
#pragma once

#include "engine/core/error.hpp"
#include "engine/funding/cash_flow.hpp"
#include "engine/funding/funding.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

[[nodiscard]] boost::json::object write_scheme(const SchemeVerdict& scheme);
/// With the course each stack also has its money by month.
[[nodiscard]] boost::json::object write_stacks(const FundingAnswer& answer,
                                               const std::optional<CourseTerm>& course = std::nullopt);
[[nodiscard]] boost::json::value write_next_question(const std::optional<NextQuestion>& question);
[[nodiscard]] boost::json::value write_interval(const std::optional<CentsInterval>& interval);

/// When the course is and what it costs; nothing when one of the three is not known.
[[nodiscard]] std::optional<CourseTerm> course_term(const FundingQuestion& question);

/// {schemes, stacks, net, nextQuestion, date}
[[nodiscard]] boost::json::object write_funding_answer(const FundingQuestion& question, const FundingAnswer& answer);

/// All that an answer followed from: sent again, with its rulesSnapshot, it gives the same answer.
[[nodiscard]] boost::json::object write_question(const FundingQuestion& question, std::string_view snapshot);

struct StoredQuestion {
  FundingQuestion question;
  std::string snapshot;  ///< empty: not stated
};

/// What write_question wrote, or a whole answer that holds it as `question`. The first fault is named with its pointer.
[[nodiscard]] Result<StoredQuestion> read_question(std::string_view text, const std::string& file);

}  // namespace leerwijzer
