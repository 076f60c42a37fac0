// Rows of a CSV file (RFC 4180, liberal): comma, semicolon or tab, BOM, any line end, quoted line
// ends, UTF-8, Windows-1252 or (with a BOM, as Excel's "Unicode text") UTF-16. One row in memory at a time.
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
  bool unended = false;             ///< the file ended without a line end after it
};

class CsvRows {
 public:
  /// The separator is that which occurs most in the first line outside quotes, or what a first line "sep=;" says.
  CsvRows(ByteStream& stream, std::size_t row_limit);

  /// The next row that is not empty; nothing at the end.
  [[nodiscard]] std::optional<CsvRow> next();

  [[nodiscard]] char separator() const noexcept { return separator_; }
  [[nodiscard]] bool failed() const noexcept { return reader_.failed(); }
  [[nodiscard]] const Error& error() const noexcept { return reader_.error(); }

 private:
  void read_first_line();
  int take();
  CsvRow read_row();
  void choose_separator(const std::string& line);

  std::unique_ptr<ByteStream> text_;
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
