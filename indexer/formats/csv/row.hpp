// One row of a CSV catalogue, its cells by canonical column name, and the offer that it holds.
#pragma once

#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/record_report.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/offer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// The canonical name of a column in Dutch or English; empty for a column that is not known.
[[nodiscard]] std::string canonical_csv_column(std::string_view raw);

/// One row with its cells by canonical name and the column's own name for messages.
class CsvOfferRow {
 public:
  CsvOfferRow(const CsvRow& row, const std::vector<std::string>& columns, const std::vector<std::string>& headers) {
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

/// The offer of a row; what is wrong in it goes to the report under the column's own name.
[[nodiscard]] Offer read_csv_offer(const CsvOfferRow& row, const std::string& key, RecordReport& report);

}  // namespace leerwijzer
