// The report for a terminal or a log, in Dutch.
#pragma once

#include "report/report.hpp"

#include <string>

namespace leerwijzer {

/// Lines of about a hundred characters; `offers` of the worst offers by name.
[[nodiscard]] std::string report_as_text(const PublishingReport& report, std::size_t offers);

}  // namespace leerwijzer
