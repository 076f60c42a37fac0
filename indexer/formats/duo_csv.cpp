// DUO open data of the national register as CSV: ho_opleidingsoverzicht and mbo_opleidingsaanbod, with
// mbo_opleidingsaanbod_cohorten beside it in a folder. A row with a provider is an offered programme; a row without
// is the programme of the register itself and no offer. How one row is read: register/offer.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/register/record.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/text_spool.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_rows_of_one = 500;

struct Header {
  std::vector<std::string> columns;  ///< as written
  std::vector<std::string> names;    ///< as register_name gives them

  explicit Header(const CsvRow& row) : columns(row.fields) {
    for (const std::string& column : columns) names.push_back(register_name(column));
  }
  [[nodiscard]] bool has(std::string_view name) const {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  [[nodiscard]] bool holds_cohorts() const {
    return has("AANGEBODENOPLEIDINGCODE") && !has("ONDERWIJSAANBIEDERID") &&
           std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return contains(name, "COHORT") || name == "INSTROOMMOMENT"; });
  }
  [[nodiscard]] bool holds_programmes() const {
    return has("OPLEIDINGSEENHEIDCODE") && (has("ONDERWIJSAANBIEDERID") || has("ONDERWIJSBESTUURID"));
  }
};

RegisterRecord record_of(const CsvRow& row, const Header& header) {
  RegisterRecord record;
  for (std::size_t i = 0; i < header.columns.size() && i < row.fields.size(); ++i)
    record.add(header.names[i], row.fields[i], header.columns[i]);
  return record;
}

bool is_of_a_place(std::string_view name) {
  return contains(name, "ONDERWIJSLOCATIE") || name == "STRAATNAAM" || contains(name, "HUISNUMMER") ||
         name == "POSTCODE" || name == "PLAATSNAAM";
}

class DuoReader {
 public:
  DuoReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink), progress_(sink) {}

  Result<FeedEnd> read() {
    if (input_.place.kind() == PlaceKind::folder) {
      for (const std::string& name : document_names(input_.place, {".csv"})) {
        const auto done = read_document(name, true);
        if (!done) progress_.incomplete(name, describe(done.error()));
      }
    }
    auto end = read_documents(input_.place, {".csv"}, progress_,
                              [this](const std::string& name) { return read_document(name, false); });
    if (const auto orphans = cohorts_.remaining(); !orphans.empty())
      progress_.remark(Severity::warning, "orphan-cohort", "",
                       std::to_string(orphans.size()) + " programmes have cohorts but are not in the feed, " +
                           raw_value(orphans.front()) + " first.");
    return end;
  }

 private:
  /// The first pass takes cohorts only, the second the rest.
  Result<void> read_document(const std::string& name, bool cohorts) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    CsvRows rows(**stream, input_.limits.record_bytes);
    const auto first = rows.next();
    if (!first && rows.failed()) return rows.error();
    if (!first) {
      if (!cohorts) progress_.incomplete(name, "The file is empty");
      return k_ok;
    }
    const Header header(*first);
    if (header.holds_cohorts() != cohorts) return k_ok;
    file_ = name;
    progress_.add(first->raw);
    if (!cohorts && !header.holds_programmes()) {
      progress_.incomplete(name, "There are no columns OPLEIDINGSEENHEIDCODE and ONDERWIJSAANBIEDERID");
      return k_ok;
    }
    bool open_quote = first->open_quote;
    bool cut = true;  // no row at all, or a last row that lacks fields
    while (const auto row = rows.next()) {
      progress_.add(row->raw);
      open_quote = open_quote || row->open_quote;
      cut = row->fields.size() < header.columns.size();
      if (cohorts) {
        const RegisterRecord record = record_of(*row, header);
        cohorts_.add(std::string(record["AANGEBODENOPLEIDINGCODE"]), cohort_text(*row, header));
      } else {
        take(*row, header);
      }
    }
    if (!cohorts) hand_over(header);
    if (rows.failed()) progress_.incomplete(name, rows.error().what);
    if (open_quote) progress_.incomplete(name, "The file ends inside quotes");
    if (cut) progress_.incomplete(name, "The file has no rows, or its last row is not whole");
    return k_ok;
  }

  /// "NAME\tvalue" lines: a row with its header in the spool.
  static std::string cohort_text(const CsvRow& row, const Header& header) {
    std::string text;
    for (std::size_t i = 0; i < header.names.size() && i < row.fields.size(); ++i)
      text += header.names[i] + "\t" + collapse_spaces(row.fields[i]) + "\n";
    return text;
  }

  std::vector<Run> runs_of(const std::string& code, RecordReport& report) {
    std::vector<Run> runs;
    for (const std::string& text : cohorts_.texts_of(code)) {
      RegisterRecord cohort;
      for (const std::string& line : split_trimmed(text, '\n')) {
        const std::size_t tab = line.find('\t');
        if (tab != std::string::npos)
          cohort.add(line.substr(0, tab), line.substr(tab + 1), "cohort/" + line.substr(0, tab));
      }
      if (runs.size() < 1'000) runs.push_back(read_register_cohort(cohort, report));
    }
    return runs;
  }

  /// Rows of one programme stand together: at several places, or said again.
  void take(const CsvRow& row, const Header& header) {
    const RegisterRecord record = record_of(row, header);
    std::string key(record["AANGEBODENOPLEIDINGCODE"]);
    if (key.empty() && !record["ONDERWIJSAANBIEDERID"].empty()) key = "unnamed:" + digest(row.raw).substr(0, 16);
    if (key.empty()) key = "unit:" + std::string(record["OPLEIDINGSEENHEIDCODE"]);
    key = std::string(truncate_utf8(key, 200));
    if (key != key_ || rows_.size() >= k_most_rows_of_one) hand_over(header);
    key_ = key;
    rows_.push_back(row);
  }

  void hand_over(const Header& header) {
    if (rows_.empty()) return;
    const bool again = !seen_.insert(digest(key_).substr(0, 15)).second;
    std::vector<Location> more_places;
    std::vector<FeedRecord> others;
    for (std::size_t i = again ? 0 : 1; i < rows_.size(); ++i)
      others.push_back(other_row(rows_[i], rows_.front(), header, again, more_places));
    if (!again) sink_.record(first_row(header, more_places));
    for (FeedRecord& other : others) sink_.record(std::move(other));
    rows_.clear();
  }

  /// The first row of a programme decides; what another adds or contradicts is told.
  FeedRecord other_row(const CsvRow& row, const CsvRow& first, const Header& header, bool again,
                       std::vector<Location>& places) {
    FeedRecord record;
    record.raw = {key_ + "#" + std::to_string(++others_), "text/csv", row.raw};
    RecordReport report(record.raw.key);
    const std::string at = "line " + std::to_string(row.line);
    std::vector<std::string> differing;
    bool other_place = false;
    for (std::size_t i = 0; i < header.names.size() && !again; ++i) {
      const std::string_view here = i < row.fields.size() ? std::string_view(row.fields[i]) : "";
      const std::string_view there = i < first.fields.size() ? std::string_view(first.fields[i]) : "";
      if (trim(here) == trim(there)) continue;
      if (is_of_a_place(header.names[i])) {
        other_place = true;
      } else {
        differing.push_back(header.columns[i] + " " + raw_value(here) + " against " + raw_value(there));
      }
    }
    if (other_place) places.push_back(read_register_place(record_of(row, header), report));
    if (!differing.empty()) {
      report.warning(
          "contradicting-rows", at,
          "Two rows of " + raw_value(key_) + " differ: " + join(differing, ", ") + ". The first row was followed.");
    } else if (other_place) {
      report.info("another-place", at, "This row adds a place to " + raw_value(key_) + ".");
    } else {
      report.info("repeated-row", at, raw_value(key_) + " is said before; the first row was followed.");
    }
    record.diagnostics = report.take();
    return record;
  }

  FeedRecord first_row(const Header& header, const std::vector<Location>& more_places) {
    const CsvRow& row = rows_.front();
    const RegisterRecord cells = record_of(row, header);
    FeedRecord record;
    RecordReport report(key_);
    record.raw = {key_, "text/csv", row.raw};
    const std::string at = file_ + (file_.empty() ? "" : ":") + "line " + std::to_string(row.line);
    if (row.repaired) report.info("not-utf-8", at, "The row is not UTF-8; it was read as Windows-1252.");
    if (row.fields.size() != header.columns.size())
      report.warning("field-count", at,
                     "The row has " + std::to_string(row.fields.size()) + " fields where the header has " +
                         std::to_string(header.columns.size()) + ".");
    if (row.open_quote) {
      report.error("open-quote", at, "The file ends inside quotes, so this row is not whole.");
    } else if (row.too_large) {
      report.error("record-too-large", at, "The row is larger than is accepted, so it was not read.");
    } else if (key_.starts_with("unit:")) {
      report.info("unit-not-an-offer", "ONDERWIJSAANBIEDERID",
                  "The row names no provider: it is a programme of the register that nobody offers here.");
    } else {
      read_offer(cells, more_places, record, report);
    }
    record.diagnostics = report.take();
    return record;
  }

  void read_offer(const RegisterRecord& cells, const std::vector<Location>& more_places, FeedRecord& record,
                  RecordReport& report) {
    if (cells["AANGEBODENOPLEIDINGCODE"].empty())
      report.warning("missing-key", "AANGEBODEN_OPLEIDINGCODE",
                     "The programme has no code of its own, so a key was made of the row.");
    record.provider_key = std::string(truncate_utf8(cells.first({"ONDERWIJSAANBIEDERID", "ONDERWIJSBESTUURID"}), 200));
    if (record.provider_key.empty()) record.provider_key = "unknown";
    if (providers_.insert(record.provider_key).second) {
      Provider provider = read_register_provider(cells, cells, report);
      provider.key = record.provider_key;
      if (provider.name.empty()) provider.name = provider.key;
      record.provider = std::move(provider);
    }
    auto runs = runs_of(std::string(cells["AANGEBODENOPLEIDINGCODE"]), report);
    if (const std::string reason = reason_not_offered(cells, cells, input_.today); !reason.empty()) {
      report.info("not-offered", "", "The programme is kept but not shown: " + reason + ".");
      return;
    }
    RegisterParts parts{cells, cells, {read_register_place(cells, report)}, std::move(runs)};
    for (const Location& place : more_places) add_location(parts.places, place);
    record.offer = read_register_offer(parts, input_.today, report);
    record.offer->key = key_;
  }

  FeedInput& input_;
  FeedSink& sink_;
  FeedProgress progress_;
  std::string file_;
  std::string key_;
  std::vector<CsvRow> rows_;  ///< of key_, not handed over yet
  std::set<std::string> seen_;
  std::set<std::string> providers_;
  TextSpool cohorts_;
  std::size_t others_ = 0;
};

int detect(FeedPlace& place) {
  return judged_by_content(place, {".csv"}, 16U << 10U, [](const std::string& head) {
    auto stream = stream_of_text(head);
    CsvRows rows(*stream, 16U << 10U);
    const auto row = rows.next();
    if (!row || row->fields.size() < 3) return 0;
    const Header header(*row);
    return header.holds_programmes() ? 95 : header.holds_cohorts() ? 60 : 0;
  });
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  DuoReader reader(input, sink);
  return reader.read();
}

}  // namespace

extern const FeedFormat k_format_duo_csv = {
    "duo-csv", "DUO open data: ho_opleidingsoverzicht and mbo_opleidingsaanbod (with cohorten) as CSV", detect, read};

}  // namespace leerwijzer
