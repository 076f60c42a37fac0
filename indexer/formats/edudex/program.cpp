#include "indexer/formats/edudex/program.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

const XmlElement k_nothing{};

const XmlElement& part(const XmlElement& element, std::string_view name) {
  const XmlElement* found = element.child(name);
  return found != nullptr ? *found : k_nothing;
}

/// Empty when it is not stated.
std::string language_of_element(const XmlElement& element) { return language_of(element.attribute("lang")); }

/// The Dutch one (or one without a language) of elements that are repeated per language, else the first.
std::string_view dutch_text(const XmlElement& element, std::string_view name) {
  std::string_view first;
  for (const XmlElement* one : element.all(name)) {
    if (const std::string language = language_of_element(*one); language == "nl" || language.empty()) return one->text;
    if (first.empty()) first = one->text;
  }
  return first;
}

/// Why the programme may not be shown; empty when it may.
std::string reason_to_hide(const XmlElement& program, const EdudexContext& context, RecordReport& report) {
  if (fold(program.text_of("inPublication")) == "false") return "it is not in publication (inPublication is false)";
  if (!context.directory_client.empty() || program.child("clientId") != nullptr)
    return "it is an offer for one client (clientId)";
  const auto expires = read_date(program.text_of("expires"), "expires", report);
  if (expires && *expires < context.today) return "it expired on " + format_iso(*expires);
  const auto until = read_date(part(program, "programClassification").text_of("offeredUntil"), "offeredUntil", report);
  if (until && *until < context.today) return "it was offered until " + format_iso(*until);
  return {};
}

void read_level(const XmlElement& program, Offer& offer, RecordReport& report) {
  const XmlElement& acknowledgements = part(program, "programExternalAcknowledgements");
  for (const XmlElement* registration : acknowledgements.all("nlqfRegistration")) {
    const std::string_view raw = registration->text_of("nlqfLevel");
    if (const auto level = level_of_code(raw)) {
      offer.level = {level, LevelBasis::register_};
    } else if (!raw.empty()) {
      report.warning("unknown-level", "nlqfRegistration/nlqfLevel", raw_value(raw) + " is not an NLQF level.");
    }
    if (const std::string_view code = registration->text_of("nlqfRegisterCode"); !code.empty()) {
      add_once(offer.codes, OfferCode{CodeScheme::nlqf, std::string(code)});
      offer.recognised = true;
    }
  }
  offer.level_raw = std::string(part(program, "programClassification").text_of("programLevel"));
  const LevelWord word = level_of_word(offer.level_raw);
  if (!offer.level_raw.empty() && !word.known) {
    report.warning("unknown-level", "programClassification/programLevel",
                   raw_value(offer.level_raw) + " is not in the list of programme levels.");
  }
  if (!word.nlqf) return;
  if (!offer.level.nlqf) {
    offer.level = {word.nlqf, LevelBasis::stated};
  } else if (*offer.level.nlqf != *word.nlqf) {
    report.warning("levels-differ", "programClassification/programLevel",
                   raw_value(offer.level_raw) + " differs from the registered NLQF level " +
                       std::string(name_of(*offer.level.nlqf)) + "; the register was followed.");
  }
}

void read_codes(const XmlElement& program, Offer& offer, RecordReport& report) {
  const XmlElement& classification = part(program, "programClassification");
  const XmlElement& acknowledgements = part(program, "programExternalAcknowledgements");
  const auto add = [&](CodeScheme scheme, std::string_view raw, bool recognised) {
    if (trim(raw).empty()) return;
    add_once(offer.codes, OfferCode{scheme, std::string(trim(raw))});
    if (recognised) offer.recognised = true;
  };
  add(CodeScheme::crebo, classification.text_of("creboCode"), true);
  add(CodeScheme::croho, classification.text_of("crohoCode"), true);
  for (const XmlElement* registration : acknowledgements.all("creboRegistration")) {
    add(CodeScheme::crebo, registration->text_of("creboCode"), true);
    const std::string path = fold(registration->text_of("learningPath"));
    if (path == "bbl") offer.path = LearningPath::bbl;
    if (path == "bol") offer.path = LearningPath::bol;
    if (path == "ovo" || path == "odt") offer.path = LearningPath::third;
    if (!path.empty() && offer.path == LearningPath::none && path != "ex") {
      report.warning("unknown-learning-path", "creboRegistration/learningPath",
                     raw_value(path) + " is not a learning path. Use BBL, BOL, EX, ODT or OVO.");
    }
  }
  for (const XmlElement* registration : acknowledgements.all("crohoRegistration"))
    add(CodeScheme::croho, registration->text_of("crohoCode"), true);
  add(CodeScheme::rio, acknowledgements.text_of("rioRegistration"), false);
  add(CodeScheme::sbi, classification.text_of("targetSectorSBI"), false);
  add(CodeScheme::edudex, classification.text_of("programUUID"), false);
}

void read_kind(const XmlElement& classification, Offer& offer) {
  const std::string degree = fold(classification.text_of("degree"));
  const std::string type = fold(classification.text_of("programType"));
  offer.awarded = std::string(classification.text_of("degree"));
  offer.kind_basis = Basis::stated;
  const bool crebo = std::any_of(offer.codes.begin(), offer.codes.end(), [](const OfferCode& c) {
    return c.scheme == CodeScheme::crebo || c.scheme == CodeScheme::croho;
  });
  const bool letters = degree.starts_with("mbo niveau") || degree == "ad" || degree.starts_with("ad ") ||
                       degree == "b" || degree == "m" || degree == "bsc" || degree == "msc" || degree == "ba" ||
                       degree == "ma" || degree == "mba" || degree == "llm" || degree == "llb" ||
                       degree.starts_with("b ") || degree.starts_with("m ");
  if (degree == "mbo-verklaring") {
    offer.kind = OfferKind::praktijkverklaring;  // the nearest that the format has
    offer.kind_basis = Basis::inferred;
  } else if (degree == "mbo-certificaat") {
    offer.kind = OfferKind::certificate;
  } else if (type == "mbo module" || degree == "module certificate") {
    offer.kind = OfferKind::module;
  } else if (type == "exam") {
    offer.kind = OfferKind::exam;
  } else if (letters || (crebo && degree == "diploma")) {
    offer.kind = OfferKind::qualification;
  } else {
    offer.kind = OfferKind::course;
    if (degree.empty() || type.empty()) offer.kind_basis = Basis::unknown;
  }
}

void read_forms(const XmlElement& program, Offer& offer, RecordReport& report) {
  const XmlElement& classification = part(program, "programClassification");
  bool evening = false;
  for (const XmlElement* form : classification.all("programForm")) {
    const std::string key = fold(form->text);
    if (key == "dual") {
      offer.intensity = Intensity::dual;
      add_once(offer.modes, DeliveryMode::workplace);
    } else if (key == "full-time") {
      offer.intensity = Intensity::full_time;
    } else if (key == "part-time" || key == "evening education") {
      if (offer.intensity == Intensity::unknown) offer.intensity = Intensity::part_time;
      evening = evening || key == "evening education";
    } else if (const auto mode = mode_of_word(key)) {
      add_once(offer.modes, *mode);
      if (*mode == DeliveryMode::self_study && offer.intensity == Intensity::unknown)
        offer.intensity = Intensity::self_paced;
    } else if (!key.empty()) {
      report.warning("unknown-form", "programClassification/programForm",
                     raw_value(form->text) + " is not a form that is known.");
    }
  }
  if (evening) add_once(offer.dayparts, Daypart::evening);
  for (const XmlElement* mode : part(program, "programCurriculum").all("instructionMode")) {
    const std::string key = fold(mode->text);
    if (key == "blended learning") add_once(offer.modes, DeliveryMode::blended);
    if (key == "virtual classroom" || key == "webinar") add_once(offer.modes, DeliveryMode::online);
    if (key == "internship" || key == "traineeship") add_once(offer.modes, DeliveryMode::workplace);
  }
  if (fold(classification.text_of("fullyOnline")) == "true") {
    if (!can_be_followed_online(offer)) add_once(offer.modes, DeliveryMode::online);
    return;
  }
  const bool somewhere =
      std::any_of(offer.runs.begin(), offer.runs.end(), [](const Run& run) { return run.location.has_value(); });
  if (somewhere || !offer.locations.empty()) add_once(offer.modes, DeliveryMode::on_site);
}

void read_curriculum(const XmlElement& program, Offer& offer, RecordReport& report) {
  const XmlElement& curriculum = part(program, "programCurriculum");
  for (const XmlElement* language : curriculum.all("instructionLanguage")) {
    const std::string code = language_of(language->text_of("languageCode"));
    if (code.empty()) {
      report.warning("unknown-language", "instructionLanguage/languageCode",
                     raw_value(language->text_of("languageCode")) + " is not a language code.");
    } else {
      add_once(offer.languages, code);
    }
  }
  const XmlElement& load = part(curriculum, "studyLoad");
  if (const auto hours = parse_number(load.text_of("program")); hours && *hours > 0.0)
    offer.study_load_hours = static_cast<int>(*hours);
  if (const auto hours = parse_number(load.text_of("week")); hours && *hours > 0.0 && *hours <= 80.0) {
    offer.hours_per_week = hours;
    offer.hours_per_week_basis = Basis::stated;
  }
  const XmlElement& classification = part(program, "programClassification");
  if (!offer.study_load_hours) {
    for (const XmlElement* credits : classification.all("credits")) {
      const std::string system =
          fold(credits->attribute("system").empty() ? credits->text_of("system") : credits->attribute("system"));
      const auto number =
          parse_number(credits->children.empty() ? std::string_view(credits->text) : credits->text_of("credits"));
      if (system == "ects" && number) offer.study_load_hours = static_cast<int>(std::lround(*number * 28.0));
    }
  }
  const XmlElement& duration = part(classification, "programDuration");
  const std::string_view unit = duration.attribute("unit").empty() && !duration.children.empty()
                                    ? std::string_view(duration.children[0].name)
                                    : duration.attribute("unit");
  const std::string_view number =
      duration.children.empty() ? std::string_view(duration.text) : std::string_view(duration.children[0].text);
  const auto value = parse_number(number);
  if (const auto read = value ? duration_of(*value, unit.empty() ? "day" : unit) : std::nullopt) {
    offer.duration_months = read->months;
    if (!offer.study_load_hours) offer.study_load_hours = read->hours;
  } else if (!number.empty()) {
    report.warning("bad-duration", "programClassification/programDuration",
                   raw_value(std::string(number) + " " + std::string(unit)) + " is not a duration.");
  }
}

void read_texts(const XmlElement& program, Offer& offer) {
  const XmlElement& descriptions = part(program, "programDescriptions");
  const auto add = [&](TextField field, std::string_view name) {
    for (const XmlElement* text : descriptions.all(name))
      add_text(offer, field, language_of_element(*text), text->text);
  };
  add(TextField::title, "programName");
  add(TextField::summary, "programSummaryText");
  add(TextField::summary, "programSummaryHtml");
  add(TextField::description, "programDescriptionHtml");
  add(TextField::description, "programDescriptionText");
  for (const XmlElement* subject : descriptions.all("subjectText")) {
    const std::string key = fold(subject->text_of("subject"));
    for (const char* name : {"descriptionHtml", "descriptionText"}) {
      for (const XmlElement* text : subject->all(name)) {
        const std::string language = language_of_element(*text);
        if (key == "competencies" || key == "objectives") {
          for (const std::string& item : list_items(text->text)) add_outcome(offer, item, language);
        } else if (key == "admission") {
          add_text(offer, TextField::admission, language, text->text);
        } else if (key == "graduation" || key == "after graduation") {
          add_text(offer, TextField::qualification, language, text->text);
        } else if (key == "enrollment" || key == "application") {
          add_text(offer, TextField::enrolment, language, text->text);
        }
      }
    }
  }
  std::string requirements;
  for (const XmlElement* requirement : part(program, "programClassification").all("applicationRequirement")) {
    const std::string_view text = dutch_text(*requirement, "requirementSummary").empty()
                                      ? dutch_text(*requirement, "requirementDescription")
                                      : dutch_text(*requirement, "requirementSummary");
    if (!text.empty()) requirements += (requirements.empty() ? "" : "\n") + std::string(text);
  }
  add_text(offer, TextField::admission, "", requirements);
}

void read_admission(const XmlElement& program, Offer& offer, RecordReport& report) {
  const XmlElement& admission = part(program, "programAdmission");
  for (const XmlElement* required : admission.all("requiredLevel")) {
    const LevelWord word = level_of_word(required->text);
    if (!word.known)
      report.warning("unknown-level", "programAdmission/requiredLevel",
                     raw_value(required->text) + " is not in the list of levels.");
    const auto level = word.nlqf ? word.nlqf : prior_level_of_text(required->text);
    if (level && (!offer.prior_level || *level < *offer.prior_level)) offer.prior_level = level;
  }
  for (Run& run : offer.runs) {
    if (!run.places_max) {
      if (const auto most = parse_number(admission.text_of("maxNumberOfParticipants")))
        run.places_max = static_cast<int>(std::min(*most, 100'000.0));
    }
    if (!run.places_min) {
      if (const auto least = parse_number(admission.text_of("minNumberOfParticipants")))
        run.places_min = static_cast<int>(std::min(*least, 100'000.0));
    }
    if (fold(admission.text_of("applicationOpen")) == "false" && run.status == RunStatus::unknown)
      run.status = RunStatus::closed;
  }
}

/// Themes of EDU-DEX to sectors, the first that says something.
void read_theme(const XmlElement& classification, Offer& offer, RecordReport& report) {
  constexpr auto k_themes = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"automation and it", "ict"},
      {"internet and media", "ict"},
      {"human resources", "zakelijk"},
      {"secretarial and office work", "zakelijk"},
      {"sales", "detailhandel"},
      {"care and personal care", "zorg-welzijn"},
      {"health and safety", "veiligheid"},
      {"procurement and logistics", "logistiek"},
      {"marketing", "zakelijk"},
      {"manufacturing engineering and construction", "techniek"},
      {"law", "zakelijk"},
      {"finance", "zakelijk"},
      {"management", "zakelijk"},
      {"training and education", "onderwijs"},
      {"quality and project management", "zakelijk"},
      {"languages", "taal"},
      {"property and real estate", "zakelijk"},
      {"change management", "zakelijk"},
      {"leadership", "zakelijk"},
      {"entrepreneurship", "zakelijk"},
      {"tourism, recreation and hospitality", "horeca"},
      {"sports and vitality", "zorg-welzijn"},
      {"communication", "zakelijk"},
      {"coaching", "zakelijk"},
      {"personal effectiveness", "overig"},
      {"personal development", "orientatie"},
      {"hobbies and leisure", "overig"},
      {"government and non-profit", "overig"},
  });
  for (const XmlElement* theme : classification.all("theme")) {
    const std::string key = fold(collapse_spaces(theme->text));
    const auto at =
        std::find_if(k_themes.begin(), k_themes.end(), [&](const auto& entry) { return entry.first == key; });
    if (at == k_themes.end()) {
      report.warning("unknown-theme", "programClassification/theme",
                     raw_value(theme->text) + " is not in the list of themes.");
    } else if (offer.sector.empty()) {
      offer.sector = std::string(at->second);
    }
  }
}

void read_contact(const XmlElement& program, Offer& offer, RecordReport& report) {
  offer.url =
      read_url(dutch_text(part(program, "programDescriptions"), "webLink"), "programDescriptions/webLink", report);
  for (const XmlElement* contact : part(program, "programContacts").all("contactData")) {
    if (offer.contact_email.empty())
      offer.contact_email = read_email(contact->text_of("email"), "contactData/email", report);
    if (offer.contact_phone.empty()) offer.contact_phone = plain_text(contact->text_of("telephone"));
    if (offer.url.empty()) offer.url = read_url(dutch_text(*contact, "webLink"), "contactData/webLink", report);
  }
}

void read_places(const XmlElement& program, const EdudexContext& context, Offer& offer) {
  for (const XmlElement* place : part(program, "programClassification").all("programLocation")) {
    const std::string name = plain_text(place->text_of("description"));
    if (name.empty() || fold(name) == "online") continue;
    const auto known = context.places.find(std::string(place->text_of("id")));
    Location location;
    location.city = name;
    add_location(offer.locations, known != context.places.end() ? known->second : location);
  }
}

}  // namespace

std::optional<Offer> read_edudex_program(const XmlElement& program, const EdudexContext& context,
                                         RecordReport& report) {
  if (const std::string reason = reason_to_hide(program, context, report); !reason.empty()) {
    report.info("not-published", "", "The programme is kept but not shown: " + reason + ".");
    return std::nullopt;
  }
  Offer offer;
  int hidden = 0;
  offer.runs = read_edudex_runs(program, context, report, hidden);
  if (offer.runs.empty() && hidden > 0) {
    report.info("not-published", "programRun/openTo",
                "The programme is kept but not shown: every start is for clients only.");
    return std::nullopt;
  }
  const XmlElement& classification = part(program, "programClassification");
  const XmlElement* schedule = program.child("programSchedule");
  offer.costs = read_edudex_costs(nullptr, schedule != nullptr ? schedule->child("genericProgramRun") : nullptr,
                                  context.today, report);
  read_level(program, offer, report);
  read_codes(program, offer, report);
  read_kind(classification, offer);
  read_places(program, context, offer);
  read_forms(program, offer, report);
  read_curriculum(program, offer, report);
  read_texts(program, offer);
  read_admission(program, offer, report);
  read_theme(classification, offer, report);
  read_contact(program, offer, report);
  finish_offer(offer, report);
  return offer;
}

EdudexInstitute read_edudex_institute(const XmlElement& institute, const std::string& org_unit, RecordReport& report) {
  EdudexInstitute read;
  Provider& provider = read.provider;
  provider.key = org_unit.empty() ? std::string(institute.text_of("orgUnitId")) : org_unit;
  provider.name = plain_text(dutch_text(institute, "instituteName"));
  if (provider.name.empty()) {
    report.warning("missing-provider-name", "instituteName", "The institute has no name; its code is shown instead.");
    provider.name = provider.key;
  }
  provider.kind = "private";
  provider.url = read_url(dutch_text(institute, "webLink"), "institute/webLink", report);
  provider.description = clean_html(dutch_text(institute, "instituteDescriptionHtml").empty()
                                        ? dutch_text(institute, "instituteDescriptionText")
                                        : dutch_text(institute, "instituteDescriptionHtml"));
  provider.email = read_email(part(institute, "contactData").text_of("email"), "contactData/email", report);
  provider.identifiers.push_back({IdentifierScheme::edudex, provider.key});
  if (const std::string_view kvk = institute.text_of("instituteKvK"); !kvk.empty())
    provider.identifiers.push_back({IdentifierScheme::kvk, std::string(kvk)});
  for (const XmlElement* place : institute.all("instituteLocation")) {
    read.places[std::string(place->text_of("id"))] = read_edudex_location(*place, "instituteLocation", report);
  }
  return read;
}

}  // namespace leerwijzer
