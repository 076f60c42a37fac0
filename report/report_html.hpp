// The report as one page that needs nothing else: no script, no other file, no request. For the
// people of an institution, in Dutch that everybody reads. Every text of a feed is escaped.
#pragma once

#include "report/report.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

struct ReportPage {
  std::string next{};  ///< address of the next page of offers; empty: there is none
  std::string previous{};
};

[[nodiscard]] std::string report_as_html(const PublishingReport& report, const ReportPage& page = {});

/// The text of the page's one style element, for the hash in a content security policy.
[[nodiscard]] std::string_view report_style() noexcept;

}  // namespace leerwijzer
