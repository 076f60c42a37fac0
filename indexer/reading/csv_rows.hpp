// Rows of a CSV file (RFC 4180, liberal): comma, semicolon or tab, BOM, any line end, quoted line
// ends, UTF-8 or Windows-1252. One row in memory at a time.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct CsvRow {
  std::vector<std::string> fields;  ///< valid UTF-8
  std::string raw;                  ///< as delivered, in UTF-8
  std::size_t line = 0;             ///< of its first character, from 1
  bool open_quote = false;          ///< the file ended inside quotes
  bool repaired = false;            ///< bytes that are not UTF-8 were read as Windows-1252
  bool too_large = false;           ///< cut off at the limit
};

class CsvRows {
 public:
  /// The separator is that which occurs most in the first line outside quotes.
  CsvRows(ByteStream& stream, std::size_t row_limit);

  /// The next row that is not empty; nothing at the end.
  [[nodiscard]] std::optional<CsvRow> next();

  [[nodiscard]] char separator() const noexcept { return separator_; }
  [[nodiscard]] bool failed() const noexcept { return reader_.failed(); }
  [[nodiscard]] const Error& error() const noexcept { return reader_.error(); }

 private:
  int take();
  CsvRow read_row();
  void choose_separator(const std::string& line);

  CharReader reader_;
  std::size_t row_limit_;
  std::string pending_;  ///< the first line, read ahead to choose the separator
  std::size_t pending_at_ = 0;
  std::size_t line_ = 1;
  char separator_ = ',';
};

/// UTF-8 as it is; else every byte that is no part of valid UTF-8 as Windows-1252. `changed` says so.
[[nodiscard]] std::string utf8_of_csv(std::string_view bytes, bool& changed);

}  // namespace leerwijzer
