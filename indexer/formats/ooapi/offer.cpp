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

/// Members that tell what an object is, the more telling first: an offering names its course, a component too.
constexpr auto k_id_names = std::to_array<std::pair<std::string_view, OoapiKind>>({
    {"offeringId", OoapiKind::offering},
    {"programmeOfferingId", OoapiKind::offering},
    {"courseOfferingId", OoapiKind::offering},
    {"learningComponentOfferingId", OoapiKind::component},
    {"testComponentOfferingId", OoapiKind::component},
    {"componentId", OoapiKind::component},
    {"courseId", OoapiKind::course},
    {"programId", OoapiKind::program},
    {"programmeId", OoapiKind::program},
    {"learningOutcomeId", OoapiKind::outcome},
    {"organizationId", OoapiKind::organization},
    {"organisationId", OoapiKind::organization},
});

struct Relation {
  OoapiKind kind;
  std::string_view name;
  std::string_view id_name;
};

void add_texts(const JsonFields& fields, std::string_view name, TextField field, Offer& offer) {
  for (const JsonFields::LanguageText& text : fields.language_texts(name))
    add_text(offer, field, text.language, text.value);
}

/// A learning outcome of v6: an object with a name, or else a description, per language.
void add_outcome_object(const json::object& object, const std::string& path, Offer& offer, RecordReport& report) {
  const JsonFields fields(object, path, report);
  auto texts = fields.language_texts("name");
  if (texts.empty()) texts = fields.language_texts("description");
  for (const JsonFields::LanguageText& text : texts) {
    for (const std::string& item : list_items(text.value)) add_outcome(offer, item, text.language);
  }
}

bool is_uuid(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

/// Arrays of arrays of texts; also one array, objects per language, plain texts, or (v6) objects.
void read_outcomes(const JsonFields& fields, Offer& offer) {
  const json::value* value = fields.find("learningOutcomes");
  if (value == nullptr) return;
  const auto add = [&](const json::value& element, const std::string& path) {
    const auto* object = element.if_object();
    if (object != nullptr && (object->contains("learningOutcomeId") || object->contains("name")))
      return add_outcome_object(*object, path, offer, fields.report());
    if (const auto* text = element.if_string(); text != nullptr && is_uuid(*text)) return;  // named by id
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

/// Words of v6 that name no NLQF level.
bool is_level_outside_nlqf(std::string_view word) {
  const std::string key = ooapi_word(word);
  return key == "pre vocational" || key == "post doctoral" || key == "eqf 0";
}

void read_level(const JsonFields& fields, Offer& offer) {
  const std::string code = fields.text("levelOfQualification");
  const std::string word = fields.text("level");
  offer.level_raw = word.empty() ? code : word;
  const auto of_code = level_of_code(code);
  if (!code.empty() && !of_code && !is_level_outside_nlqf(code)) {
    fields.report().warning(
        "unknown-level", fields.path_of("levelOfQualification"),
        raw_value(code) + " is not a level of qualification. Use 1 to 8 or 4+ (v6: eqf_1 to eqf_8 or nlqf_4plus).");
  }
  const LevelWord of_word = level_of_word(word);
  if (!word.empty() && !of_word.known && !is_level_outside_nlqf(word)) {
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
  const std::string_view name = ooapi_name(fields, "programType", "programmeType");
  const std::string type = fold(fields.text(name));
  const bool part = type == "minor" || type == "honours" || type == "specialization" || type == "specialisation";
  offer.kind = part ? OfferKind::module : OfferKind::qualification;
  if (!type.empty() && type != "program" && type != "programme" && type != "track" && type != "specification" &&
      offer.kind == OfferKind::qualification) {
    fields.report().warning("unknown-program-type", fields.path_of(name),
                            raw_value(type) + " is not a type of programme that is known.");
  }
}

void read_load(const JsonFields& load, Offer& offer) {
  const auto value = load.number("value");
  const std::string unit = ooapi_word(load.text("studyLoadUnit"));
  if (!value || *value <= 0.0 || *value > 20'000.0) return;
  const bool points = unit == "ects" || unit == "sp";
  if (points || unit == "sbu" || unit == "hour" || unit == "contacttime" || unit == "contact time") {
    offer.study_load_hours = static_cast<int>(std::lround(points ? *value * 28.0 : *value));
  } else {
    load.report().warning("unknown-study-load-unit", load.path_of("studyLoadUnit"),
                          raw_value(unit) + " is not a unit that is known; it was left out.");
  }
}

/// v6 gives a load per unit: study points say the whole, hours of study too; contact time is only a part of it.
void read_loads(const JsonFields& fields, OoapiVersion version, Offer& offer) {
  if (version == OoapiVersion::v5) {
    if (const auto load = fields.object_in("studyLoad")) read_load(*load, offer);
    return;
  }
  const auto rank = [](const JsonFields& load) {
    const std::string unit = ooapi_word(load.text("studyLoadUnit"));
    return unit == "ects" || unit == "sp" ? 0 : unit == "sbu" || unit == "hour" ? 1 : 2;
  };
  std::vector<JsonFields> loads = fields.objects("studyLoad");
  const JsonFields* best = nullptr;
  for (const JsonFields& load : loads) {
    if (best == nullptr || rank(load) < rank(*best)) best = &load;
  }
  if (best != nullptr) read_load(*best, offer);
}

void read_study(const JsonFields& fields, OoapiVersion version, Offer& offer) {
  const std::string raw_mode = fields.text("modeOfStudy");
  const std::string mode = ooapi_word(raw_mode);
  if (mode == "full time") offer.intensity = Intensity::full_time;
  if (mode == "part time") offer.intensity = Intensity::part_time;
  if (mode == "dual training") offer.intensity = Intensity::dual;
  if (mode == "self paced") offer.intensity = Intensity::self_paced;
  if (!mode.empty() && offer.intensity == Intensity::unknown) {
    fields.report().warning("unknown-mode-of-study", fields.path_of("modeOfStudy"),
                            raw_value(raw_mode) + " is not a mode of study that is known.");
  }
  read_loads(fields, version, offer);
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
  const std::string type = ooapi_word(code.text("codeType"));
  const std::string value = code.text("code");
  if (value.empty()) return;
  const bool register_code = type == "crohocrebocode" || type == "croho crebo code";
  // v6 has no type for crebo and croho: a programme code of five digits is one, any other is the school's own.
  const bool program_code = (type == "programme code" || type == "programmecode") &&
                            scheme_of_croho_crebo(value, offer.level.nlqf) != CodeScheme::other;
  if (register_code || program_code) {
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
  const std::string_view name = ooapi_name(fields, "teachingLanguage", "teachingLanguages");
  const json::value* value = fields.find(name);
  const std::vector<std::string> words =
      value != nullptr && value->is_array() ? fields.texts(name) : split_trimmed(fields.text(name), ',');
  for (const std::string& word : words) {
    if (const std::string language = language_of(word); !language.empty()) {
      add_once(offer.languages, language);
    } else {
      fields.report().warning("unknown-language", fields.path_of(name),
                              raw_value(word) + " is not a language code. Use nld or eng.");
    }
  }
}

void read_runs(const std::vector<json::value>& offerings, Offer& offer, RecordReport& report) {
  for (std::size_t i = 0; i < offerings.size(); ++i) {
    if (const auto* object = offerings[i].if_object()) {
      const JsonFields fields(*object, "/offerings/" + std::to_string(i), report);
      if (is_ooapi_draft(fields)) {
        report.info("draft-offering", fields.path_of("state"), "This offering is a concept and is not shown.");
        continue;
      }
      offer.runs.push_back(read_ooapi_run(fields));
    }
  }
  for (Run& run : offer.runs) {
    if (run.modes == offer.modes) run.modes.clear();
  }
}

}  // namespace

OoapiKind ooapi_kind_of(const json::object& object) {
  for (const auto& [name, kind] : k_id_names) {
    const json::value* value = object.if_contains({name.data(), name.size()});
    if (value != nullptr && !value->is_null()) return kind;
  }
  return OoapiKind::other;
}

std::string ooapi_id_of(const json::object& object, OoapiKind kind) {
  RecordReport unheard;
  const JsonFields fields(object, "", unheard);
  for (const auto& [name, kind_of_name] : k_id_names) {
    if (kind_of_name != kind) continue;
    if (std::string id = fields.text(name); !id.empty()) return id;
  }
  return {};
}

std::string ooapi_relation(const JsonFields& fields, OoapiKind kind) {
  constexpr auto k_relations = std::to_array<Relation>({
      {OoapiKind::program, "program", "programId"},
      {OoapiKind::program, "programme", "programmeId"},
      {OoapiKind::program, "programmeId", "programmeId"},
      {OoapiKind::program, "programId", "programId"},
      {OoapiKind::course, "course", "courseId"},
      {OoapiKind::course, "courseId", "courseId"},
      {OoapiKind::organization, "organization", "organizationId"},
      {OoapiKind::organization, "organisation", "organisationId"},
      {OoapiKind::organization, "organisationId", "organisationId"},
      {OoapiKind::organization, "organizationId", "organizationId"},
  });
  for (const auto& [of_kind, name, id_name] : k_relations) {
    if (of_kind != kind) continue;
    if (std::string id = fields.relation(name, id_name); !id.empty()) return id;
  }
  return {};
}

std::string_view ooapi_name(const JsonFields& fields, std::string_view v5, std::string_view v6) {
  return fields.find(v5) == nullptr && fields.find(v6) != nullptr ? v6 : v5;
}

std::string ooapi_word(std::string_view raw) {
  std::string word = fold(trim(raw));
  for (char& c : word) {
    if (c == '_' || c == '-') c = ' ';
  }
  return collapse_spaces(word);
}

Offer read_ooapi_offer(const json::object& object, OoapiKind kind, OoapiVersion version, const OoapiParts& parts,
                       RecordReport& report) {
  const JsonFields fields(object, "", report);
  Offer offer;
  add_texts(fields, "name", TextField::title, offer);
  add_texts(fields, "description", TextField::description, offer);
  add_texts(fields, "admissionRequirements", TextField::admission, offer);
  add_texts(fields, "qualificationRequirements", TextField::qualification, offer);
  add_texts(fields, "assessment", TextField::assessment, offer);
  add_texts(fields, ooapi_name(fields, "enrollment", "enrolment"), TextField::enrolment, offer);
  read_outcomes(fields, offer);
  for (const json::value& outcome : parts.outcomes) {
    if (const auto* one = outcome.if_object()) add_outcome_object(*one, "/learningOutcomes", offer, report);
  }
  read_level(fields, offer);
  read_kind(fields, kind, offer);
  read_study(fields, version, offer);
  read_codes(fields, offer);
  read_languages(fields, offer);
  offer.modes = read_ooapi_modes(fields);
  if (offer.intensity == Intensity::dual) add_once(offer.modes, DeliveryMode::workplace);
  offer.locations = read_ooapi_addresses(fields);
  offer.url = read_url(fields.text("link"), "/link", report);
  const std::string awarded = fields.text("qualificationAwarded");
  offer.awarded = fold(awarded) == "none" ? "" : version == OoapiVersion::v6 ? ooapi_word(awarded) : awarded;
  if (offer.awarded.empty()) offer.awarded = plain_text(text_of(offer, TextField::qualification));
  offer.awarded = std::string(truncate_utf8(offer.awarded, 300));
  read_runs(parts.offerings, offer, report);
  finish_offer(offer, report);
  return offer;
}

}  // namespace leerwijzer
