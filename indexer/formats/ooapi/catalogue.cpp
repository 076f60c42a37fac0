#include "indexer/formats/ooapi/catalogue.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_offerings = 2'000;  // of one programme
constexpr std::size_t k_most_outcomes = 500;

/// An identifier for an object without one, or for text that is no JSON.
std::string made_key(const OoapiItem& item) {
  if (const auto* object = item.value.if_object()) {
    RecordReport unheard;
    const JsonFields fields(*object, "", unheard);
    for (const char* name : {"educationSpecificationId", "componentId", "id", "code"}) {
      if (std::string id = fields.text(name); !id.empty()) return id;
    }
  }
  return "unnamed-" + digest(item.text).substr(0, 16);
}

/// v6 publishes what v5 calls an education specification as a programme of that type.
bool is_specification(const OoapiItem& item) {
  RecordReport unheard;
  const JsonFields fields(item.value.get_object(), "", unheard);
  return item.kind == OoapiKind::program && fold(fields.text("programmeType")) == "specification";
}

}  // namespace

OoapiItem OoapiCatalogue::parse(JsonItem item) {
  OoapiItem parsed;
  parsed.text = std::move(item.text);
  const auto fault = [&](Severity severity, const char* code, const std::string& message) {
    parsed.faults.push_back({severity, code, "", "", message});
  };
  if (item.invalid_utf8)
    fault(Severity::warning, "invalid-utf8", "The record holds bytes that are not UTF-8; they were replaced.");
  if (item.too_large) {
    fault(Severity::error, "record-too-large", "The record is larger than is accepted, so it was not read.");
  } else if (auto value = parse_json(parsed.text)) {
    parsed.value = std::move(*value);
  } else {
    fault(Severity::error, "bad-json", describe(value.error()));
  }
  if (const auto* object = parsed.value.if_object()) {
    parsed.kind = ooapi_kind_of(*object);
    parsed.id = std::string(truncate_utf8(ooapi_id_of(*object, parsed.kind), 200));
    if (parsed.id.empty()) parsed.kind = OoapiKind::other;
  }
  return parsed;
}

void OoapiCatalogue::add_other(const OoapiItem& item, const std::string& parent_hint) {
  if (item.kind == OoapiKind::organization) return add_organization(item);
  if (item.kind == OoapiKind::offering) return put_offering_aside(item, parent_hint);
  if (item.kind == OoapiKind::outcome) return put_outcome_aside(item);
  add_nothing(item, made_key(item));
}

void OoapiCatalogue::add_nothing(const OoapiItem& item, const std::string& id) {
  digest_.add(item.text);
  FeedRecord record;
  RecordReport report(id);
  record.raw = {id, "application/json", item.text};
  const auto* object = item.value.if_object();
  if (item.kind == OoapiKind::program) {
    report.info("not-an-offer", "/programmeType",
                "A specification says what a programme is and offers none; it was kept but is not shown.");
  } else if (item.kind == OoapiKind::component) {
    report.info("not-an-offer", "", "A component is a part of a course and no offer; it was kept but is not shown.");
  } else if (object != nullptr && object->contains("educationSpecificationId")) {
    report.info("not-an-offer", "", "An education specification is no offer; it was kept but is not shown.");
  } else if (object != nullptr) {
    report.error("missing-identifier", "",
                 version_ == OoapiVersion::v5
                     ? "The object has no programId, courseId, offeringId or organizationId, so it could not be read. "
                       "Fill in its identifier."
                     : "The object has no programmeId, courseId, programmeOfferingId, courseOfferingId or "
                       "organisationId, so it could not be read. Fill in its identifier.");
  } else if (item.faults.empty()) {
    report.error("not-an-object", "", "An object was expected; found " + raw_value(item.text) + ".");
  }
  record.diagnostics = report.take();
  for (Diagnostic fault : item.faults) {
    fault.record_key = record.raw.key;
    record.diagnostics.push_back(std::move(fault));
  }
  sink_.record(std::move(record));
}

void OoapiCatalogue::put_outcome_aside(const OoapiItem& item) {
  digest_.add(item.text);
  outcomes_.add(item.id, item.text);
}

/// The learning outcomes that an object names by id and does not hold itself.
void OoapiCatalogue::find_outcomes(const JsonFields& fields, OoapiParts& parts) {
  if (version_ == OoapiVersion::v5) return;
  std::vector<std::string> ids;
  if (const auto* list = fields.find("learningOutcomeIds"); list != nullptr) ids = fields.texts("learningOutcomeIds");
  if (const auto* list = fields.find("learningOutcomes"); list != nullptr && list->is_array()) {
    const auto inner = std::count_if(list->get_array().begin(), list->get_array().end(),
                                     [](const auto& element) { return element.is_object(); });
    if (inner > 0) return;  // expanded: the objects are there
    for (std::string& id : fields.texts("learningOutcomes")) ids.push_back(std::move(id));
  }
  std::size_t lost = 0;
  for (std::size_t i = 0; i < ids.size() && i < k_most_outcomes; ++i) {
    const std::vector<std::string> texts = outcomes_.texts_of(ids[i]);
    auto value = texts.empty() ? Result<boost::json::value>(Error{}) : parse_json(texts.front());
    if (value) {
      parts.outcomes.push_back(std::move(*value));
    } else {
      ++lost;
    }
  }
  if (lost > 0) {
    fields.report().warning("outcome-not-found", fields.path_of("learningOutcomeIds"),
                            std::to_string(lost) +
                                " of the learning outcomes are not in the feed. Publish them at "
                                "/learning-outcomes, or expand them.");
  }
}

void OoapiCatalogue::add_organization(const OoapiItem& item) {
  digest_.add(item.text);
  RecordReport report("organization:" + item.id);
  OoapiOrganization organization = read_ooapi_organization(item.value.get_object(), report);
  organization.provider.key = item.id;
  organizations_[item.id] = {organization.provider.name, organization.parent};
  FeedRecord record;
  record.raw = {"organization:" + item.id, "application/json", item.text};
  if (organization.parent.empty()) {
    named_.insert(item.id);
    record.provider = std::move(organization.provider);
  } else {
    report.info("part-of-provider", "/parent",
                "This is a part of another organisation; its offers are shown under that one.");
  }
  record.diagnostics = report.take();
  sink_.record(std::move(record));
}

void OoapiCatalogue::put_offering_aside(const OoapiItem& item, const std::string& parent_hint) {
  RecordReport unheard;
  const JsonFields fields(item.value.get_object(), "", unheard);
  std::string parent = parent_hint;
  if (parent.empty()) parent = ooapi_relation(fields, OoapiKind::program);
  if (parent.empty()) parent = ooapi_relation(fields, OoapiKind::course);
  spool_.add(parent, item.text);
}

std::string OoapiCatalogue::root_of(std::string id) const {
  for (int steps = 0; steps < 20; ++steps) {
    const auto at = organizations_.find(id);
    if (at == organizations_.end() || at->second.parent.empty() || !organizations_.contains(at->second.parent))
      return id;
    id = at->second.parent;
  }
  return id;
}

void OoapiCatalogue::name_provider(const OoapiItem& item, FeedRecord& record, RecordReport& report) {
  const JsonFields fields(item.value.get_object(), "", report);
  const std::string stated = std::string(truncate_utf8(ooapi_relation(fields, OoapiKind::organization), 200));
  const std::string name(ooapi_name(fields, "organization", "organisation"));
  std::string key = root_of(stated);
  Provider provider;
  if (stated.empty()) {
    const auto roots = std::count_if(organizations_.begin(), organizations_.end(),
                                     [](const auto& entry) { return entry.second.parent.empty(); });
    if (roots == 1) {
      key = std::find_if(organizations_.begin(), organizations_.end(), [](const auto& entry) {
              return entry.second.parent.empty();
            })->first;
    } else {
      key = "source";
      provider.name = input_.source_name;
    }
    report.info("missing-organization", version_ == OoapiVersion::v5 ? "/organization" : "/organisationId",
                "The object names no organisation; " +
                    raw_value(roots == 1 ? organizations_[key].name : input_.source_name) + " was taken.");
  } else if (!organizations_.contains(key)) {
    provider.name = stated;
    const auto* inner = fields.find(name);
    if (inner != nullptr && inner->is_object()) {
      RecordReport unheard;
      provider = read_ooapi_organization(inner->get_object(), unheard).provider;
    } else {
      report.warning(
          "unknown-organization", fields.path_of(inner != nullptr ? name : "organisationId"),
          raw_value(stated) + " is not among the organisations of this feed; its code is shown as its name.");
    }
  }
  record.provider_key = key;
  if (!named_.insert(key).second) return;
  provider.key = key;
  if (provider.name.empty()) provider.name = organizations_.contains(key) ? organizations_[key].name : key;
  record.provider = std::move(provider);
}

void OoapiCatalogue::add_offer(const OoapiItem& item, std::vector<std::string> offerings) {
  if (offerings.empty() && is_specification(item)) return add_nothing(item, item.id);
  digest_.add(item.text);
  FeedRecord record;
  RecordReport report(item.id);
  if (offerings.size() > k_most_offerings) {
    report.error("too-many-offerings", "/offerings",
                 std::to_string(offerings.size()) + " offerings of one programme; the first " +
                     std::to_string(k_most_offerings) + " were read.");
    offerings.resize(k_most_offerings);
  }
  OoapiParts parts;
  std::string body = "{\"record\":" + item.text + ",\"offerings\":[";
  for (std::size_t i = 0; i < offerings.size(); ++i) {
    digest_.add(offerings[i]);
    body += (i == 0 ? "" : ",") + offerings[i];
    if (auto value = parse_json(offerings[i])) {
      parts.offerings.push_back(std::move(*value));
    } else {
      report.error("bad-json", "/offerings/" + std::to_string(i), describe(value.error()));
    }
  }
  record.raw = {item.id, "application/json", body + "]}"};
  name_provider(item, record, report);
  find_outcomes(JsonFields(item.value.get_object(), "", report), parts);
  record.offer = read_ooapi_offer(item.value.get_object(), item.kind, version_, parts, report);
  record.offer->key = item.id;
  if (offerings.empty())
    report.info("no-offerings", "/offerings", "There are no offerings, so it is not known when one can start.");
  record.diagnostics = report.take();
  for (Diagnostic fault : item.faults) {
    fault.record_key = item.id;
    record.diagnostics.push_back(std::move(fault));
  }
  sink_.record(std::move(record));
}

void OoapiCatalogue::add_without_offerings(const OoapiItem& item, const std::string& reason) {
  digest_.add(item.text);
  FeedRecord record;
  record.raw = {item.id, "application/json", item.text};
  record.diagnostics.push_back({Severity::error, "offerings-not-read", item.id, "/offerings", reason + "."});
  if (reason_.empty()) reason_ = reason;
  sink_.record(std::move(record));
}

void OoapiCatalogue::report_orphans() {
  for (const std::string& parent : spool_.remaining()) {
    for (const std::string& text : spool_.texts_of(parent)) {
      digest_.add(text);
      OoapiItem item = parse({text, false, false});
      const std::string key = "offering:" + (item.id.empty() ? made_key(item) : item.id);
      FeedRecord record;
      record.raw = {key, "application/json", text};
      record.diagnostics.push_back(
          {Severity::warning, "offering-without-parent", key, "",
           parent.empty() ? "The offering names no programme and no course. Fill in program or course."
                          : "The programme or course " + raw_value(parent) + " of this offering is not in the feed."});
      sink_.record(std::move(record));
    }
  }
}

void OoapiCatalogue::incomplete(std::string_view path, const std::string& reason) {
  if (reason_.empty()) reason_ = (path.empty() ? "" : std::string(path) + ": ") + reason;
  remark(Severity::error, "feed-incomplete", path, reason + ".");
}

void OoapiCatalogue::remark(Severity severity, std::string_view code, std::string_view path,
                            const std::string& message) {
  sink_.diagnostic({severity, std::string(code), "", std::string(path), message});
}

}  // namespace leerwijzer
