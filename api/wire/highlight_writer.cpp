#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// Number of UTF-16 code units of valid UTF-8.
std::int64_t utf16_length(std::string_view text) {
  std::int64_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

json::array write_ranges(std::string_view text, const std::vector<TextRange>& ranges) {
  json::array list;
  for (const TextRange& range : ranges) {
    const std::int64_t from = utf16_length(text.substr(0, range.from));
    list.push_back(json::array{from, from + utf16_length(text.substr(range.from, range.to - range.from))});
  }
  return list;
}

}  // namespace

json::object write_highlights(const OfferHighlights& highlights, std::string_view title) {
  json::object out;
  out["title"] = write_ranges(title, highlights.title);
  out["summary"] = text_or_null(highlights.summary.text);
  out["summaryRanges"] = write_ranges(highlights.summary.text, highlights.summary.ranges);
  return out;
}

}  // namespace leerwijzer
