#include "indexer/formats/schemaorg/course.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_most_runs = 1'000;

/// Texts of a member with the language of {"@value", "@language"}; empty where it is not stated.
void add_texts(const json::object& course, const SchemaNodes& nodes, const char* name, TextField field, Offer& offer) {
  for (const json::value* value : nodes.values(course, name)) {
    std::string language;
    if (const auto* object = value->if_object()) language = language_of(nodes.text(*object, "@language"));
    add_text(offer, field, language, nodes.text_of(*value));
  }
}

void read_languages(const json::object& course, const SchemaNodes& nodes, Offer& offer, RecordReport& report) {
  for (const char* name : {"inLanguage", "availableLanguage"}) {
    for (const json::value* value : nodes.values(course, name)) {
      std::string raw = nodes.text_of(*value);
      if (const auto* object = value->if_object()) {
        const std::string code = nodes.text(*object, "alternateName");
        if (!code.empty()) raw = code;
      }
      if (const std::string language = language_of(raw); !language.empty()) {
        add_once(offer.languages, language);
      } else if (!raw.empty()) {
        report.warning("unknown-language", std::string("/") + name,
                       raw_value(raw) + " is not a language. Write nl or en.");
      }
    }
  }
}

void read_level(const json::object& course, const SchemaNodes& nodes, Offer& offer, RecordReport& report) {
  const std::string raw = nodes.text(course, "educationalLevel");
  if (raw.empty()) return;
  offer.level_raw = std::string(truncate_utf8(raw, 200));
  const LevelWord level = level_of_word(raw);
  if (level.nlqf) offer.level = {level.nlqf, LevelBasis::stated};
  if (!level.known)
    report.info("unknown-level", "/educationalLevel",
                raw_value(raw) + " is not a level that is known. Write mbo 4, bachelor or NLQF 5.");
}

void read_awarded(const json::object& course, const SchemaNodes& nodes, Offer& offer) {
  for (const char* name : {"educationalCredentialAwarded", "occupationalCredentialAwarded"}) {
    for (const json::value* value : nodes.values(course, name)) {
      std::string text = plain_text(nodes.text_of(*value));
      if (const auto* object = value->if_object(); object != nullptr && text.empty())
        text = plain_text(nodes.text(*object, "credentialCategory"));
      if (offer.awarded.empty()) offer.awarded = std::string(truncate_utf8(text, 300));
    }
  }
  if (const auto kind = kind_of_word(offer.awarded);
      kind && *kind != OfferKind::qualification && *kind != OfferKind::certificate) {
    offer.kind = *kind;
    offer.kind_basis = Basis::stated;
  }
}

void read_duration(const json::object& course, const SchemaNodes& nodes, Offer& offer, RecordReport& report) {
  const std::string raw = nodes.text(course, "timeRequired");
  if (raw.empty()) return;
  auto duration = parse_iso_duration(raw);
  if (!duration) duration = parse_dutch_duration(raw);
  if (!duration) {
    report.warning("bad-duration", "/timeRequired", raw_value(raw) + " is not an ISO 8601 duration. Write P10W.");
    return;
  }
  offer.duration_months = duration->months;
  offer.study_load_hours = duration->hours;
}

void read_runs(const json::object& course, const SchemaNodes& nodes, Offer& offer, RecordReport& report) {
  std::set<Intensity> intensities;
  const auto instances = nodes.values(course, "hasCourseInstance");
  for (std::size_t i = 0; i < instances.size() && i < k_most_runs; ++i) {
    const std::string path = "/hasCourseInstance" + (instances.size() > 1 ? "/" + std::to_string(i) : "");
    const auto* instance = instances[i]->if_object();
    if (instance == nullptr) {
      report.warning("not-an-object", path, raw_value(nodes.text_of(*instances[i])) + " is not a CourseInstance.");
      continue;
    }
    RecordReport unheard;
    intensities.insert(read_schema_modes(*instance, nodes, path, unheard).intensity);
    offer.runs.push_back(read_schema_instance(*instance, nodes, path, offer, report));
  }
  if (intensities.size() == 1 && offer.intensity == Intensity::unknown) offer.intensity = *intensities.begin();
  if (intensities.size() > 1)
    report.info("study-modes-differ", "/hasCourseInstance/courseMode",
                "The instances differ in full-time and part-time, so that of the course is unknown.");
}

}  // namespace

Offer read_schema_course(const json::object& course, const SchemaNodes& nodes, RecordReport& report) {
  Offer offer;
  add_texts(course, nodes, "name", TextField::title, offer);
  add_texts(course, nodes, "description", TextField::description, offer);
  add_texts(course, nodes, "abstract", TextField::summary, offer);
  add_texts(course, nodes, "coursePrerequisites", TextField::admission, offer);
  add_texts(course, nodes, "assesses", TextField::assessment, offer);
  for (const json::value* outcome : nodes.values(course, "teaches")) {
    for (const std::string& item : list_items(nodes.text_of(*outcome))) add_outcome(offer, item, "");
  }
  read_languages(course, nodes, offer, report);
  read_level(course, nodes, offer, report);
  read_awarded(course, nodes, offer);
  read_duration(course, nodes, offer, report);
  const SchemaModes modes = read_schema_modes(course, nodes, "", report);
  offer.modes = modes.modes;
  offer.intensity = modes.intensity;
  offer.costs = read_schema_costs(course, nodes, "", report);
  read_runs(course, nodes, offer, report);
  if (const std::string code = nodes.text(course, "courseCode"); !code.empty())
    offer.codes.push_back({CodeScheme::other, std::string(truncate_utf8(code, 100))});
  offer.url = read_url(nodes.text(course, "url"), "/url", report);
  finish_offer(offer, report);
  return offer;
}

Provider read_schema_provider(const SchemaNodes::Found& found, const SchemaNodes& nodes, RecordReport& report) {
  Provider provider;
  for (const char* name : {"provider", "sourceOrganization", "publisher", "creator", "author"}) {
    for (const json::value* value : nodes.values(*found.course, name)) {
      if (!provider.name.empty()) break;
      const std::string text = plain_text(nodes.text_of(*value));
      const auto* object = value->if_object();
      const bool reference = object != nullptr && !object->contains("name") && !object->contains("@value");
      if (reference && !text.empty())
        report.warning("unknown-reference", std::string("/") + name,
                       "The provider is a reference to " + raw_value(text) + ", which the document does not hold.");
      provider.name = std::string(truncate_utf8(text, 300));
      if (object == nullptr) continue;
      provider.url = read_url(nodes.text(*object, "url"), std::string("/") + name + "/url", report);
      provider.email = read_email(nodes.text(*object, "email"), std::string("/") + name + "/email", report);
      provider.description = clean_html(nodes.text(*object, "description"));
    }
  }
  if (provider.name.empty() && found.owner != nullptr) {
    provider.name = plain_text(nodes.text(*found.owner, "name"));
    provider.url = read_url(nodes.text(*found.owner, "url"), "/url", report);
  }
  provider.key = std::string(truncate_utf8(fold(provider.name), 200));
  return provider;
}

}  // namespace leerwijzer
