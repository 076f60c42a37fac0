// One row of a table of offers, its cells by canonical column name, and the offer that it holds.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/domain/offer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// The canonical name of a column in Dutch or English; empty for a column that is not known.
[[nodiscard]] std::string canonical_csv_column(std::string_view raw);

/// Is this a canonical name itself ("start_dates")?
[[nodiscard]] bool is_canonical_csv_column(std::string_view name);

/// The cells of one row by canonical name, with the column's own name for messages.
class CsvOfferRow {
 public:
  CsvOfferRow() = default;

  /// `columns` are the canonical names of `headers`, empty where not known. Where two columns mean the same, the
  /// first counts.
  CsvOfferRow(const std::vector<std::string>& fields, const std::vector<std::string>& columns,
              const std::vector<std::string>& headers);

  /// A cell once; `language` is that of its text, empty: as the row.
  void set(const std::string& column, std::string value, std::string header, std::string language = {});

  /// The same field in one more language.
  struct Translation {
    std::string column;
    std::string language;
    std::string value;
  };
  void translate(Translation translation) { translations_.push_back(std::move(translation)); }

  [[nodiscard]] std::string_view operator[](std::string_view column) const;
  [[nodiscard]] std::string header(std::string_view column) const;
  [[nodiscard]] std::string_view language(std::string_view column) const;
  [[nodiscard]] const std::vector<Translation>& translations() const noexcept { return translations_; }

 private:
  struct Cell {
    std::string value;
    std::string header;
    std::string language;
  };
  std::map<std::string, Cell, std::less<>> cells_;
  std::vector<Translation> translations_;
};

/// A number as a cell: "1250", "349.5". Two decimals at most, because three would be taken for thousands by who reads
/// amounts as people write them.
[[nodiscard]] std::string csv_number(double value);

/// The offer of a row; what is wrong in it goes to the report under the column's own name.
[[nodiscard]] Offer read_csv_offer(const CsvOfferRow& row, const std::string& key, RecordReport& report);

}  // namespace leerwijzer
