// The wire of POST /v1/plans/compose: its body, its answer as JSON, and its deadlines as a calendar.
#pragma once

#include "api/services.hpp"
#include "engine/match/planner.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

class CalendarText;  // api/wire/calendar_text.hpp

struct PlanCall {
  PlanRequest request;
  std::optional<PlanVariant> variant;  ///< of a calendar or a page; nothing: the first plan
};

/// Strict and complete: throws InvalidInput with every fault at once.
[[nodiscard]] PlanCall read_plan_request(std::string_view body, bool allow_today, Date today);

[[nodiscard]] boost::json::object write_plans(const PlanAnswer& answer, const Snapshot& snapshot);

/// iCalendar (RFC 5545) with an all-day event for every deadline of one plan: of `variant` where it is there, else of
/// the first. The identifiers stay the same from answer to answer, so that a calendar replaces what it had. An answer
/// without plans is a calendar without events.
[[nodiscard]] std::string write_calendar(const PlanAnswer& answer, std::optional<PlanVariant> variant);

/// One deadline as an event of a calendar.
void add_deadline(CalendarText& calendar, const PlanDeadline& one);

}  // namespace leerwijzer
