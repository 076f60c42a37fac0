#include "indexer/formats/ooapi/offer.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

void add_texts(const JsonFields& fields, std::string_view name, TextField field, Offer& offer) {
  for (const JsonFields::LanguageText& text : fields.language_texts(name))
    add_text(offer, field, text.language, text.value);
}

/// Arrays of arrays of texts; also one array, objects per language, or plain texts.
void read_outcomes(const JsonFields& fields, Offer& offer) {
  const json::value* value = fields.find("learningOutcomes");
  if (value == nullptr) return;
  const auto add = [&](const json::value& element, const std::string& path) {
    const JsonFields::LanguageText text = language_text_of(element, path, fields.report());
    for (const std::string& item : list_items(text.value)) add_outcome(offer, item, text.language);
  };
  const std::string path = fields.path_of("learningOutcomes");
  const auto* outer = value->if_array();
  if (outer == nullptr) return add(*value, path);
  for (std::size_t i = 0; i < outer->size() && i < 500; ++i) {
    const json::value& element = (*outer)[i];
    if (const auto* inner = element.if_array()) {
      for (const json::value& one : *inner) add(one, path + "/" + std::to_string(i));
    } else if (!element.is_null()) {
      add(element, path + "/" + std::to_string(i));
    }
  }
}

void read_level(const JsonFields& fields, Offer& offer) {
  const std::string code = fields.text("levelOfQualification");
  const std::string word = fields.text("level");
  offer.level_raw = word.empty() ? code : word;
  const auto of_code = level_of_code(code);
  if (!code.empty() && !of_code) {
    fields.report().warning("unknown-level", fields.path_of("levelOfQualification"),
                            raw_value(code) + " is not a level of qualification. Use 1 to 8 or 4+.");
  }
  const LevelWord of_word = level_of_word(word);
  if (!word.empty() && !of_word.known) {
    fields.report().warning("unknown-level", fields.path_of("level"),
                            raw_value(word) + " is not a level of the specification.");
  }
  if (of_code && of_word.nlqf && *of_code != *of_word.nlqf) {
    fields.report().warning(
        "levels-differ", fields.path_of("level"),
        raw_value(word) + " differs from levelOfQualification " + raw_value(code) + "; the latter was followed.");
  }
  const auto level = of_code ? of_code : of_word.nlqf;
  if (level) offer.level = {level, LevelBasis::stated};
}

void read_kind(const JsonFields& fields, OoapiKind kind, Offer& offer) {
  offer.kind_basis = Basis::stated;
  if (kind == OoapiKind::course) {
    offer.kind = OfferKind::course;
    return;
  }
  const std::string type = fold(fields.text("programType"));
  offer.kind =
      type == "minor" || type == "honours" || type == "specialization" ? OfferKind::module : OfferKind::qualification;
  if (!type.empty() && type != "program" && type != "track" && offer.kind == OfferKind::qualification) {
    fields.report().warning("unknown-program-type", fields.path_of("programType"),
                            raw_value(type) + " is not a type of programme that is known.");
  }
}

void read_load(const JsonFields& load, Offer& offer) {
  const auto value = load.number("value");
  const std::string unit = fold(load.text("studyLoadUnit"));
  if (!value || *value <= 0.0 || *value > 20'000.0) return;
  const bool points = unit == "ects" || unit == "sp";
  if (points || unit == "sbu" || unit == "hour" || unit == "contacttime") {
    offer.study_load_hours = static_cast<int>(std::lround(points ? *value * 28.0 : *value));
  } else {
    load.report().warning("unknown-study-load-unit", load.path_of("studyLoadUnit"),
                          raw_value(unit) + " is not a unit that is known; it was left out.");
  }
}

void read_study(const JsonFields& fields, Offer& offer) {
  const std::string mode = fold(fields.text("modeOfStudy"));
  if (mode == "full-time") offer.intensity = Intensity::full_time;
  if (mode == "part-time") offer.intensity = Intensity::part_time;
  if (mode == "dual training") offer.intensity = Intensity::dual;
  if (mode == "self-paced") offer.intensity = Intensity::self_paced;
  if (!mode.empty() && offer.intensity == Intensity::unknown) {
    fields.report().warning("unknown-mode-of-study", fields.path_of("modeOfStudy"),
                            raw_value(mode) + " is not a mode of study that is known.");
  }
  if (const auto load = fields.object_in("studyLoad")) read_load(*load, offer);
  if (const std::string raw = fields.text("duration"); !raw.empty()) {
    if (const auto duration = parse_dutch_duration(raw)) {
      offer.duration_months = duration->months;
      if (!offer.study_load_hours) offer.study_load_hours = duration->hours;
    } else {
      fields.report().warning("bad-duration", fields.path_of("duration"),
                              raw_value(raw) + " is not an ISO 8601 duration. Write P6M or P10W.");
    }
  }
}

void read_code(const JsonFields& code, Offer& offer) {
  const std::string type = fold(code.text("codeType"));
  const std::string value = code.text("code");
  if (value.empty()) return;
  if (type == "crohocrebocode") {
    const CodeScheme scheme = scheme_of_croho_crebo(value, offer.level.nlqf);
    add_once(offer.codes, OfferCode{scheme, value});
    if (scheme == CodeScheme::other) {
      code.report().warning("bad-code", code.path_of("code"),
                            raw_value(value) + " is not a crebo or croho of five digits; it was kept as it is.");
    } else {
      offer.recognised = true;
    }
  } else if (contains(type, "mail")) {
    if (offer.contact_email.empty()) offer.contact_email = read_email(value, code.path_of("code"), code.report());
  } else if (type.starts_with("rio")) {
    add_once(offer.codes, OfferCode{CodeScheme::rio, value});
  } else {
    add_once(offer.codes, OfferCode{CodeScheme::ooapi, value});
  }
}

void read_codes(const JsonFields& fields, Offer& offer) {
  if (const auto code = fields.object_in("primaryCode")) read_code(*code, offer);
  for (const JsonFields& code : fields.objects("otherCodes")) read_code(code, offer);
  const std::string field_of_study = fields.text("fieldsOfStudy");
  if (field_of_study.empty()) return;
  const std::string isced = isced_of(field_of_study);
  if (isced.empty()) {
    fields.report().warning(
        "bad-isced", fields.path_of("fieldsOfStudy"),
        raw_value(field_of_study) + " is not an ISCED-F code; it was kept as it is. Use four digits.");
    add_once(offer.codes, OfferCode{CodeScheme::other, field_of_study});
    return;
  }
  add_once(offer.codes, OfferCode{CodeScheme::isced_f, isced});
  if (const auto sector = sector_of_isced_f(isced)) offer.sector = std::string(*sector);
}

void read_languages(const JsonFields& fields, Offer& offer) {
  const json::value* value = fields.find("teachingLanguage");
  const std::vector<std::string> words = value != nullptr && value->is_array()
                                             ? fields.texts("teachingLanguage")
                                             : split_trimmed(fields.text("teachingLanguage"), ',');
  for (const std::string& word : words) {
    if (const std::string language = language_of(word); !language.empty()) {
      add_once(offer.languages, language);
    } else {
      fields.report().warning("unknown-language", fields.path_of("teachingLanguage"),
                              raw_value(word) + " is not a language code. Use nld or eng.");
    }
  }
}

void read_runs(const std::vector<json::value>& offerings, Offer& offer, RecordReport& report) {
  for (std::size_t i = 0; i < offerings.size(); ++i) {
    if (const auto* object = offerings[i].if_object()) {
      const JsonFields fields(*object, "/offerings/" + std::to_string(i), report);
      offer.runs.push_back(read_ooapi_run(fields));
    }
  }
  for (Run& run : offer.runs) {
    if (run.modes == offer.modes) run.modes.clear();
  }
}

std::string provider_kind(const JsonFields& fields) {
  const std::string sector = fold(fields.text("sector"));
  if (sector == "secondary vocational education") return "mbo";
  if (sector == "higher professional education") return "hbo";
  if (sector == "university education") return "wo";
  return {};
}

}  // namespace

OoapiKind ooapi_kind_of(const json::object& object) {
  const auto has = [&](const char* name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && !value->is_null();
  };
  if (has("offeringId")) return OoapiKind::offering;
  if (has("courseId")) return OoapiKind::course;
  if (has("programId")) return OoapiKind::program;
  if (has("organizationId")) return OoapiKind::organization;
  return OoapiKind::other;
}

std::string ooapi_id_of(const json::object& object, OoapiKind kind) {
  RecordReport unheard;
  const JsonFields fields(object, "", unheard);
  switch (kind) {
    case OoapiKind::offering: return fields.text("offeringId");
    case OoapiKind::course: return fields.text("courseId");
    case OoapiKind::program: return fields.text("programId");
    case OoapiKind::organization: return fields.text("organizationId");
    case OoapiKind::other: return {};
  }
  return {};
}

Offer read_ooapi_offer(const json::object& object, OoapiKind kind, const std::vector<json::value>& offerings,
                       RecordReport& report) {
  const JsonFields fields(object, "", report);
  Offer offer;
  add_texts(fields, "name", TextField::title, offer);
  add_texts(fields, "description", TextField::description, offer);
  add_texts(fields, "admissionRequirements", TextField::admission, offer);
  add_texts(fields, "qualificationRequirements", TextField::qualification, offer);
  add_texts(fields, "assessment", TextField::assessment, offer);
  add_texts(fields, "enrollment", TextField::enrolment, offer);
  read_outcomes(fields, offer);
  read_level(fields, offer);
  read_kind(fields, kind, offer);
  read_study(fields, offer);
  read_codes(fields, offer);
  read_languages(fields, offer);
  offer.modes = read_ooapi_modes(fields);
  if (offer.intensity == Intensity::dual) add_once(offer.modes, DeliveryMode::workplace);
  offer.locations = read_ooapi_addresses(fields);
  offer.url = read_url(fields.text("link"), "/link", report);
  const std::string awarded = fields.text("qualificationAwarded");
  offer.awarded = awarded == "None" ? "" : awarded;
  if (offer.awarded.empty()) offer.awarded = plain_text(text_of(offer, TextField::qualification));
  offer.awarded = std::string(truncate_utf8(offer.awarded, 300));
  read_runs(offerings, offer, report);
  finish_offer(offer, report);
  return offer;
}

OoapiOrganization read_ooapi_organization(const json::object& object, RecordReport& report) {
  const JsonFields fields(object, "", report);
  OoapiOrganization organization;
  Provider& provider = organization.provider;
  provider.key = fields.text("organizationId");
  for (const JsonFields::LanguageText& text : fields.language_texts("name")) {
    if (provider.name.empty() || text.language == "nl") provider.name = plain_text(text.value);
  }
  if (provider.name.empty()) provider.name = plain_text(fields.text("shortName"));
  if (provider.name.empty()) {
    report.warning("missing-provider-name", "/name", "The organisation has no name; its identifier is shown instead.");
    provider.name = provider.key;
  }
  for (const JsonFields::LanguageText& text : fields.language_texts("description")) {
    if (provider.description.empty() || text.language == "nl") provider.description = clean_html(text.value);
  }
  provider.kind = provider_kind(fields);
  provider.url = read_url(fields.text("link"), "/link", report);
  provider.identifiers.push_back({IdentifierScheme::ooapi, provider.key});
  std::vector<JsonFields> codes = fields.objects("otherCodes");
  if (const auto code = fields.object_in("primaryCode")) codes.push_back(*code);
  for (const JsonFields& code : codes) {
    const std::string type = fold(code.text("codeType"));
    const std::string value = code.text("code");
    if (value.empty()) continue;
    if (type == "brin") add_once(provider.identifiers, Identifier{IdentifierScheme::brin, value});
    if (contains(type, "kvk")) add_once(provider.identifiers, Identifier{IdentifierScheme::kvk, value});
    if (contains(type, "mail") && provider.email.empty())
      provider.email = read_email(value, code.path_of("code"), report);
  }
  organization.parent = fields.relation("parent", "organizationId");
  const std::string type = fold(fields.text("organizationType"));
  if (type == "root") organization.parent.clear();
  return organization;
}

}  // namespace leerwijzer
