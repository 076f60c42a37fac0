#include "engine/search/without_tags.hpp"

#include "engine/core/text.hpp"

#include <array>
#include <utility>

namespace leerwijzer {
namespace {

constexpr auto k_entities = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&#39;", "'"},
    {"&apos;", "'"},
    {"&nbsp;", " "},
});

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Length of the tag at the start of the text, or 0.
std::size_t tag_length(std::string_view text) {
  const std::size_t name = text.size() > 1 && text[1] == '/' ? 2 : 1;
  if (text.size() <= name || !is_letter(text[name])) return 0;
  const std::size_t end = text.find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

std::string without_tags(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  while (!html.empty()) {
    if (html.front() == '<') {
      if (const std::size_t length = tag_length(html)) {
        out += ' ';
        html.remove_prefix(length);
        continue;
      }
    } else if (html.front() == '&') {
      bool decoded = false;
      for (const auto& [entity, sign] : k_entities) {
        if (!html.starts_with(entity)) continue;
        out += sign;
        html.remove_prefix(entity.size());
        decoded = true;
        break;
      }
      if (decoded) continue;
    }
    out += html.front();
    html.remove_prefix(1);
  }
  return collapse_spaces(out);
}

}  // namespace leerwijzer
