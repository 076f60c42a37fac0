#include "indexer/reading/offer_assembly.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/text_encoding.hpp"
#include "indexer/reading/text_language.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

std::string all_words(const Offer& offer) {
  std::string words;
  for (const OfferText& text : offer.texts) {
    if (text.field == TextField::title || text.field == TextField::summary || text.field == TextField::description) {
      words += plain_text(text.text) + ". ";
    }
  }
  return words;
}

void infer_kind(Offer& offer) {
  for (const OfferText& text : offer.texts) {
    if (text.field != TextField::title && text.field != TextField::qualification) continue;
    const auto kind = kind_in_text(text.text);
    const bool specific = kind && *kind != OfferKind::qualification;
    if (kind && *kind != offer.kind && (specific || offer.kind_basis == Basis::unknown)) {
      offer.kind = *kind;
      offer.kind_basis = Basis::inferred;
      return;
    }
  }
}

/// Undoes a wrong decoding of texts and outcomes, and reports what cannot be undone.
void repair_texts(Offer& offer, RecordReport& report) {
  std::string damaged;
  std::string lost;
  const auto look = [&](std::string& text) {
    std::string repaired = repaired_encoding(text);
    if (repaired != text) {
      if (damaged.empty()) damaged = text;
      text = std::move(repaired);
    }
    if (lost.empty() && contains(text, "\xEF\xBF\xBD")) lost = text;
  };
  for (OfferText& text : offer.texts) look(text.text);
  for (Outcome& outcome : offer.outcomes) look(outcome.text);
  if (!damaged.empty()) {
    report.warning("text-encoding-repaired", "",
                   raw_value(damaged) +
                       " was written in UTF-8 and read as Windows-1252 before it came here; it was "
                       "put right. Write and read the texts as UTF-8.");
  }
  if (!lost.empty()) {
    report.warning("text-encoding-lost", "",
                   raw_value(lost) + " holds characters that are lost. Write the feed in UTF-8, and say so.");
  }
}

void report_gaps(const Offer& offer, RecordReport& report) {
  if (title_of(offer).empty()) report.error("missing-title", "", "The offer has no title. Fill in its name.");
  if (text_of(offer, TextField::description).empty()) {
    report.warning("missing-description", "", "The offer has no description. Say what one learns and for whom it is.");
  }
  if (!catalogue_price(offer).gross)
    report.info("price-unknown", "", "No price is stated, so none can be shown or compared.");
  if (offer.outcomes.empty()) {
    report.info("missing-outcomes", "", "No learning outcomes are stated, so the offer cannot be matched on skills.");
  }
}

}  // namespace

void add_text(Offer& offer, TextField field, std::string_view language, std::string_view raw) {
  const bool plain = field == TextField::title || field == TextField::summary;
  std::string text = plain ? plain_text(raw) : clean_html(raw);
  if (text.empty()) return;
  const std::string code(language);
  for (const OfferText& present : offer.texts) {
    if (present.field == field && present.language == code) return;
  }
  offer.texts.push_back({field, code, std::move(text)});
}

void add_outcome(Offer& offer, std::string_view text, std::string_view language) {
  const std::string plain = plain_text(text);
  const std::string cut(truncate_utf8(plain, 500));
  if (cut.empty()) return;
  for (const Outcome& present : offer.outcomes) {
    if (present.text == cut) return;
  }
  Outcome outcome;
  outcome.text = cut;
  outcome.language = std::string(language);
  offer.outcomes.push_back(std::move(outcome));
}

std::optional<Date> read_date(std::string_view raw, std::string_view path, RecordReport& report) {
  const std::string_view bare = trim(raw);
  if (bare.empty()) return std::nullopt;
  const auto date = parse_feed_date(bare);
  if (!date) {
    report.warning("bad-date", path, raw_value(bare) + " is not a date; it was left out. Write it as 2027-02-08.");
    return std::nullopt;
  }
  if (date->year() <= std::chrono::year{1900}) {
    report.info("date-means-none", path, raw_value(bare) + " was taken to mean that there is no date.");
    return std::nullopt;
  }
  if (bare.size() < 10 || bare[4] != '-')
    report.info("date-form", path, raw_value(bare) + " was read as " + format_iso(*date) + ".");
  return *date;
}

std::string read_url(std::string_view raw, std::string_view path, RecordReport& report) {
  std::string url;
  for (char c : replace_invalid_utf8(raw)) {  // white space and newlines occur inside addresses
    if (static_cast<unsigned char>(c) > ' ') url += c;
  }
  if (url.empty()) return url;
  if (to_lower_ascii(url).starts_with("www.")) url.insert(0, "https://");
  const std::string lower = to_lower_ascii(url);
  if ((lower.starts_with("https://") || lower.starts_with("http://")) && url.size() <= 2000 &&
      url.find_first_of("\"<>") == std::string::npos)
    return url;
  report.warning("bad-url", path, raw_value(raw) + " is not a web address; it was left out. Begin it with https://.");
  return {};
}

std::string read_email(std::string_view raw, std::string_view path, RecordReport& report) {
  std::string_view bare = trim(raw);
  if (bare.starts_with("mailto:")) bare.remove_prefix(7);
  if (bare.empty()) return {};
  const std::size_t at = bare.find('@');
  const bool good = at != std::string_view::npos && at > 0 && bare.find('.', at) != std::string_view::npos &&
                    bare.find('@', at + 1) == std::string_view::npos && bare.size() <= 254 &&
                    bare.find_first_of(" \"<>,;") == std::string_view::npos;
  if (good) return std::string(bare);
  report.warning("bad-email", path, raw_value(raw) + " is not a mail address; it was left out.");
  return {};
}

void separate_run_keys(Offer& offer, RecordReport& report) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < offer.runs.size(); ++i) {
    Run& run = offer.runs[i];
    if (run.key.empty()) run.key = "run-" + std::to_string(i + 1);
    if (!seen.insert(run.key).second) {
      report.warning("duplicate-run", "", "Two starts have the key " + raw_value(run.key) + ". Give each its own.");
      while (!seen.insert(run.key + "#" + std::to_string(i + 1)).second) run.key += "#";  // ends: keys grow
      run.key += "#" + std::to_string(i + 1);
    }
  }
}

void finish_offer(Offer& offer, RecordReport& report) {
  repair_texts(offer, report);
  settle_languages(offer, report);
  infer_kind(offer);
  const std::string words = all_words(offer);
  if (offer.dayparts.empty()) {
    for (const Run& run : offer.runs) {
      for (Daypart daypart : run.dayparts) add_once(offer.dayparts, daypart);
    }
    if (offer.dayparts.empty()) offer.dayparts = dayparts_in_text(words);
    std::sort(offer.dayparts.begin(), offer.dayparts.end());
  }
  if (!offer.hours_per_week) {
    offer.hours_per_week = hours_per_week_in_text(words);
    if (offer.hours_per_week) offer.hours_per_week_basis = Basis::inferred;
  }
  if (offer.path == LearningPath::none) {
    offer.path =
        path_in_text(std::string(title_of(offer)) + " " + std::string(text_of(offer, TextField::qualification)));
  }
  if (!offer.prior_level) offer.prior_level = prior_level_of_text(text_of(offer, TextField::admission));
  if (offer.languages.empty()) {
    report.info("missing-language", "",
                "The language of instruction is not stated, so it is shown as unknown. Fill it in as nl or en.");
  }
  if (offer.runs.empty()) {
    Run run;
    run.key = "unknown";
    offer.runs.push_back(std::move(run));
  }
  separate_run_keys(offer, report);
  report_gaps(offer, report);
}

}  // namespace leerwijzer
