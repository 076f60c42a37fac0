#include "indexer/formats/rio/catalogue.hpp"

#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <array>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// The objects of texts; what is no JSON is reported.
std::vector<json::value> parsed(const std::vector<std::string>& texts, const char* path, RecordReport& report) {
  std::vector<json::value> values;
  for (const std::string& text : texts) {
    auto value = parse_json(text);
    if (value && value->is_object()) {
      values.push_back(std::move(*value));
    } else {
      report.warning(
          "bad-related", path,
          "A related object could not be read" + (value ? std::string(".") : ": " + describe(value.error())));
    }
  }
  return values;
}

RegisterRecord first_of(const std::vector<json::value>& values, const char* path) {
  return values.empty() ? RegisterRecord{} : rio_record_of(values.front().get_object(), path);
}

std::string body_of(const std::string& offered, const RioRelated& related) {
  std::string body = offered;
  for (const auto* texts :
       {&related.units, &related.recognitions, &related.providers, &related.places, &related.cohorts}) {
    for (const std::string& text : *texts) body += "\n" + text;
  }
  return body;
}

std::string_view word_of(RioKind kind) {
  switch (kind) {
    case RioKind::offered: return "offered";
    case RioKind::unit: return "unit";
    case RioKind::cohort: return "cohort";
    case RioKind::provider: return "provider";
    case RioKind::place: return "place";
    case RioKind::recognition: return "recognition";
    case RioKind::other: return "object";
  }
  return "object";
}

}  // namespace

std::string RioCatalogue::unique_key(std::string key, RecordReport& report, bool& again) {
  report.set_record_key(key);
  again = !seen_.insert(digest(key).substr(0, 15)).second;
  if (!again) return key;
  report.warning("duplicate-record", "/id", raw_value(key) + " is in the feed more than once; the first was followed.");
  key += "#" + std::to_string(++repeated_);
  report.set_record_key(key);
  return key;
}

void RioCatalogue::add_broken(const std::string& key, std::string_view text, const std::string& what) {
  FeedRecord record;
  RecordReport report(key);
  record.raw = {key, "application/json", replace_invalid_utf8(truncate_utf8(text, input_.limits.record_bytes))};
  report.error("bad-json", "", what);
  record.diagnostics = report.take();
  sink_.record(std::move(record));
}

void RioCatalogue::add_other(const json::object& object, RioKind kind) {
  FeedRecord record;
  RecordReport report;
  const std::string text = replace_invalid_utf8(json::serialize(object));
  progress_.add(text);
  std::string id = rio_id_of(object, kind);
  if (id.empty()) id = "nameless-" + std::to_string(++nameless_);
  bool again = false;
  record.raw = {unique_key(std::string(word_of(kind)) + ":" + id, report, again), "application/json", text};
  if (kind == RioKind::provider && !again) {
    const RegisterRecord cells = rio_record_of(object, "");
    Provider provider = read_register_provider(cells, RegisterRecord{}, report);
    if (!provider.key.empty() && providers_.insert(provider.key).second) record.provider = std::move(provider);
  } else if (kind == RioKind::unit) {
    report.info("unit-not-an-offer", "",
                "This is a programme of the register; only an AangebodenOpleiding is an offer.");
  } else if (kind == RioKind::other) {
    report.warning("unknown-object", "", "This is no object of RIO LOD v2 that is known.");
  } else {
    report.info("not-an-offer", "", "This describes offers but is none itself.");
  }
  record.diagnostics = report.take();
  if (!record.provider && record.diagnostics.empty())
    record.diagnostics.push_back(
        {Severity::info, "not-an-offer", record.raw.key, "", "This provider was named before."});
  sink_.record(std::move(record));
}

void RioCatalogue::name_provider(const RegisterRecord& provider, const RegisterRecord& offered, FeedRecord& record,
                                 RecordReport& report) {
  RecordReport unheard;
  Provider read = read_register_provider(provider, offered, unheard);
  if (read.key.empty()) {
    report.warning("missing-provider", "/onderwijsaanbieder",
                   "The register names no provider for this programme; the name of the source was taken.");
    read.key = fold(input_.source_name).empty() ? "unknown" : std::string(truncate_utf8(fold(input_.source_name), 200));
    read.name = input_.source_name.empty() ? "unknown" : input_.source_name;
    read.identifiers.clear();
  }
  record.provider_key = read.key;
  if (providers_.insert(read.key).second) record.provider = std::move(read);
}

void RioCatalogue::add_offered(const json::object& object, const RioRelated& related) {
  FeedRecord record;
  RecordReport report;
  const std::string text = replace_invalid_utf8(json::serialize(object));
  const std::string body = body_of(text, related);
  progress_.add(body);
  std::string id = rio_id_of(object, RioKind::offered);
  const bool named = !id.empty();
  if (!named) id = "unnamed-" + digest(text).substr(0, 16);
  bool again = false;
  record.raw = {unique_key(id, report, again), "application/json", body};
  if (!named)
    report.warning("missing-identifier", "/aangebodenOpleidingcode",
                   "The programme has no code, so a key was made of its text.");
  if (!related.failure.empty()) {
    report.error("offerings-not-read", "", related.failure + ". What was known of the offer stays.");
  } else if (!again) {
    const auto units = parsed(related.units, "/opleiding", report);
    const auto recognitions = parsed(related.recognitions, "/opleidingserkenning", report);
    const auto providers = parsed(related.providers, "/onderwijsaanbieder", report);
    const auto places = parsed(related.places, "/onderwijslocatie", report);
    const RegisterRecord offered = rio_record_of(object, "");
    RegisterRecord unit = first_of(units, "/opleiding");
    for (const json::value& recognition : recognitions) {
      const RegisterRecord cells = rio_record_of(recognition.get_object(), "/opleidingserkenning");
      unit.add("ERKENDEOPLEIDINGSCODE", cells["ERKENDEOPLEIDINGSCODE"], "/opleidingserkenning/erkendeopleidingscode");
    }
    RegisterRecord provider = first_of(providers, "/onderwijsaanbieder");
    if (providers.empty())
      provider.add("ONDERWIJSAANBIEDERID", rio_relation(object, std::array{std::string_view("ONDERWIJSAANBIEDER")}).id,
                   "/onderwijsaanbieder");
    if (units.empty()) report.info("missing-unit", "/opleiding", "The programme of the register is not in the feed.");
    name_provider(provider, offered, record, report);
    RegisterParts parts{offered, unit, {}, {}};
    for (const json::value& place : places)
      add_location(parts.places, read_register_place(rio_record_of(place.get_object(), "/onderwijslocatie"), report));
    for (const json::value& cohort : parsed(related.cohorts, "/cohorten", report))
      parts.runs.push_back(read_register_cohort(rio_record_of(cohort.get_object(), "/cohorten"), report));
    if (const std::string reason = reason_not_offered(offered, unit, input_.today); !reason.empty()) {
      report.info("not-offered", "", "The programme is kept but not shown: " + reason + ".");
    } else {
      record.offer = read_register_offer(parts, input_.today, report);
      record.offer->key = record.raw.key;
    }
  }
  record.diagnostics = report.take();
  sink_.record(std::move(record));
}

}  // namespace leerwijzer
