#include "indexer/formats/xcri/course.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_runs = 2'000;

/// "xcri12terms:topic" gives "topic"; prefixes are interchangeable.
std::string_view type_of(const XmlElement& element) {
  const std::string_view type = element.attribute("type");
  const std::size_t colon = type.rfind(':');
  return colon == std::string_view::npos ? type : type.substr(colon + 1);
}

std::string language_of_text(const XmlElement& element) { return language_of(element.attribute("lang")); }

/// The plain description first, then what other descriptions tell of contents and prospects.
void read_descriptions(const XmlRecord& record, Offer& offer) {
  std::string language;
  std::string text;
  std::string more;
  for (const XmlElement& part : record.element.children) {
    const std::string_view type = type_of(part);
    const bool main = part.name == "description" && type.empty();
    const bool extra = part.name == "objective" || (part.name == "description" &&
                                                    (type == "topic" || type == "leadsTo" || type == "careerOutcome"));
    if (!main && !extra) continue;
    if (language.empty()) language = language_of_text(part);
    const std::string rich = record.rich_text(part);
    if (main && text.empty()) {
      text = rich;
    } else if (!plain_text(rich).empty()) {
      more += part.children.empty() ? "<p>" + rich + "</p>" : rich;
    }
  }
  if (text.empty()) text = record.element.text_of("abstract");
  const bool plain = text.find('<') == std::string::npos;
  if (plain && !more.empty() && !text.empty()) text = "<p>" + text + "</p>";
  add_text(offer, TextField::description, language, text + more);
}

void read_texts(const XmlRecord& record, Offer& offer) {
  const XmlElement& course = record.element;
  for (const XmlElement* title : course.all("title"))
    add_text(offer, TextField::title, language_of_text(*title), title->text);
  if (const XmlElement* abstract = course.child("abstract"))
    add_text(offer, TextField::summary, language_of_text(*abstract), abstract->text);
  read_descriptions(record, offer);
  const auto add = [&](const char* name, TextField field) {
    if (const XmlElement* part = course.child(name))
      add_text(offer, field, language_of_text(*part), record.rich_text(*part));
  };
  add("prerequisite", TextField::admission);
  add("assessment", TextField::assessment);
  add("applicationProcedure", TextField::enrolment);
  for (const XmlElement* outcome : course.all("learningOutcome")) {
    for (const std::string& item : list_items(record.rich_text(*outcome)))
      add_outcome(offer, item, language_of_text(*outcome));
  }
  for (const XmlElement* qualification : course.all("qualification")) {
    const std::string title = plain_text(qualification->text_of("title"));
    if (offer.awarded.empty()) offer.awarded = std::string(truncate_utf8(title, 300));
  }
}

/// Only a level that names the Dutch or European framework is one; "Level 3" and "Higher" are of others.
void read_level(const XmlElement& course, Offer& offer, RecordReport& report) {
  const XmlElement* level = course.child("level");
  if (level == nullptr) {
    if (const XmlElement* qualification = course.child("qualification")) level = qualification->child("level");
  }
  if (level == nullptr || level->text.empty()) return;
  offer.level_raw = std::string(truncate_utf8(plain_text(level->text), 200));
  const std::string key = fold(offer.level_raw);
  const bool ours = key.starts_with("nlqf") || key.starts_with("eqf") || key.starts_with("mbo");
  const LevelWord word = ours ? level_of_word(key) : LevelWord{};
  if (word.nlqf) {
    offer.level = {word.nlqf, LevelBasis::stated};
  } else {
    report.info("unknown-level", "course/level",
                raw_value(level->text) + " is not a level of NLQF or EQF; it is kept as it is. Write NLQF 5.");
  }
}

void read_subjects(const XmlElement& course, Offer& offer) {
  for (const XmlElement* subject : course.all("subject")) {
    if (!offer.sector.empty()) return;
    if (const auto sector = sector_of_name(plain_text(subject->text))) offer.sector = std::string(*sector);
  }
}

void read_credit(const XmlElement& course, Offer& offer) {
  for (const XmlElement* credit : course.all("credit")) {
    const auto value = parse_number(credit->text_of("value"));
    const std::string scheme = fold(credit->text_of("scheme"));
    if (value && *value > 0.0 && *value < 1'000.0 && contains(scheme, "ects"))
      offer.study_load_hours = static_cast<int>(std::lround(*value * 28.0));
  }
}

void read_duration(const XmlElement& presentation, Offer& offer) {
  const XmlElement* duration = presentation.child("duration");
  if (duration == nullptr || offer.duration_months) return;
  const std::string_view interval = duration->attribute("interval");
  auto read = interval.empty() ? parse_dutch_duration(duration->text) : parse_iso_duration(interval);
  if (!read) return;
  offer.duration_months = read->months;
  if (!offer.study_load_hours) offer.study_load_hours = read->hours;
}

/// One study mode for all presentations is that of the offer; several are none.
void read_presentations(const XmlElement& course, Offer& offer, RecordReport& report) {
  std::set<Intensity> intensities;
  for (const XmlElement* presentation : course.all("presentation")) {
    if (offer.runs.size() >= k_most_runs) {
      report.warning("too-many-runs", "course/presentation", "Only the first 2000 presentations were read.");
      break;
    }
    Intensity intensity = Intensity::unknown;
    offer.runs.push_back(read_xcri_presentation(*presentation, intensity, report));
    intensities.insert(intensity);
    read_duration(*presentation, offer);
    for (const XmlElement* element : presentation->all("languageOfInstruction")) {
      if (const std::string language = language_of(element->text); !language.empty())
        add_once(offer.languages, language);
    }
  }
  const XmlElement* description = course.child("description");
  const std::string language = description != nullptr ? language_of_text(*description) : std::string{};
  if (offer.languages.empty() && !language.empty()) {
    report.info("language-of-text", "course/description/@lang",
                "The language of instruction is not stated; that of the text, " + language + ", was taken.");
    offer.languages.push_back(language);
  }
  if (intensities.size() == 1) offer.intensity = *intensities.begin();
  if (intensities.size() > 1)
    report.info("study-modes-differ", "presentation/studyMode",
                "The presentations differ in study mode, so that of the course is unknown.");
}

}  // namespace

std::string xcri_identifier_of(const XmlElement& element) {
  const XmlElement* best = nullptr;
  for (const XmlElement* identifier : element.all("identifier")) {
    if (identifier->text.empty()) continue;
    if (best == nullptr || (!type_of(*best).empty() && type_of(*identifier).empty())) best = identifier;
  }
  return best != nullptr ? collapse_spaces(best->text) : std::string{};
}

Offer read_xcri_course(const XmlRecord& record, RecordReport& report) {
  const XmlElement& course = record.element;
  Offer offer;
  read_texts(record, offer);
  read_level(course, offer, report);
  read_subjects(course, offer);
  read_credit(course, offer);
  read_presentations(course, offer, report);
  offer.url = read_url(course.text_of("url"), "course/url", report);
  finish_offer(offer, report);
  return offer;
}

}  // namespace leerwijzer
