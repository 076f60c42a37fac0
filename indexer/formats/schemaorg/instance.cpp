#include "indexer/formats/schemaorg/course.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_intensities = std::to_array<std::pair<std::string_view, Intensity>>({
    {"full-time", Intensity::full_time},
    {"full time", Intensity::full_time},
    {"fulltime", Intensity::full_time},
    {"voltijd", Intensity::full_time},
    {"part-time", Intensity::part_time},
    {"part time", Intensity::part_time},
    {"parttime", Intensity::part_time},
    {"deeltijd", Intensity::part_time},
    {"dual", Intensity::dual},
    {"duaal", Intensity::dual},
    {"self-paced", Intensity::self_paced},
});

constexpr auto k_modes = std::to_array<std::pair<std::string_view, DeliveryMode>>({
    {"onsite", DeliveryMode::on_site},
    {"in-person", DeliveryMode::on_site},
    {"offline", DeliveryMode::on_site},
    {"mooc", DeliveryMode::online},
    {"offlineeventattendancemode", DeliveryMode::on_site},
    {"onlineeventattendancemode", DeliveryMode::online},
    {"mixedeventattendancemode", DeliveryMode::blended},
});

template <std::size_t N, typename V>
std::optional<V> look_up(const std::array<std::pair<std::string_view, V>, N>& table, std::string_view word) {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

Location read_address(const json::object& place, const SchemaNodes& nodes, const std::string& path,
                      RecordReport& report) {
  Location location;
  location.name = plain_text(nodes.text(place, "name"));
  for (const json::value* value : nodes.values(place, "address")) {
    const auto* address = value->if_object();
    if (address == nullptr) {
      if (location.street.empty()) location.street = plain_text(nodes.text_of(*value));
      continue;
    }
    location.street = plain_text(nodes.text(*address, "streetAddress"));
    location.city = plain_text(nodes.text(*address, "addressLocality"));
    const std::string country = fold(nodes.text(*address, "addressCountry"));
    if (country.empty() || country == "nl" || country == "nld" || country == "nederland" ||
        country == "the netherlands")
      read_postcode(nodes.text(*address, "postalCode"), path + "/address/postalCode", location, report);
  }
  for (const json::object* geo : nodes.objects(place, "geo")) {
    read_point(parse_number(nodes.text(*geo, "latitude")), parse_number(nodes.text(*geo, "longitude")), path + "/geo",
               location, report);
  }
  return location;
}

/// A text, a Place, a bare PostalAddress, or a VirtualLocation.
void read_places(const json::object& instance, const SchemaNodes& nodes, const std::string& path, Run& run,
                 RecordReport& report) {
  std::size_t places = 0;
  for (const json::value* value : nodes.values(instance, "location")) {
    const auto* place = value->if_object();
    const std::string words = place == nullptr ? plain_text(nodes.text_of(*value)) : std::string{};
    const bool online = place != nullptr ? is_schema_type(*place, "VirtualLocation") : fold(words) == "online";
    if (online) {
      add_once(run.modes, DeliveryMode::online);
      continue;
    }
    Location location;
    if (place == nullptr) {
      location.name = words;
      if (!words.empty())
        report.info("location-as-text", path + "/location",
                    raw_value(words) + " is a text; give a Place with a PostalAddress, so that it is found nearby.");
    } else if (is_schema_type(*place, "PostalAddress")) {
      const json::object wrapped{{"address", *place}};
      location = read_address(wrapped, nodes, path + "/location", report);
    } else {
      location = read_address(*place, nodes, path + "/location", report);
    }
    if (is_empty(location)) continue;
    if (++places == 1) run.location = std::move(location);
  }
  if (places > 1)
    report.info("several-places", path + "/location", "One start names several places; the first was taken.");
}

Daypart daypart_of_time(std::string_view time) {
  const int hour = std::atoi(std::string(time.substr(0, 2)).c_str());
  return hour < 12 ? Daypart::morning : hour < 17 ? Daypart::afternoon : Daypart::evening;
}

/// A Schedule: days and times for the run, hours for the offer where it states none.
void read_schedule(const json::object& schedule, const SchemaNodes& nodes, const std::string& path, Run& run,
                   Offer& offer, RecordReport& report) {
  if (!run.start) run.start = read_date(nodes.text(schedule, "startDate"), path + "/startDate", report);
  if (!run.end) run.end = read_date(nodes.text(schedule, "endDate"), path + "/endDate", report);
  for (const json::value* day : nodes.values(schedule, "byDay")) {
    const std::string name(schema_name(nodes.text_of(*day)));
    if (name == "Saturday" || name == "Sunday" || name == "SA" || name == "SU")
      add_once(run.dayparts, Daypart::weekend);
  }
  if (const std::string time = nodes.text(schedule, "startTime"); time.size() >= 4 && time[0] >= '0' && time[0] <= '9')
    add_once(run.dayparts, daypart_of_time(time));
  const std::string each = nodes.text(schedule, "duration");
  if (each.empty() || offer.study_load_hours) return;
  const auto duration = parse_iso_duration(each);
  const auto count = parse_number(nodes.text(schedule, "repeatCount"));
  if (!duration) {
    report.warning("bad-duration", path + "/duration", raw_value(each) + " is not an ISO 8601 duration.");
  } else if (duration->hours && count && *count >= 1.0 && *count <= 1'000.0) {
    offer.study_load_hours = static_cast<int>(std::lround(*count * *duration->hours));
  }
}

/// "PT22H" is the whole load; "4 uur per week" is a pace.
void read_workload(const json::object& instance, const SchemaNodes& nodes, const std::string& path, Offer& offer,
                   RecordReport& report) {
  const std::string raw = nodes.text(instance, "courseWorkload");
  if (raw.empty()) return;
  if (const auto load = parse_iso_duration(raw)) {
    if (load->hours) {
      offer.study_load_hours = load->hours;
    } else if (!offer.duration_months) {
      offer.duration_months = load->months;
    }
  } else if (const auto hours = hours_per_week_in_text(raw)) {
    offer.hours_per_week = hours;
    offer.hours_per_week_basis = Basis::stated;
  } else if (const auto total = parse_study_load(raw)) {
    offer.study_load_hours = *total;
  } else {
    report.info("workload-as-text", path + "/courseWorkload",
                raw_value(raw) + " was not understood. Write PT22H for 22 hours in all.");
  }
}

void read_state(const json::object& instance, const SchemaNodes& nodes, Run& run) {
  if (schema_name(nodes.text(instance, "eventStatus")) == "EventCancelled") run.status = RunStatus::cancelled;
  for (const json::object* offer : nodes.objects(instance, "offers")) {
    const std::string text = nodes.text(*offer, "availability");
    const std::string_view state = schema_name(text);
    if (run.status != RunStatus::unknown) continue;
    if (state == "InStock" || state == "LimitedAvailability" || state == "PreOrder") run.status = RunStatus::open;
    if (state == "SoldOut" || state == "OutOfStock") run.status = RunStatus::full;
    if (state == "Discontinued") run.status = RunStatus::closed;
  }
  const auto most = parse_number(nodes.text(instance, "maximumAttendeeCapacity"));
  if (most && *most >= 1.0 && *most <= 100'000.0) run.places_max = static_cast<int>(*most);
}

}  // namespace

SchemaModes read_schema_modes(const json::object& node, const SchemaNodes& nodes, const std::string& path,
                              RecordReport& report) {
  SchemaModes read;
  for (const char* name : {"courseMode", "eventAttendanceMode"}) {
    for (const json::value* value : nodes.values(node, name)) {
      const std::string raw = nodes.text_of(*value);
      const std::string word = fold(collapse_spaces(schema_name(raw)));
      if (word.empty()) continue;
      if (const auto intensity = look_up(k_intensities, word)) {
        read.intensity = *intensity;
      } else if (const auto mode = look_up(k_modes, word)) {
        add_once(read.modes, *mode);
      } else if (const auto known = mode_of_word(word)) {
        add_once(read.modes, *known);
      } else {
        report.info("unknown-mode", path + "/" + name,
                    raw_value(raw) + " is not a mode that is known. Use online, onsite or blended.");
      }
    }
  }
  return read;
}

Run read_schema_instance(const json::object& instance, const SchemaNodes& nodes, const std::string& path, Offer& offer,
                         RecordReport& report) {
  Run run;
  if (!is_schema_type(instance, "CourseInstance"))
    report.info("instance-without-type", path + "/@type",
                "The instance has no @type CourseInstance; it was read as one.");
  run.key = std::string(truncate_utf8(nodes.text(instance, "@id"), 200));
  run.start = read_date(nodes.text(instance, "startDate"), path + "/startDate", report);
  run.end = read_date(nodes.text(instance, "endDate"), path + "/endDate", report);
  const auto schedules = nodes.values(instance, "courseSchedule");
  for (const json::value* schedule : schedules) {
    if (const auto* object = schedule->if_object())
      read_schedule(*object, nodes, path + "/courseSchedule", run, offer, report);
  }
  if (run.start && run.end && *run.end < *run.start) {
    report.warning("end-before-start", path + "/endDate", "The end lies before the start; it was left out.");
    run.end.reset();
  }
  run.start_kind = run.start ? StartKind::fixed : StartKind::unknown;
  if (!run.start) run.end.reset();
  std::sort(run.dayparts.begin(), run.dayparts.end());
  run.modes = read_schema_modes(instance, nodes, path, report).modes;
  read_places(instance, nodes, path, run, report);
  read_workload(instance, nodes, path, offer, report);
  read_state(instance, nodes, run);
  run.costs = read_schema_costs(instance, nodes, path, report);
  return run;
}

}  // namespace leerwijzer
