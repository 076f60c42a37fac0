#include "engine/domain/readability.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

/// Two or three letters that sound as one vowel, longest first.
constexpr auto k_vowel_groups = std::to_array<std::string_view>({
    "aai",
    "ooi",
    "oei",
    "eeu",
    "ieu",
    "aa",
    "ee",
    "ie",
    "oo",
    "uu",
    "oe",
    "eu",
    "ui",
    "ei",
    "ij",
    "au",
    "ou",
});

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_vowel(char c) noexcept { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// A letter of Latin-1 with a sign, as UTF-8 writes its second byte (after C3): a vowel?
bool is_marked_vowel(char second) noexcept {
  const auto letter = static_cast<unsigned char>(static_cast<unsigned char>(second) | 0x20U);  // small letter
  return (letter >= 0xA0 && letter <= 0xA6) || (letter >= 0xA8 && letter <= 0xAF) ||
         (letter >= 0xB2 && letter <= 0xB6) || (letter >= 0xB9 && letter <= 0xBD);
}

bool starts_with_folded(std::string_view text, std::string_view letters) noexcept {
  if (text.size() < letters.size()) return false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (lower(text[i]) != letters[i]) return false;
  }
  return true;
}

/// Length of the vowel sound at the start, in bytes; 0 when there is none.
std::size_t vowel_sound(std::string_view text) noexcept {
  for (const std::string_view group : k_vowel_groups) {
    if (starts_with_folded(text, group)) return group.size();
  }
  if (text.size() > 1 && text[0] == '\xC3' && is_marked_vowel(text[1])) return 2;
  return is_vowel(lower(text[0])) ? 1 : 0;
}

bool is_word_byte(char c) noexcept {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The end of a sentence: a full stop inside a number or a web address is none.
bool ends_sentence(std::string_view text, std::size_t at) noexcept {
  const char c = text[at];
  if (c == '!' || c == '?') return true;
  return (c == '.' || c == ':' || c == ';') && (at + 1 == text.size() || !is_word_byte(text[at + 1]));
}

/// Tags after which a new line begins.
bool breaks_line(std::string_view tag) noexcept {
  if (!tag.empty() && tag.front() == '/') tag.remove_prefix(1);
  return starts_with_folded(tag, "p") || starts_with_folded(tag, "br") || starts_with_folded(tag, "li") ||
         starts_with_folded(tag, "ul") || starts_with_folded(tag, "ol");
}

/// Length of the tag that begins here; 0 when this is no tag.
std::size_t tag_at(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '<') return 0;
  const char next = lower(text[1]);
  if (next != '/' && (next < 'a' || next > 'z')) return 0;
  const std::size_t end = text.find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

std::size_t count_syllables(std::string_view word) noexcept {
  std::size_t syllables = 0;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t length = vowel_sound(word.substr(i));
    // y before a vowel is a consonant: yoga.
    const bool consonant = length == 1 && lower(word[i]) == 'y' && i + 1 < word.size() && is_vowel(lower(word[i + 1]));
    if (length > 0 && !consonant) ++syllables;
    i += std::max<std::size_t>(1, length);
  }
  return std::max<std::size_t>(1, syllables);
}

TextCounts count_text(std::string_view text) noexcept {
  TextCounts counts;
  bool open = false;  // words since the last sentence ended
  const auto end_sentence = [&] {
    if (open) ++counts.sentences;
    open = false;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t tag = tag_at(text.substr(i)); tag > 0) {
      if (breaks_line(text.substr(i + 1))) end_sentence();
      i += tag;
    } else if (is_word_byte(text[i])) {
      std::size_t end = i;
      while (end < text.size() && is_word_byte(text[end])) ++end;
      ++counts.words;
      counts.syllables += count_syllables(text.substr(i, end - i));
      open = true;
      i = end;
    } else {
      if (text[i] == '\n' || ends_sentence(text, i)) end_sentence();
      ++i;
    }
  }
  end_sentence();
  return counts;
}

double reading_ease(const TextCounts& counts) noexcept {
  if (counts.words == 0 || counts.sentences == 0) return 0.0;
  const auto words = static_cast<double>(counts.words);
  return 206.84 - 0.77 * (100.0 * static_cast<double>(counts.syllables) / words) -
         0.93 * (words / static_cast<double>(counts.sentences));
}

}  // namespace leerwijzer
