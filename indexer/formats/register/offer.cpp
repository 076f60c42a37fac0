#include "indexer/formats/register/record.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leerwijzer {
namespace {

/// Source: RIO, Niveaucode. A post-master and a programme of the former structure have no NLQF level here.
constexpr auto k_levels = std::to_array<std::pair<std::string_view, NlqfLevel>>({
    {"MBO1", NlqfLevel::level_1},
    {"MBO2", NlqfLevel::level_2},
    {"MBO3", NlqfLevel::level_3},
    {"MBO4", NlqfLevel::level_4},
    {"VOVWO", NlqfLevel::level_4_plus},
    {"HBOAD", NlqfLevel::level_5},
    {"HBOBA", NlqfLevel::level_6},
    {"WOBA", NlqfLevel::level_6},
    {"HBOMA", NlqfLevel::level_7},
    {"WOMA", NlqfLevel::level_7},
});
constexpr auto k_other_levels =
    std::to_array<std::string_view>({"MBO", "HBOPM", "HBOO", "WOPM", "WOO", "ONBEPAALD", "EDUCATIE", "NT2I", "NT2II",
                                     "VOPRO", "VOVMBOBB", "VOVMBOKB", "VOVMBOGL", "VOVMBOTL", "VOHAVO", "VOVBO"});

void read_level(const RegisterParts& parts, Offer& offer, RecordReport& report) {
  const auto k_words = {std::string_view("NIVEAU"), std::string_view("OPLEIDINGSEENHEIDNIVEAU"),
                        std::string_view("MBONIVEAU")};
  const RegisterRecord& where = parts.unit.first(k_words).empty() ? parts.offered : parts.unit;
  const std::string_view word = where.first(k_words);
  const std::string_view code = parts.unit.first({"NLQF", "EQF"});
  offer.level_raw = std::string(word.empty() ? code : word);
  const auto of_code = level_of_code(code);
  if (!code.empty() && !of_code)
    report.warning("unknown-level", parts.unit.path({"NLQF", "EQF"}), raw_value(code) + " is not a level of NLQF.");
  std::optional<NlqfLevel> of_word;
  const std::string name = register_name(word);
  for (const auto& [known, level] : k_levels) {
    if (known == name) of_word = level;
  }
  const bool known = of_word || std::find(k_other_levels.begin(), k_other_levels.end(), name) != k_other_levels.end();
  if (!word.empty() && !known)
    report.warning("unknown-level", where.path(k_words), raw_value(word) + " is not a level of the register.");
  if (of_code && of_word && *of_code != *of_word)
    report.warning("levels-differ", where.path(k_words),
                   raw_value(word) + " differs from NLQF " + raw_value(code) + "; NLQF was followed.");
  const auto level = of_code ? of_code : of_word;
  if (level) offer.level = {level, LevelBasis::register_};
}

/// Source: RIO, Opleidingseenheidtype and Aangebodenopleidingtype.
void read_kind(const RegisterParts& parts, Offer& offer) {
  constexpr auto k_kinds = std::to_array<std::pair<std::string_view, OfferKind>>({
      {"KEUZEDEEL", OfferKind::keuzedeel},
      {"CERTIFICEERBAREEENHEID", OfferKind::certificate},
      {"DEELKWALIFICATIE", OfferKind::certificate},
      {"EXAMENONDERDEEL", OfferKind::exam},
      {"EVCSTANDAARD", OfferKind::exam},
      {"HOONDERWIJSEENHE", OfferKind::module},
      {"PARTICULIERE", OfferKind::course},
      {"EDUCATIE", OfferKind::course},
      {"OPLEIDINGSONDERDEEL", OfferKind::module},
  });
  const std::string unit = register_name(parts.unit.first({"OPLEIDINGSEENHEIDTYPE", "TYPE", "SOORT"}));
  const std::string offered = register_name(parts.offered.first({"AANGEBODENOPLEIDINGTYPE", "TYPE"}));
  offer.kind = OfferKind::qualification;
  offer.kind_basis = Basis::stated;
  for (const std::string& type : {unit, offered}) {
    for (const auto& [part, kind] : k_kinds) {
      if (!contains(type, part)) continue;
      offer.kind = kind;
      return;
    }
  }
}

void read_codes(const RegisterParts& parts, Offer& offer, RecordReport& report) {
  const auto add_rio = [&](std::string_view value) {
    if (!value.empty()) add_once(offer.codes, OfferCode{CodeScheme::rio, std::string(value)});
  };
  add_rio(parts.unit["OPLEIDINGSEENHEIDCODE"]);
  add_rio(parts.offered["OPLEIDINGSEENHEIDCODE"]);
  add_rio(parts.offered["AANGEBODENOPLEIDINGCODE"]);
  if (const std::string_view code = parts.unit["ERKENDEOPLEIDINGSCODE"]; !code.empty()) {
    const CodeScheme scheme = scheme_of_croho_crebo(code, offer.level.nlqf);
    add_once(offer.codes, OfferCode{scheme, std::string(code)});
    offer.recognised = true;
    if (scheme == CodeScheme::other)
      report.info("bad-code", parts.unit.path({"ERKENDEOPLEIDINGSCODE"}),
                  raw_value(code) + " is not a crebo or croho of five digits; it was kept as it is.");
  }
  std::string raw(parts.unit["ISCED"]);
  if (raw.empty()) return;
  // A number loses its zeros: 113 is 0113 and 31 is 0031; no broad or narrow field is written so.
  if (raw.size() == 3 && raw.starts_with("11")) raw.insert(0, "0");
  if (raw.size() == 2 && raw > "10") raw.insert(0, "00");
  const std::string isced = isced_of(raw);
  if (isced.empty()) {
    report.warning("bad-isced", parts.unit.path({"ISCED"}), raw_value(raw) + " is not an ISCED-F code.");
    add_once(offer.codes, OfferCode{CodeScheme::other, raw});
    return;
  }
  add_once(offer.codes, OfferCode{CodeScheme::isced_f, isced});
  if (const auto sector = sector_of_isced_f(isced)) offer.sector = std::string(*sector);
}

void read_intensity(const RegisterParts& parts, Offer& offer, RecordReport& report) {
  const std::string form = register_name(parts.offered["VORM"]);
  if (form == "VOLTIJD") offer.intensity = Intensity::full_time;
  if (form == "DEELTIJD") offer.intensity = Intensity::part_time;
  if (form == "DUAAL") offer.intensity = Intensity::dual;
  if (!form.empty() && offer.intensity == Intensity::unknown)
    report.warning("unknown-mode-of-study", parts.offered.path({"VORM"}), raw_value(form) + " is not a form.");
  const std::string route = register_name(parts.offered.first({"LEERTRAJECT", "LEERWEG"}));
  if (route.empty()) return;
  if (route == "BBL" || route.starts_with("CBL")) {
    offer.path = LearningPath::bbl;
    offer.intensity = Intensity::dual;
  } else if (route.starts_with("BOL") || route.starts_with("COL")) {
    offer.path = LearningPath::bol;
    offer.intensity = route.ends_with("DT") ? Intensity::part_time : Intensity::full_time;
  } else if (route == "OVO" || route == "ODT") {
    offer.path = LearningPath::third;
  } else if (route == "EX") {
    offer.kind = OfferKind::exam;
  } else if (route != "LBD" && route != "LBV" && route != "LBL") {
    report.warning("unknown-learning-path", parts.offered.path({"LEERTRAJECT", "LEERWEG"}),
                   raw_value(route) + " is not a learning path of the register.");
  }
}

void read_study(const RegisterParts& parts, Offer& offer, RecordReport& report) {
  if (const std::string_view raw = parts.unit["STUDIELAST"]; !raw.empty()) {
    const auto load = parse_number(raw);
    const std::string unit = register_name(parts.unit["STUDIELASTEENHEID"]);
    const bool points = unit.empty() ? !parts.offered["VORM"].empty() : unit == "ECTSPUNT" || unit == "STUDIEPUNT";
    if (!load) {
      report.warning("bad-study-load", parts.unit.path({"STUDIELAST"}), raw_value(raw) + " is not a number.");
    } else if (*load > 0.0 && *load <= 20'000.0) {
      offer.study_load_hours = static_cast<int>(std::lround(points ? *load * 28.0 : *load));
    }
  }
  const auto number = parse_number(parts.offered["AFWIJKENDEOPLEIDINGSDUUROMVANG"]);
  const std::string unit = register_name(parts.offered["AFWIJKENDEOPLEIDINGSDUUREENHEID"]);
  if (!number || *number <= 0.0 || unit.empty()) return;
  constexpr auto k_units = std::to_array<std::pair<char, std::string_view>>(
      {{'J', "year"}, {'M', "month"}, {'W', "week"}, {'D', "day"}, {'U', "hour"}});
  for (const auto& [letter, name] : k_units) {
    if (unit.front() != letter) continue;
    if (const auto duration = duration_of(*number, name)) {
      offer.duration_months = duration->months;
      if (!offer.study_load_hours) offer.study_load_hours = duration->hours;
    }
  }
}

void read_languages(const RegisterParts& parts, Offer& offer, RecordReport& report) {
  for (const std::string& word : split_trimmed(parts.offered["VOERTAAL"], ',')) {
    if (const std::string language = language_of(word); !language.empty()) {
      add_once(offer.languages, language);
    } else {
      report.warning("unknown-language", parts.offered.path({"VOERTAAL"}), raw_value(word) + " is not a language.");
    }
  }
}

void read_texts(const RegisterParts& parts, Offer& offer) {
  const RegisterRecord& offered = parts.offered;
  const RegisterRecord& unit = parts.unit;
  const std::string_view english = offered["EIGENNAAMENGELS"];
  const std::string_view own = offered["EIGENNAAM"];
  add_text(offer, TextField::title, "",
           own.empty() ? unit.first({"NAAMLANG", "VOLLEDIGENAAM", "OPLEIDINGSEENHEIDNAAM", "KORTENAAM"}) : own);
  add_text(offer, TextField::title, "en",
           !english.empty() ? english
                            : unit.first({"INTERNATIONALENAAM", "INTERNATIONALENAAMENGELS",
                                          "OPLEIDINGSEENHEIDINTERNATIONALENAAMENGELS"}));
  add_text(offer, TextField::title, "de", offered["EIGENNAAMDUITS"]);
  add_text(offer, TextField::description, "",
           offered["OMSCHRIJVING"].empty() ? unit["OMSCHRIJVING"] : offered["OMSCHRIJVING"]);
  const std::string check = register_name(offered["STUDIEKEUZECHECK"]);
  if (check == "STUDIEKEUZECHECKVERPLICHT")
    add_text(offer, TextField::enrolment, "nl", "De studiekeuzecheck is verplicht.");
  if (register_name(offered["EISENWERKZAAMHEDEN"]) == "EISEN")
    add_text(offer, TextField::admission, "nl", "Er gelden eisen aan het werk dat u naast de opleiding doet.");
  if (register_name(offered["AANVULLENDEEISEN"]) == "AANVULLENDEEISEN" ||
      register_name(offered["TOELATINGSEISEN"]) == "AANVULLENDEEISEN")
    add_text(offer, TextField::admission, "nl", "Er gelden aanvullende eisen voor toelating.");
}

void read_awarded(const RegisterParts& parts, Offer& offer) {
  std::string document = fold(parts.unit.first({"WAARDEDOCUMENTSOORT"}));
  std::string degree = fold(parts.unit["GRAAD"]);
  std::replace(document.begin(), document.end(), '_', ' ');
  std::replace(degree.begin(), degree.end(), '_', ' ');
  if (document == "geen officieel document" || document == "schooladvies") document.clear();
  offer.awarded = document + (document.empty() || degree.empty() ? "" : " ") + degree;
}

/// Without cohorts the first intake is a start when it lies ahead; the last intake closes the programme.
void read_intake(const RegisterParts& parts, Date today, Offer& offer, RecordReport& report) {
  offer.runs = parts.runs;
  const auto last =
      read_date(parts.offered["LAATSTEINSTROOMDATUM"], parts.offered.path({"LAATSTEINSTROOMDATUM"}), report);
  if (offer.runs.empty()) {
    Run run;
    run.key = "register";
    const auto first =
        read_date(parts.offered["EERSTEINSTROOMDATUM"], parts.offered.path({"EERSTEINSTROOMDATUM"}), report);
    if (first && *first >= today) {
      run.start = first;
      run.start_kind = StartKind::fixed;
    }
    offer.runs.push_back(std::move(run));
  }
  if (last && *last < today) {
    report.info("intake-ended", parts.offered.path({"LAATSTEINSTROOMDATUM"}),
                "The last intake was on " + format_iso(*last) + "; nobody can start any more.");
    for (Run& run : offer.runs) run.status = RunStatus::closed;
  }
}

bool is_for_children(std::string_view type) {
  constexpr auto k_types = std::to_array<std::string_view>(
      {"AANGEBODENBOOPLEIDING", "AANGEBODENSOOPLEIDING", "AANGEBODENVOOPLEIDING", "AANGEBODENVSOOPLEIDING"});
  return std::find(k_types.begin(), k_types.end(), type) != k_types.end();
}

}  // namespace

std::string reason_not_offered(const RegisterRecord& offered, const RegisterRecord& unit, Date today) {
  if (is_for_children(register_name(offered.first({"AANGEBODENOPLEIDINGTYPE", "TYPE"}))))
    return "it is primary or secondary education";
  for (const std::string_view raw : {offered.first({"AANGEBODENOPLEIDINGEINDDATUM", "EINDDATUM"}), unit["EINDDATUM"]}) {
    const auto end = parse_feed_date(raw);  // exclusive
    if (end && *end <= today && end->year() > std::chrono::year{1900}) return "it ended on " + format_iso(*end);
  }
  return {};
}

Offer read_register_offer(const RegisterParts& parts, Date today, RecordReport& report) {
  Offer offer;
  read_texts(parts, offer);
  read_level(parts, offer, report);
  read_kind(parts, offer);
  read_codes(parts, offer, report);
  read_intensity(parts, offer, report);
  read_study(parts, offer, report);
  read_languages(parts, offer, report);
  read_awarded(parts, offer);
  for (const Location& place : parts.places) add_location(offer.locations, place);
  offer.url = read_url(parts.offered["WEBSITE"], parts.offered.path({"WEBSITE"}), report);
  read_intake(parts, today, offer, report);
  finish_offer(offer, report);
  return offer;
}

}  // namespace leerwijzer
