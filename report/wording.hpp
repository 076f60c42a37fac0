// Sentences of the report that hold numbers, in Dutch, shared by its three forms.
#pragma once

#include "report/report.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// "0,72".
[[nodiscard]] std::string score_text(double score);

/// "1 opleiding", "1.250 opleidingen".
[[nodiscard]] std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// "Fout", "Let op", "Ter informatie".
[[nodiscard]] std::string_view severity_word(Severity severity) noexcept;

/// What to know of offers that are missing from the feed and stay for now; empty when there are none.
[[nodiscard]] std::string withheld_sentence(std::int64_t offers);

/// "alles gelezen", "niet alles gelezen", ...
[[nodiscard]] std::string_view fetch_state_word(std::string_view state) noexcept;

/// What a searcher who chooses by the field sees now, and would see.
[[nodiscard]] std::string findability_sentence(const ReportFindability& row);

/// How findability was measured.
[[nodiscard]] std::string findability_method(const PublishingReport& report);

/// One or two sentences: how it stands.
[[nodiscard]] std::string summary_sentence(const PublishingReport& report);

/// How the score is made.
[[nodiscard]] std::string_view score_method() noexcept;

}  // namespace leerwijzer
