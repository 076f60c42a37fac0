// The report as JSON, for programs: codes and numbers, and the Dutch words beside them.
#pragma once

#include "report/report.hpp"

#include <boost/json/object.hpp>

namespace leerwijzer {

[[nodiscard]] boost::json::object report_as_json(const PublishingReport& report);

}  // namespace leerwijzer
