#include "indexer/formats/xcri/course.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// The code of a vocabulary term, else its label, folded.
std::string term_of(const XmlElement& element) {
  const std::string_view code = element.attribute("identifier");
  return fold(collapse_spaces(code.empty() ? element.text : code));
}

/// XCRI-CAP 1.2 study mode vocabulary, and its labels.
std::optional<Intensity> intensity_of(const std::string& term) {
  constexpr auto k_terms = std::to_array<std::pair<std::string_view, Intensity>>({
      {"ft", Intensity::full_time},
      {"full time", Intensity::full_time},
      {"full-time", Intensity::full_time},
      {"short full-time", Intensity::full_time},
      {"short full time", Intensity::full_time},
      {"pt", Intensity::part_time},
      {"part time", Intensity::part_time},
      {"part-time", Intensity::part_time},
      {"part-time day", Intensity::part_time},
      {"part time day", Intensity::part_time},
      {"block release", Intensity::part_time},
      {"pf", Intensity::part_time},
      {"part of a full time programme", Intensity::part_time},
      {"fl", Intensity::unknown},
      {"flexible", Intensity::unknown},
      {"nk", Intensity::unknown},
      {"not known", Intensity::unknown},
  });
  for (const auto& [name, intensity] : k_terms) {
    if (name == term) return intensity;
  }
  if (contains(term, "part-time") || contains(term, "part time")) return Intensity::part_time;
  if (contains(term, "full-time") || contains(term, "full time")) return Intensity::full_time;
  if (term.starts_with("flexible") || contains(term, "open learning")) return Intensity::unknown;
  return std::nullopt;
}

/// XCRI-CAP 1.2 attendance mode vocabulary, and its labels.
std::optional<DeliveryMode> attendance_of(const std::string& term) {
  constexpr auto k_terms = std::to_array<std::pair<std::string_view, DeliveryMode>>({
      {"cm", DeliveryMode::on_site},
      {"campus", DeliveryMode::on_site},
      {"nc", DeliveryMode::on_site},
      {"face-to-face non-campus", DeliveryMode::on_site},
      {"da", DeliveryMode::blended},
      {"distance with attendance", DeliveryMode::blended},
      {"mm", DeliveryMode::blended},
      {"mixed mode", DeliveryMode::blended},
      {"ds", DeliveryMode::self_study},
      {"distance without attendance", DeliveryMode::self_study},
      {"on", DeliveryMode::online},
      {"ol", DeliveryMode::online},
      {"online (no attendance)", DeliveryMode::online},
      {"wb", DeliveryMode::workplace},
      {"work-based", DeliveryMode::workplace},
  });
  for (const auto& [name, mode] : k_terms) {
    if (name == term) return mode;
  }
  return mode_of_word(term);
}

std::vector<Daypart> pattern_of(const std::string& term) {
  if (term == "dt" || term == "dr" || contains(term, "day release") || contains(term, "block release"))
    return {Daypart::morning, Daypart::afternoon};
  if (term == "ev" || term == "tw" || term == "twilight") return {Daypart::evening};
  if (term == "we") return {Daypart::weekend};
  if (term == "daytime") return {Daypart::morning, Daypart::afternoon};
  return dayparts_of_word(term);
}

/// @dtf is for machines; what stands beside it is for people.
std::optional<Date> date_of(const XmlElement& presentation, std::string_view name, RecordReport& report) {
  const XmlElement* element = presentation.child(name);
  if (element == nullptr) return std::nullopt;
  const std::string_view machine = element->attribute("dtf");
  const std::string path = "presentation/" + std::string(name) + (machine.empty() ? "" : "/@dtf");
  if (machine.empty() && !parse_feed_date(element->text)) return std::nullopt;
  return read_date(machine.empty() ? std::string_view(element->text) : machine, path, report);
}

void read_start(const XmlElement& presentation, Run& run, RecordReport& report) {
  run.start = date_of(presentation, "start", report);
  if (run.start) {
    run.start_kind = StartKind::fixed;
    return;
  }
  const XmlElement* start = presentation.child("start");
  if (start == nullptr || parse_feed_date(start->attribute("dtf"))) return;  // none, or a date that means none
  const std::string words = plain_text(start->text);
  if (words.empty() || parse_feed_date(words)) return;
  const std::string key = fold(words);
  if (contains(key, "any time") || contains(key, "anytime") || contains(key, "continuous") ||
      contains(key, "doorlopend") || contains(key, "roll")) {
    run.start_kind = StartKind::rolling;
    return;
  }
  if (contains(key, "by arrangement") || contains(key, "in overleg") || contains(key, "negotiable")) {
    run.start_kind = StartKind::on_agreement;
    return;
  }
  run.start_text = std::string(truncate_utf8(words, 200));
  run.start_kind = names_a_month(words)      ? StartKind::month
                   : names_a_semester(words) ? StartKind::semester
                                             : StartKind::text;
  if (run.start_kind == StartKind::text)
    report.info("start-not-a-date", "presentation/start",
                raw_value(words) + " is not a date; it is shown as text. Add the attribute dtf.");
}

/// Cost is free text. Only what says euro becomes an amount; 0 may mean free or unknown.
void read_cost(const XmlElement& element, Run& run, RecordReport& report) {
  const std::string raw = plain_text(element.text);
  if (raw.empty()) return;
  Cost cost;
  const std::string folded = fold(raw);
  const bool euro = contains(folded, "eur") || contains(raw, "€");
  const bool foreign = contains(folded, "gbp") || contains(folded, "usd") || contains(raw, "£") || contains(raw, "$");
  const ReadAmount read = read_amount(raw);
  const auto decimal = parse_decimal_amount(raw);
  if ((decimal && decimal->value == 0) || (read.amount && read.amount->value == 0)) {
    cost.amount = Cents{0};
    cost.confirmed = read.says_free;
    if (!read.says_free)
      report.info(
          "price-zero", "presentation/cost",
          raw_value(raw) + " may mean free or unknown; it is shown as not confirmed. Write free or leave it out.");
  } else if (euro && !foreign && read.amount && read.amount->value > 0) {
    cost.amount = read.amount;
    cost.vat_basis = read.vat_basis;
    cost.period = read.period;
  } else if (foreign) {
    report.warning("other-currency", "presentation/cost",
                   raw_value(raw) + " is not in euro; the price is unknown and its words are kept.");
  } else {
    report.warning(decimal ? "currency-not-stated" : "price-not-a-number", "presentation/cost",
                   raw_value(raw) + " names no amount in euro; the price is unknown. Write EUR 250.00.");
  }
  if (!cost.amount || !cost.confirmed) cost.note = std::string(truncate_utf8(raw, 500));
  run.costs.push_back(std::move(cost));
}

/// A venue holds a provider of its own, which is a place and not an institution.
void read_venue(const XmlElement& presentation, Run& run, RecordReport& report) {
  const XmlElement* venue = presentation.child("venue");
  if (venue == nullptr) return;
  const XmlElement* place = venue->child("provider");
  if (place == nullptr) place = venue;
  Location location;
  location.name = plain_text(place->text_of("title"));
  const XmlElement* address = place->child("location");
  if (address != nullptr) {
    location.street = plain_text(address->text_of("street"));
    if (location.street.empty()) location.street = plain_text(address->text_of("address"));
    location.city = plain_text(address->text_of("town"));
    const std::string_view postcode = address->text_of("postcode");
    location.postcode = normal_postcode(postcode);
    if (location.postcode.empty() && !postcode.empty())
      report.info("foreign-postcode", "presentation/venue/postcode",
                  raw_value(postcode) + " is not a Dutch postcode; it was left out.");
    const auto number = [&](const char* name) { return parse_number(address->text_of(name)); };
    read_point(number("lat"), number("long"), "presentation/venue", location, report);
  }
  if (!is_empty(location)) run.location = std::move(location);
}

}  // namespace

Run read_xcri_presentation(const XmlElement& presentation, Intensity& intensity, RecordReport& report) {
  Run run;
  run.key = std::string(truncate_utf8(xcri_identifier_of(presentation), 200));
  read_start(presentation, run, report);
  run.end = run.start ? date_of(presentation, "end", report) : std::nullopt;
  if (run.start && run.end && *run.end < *run.start) {
    report.warning("end-before-start", "presentation/end", "The end lies before the start; it was left out.");
    run.end.reset();
  }
  run.enrol_from = date_of(presentation, "applyFrom", report);
  run.enrol_until = date_of(presentation, "applyUntil", report);
  if (const XmlElement* mode = presentation.child("studyMode")) {
    const auto known = intensity_of(term_of(*mode));
    intensity = known.value_or(Intensity::unknown);
    for (Daypart daypart : dayparts_in_text(mode->text)) add_once(run.dayparts, daypart);
    if (!known)
      report.info("unknown-study-mode", "presentation/studyMode",
                  raw_value(mode->text) + " is not in the vocabulary; use FT, PT, FL or PF.");
  }
  if (const XmlElement* mode = presentation.child("attendanceMode")) {
    if (const auto known = attendance_of(term_of(*mode))) {
      run.modes.push_back(*known);
    } else {
      report.info("unknown-attendance-mode", "presentation/attendanceMode",
                  raw_value(mode->text) + " is not in the vocabulary; use CM, DA, DS, MM, NC, ON or WB.");
    }
  }
  if (const XmlElement* pattern = presentation.child("attendancePattern")) {
    for (Daypart daypart : pattern_of(term_of(*pattern))) add_once(run.dayparts, daypart);
  }
  std::sort(run.dayparts.begin(), run.dayparts.end());
  if (const auto places = parse_number(presentation.text_of("places")); places && *places >= 1 && *places <= 100'000)
    run.places_max = static_cast<int>(*places);
  for (const XmlElement* cost : presentation.all("cost")) {
    if (run.costs.size() < 20) read_cost(*cost, run, report);
  }
  read_venue(presentation, run, report);
  return run;
}

}  // namespace leerwijzer
