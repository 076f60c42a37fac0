#include "indexer/formats/kiesmbo/study.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cctype>

namespace leerwijzer {
namespace {

/// true, "true", 1; null and absence are no.
bool is_set(const JsonFields& fields, std::string_view name) {
  const std::string word = fold(fields.text(name));
  return word == "true" || word == "1" || word == "ja";
}

std::size_t count_numbers(std::string_view text) {
  std::size_t numbers = 0;
  bool inside = false;
  for (char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) ++numbers;
    inside = digit || (inside && (c == ',' || c == '.'));
  }
  return numbers;
}

/// "3 jaar", "2-3 jaar" (the longest counts), and what a spreadsheet makes of "3-4": a date.
void read_duration(const JsonFields& study, Offer& offer) {
  const std::string raw = study.text("duration");
  if (raw.empty()) return;
  const std::string path = study.path_of("duration");
  if (parse_feed_date(raw)) {
    study.report().warning("duration-is-a-date", path,
                           raw_value(raw) +
                               " is a date where a duration was expected; a spreadsheet makes that of \"3-4\". The "
                               "duration is unknown. Write it as \"3 jaar\".");
    return;
  }
  const auto duration = parse_dutch_duration(raw);
  if (!duration) {
    study.report().warning("bad-duration", path, raw_value(raw) + " is not a duration. Write it as \"3 jaar\".");
    return;
  }
  offer.duration_months = duration->months;
  if (count_numbers(raw) > 1)
    study.report().info("duration-range", path, raw_value(raw) + " is a range; the longest was taken.");
}

void read_level(const JsonFields& study, Offer& offer) {
  offer.level_raw = study.text("level");
  if (offer.level_raw.empty()) return;
  const auto level = level_of_code(offer.level_raw);
  if (level && *level <= NlqfLevel::level_4) {
    // SBB keeps the register of mbo qualifications, and the level is that of the crebo.
    offer.level = {level, LevelBasis::register_};
  } else {
    study.report().warning("unknown-level", study.path_of("level"),
                           raw_value(offer.level_raw) + " is not a level of the mbo. Use 1 to 4.");
  }
}

void read_path(const std::string& word, Offer& offer, RecordReport& report) {
  if (word.empty()) return;
  offer.path = path_in_text(word);
  offer.modes.push_back(DeliveryMode::on_site);
  switch (offer.path) {
    case LearningPath::bbl:
      offer.intensity = Intensity::dual;
      offer.modes.push_back(DeliveryMode::workplace);
      break;
    case LearningPath::bol: offer.intensity = Intensity::full_time; break;
    case LearningPath::third: break;
    case LearningPath::none:
      report.warning("unknown-learning-path", "/offered/learningPaths",
                     raw_value(word) + " is not a learning path that is known. Use BOL, BBL or derde leerweg.");
      return;
  }
  if (offer.intensity != Intensity::unknown) {
    report.info("intensity-from-path", "/offered/learningPaths",
                raw_value(word) + " was taken to mean " + std::string(name_of(offer.intensity)) + ".");
  }
}

void add_run(Offer& offer, const char* key, StartKind kind) {
  Run run;
  run.key = key;
  run.start_kind = kind;
  if (kind == StartKind::month) run.start_text = key;
  offer.runs.push_back(std::move(run));
}

/// The feed knows months and no years, so no run gets a date.
void read_starts(const JsonFields& offered, Offer& offer) {
  if (is_set(offered, "startingFebruary")) add_run(offer, "februari", StartKind::month);
  if (is_set(offered, "startingSeptember")) add_run(offer, "september", StartKind::month);
  if (is_set(offered, "startingAnytime")) add_run(offer, "doorlopend", StartKind::rolling);
}

Location read_place(const JsonFields& fields) {
  Location place;
  place.name = plain_text(fields.text("name"));
  place.street = plain_text(fields.text("street") + " " + fields.text("houseNumber"));
  place.city = plain_text(fields.text("city"));
  read_postcode(fields.text("zipCode"), fields.path_of("zipCode"), place, fields.report());
  return place;
}

std::string read_address(const JsonFields& offered, const JsonFields& location, const JsonFields& school) {
  for (const JsonFields& url : offered.objects("urls")) {
    if (std::string address = read_url(url.text("url"), url.path_of("url"), url.report()); !address.empty())
      return address;
  }
  for (const JsonFields* fields : {&location, &school}) {
    if (std::string address = read_url(fields->text("website"), fields->path_of("website"), fields->report());
        !address.empty())
      return address;
  }
  return {};
}

}  // namespace

Offer read_kiesmbo_offer(const KiesmboParts& parts, const std::string& path, RecordReport& report) {
  const JsonFields school(parts.school, "/school", report);
  const JsonFields location(parts.location, "/location", report);
  const JsonFields offered(parts.offered, "/offered", report);
  const JsonFields study(parts.study, "/study", report);
  Offer offer;
  const std::string crebo = offered.text("crebo");
  offer.kind = OfferKind::qualification;
  offer.kind_basis = Basis::stated;
  if (!crebo.empty()) {
    offer.codes.push_back({CodeScheme::crebo, crebo});
    offer.recognised = true;
  }
  if (parts.study.empty()) {
    report.error("unknown-crebo", offered.path_of("crebo"),
                 "The crebo " + raw_value(crebo) + " is not among the studies of the export, so it has no title.");
  }
  std::string title = study.text("creboName");
  if (title.empty()) title = study.text("name");
  add_text(offer, TextField::title, "", title);
  add_text(offer, TextField::summary, "", study.text("introtext"));
  const std::string content = study.text("educationContent");
  add_text(offer, TextField::description, "", content.empty() ? study.text("introtext") : content);
  read_level(study, offer);
  read_duration(study, offer);
  read_path(path, offer, report);
  read_starts(offered, offer);
  add_location(offer.locations, read_place(location));
  offer.url = read_address(offered, location, school);
  finish_offer(offer, report);
  return offer;
}

Provider read_kiesmbo_school(const boost::json::object& school, RecordReport& report) {
  const JsonFields fields(school, "", report);
  Provider provider;
  provider.key = std::string(truncate_utf8(fields.text("brin"), 100));
  provider.name = plain_text(fields.text("name"));
  if (provider.key.empty()) {
    provider.key = provider.name;
    report.warning("missing-identifier", "/brin", "The school has no BRIN; it is known by its name only.");
  } else {
    provider.identifiers.push_back({IdentifierScheme::brin, provider.key});
  }
  if (provider.name.empty()) {
    report.warning("missing-provider-name", "/name", "The school has no name; its BRIN is shown instead.");
    provider.name = provider.key;
  }
  provider.kind = "mbo";
  provider.url = read_url(fields.text("website"), "/website", report);
  return provider;
}

}  // namespace leerwijzer
