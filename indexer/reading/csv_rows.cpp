#include "indexer/reading/csv_rows.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// Windows-1252 0x80 to 0x9F; 0 where it has no character.
constexpr std::array<char16_t, 32> k_windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_code_point(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6U));
    out += static_cast<char>(0x80 | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12U));
    out += static_cast<char>(0x80 | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (c & 0x3FU));
  }
}

char32_t from_windows_1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  const char16_t mapped = k_windows_1252[byte - 0x80U];
  return mapped != 0 ? mapped : 0xFFFD;
}

/// Bytes of the well-formed sequence at the start, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size() || text[0] == '\0') return 0;
  return is_clean_utf8(text.substr(0, length)) ? length : 0;
}

}  // namespace

std::string utf8_of_csv(std::string_view bytes, bool& changed) {
  if (is_clean_utf8(bytes)) return std::string(bytes);
  changed = true;
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length > 0) {
      out.append(bytes.substr(0, length));
      bytes.remove_prefix(length);
    } else {
      append_code_point(out, bytes[0] == '\0' ? 0xFFFD : from_windows_1252(static_cast<unsigned char>(bytes[0])));
      bytes.remove_prefix(1);
    }
  }
  return out;
}

CsvRows::CsvRows(ByteStream& stream, std::size_t row_limit) : reader_(stream), row_limit_(row_limit) {
  bool quoted = false;
  while (pending_.size() < row_limit_) {
    const int c = reader_.next();
    if (c == CharReader::k_end) break;
    pending_ += static_cast<char>(c);
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
  }
  if (pending_.starts_with("\xEF\xBB\xBF")) pending_.erase(0, 3);
  choose_separator(pending_);
}

void CsvRows::choose_separator(const std::string& line) {
  std::size_t most = 0;
  for (char candidate : {';', ',', '\t', '|'}) {
    bool quoted = false;
    std::size_t count = 0;
    for (char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == candidate && !quoted) ++count;
    }
    if (count > most) {
      most = count;
      separator_ = candidate;
    }
  }
}

int CsvRows::take() {
  int c = CharReader::k_end;
  if (pending_at_ < pending_.size()) {
    c = static_cast<unsigned char>(pending_[pending_at_++]);
  } else {
    c = reader_.next();
  }
  if (c == '\n') ++line_;
  return c;
}

CsvRow CsvRows::read_row() {
  CsvRow row;
  row.line = line_;
  std::string field;
  bool quoted = false;
  bool any = false;
  const auto peek = [&] {
    return pending_at_ < pending_.size() ? static_cast<unsigned char>(pending_[pending_at_]) : reader_.peek();
  };
  const auto close_field = [&] {
    row.fields.push_back(utf8_of_csv(field, row.repaired));
    field.clear();
  };
  for (;;) {
    const int c = take();
    if (c == CharReader::k_end) {
      row.open_quote = quoted;
      break;
    }
    any = true;
    if (!quoted && c == '\n') break;
    if (!quoted && c == '\r') {
      if (peek() == '\n') take();
      break;
    }
    if (row.raw.size() >= row_limit_) {
      row.too_large = true;
      if (c == '"') quoted = !quoted;
      continue;
    }
    row.raw += static_cast<char>(c);
    if (c == '"') {
      if (quoted && peek() == '"') {
        take();
        row.raw += '"';
        field += '"';
      } else if (quoted || trim(field).empty()) {
        quoted = !quoted;
        if (quoted) field.clear();
      } else {
        field += '"';  // a stray quote inside an unquoted field
      }
    } else if (!quoted && c == separator_ && row.fields.size() < 500) {
      close_field();
    } else {
      field += static_cast<char>(c);
    }
  }
  if (any || !field.empty()) close_field();
  bool ignored = false;
  row.raw = utf8_of_csv(row.raw, ignored);
  return row;
}

std::optional<CsvRow> CsvRows::next() {
  for (;;) {
    const bool at_end = pending_at_ >= pending_.size() && reader_.peek() == CharReader::k_end;
    if (at_end) return std::nullopt;
    CsvRow row = read_row();
    const bool empty =
        std::all_of(row.fields.begin(), row.fields.end(), [](const std::string& f) { return trim(f).empty(); });
    if (!empty || row.open_quote) return row;
  }
}

}  // namespace leerwijzer
