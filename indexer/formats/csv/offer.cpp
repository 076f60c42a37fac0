#include "indexer/formats/csv/row.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// Parts of a cell with several values: "a | b", "a / b".
std::vector<std::string> parts_of(std::string_view cell) {
  std::string text(cell);
  for (std::size_t at = text.find(" / "); at != std::string::npos; at = text.find(" / ", at)) text.replace(at, 3, "|");
  return split_trimmed(text, '|');
}

/// As parts_of, but an empty part keeps its place: dates of one run stand at the same position.
std::vector<std::string> aligned_parts(std::string_view cell) {
  std::vector<std::string> parts;
  std::string text(cell);
  for (std::size_t at = text.find(" / "); at != std::string::npos; at = text.find(" / ", at)) text.replace(at, 3, "|");
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('|', from), text.size());
    parts.emplace_back(trim(std::string_view(text).substr(from, to - from)));
    from = to + 1;
  }
  return parts;
}

void read_kind(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  const std::string_view word = row["kind"];
  if (word.empty()) return;
  if (const auto kind = kind_of_word(word)) {
    offer.kind = *kind;
    offer.kind_basis = Basis::stated;
  } else {
    report.warning("unknown-kind", row.header("kind"),
                   raw_value(word) +
                       " is not a kind that is known. Use opleiding, mbo-certificaat, keuzedeel, praktijkverklaring, "
                       "module, cursus, orientatie, omscholing or examen.");
  }
}

void read_level(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  const std::string_view word = row["level"];
  if (word.empty()) return;
  offer.level_raw = std::string(word);
  LevelWord level = level_of_word(word);
  if (!level.known) {
    const auto code = level_of_code(word);
    level = {code.has_value(), code};
  }
  if (level.nlqf) {
    offer.level = {level.nlqf, LevelBasis::stated};
  } else if (!level.known) {
    report.warning(
        "unknown-level", row.header("level"),
        raw_value(word) + " is not a level that is known. Use mbo 1 to mbo 4, entree, Ad, bachelor or master.");
  }
}

void read_labels(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  for (const std::string& word : parts_of(row["sector"])) {
    if (const auto sector = sector_of_name(word)) {
      if (offer.sector.empty()) offer.sector = std::string(*sector);
    } else {
      report.warning("unknown-sector", row.header("sector"), raw_value(word) + " is not a sector that is known.");
    }
  }
  for (const std::string& word : parts_of(row["mode"])) {
    if (const auto mode = mode_of_word(word)) {
      add_once(offer.modes, *mode);
    } else {
      report.warning(
          "unknown-mode", row.header("mode"),
          raw_value(word) + " is not a form that is known. Use klassikaal, online, e-learning, blended or werkplek.");
    }
  }
  for (const std::string& word : parts_of(row["language"])) {
    if (const std::string language = language_of(word); !language.empty()) {
      add_once(offer.languages, language);
    } else {
      report.warning("unknown-language", row.header("language"),
                     raw_value(word) + " is not a language that is known. Use nl or en.");
    }
  }
  for (const std::string& word : parts_of(row["dayparts"])) {
    const auto dayparts = dayparts_of_word(word);
    if (dayparts.empty())
      report.warning("unknown-daypart", row.header("dayparts"),
                     raw_value(word) + " is not a part of the day. Use ochtend, middag, avond or weekend.");
    for (Daypart daypart : dayparts) add_once(offer.dayparts, daypart);
  }
  std::sort(offer.dayparts.begin(), offer.dayparts.end());
}

void read_codes(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  for (const auto& [column, scheme] : {std::pair{"crebo", CodeScheme::crebo}, {"croho", CodeScheme::croho}}) {
    for (const std::string& code : parts_of(row[column])) {
      const bool good =
          code.size() == 5 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!good)
        report.warning("bad-code", row.header(column),
                       raw_value(code) + " is not a code of five digits; it was kept as it is.");
      add_once(offer.codes, OfferCode{good ? scheme : CodeScheme::other, code});
      if (good) offer.recognised = true;
    }
  }
  for (const std::string& raw : parts_of(row["isced"])) {
    const std::string code = isced_of(raw);
    if (code.empty()) {
      report.warning("bad-isced", row.header("isced"),
                     raw_value(raw) + " is not an ISCED-F code; it was kept as it is. Use four digits.");
      add_once(offer.codes, OfferCode{CodeScheme::other, raw});
      continue;
    }
    add_once(offer.codes, OfferCode{CodeScheme::isced_f, code});
    if (const auto sector = sector_of_isced_f(code); sector && offer.sector.empty())
      offer.sector = std::string(*sector);
  }
}

void read_price(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  const auto basis = vat_basis_of(row["vat"]);
  if (!basis)
    report.warning("unknown-vat", row.header("vat"),
                   raw_value(row["vat"]) + " says nothing known of VAT. Use incl, excl or vrij.");
  const auto add = [&](std::string_view column, CostKind kind) {
    const std::string_view raw = row[column];
    if (raw.empty()) return;
    const ReadAmount read = read_amount(raw);
    Cost cost;
    cost.kind = kind;
    if (read.for_group) {
      cost.payer = "group";
      cost.required = false;  // nobody pays for a whole group alone
    }
    cost.amount = read.amount;
    cost.period = read.period;
    cost.vat_basis = read.vat_basis != VatBasis::unknown ? read.vat_basis : basis.value_or(VatBasis::unknown);
    if (!read.plain) cost.note = std::string(raw);
    if (cost.amount && cost.amount->value < 0) cost.amount.reset();
    if (!cost.amount) {
      report.warning("price-not-a-number", row.header(column),
                     raw_value(raw) + " is not an amount; the price is unknown. Write 1250,00 or gratis.");
      cost.note = std::string(raw);
    }
    offer.costs.push_back(std::move(cost));
  };
  add("price", CostKind::tuition);
  std::string extra(row["extra_costs"]);
  if (read_amount(row["exam_cost"]).amount || row["exam_cost"].find_first_of("0123456789") == std::string_view::npos) {
    add("exam_cost", CostKind::exam);
  } else {
    extra += ";" + std::string(row["exam_cost"]);  // "rijexamen C 315,00"
  }
  for (Cost& cost : read_extra_costs(extra)) {
    if (cost.vat_basis == VatBasis::unknown) cost.vat_basis = basis.value_or(VatBasis::unknown);
    if (!cost.amount) {
      report.info("extra-cost-without-amount", row.header("extra_costs"), raw_value(cost.note) + " names no amount.");
      cost.required = false;
    }
    offer.costs.push_back(std::move(cost));
  }
}

void read_study(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  if (const std::string_view raw = row["duration"]; !raw.empty()) {
    if (const auto duration = parse_dutch_duration(raw)) {
      offer.duration_months = duration->months;
      offer.study_load_hours = duration->hours;
    } else {
      report.warning("bad-duration", row.header("duration"),
                     raw_value(raw) + " is not a duration. Write 6 maanden or 10 weken.");
    }
  }
  if (const std::string_view raw = row["study_load"]; !raw.empty()) {
    if (const auto hours = parse_study_load(raw)) {
      offer.study_load_hours = *hours;
    } else {
      report.warning("bad-study-load", row.header("study_load"),
                     raw_value(raw) + " is not a study load. Write 40 uur or 5 EC.");
    }
  }
  if (std::string raw(row["hours_per_week"]); !raw.empty()) {
    const auto hours = parse_number(raw.substr(0, raw.find(' ')));
    if (hours && *hours > 0.0 && *hours <= 60.0) {
      offer.hours_per_week = hours;
      offer.hours_per_week_basis = Basis::stated;
    } else {
      report.warning("bad-hours", row.header("hours_per_week"), raw_value(raw) + " is not a number of hours a week.");
    }
  }
}

std::optional<int> read_count(const CsvOfferRow& row, std::string_view column, RecordReport& report) {
  const std::string_view raw = row[column];
  if (raw.empty()) return std::nullopt;
  const auto number = parse_number(raw);
  if (number && *number <= 100'000.0) return static_cast<int>(*number);
  report.warning("not-a-number", row.header(column), raw_value(raw) + " is not a number.");
  return std::nullopt;
}

/// What one start says: a date, or words.
void read_start(const std::string& raw, const CsvOfferRow& row, Run& run, RecordReport& report) {
  const std::string key = fold(raw);
  if (key == "doorlopend" || key == "direct" || key == "continu" || key == "elk moment" || key == "rolling" ||
      key == "continuous") {
    run.start_kind = StartKind::rolling;
  } else if (key == "in overleg" || key == "op afspraak" || key == "by agreement" || key == "nader te bepalen") {
    run.start_kind = StartKind::on_agreement;
  } else if (const auto date = parse_feed_date(raw)) {
    run.start = read_date(raw, row.header("start_dates"), report);
    run.start_kind = run.start ? StartKind::fixed : StartKind::unknown;
  } else {
    run.start_text = plain_text(raw);
    run.start_kind = names_a_month(raw)      ? StartKind::month
                     : names_a_semester(raw) ? StartKind::semester
                                             : StartKind::text;
    if (run.start_kind == StartKind::text) {
      report.warning(
          "start-not-a-date", row.header("start_dates"),
          raw_value(raw) + " is not a date; it is shown as text. Write 2027-02-08, doorlopend or in overleg.");
    }
  }
}

void read_runs(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  const auto starts = parts_of(row["start_dates"]);
  const auto ends = aligned_parts(row["end_dates"]);
  const auto enrols = aligned_parts(row["enrol_before"]);
  const auto least = read_count(row, "min_participants", report);
  const auto most = read_count(row, "max_participants", report);
  for (std::size_t i = 0; i < starts.size() && i < 200; ++i) {
    Run run;
    read_start(starts[i], row, run, report);
    run.key = run.start ? format_iso(*run.start) : "start-" + std::to_string(i + 1);
    if (i < ends.size()) run.end = read_date(ends[i], row.header("end_dates"), report);
    if (i < enrols.size()) run.enrol_until = read_date(enrols[i], row.header("enrol_before"), report);
    if (run.start && run.end && *run.end < *run.start) {
      report.warning("end-before-start", row.header("end_dates"),
                     raw_value(ends[i]) + " lies before the start; it was left out.");
      run.end.reset();
    }
    run.places_min = least;
    run.places_max = most;
    offer.runs.push_back(std::move(run));
  }
}

void read_place(const CsvOfferRow& row, Offer& offer, RecordReport& report) {
  Location location;
  location.name = plain_text(row["location_name"]);
  location.street = plain_text(row["street"]);
  location.city = plain_text(row["city"]);
  read_postcode(row["postcode"], row.header("postcode"), location, report);
  add_location(offer.locations, std::move(location));
}

/// Columns with a text; the first that is filled in a language counts.
constexpr auto k_text_columns = std::to_array<std::pair<std::string_view, TextField>>({
    {"title", TextField::title},
    {"summary", TextField::summary},
    {"description", TextField::description},
    {"prior_education", TextField::admission},
    {"assessment", TextField::assessment},
    {"enrolment", TextField::enrolment},
    {"accessibility", TextField::accessibility},
});

void read_texts(const CsvOfferRow& row, Offer& offer) {
  // No column states it but a profile may; the language of instruction is something else.
  const auto language = [&](std::string_view column) { return row.language(column); };
  for (const auto& [column, field] : k_text_columns) add_text(offer, field, language(column), row[column]);
  for (const std::string& outcome : split_trimmed(row["outcomes"], '|'))
    add_outcome(offer, outcome, language("outcomes"));
  for (const CsvOfferRow::Translation& translation : row.translations()) {
    for (const auto& [column, field] : k_text_columns) {
      if (column == translation.column) add_text(offer, field, translation.language, translation.value);
    }
  }
}

}  // namespace

Offer read_csv_offer(const CsvOfferRow& row, const std::string& key, RecordReport& report) {
  Offer offer;
  offer.key = key;
  read_labels(row, offer, report);
  read_texts(row, offer);
  read_kind(row, offer, report);
  read_level(row, offer, report);
  read_codes(row, offer, report);
  read_price(row, offer, report);
  read_study(row, offer, report);
  read_runs(row, offer, report);
  read_place(row, offer, report);
  offer.url = read_url(row["url"], row.header("url"), report);
  offer.contact_email = read_email(row["email"], row.header("email"), report);
  offer.contact_phone = plain_text(row["phone"]);
  finish_offer(offer, report);
  return offer;
}

}  // namespace leerwijzer
