#include "indexer/formats/edudex/program.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_sessions = 400;

void read_geo_code(std::string_view raw, const std::string& path, Location& location, RecordReport& report) {
  if (raw.empty()) return;
  const auto parts = split_trimmed(raw, raw.find(',') != std::string_view::npos ? ',' : ' ');
  if (parts.size() == 2) {
    read_point(parse_number(parts[0]), parse_number(parts[1]), path, location, report);
  }
  if (!location.point && parts.size() != 2)
    report.warning("bad-coordinates", path, raw_value(raw) + " is not latitude,longitude.");
}

RunStatus status_of(std::string_view raw, RecordReport& report) {
  const std::string key = fold(trim(raw));
  if (key.empty()) return RunStatus::unknown;
  if (contains(key, "cancel")) return RunStatus::cancelled;
  if (contains(key, "closed") || contains(key, "started") || contains(key, "completed")) return RunStatus::closed;
  if (contains(key, "full")) return RunStatus::full;
  if (contains(key, "open") || contains(key, "guaranteed")) return RunStatus::open;
  report.warning("unknown-status", "programRun/status", raw_value(raw) + " is not a status that is known.");
  return RunStatus::unknown;
}

StartKind undated_start(const XmlElement& program) {
  const XmlElement* admission = program.child("programAdmission");
  const std::string how = admission != nullptr ? fold(admission->text_of("startDateDetermination")) : "";
  if (how == "direct start") return StartKind::rolling;
  if (how == "agreed starting date") return StartKind::on_agreement;
  return StartKind::unknown;
}

std::optional<int> count_in(const XmlElement& element, std::string_view name, RecordReport& report) {
  const std::string_view raw = element.text_of(name);
  if (raw.empty()) return std::nullopt;
  const auto number = parse_number(raw);
  if (number && *number <= 100'000.0) return static_cast<int>(*number);
  report.warning("not-a-number", name, raw_value(raw) + " is not a number.");
  return std::nullopt;
}

void read_sessions(const XmlElement& element, Run& run, RecordReport& report) {
  for (const XmlElement* day : element.all("courseDay")) {
    if (run.sessions.size() >= k_most_sessions) return;
    Session session;
    session.date = read_date(day->text_of("date"), "courseDay/date", report);
    session.time_from = std::string(truncate_utf8(day->text_of("startTime"), 5));
    session.time_until = std::string(truncate_utf8(day->text_of("endTime"), 5));
    if (session != Session{}) run.sessions.push_back(std::move(session));
  }
  for (const XmlElement* module : element.all("module")) read_sessions(*module, run, report);
}

/// The most specific place: that of a day, of a module, of the run.
const XmlElement* place_of(const XmlElement& element) {
  for (const char* part : {"courseDay", "module"}) {
    for (const XmlElement* inner : element.all(part)) {
      if (const XmlElement* place = place_of(*inner)) return place;
    }
  }
  return element.child("location");
}

void read_place(const XmlElement& element, const EdudexContext& context, Run& run, RecordReport& report) {
  const XmlElement* place = place_of(element);
  if (place == nullptr) return;
  Location location = read_edudex_location(*place, "programRun/location", report);
  const auto known = context.places.find(std::string(place->text_of("id")));
  if (known != context.places.end()) {
    if (location.postcode.empty()) location.postcode = known->second.postcode;
    if (location.city.empty()) location.city = known->second.city;
    if (location.street.empty()) location.street = known->second.street;
    if (!location.point) location.point = known->second.point;
    if (location.name.empty()) location.name = known->second.name;
  }
  if (fold(location.city) != "online" && !is_empty(location)) run.location = std::move(location);
}

void read_modes(const XmlElement& element, Run& run) {
  for (const XmlElement* form : element.all("programForm")) {
    const std::string key = fold(form->text);
    if (key == "virtual classroom") add_once(run.modes, DeliveryMode::online);
    if (key == "e-learning" || key == "distance learning") add_once(run.modes, DeliveryMode::self_study);
  }
  if (fold(element.text_of("fullyOnline")) == "true" && run.modes.empty()) run.modes.push_back(DeliveryMode::online);
}

Run read_run(const XmlElement& program, const XmlElement& element, const XmlElement* general,
             const EdudexContext& context, RecordReport& report) {
  Run run;
  run.key = std::string(truncate_utf8(element.text_of("id"), 200));
  const XmlElement* start = element.child("startDate");
  const XmlElement* end = element.child("endDate");
  if (start != nullptr)
    run.start = read_date(start->text_of("date").empty() ? start->text : start->text_of("date"), "startDate", report);
  if (end != nullptr)
    run.end = read_date(end->text_of("date").empty() ? end->text : end->text_of("date"), "endDate", report);
  run.start_kind = run.start ? StartKind::fixed : undated_start(program);
  if (start != nullptr && fold(start->text_of("isFinal")) == "false") {
    report.info("start-not-final", "programRun/startDate", "The start of " + raw_value(run.key) + " is not final yet.");
  }
  run.enrol_until = read_date(element.text_of("applicationDeadline"), "applicationDeadline", report);
  run.status = status_of(element.text_of("status"), report);
  run.places_min = count_in(element, "minNumberOfParticipants", report);
  run.places_max = count_in(element, "maxNumberOfParticipants", report);
  for (const XmlElement* part : element.all("contactHoursPartOfDay")) {
    for (Daypart daypart : dayparts_of_word(part->text)) add_once(run.dayparts, daypart);
  }
  std::sort(run.dayparts.begin(), run.dayparts.end());
  read_modes(element, run);
  read_place(element, context, run, report);
  read_sessions(element, run, report);
  run.costs = read_edudex_costs(&element, general, context.today, report);
  return run;
}

}  // namespace

Location read_edudex_location(const XmlElement& element, const std::string& path, RecordReport& report) {
  const XmlElement* address = element.child("address");
  for (const XmlElement* one : element.all("address")) {
    if (fold(one->text_of("addressType")) == "visitation") address = one;  // not where the post goes
  }
  const XmlElement& inner = address != nullptr && !address->children.empty() ? *address : element;
  Location location;
  location.name =
      plain_text(element.text_of("locationName").empty() ? element.text_of("name") : element.text_of("locationName"));
  location.street =
      plain_text(address != nullptr && address->children.empty()
                     ? address->text
                     : std::string(inner.text_of("street")) + " " + std::string(inner.text_of("house_number")));
  location.city = plain_text(inner.text_of("city"));
  const std::string country = fold(inner.text_of("country"));
  if (country.empty() || country == "nl") read_postcode(inner.text_of("zipcode"), path + "/zipcode", location, report);
  read_geo_code(inner.text_of("geoCode"), path + "/geoCode", location, report);
  return location;
}

std::vector<Run> read_edudex_runs(const XmlElement& program, const EdudexContext& context, RecordReport& report,
                                  int& hidden) {
  std::vector<Run> runs;
  const XmlElement* schedule = program.child("programSchedule");
  if (schedule == nullptr) return runs;
  const XmlElement* general = schedule->child("genericProgramRun");
  for (const XmlElement* element : schedule->all("programRun")) {
    if (fold(element->text_of("openTo")) == "client only") {
      ++hidden;
      report.info("client-only-run", "programRun/openTo",
                  "The start " + raw_value(element->text_of("id")) + " is for clients only and is not shown.");
      continue;
    }
    runs.push_back(read_run(program, *element, general, context, report));
  }
  if (runs.empty() && hidden == 0) {
    Run run;
    run.key = "general";
    run.start_kind = undated_start(program);
    if (general != nullptr) {
      for (const XmlElement* part : general->all("contactHoursPartOfDay")) {
        for (Daypart daypart : dayparts_of_word(part->text)) add_once(run.dayparts, daypart);
      }
      std::sort(run.dayparts.begin(), run.dayparts.end());
      read_modes(*general, run);
      read_place(*general, context, run, report);
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace leerwijzer
