// CSV as in schema/samples/csv/TEMPLATE.md: one row per offer, columns in any order, in Dutch or English.
#include "indexer/feed_format.hpp"
#include "indexer/reading/amounts.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

/// Column names in Dutch and English, and what else occurs, to the canonical name.
constexpr auto k_columns = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sleutel", "key"},
    {"key", "key"},
    {"id", "key"},
    {"code", "key"},
    {"titel", "title"},
    {"title", "title"},
    {"naam", "title"},
    {"name", "title"},
    {"samenvatting", "summary"},
    {"summary", "summary"},
    {"omschrijving", "description"},
    {"description", "description"},
    {"beschrijving", "description"},
    {"aanbieder", "provider"},
    {"provider", "provider"},
    {"instelling", "provider"},
    {"soort", "kind"},
    {"kind", "kind"},
    {"type", "kind"},
    {"niveau", "level"},
    {"level", "level"},
    {"sector", "sector"},
    {"vorm", "mode"},
    {"mode", "mode"},
    {"lesvorm", "mode"},
    {"taal", "language"},
    {"language", "language"},
    {"voertaal", "language"},
    {"prijs", "price"},
    {"price", "price"},
    {"btw", "vat"},
    {"vat", "vat"},
    {"examenkosten", "exam_cost"},
    {"exam_cost", "exam_cost"},
    {"bijkomende_kosten", "extra_costs"},
    {"extra_costs", "extra_costs"},
    {"duur", "duration"},
    {"duration", "duration"},
    {"studiebelasting", "study_load"},
    {"study_load", "study_load"},
    {"uren_per_week", "hours_per_week"},
    {"hours_per_week", "hours_per_week"},
    {"dagdelen", "dayparts"},
    {"dayparts", "dayparts"},
    {"startdata", "start_dates"},
    {"startdatum", "start_dates"},
    {"start_dates", "start_dates"},
    {"start_date", "start_dates"},
    {"einddata", "end_dates"},
    {"einddatum", "end_dates"},
    {"end_dates", "end_dates"},
    {"end_date", "end_dates"},
    {"inschrijven_voor", "enrol_before"},
    {"enrol_before", "enrol_before"},
    {"min_deelnemers", "min_participants"},
    {"min_participants", "min_participants"},
    {"max_deelnemers", "max_participants"},
    {"max_participants", "max_participants"},
    {"locatie", "location_name"},
    {"location_name", "location_name"},
    {"location", "location_name"},
    {"straat", "street"},
    {"street", "street"},
    {"adres", "street"},
    {"address", "street"},
    {"postcode", "postcode"},
    {"postal_code", "postcode"},
    {"zipcode", "postcode"},
    {"plaats", "city"},
    {"city", "city"},
    {"plaatsnaam", "city"},
    {"website", "url"},
    {"url", "url"},
    {"link", "url"},
    {"email", "email"},
    {"e-mail", "email"},
    {"mail", "email"},
    {"telefoon", "phone"},
    {"phone", "phone"},
    {"leerdoelen", "outcomes"},
    {"outcomes", "outcomes"},
    {"leeruitkomsten", "outcomes"},
    {"vooropleiding", "prior_education"},
    {"prior_education", "prior_education"},
    {"toelating", "prior_education"},
    {"crebo", "crebo"},
    {"croho", "croho"},
    {"isced", "isced"},
    {"aanbieder_url", "provider_url"},
    {"provider_url", "provider_url"},
    {"aanbieder_omschrijving", "provider_description"},
    {"provider_description", "provider_description"},
    {"toegankelijkheid", "accessibility"},
    {"accessibility", "accessibility"},
});

std::string canonical_column(std::string_view raw) {
  std::string key = fold(collapse_spaces(raw));
  std::replace(key.begin(), key.end(), ' ', '_');
  for (const auto& [name, canonical] : k_columns) {
    if (name == key) return std::string(canonical);
  }
  std::replace(key.begin(), key.end(), '-', '_');
  for (const auto& [name, canonical] : k_columns) {
    if (name == key) return std::string(canonical);
  }
  return {};
}

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

/// One row with its cells by canonical name and the column's own name for messages.
class Row {
 public:
  Row(const CsvRow& row, const std::vector<std::string>& columns, const std::vector<std::string>& headers) {
    for (std::size_t i = 0; i < columns.size() && i < row.fields.size(); ++i) {
      if (!columns[i].empty() && !cells_.contains(columns[i])) {
        cells_[columns[i]] = std::string(trim(row.fields[i]));
        headers_[columns[i]] = headers[i];
      }
    }
  }
  [[nodiscard]] std::string_view operator[](std::string_view column) const {
    const auto at = cells_.find(column);
    return at != cells_.end() ? std::string_view(at->second) : std::string_view{};
  }
  [[nodiscard]] std::string header(std::string_view column) const {
    const auto at = headers_.find(column);
    return at != headers_.end() ? at->second : std::string(column);
  }

 private:
  std::map<std::string, std::string, std::less<>> cells_;
  std::map<std::string, std::string, std::less<>> headers_;
};

void read_kind(const Row& row, Offer& offer, RecordReport& report) {
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

void read_level(const Row& row, Offer& offer, RecordReport& report) {
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

void read_labels(const Row& row, Offer& offer, RecordReport& report) {
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

void read_codes(const Row& row, Offer& offer, RecordReport& report) {
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

void read_price(const Row& row, Offer& offer, RecordReport& report) {
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

void read_study(const Row& row, Offer& offer, RecordReport& report) {
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

std::optional<int> read_count(const Row& row, std::string_view column, RecordReport& report) {
  const std::string_view raw = row[column];
  if (raw.empty()) return std::nullopt;
  const auto number = parse_number(raw);
  if (number && *number <= 100'000.0) return static_cast<int>(*number);
  report.warning("not-a-number", row.header(column), raw_value(raw) + " is not a number.");
  return std::nullopt;
}

/// What one start says: a date, or words.
void read_start(const std::string& raw, const Row& row, Run& run, RecordReport& report) {
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

void read_runs(const Row& row, Offer& offer, RecordReport& report) {
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

void read_place(const Row& row, Offer& offer, RecordReport& report) {
  Location location;
  location.name = plain_text(row["location_name"]);
  location.street = plain_text(row["street"]);
  location.city = plain_text(row["city"]);
  read_postcode(row["postcode"], row.header("postcode"), location, report);
  add_location(offer.locations, std::move(location));
}

Offer read_offer(const Row& row, const std::string& key, RecordReport& report) {
  Offer offer;
  offer.key = key;
  read_labels(row, offer, report);
  const std::string text_language = offer.languages.size() == 1 && offer.languages[0] == "en" ? "en" : "nl";
  add_text(offer, TextField::title, text_language, row["title"]);
  add_text(offer, TextField::summary, text_language, row["summary"]);
  add_text(offer, TextField::description, text_language, row["description"]);
  add_text(offer, TextField::admission, text_language, row["prior_education"]);
  add_text(offer, TextField::accessibility, text_language, row["accessibility"]);
  for (const std::string& outcome : split_trimmed(row["outcomes"], '|')) add_outcome(offer, outcome, text_language);
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

/// Reads one file.
class CsvReader {
 public:
  CsvReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) {}

  Result<void> read_file(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    file_ = name;
    CsvRows rows(**stream, input_.limits.record_bytes);
    const auto header = rows.next();
    if (!header) {
      if (rows.failed()) return rows.error();
      incomplete("The file is empty");
      return k_ok;
    }
    digest_.add(header->raw);
    read_header(*header);
    while (auto row = rows.next()) read_row(*row);
    if (rows.failed()) incomplete(rows.error().what);
    return k_ok;
  }

  FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }
  void incomplete(const std::string& reason) {
    if (reason_.empty()) reason_ = (file_.empty() ? "" : file_ + ": ") + reason;
    sink_.diagnostic({Severity::error, "feed-incomplete", "", file_,
                      reason + ". Nothing is deleted; deliver the whole file again."});
  }

 private:
  void read_header(const CsvRow& header) {
    columns_.clear();
    headers_ = header.fields;
    std::vector<std::string> unknown;
    for (const std::string& name : headers_) {
      columns_.push_back(canonical_column(name));
      if (columns_.back().empty() && !trim(name).empty()) unknown.push_back(raw_value(name));
    }
    if (!unknown.empty()) {
      sink_.diagnostic({Severity::info, "unknown-column", "", file_,
                        "These columns are not known and were left out: " + join(unknown, ", ") + "."});
    }
    if (std::find(columns_.begin(), columns_.end(), "title") == columns_.end()) {
      incomplete("There is no column titel (or title), so no row can be read");
    }
  }

  void read_row(const CsvRow& row) {
    digest_.add(row.raw);
    const Row cells(row, columns_, headers_);
    FeedRecord record;
    RecordReport report;
    std::string provider_name = plain_text(cells["provider"]);
    if (provider_name.empty()) provider_name = input_.source_name;
    record.provider_key = fold(provider_name);
    std::string key(cells["key"]);
    if (key.empty()) {
      key = "row-" + digest(fold(cells["title"]) + "\n" + record.provider_key).substr(0, 12);
      report.warning("missing-key", "sleutel",
                     "The row has no key, so a key was made of title and provider. Fill in the column sleutel.");
    }
    key = std::string(truncate_utf8(key, 200));
    report.set_record_key(key);
    record.raw = {key, "text/csv", row.raw};
    const std::string at = file_ + (file_.empty() ? "" : ":") + "line " + std::to_string(row.line);
    if (row.repaired)
      report.info("not-utf-8", at, "The row is not UTF-8; it was read as Windows-1252. Save the file as UTF-8.");
    if (row.fields.size() != headers_.size()) {
      report.warning("field-count", at,
                     "The row has " + std::to_string(row.fields.size()) + " fields where the header has " +
                         std::to_string(headers_.size()) +
                         ". Put fields with a separator or a line end between quotes.");
    }
    if (row.open_quote) {
      report.error("open-quote", at, "The file ends inside quotes, so this row is not whole. Close the quotes.");
      incomplete("The file ends inside quotes");
    } else if (row.too_large) {
      report.error("record-too-large", at, "The row is larger than is accepted, so it was not read.");
    } else if (cells["title"].empty()) {
      report.error("missing-title", "titel", "The row has no title, so it was not read. Fill in the column titel.");
    } else {
      add_provider(cells, provider_name, record, report);
      record.offer = read_offer(cells, key, report);
    }
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void add_provider(const Row& cells, const std::string& name, FeedRecord& record, RecordReport& report) {
    if (cells["provider"].empty())
      report.info("missing-provider", "aanbieder", "The row names no provider; the name of the source was taken.");
    if (!providers_.insert(record.provider_key).second) return;
    Provider provider;
    provider.key = record.provider_key;
    provider.name = name;
    provider.url = read_url(cells["provider_url"], cells.header("provider_url"), report);
    provider.email = read_email(cells["email"], cells.header("email"), report);
    provider.description = clean_html(cells["provider_description"]);
    record.provider = std::move(provider);
  }

  FeedInput& input_;
  FeedSink& sink_;
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::string> headers_;
  std::set<std::string> providers_;
  RunningDigest digest_;
  std::string reason_;
};

std::vector<std::string> csv_names(const FeedPlace& place) {
  if (place.kind() != PlaceKind::folder) return {""};
  std::vector<std::string> names;
  for (const std::string& name : place.names()) {
    const std::string lower = to_lower_ascii(name);
    if (lower.ends_with(".csv") || lower.ends_with(".tsv")) names.push_back(name);
  }
  return names;
}

int detect(FeedPlace& place) {
  for (const std::string& name : csv_names(place)) {
    auto stream = stream_of_text(head_of(place, name, 16'384));
    CsvRows rows(*stream, 16'384);
    const auto header = rows.next();
    if (!header || header->fields.size() < 2) continue;
    const auto known = std::count_if(header->fields.begin(), header->fields.end(),
                                     [](const std::string& field) { return !canonical_column(field).empty(); });
    const bool title = std::any_of(header->fields.begin(), header->fields.end(),
                                   [](const std::string& field) { return canonical_column(field) == "title"; });
    if (title && known >= 2) return place.kind() == PlaceKind::folder ? 60 : 80;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  CsvReader reader(input, sink);
  for (const std::string& name : csv_names(input.place)) {
    if (const auto done = reader.read_file(name); !done) {
      if (input.place.kind() != PlaceKind::folder) return done.error();
      reader.incomplete(done.error().what);
    }
  }
  return reader.end();
}

}  // namespace

extern const FeedFormat k_format_csv = {
    "csv", "CSV with columns in Dutch or English (see schema/samples/csv/TEMPLATE.md)", detect, read};

}  // namespace leerwijzer
