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
    if (c >= 0x10000) {
      out += static_cast<char>(0xF0 | (c >> 18U));
      out += static_cast<char>(0x80 | ((c >> 12U) & 0x3FU));
    } else {
      out += static_cast<char>(0xE0 | (c >> 12U));
    }
    out += static_cast<char>(0x80 | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (c & 0x3FU));
  }
}

char32_t from_windows_1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  const char16_t mapped = k_windows_1252[byte - 0x80U];
  return mapped != 0 ? mapped : 0xFFFD;
}

/// UTF-16 with a byte order mark as UTF-8; anything else as it is.
class Utf16Stream final : public ByteStream {
 public:
  explicit Utf16Stream(ByteStream& inner) : inner_(inner) {}

  Result<std::size_t> read(std::span<char> into) override {
    if (!started_) {
      if (const auto begun = fill(); !begun) return begun.error();
      started_ = true;
      wide_ = bytes_.starts_with("\xFF\xFE") || bytes_.starts_with("\xFE\xFF");
      big_ = bytes_.starts_with("\xFE\xFF");
      if (wide_) bytes_.erase(0, 2);
    }
    if (!wide_ && bytes_.empty()) return inner_.read(into);
    while (wide_ && out_.empty()) {
      decode();
      if (!out_.empty() || ended_) break;
      if (const auto more = fill(); !more) return more.error();
    }
    std::string& from = wide_ ? out_ : bytes_;
    const std::size_t count = std::min(into.size(), from.size());
    from.copy(into.data(), count);
    from.erase(0, count);
    return count;
  }

 private:
  /// Reads on until there are at least two bytes more, or the end.
  Result<void> fill() {
    std::array<char, 4096> piece{};
    std::size_t added = 0;
    while (added < 2 && !ended_) {
      const auto count = inner_.read(piece);
      if (!count) return count.error();
      ended_ = *count == 0;
      bytes_.append(piece.data(), *count);
      added += *count;
    }
    return k_ok;
  }

  [[nodiscard]] char32_t unit(std::size_t at) const {
    const auto first = static_cast<unsigned char>(bytes_[at]);
    const auto second = static_cast<unsigned char>(bytes_[at + 1]);
    return big_ ? static_cast<char32_t>(first << 8U | second) : static_cast<char32_t>(second << 8U | first);
  }

  void decode() {
    std::size_t at = 0;
    for (; at + 1 < bytes_.size(); at += 2) {
      char32_t c = unit(at);
      if (c >= 0xD800 && c < 0xDC00) {
        if (at + 3 >= bytes_.size() && !ended_) break;
        const char32_t low = at + 3 < bytes_.size() ? unit(at + 2) : 0;
        const bool pair = low >= 0xDC00 && low < 0xE000;
        c = pair ? 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00) : 0xFFFD;
        if (pair) at += 2;
      } else if (c >= 0xDC00 && c < 0xE000) {
        c = 0xFFFD;
      }
      append_code_point(out_, c);
    }
    bytes_.erase(0, at);
    if (ended_) bytes_.clear();
  }

  ByteStream& inner_;
  std::string bytes_;
  std::string out_;
  bool started_ = false;
  bool wide_ = false;
  bool big_ = false;
  bool ended_ = false;
};

std::unique_ptr<ByteStream> utf8_of_utf16(ByteStream& stream) { return std::make_unique<Utf16Stream>(stream); }

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

CsvRows::CsvRows(ByteStream& stream, std::size_t row_limit)
    : text_(utf8_of_utf16(stream)), reader_(*text_), row_limit_(row_limit) {
  read_first_line();
  if (pending_.starts_with("\xEF\xBB\xBF")) pending_.erase(0, 3);
  const std::string_view line = trim(pending_);
  if (to_lower_ascii(line).starts_with("sep=") && line.size() <= 5) {
    separator_ = line.size() == 5 ? line[4] : '\t';  // a tab was trimmed away
    read_first_line();
    ++line_;
    return;
  }
  choose_separator(pending_);
}

void CsvRows::read_first_line() {
  pending_.clear();
  bool quoted = false;
  while (pending_.size() < row_limit_) {
    const int c = reader_.next();
    if (c == CharReader::k_end) break;
    pending_ += static_cast<char>(c);
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
  }
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
      row.unended = true;
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
