#include "engine/language/words.hpp"

#include "engine/core/text.hpp"
#include "engine/language/language_files.hpp"

#include <array>
#include <unordered_set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_ending = 6;  ///< of a feminine ending in brackets: "(vrouw)" is five letters

/// Byte length of the word character at the start of folded text; 0 for anything else. Letters
/// beyond ASCII count as word characters; general punctuation, symbols and emoji do not.
std::size_t word_character(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) return 1;
  if (byte < 0xC3) return 0;  // ASCII signs, stray bytes, Latin-1 signs (U+0080 to U+00BF)
  if (byte < 0xE0) return text.size() >= 2 ? 2 : 0;
  if (byte == 0xE2 || byte == 0xE3) return 0;  // punctuation, arrows, symbols; CJK signs
  if (byte < 0xF0) return text.size() >= 3 ? 3 : 0;
  return 0;  // emoji and rare planes
}

/// Byte length of an apostrophe at the start of folded text, straight or curly.
std::size_t apostrophe(std::string_view text) {
  if (text.starts_with('\'')) return 1;
  return text.starts_with("\xE2\x80\x99") || text.starts_with("\xE2\x80\x98") ? 3 : 0;
}

std::size_t hyphen(std::string_view text) {
  if (text.starts_with('-')) return 1;
  return text.starts_with("\xE2\x80\x90") || text.starts_with("\xE2\x80\x91") ? 3 : 0;
}

bool is_gender_mark(std::string_view inside) {
  static constexpr std::array<std::string_view, 10> k_marks = {"m/v",   "v/m",   "m/v/x", "v/m/x", "m/f",
                                                               "m/w/d", "m/f/x", "h/f",   "m-v",   "m|v"};
  for (std::string_view mark : k_marks) {
    if (inside == mark) return true;
  }
  return false;
}

bool is_letters(std::string_view text) {
  for (char c : text) {
    if (c < 'a' || c > 'z') return false;
  }
  return !text.empty();
}

/// Blanks (m/v), "verkoper(ster)" and "timmerman/-vrouw" down to the word itself. Same length.
std::string without_gender_marks(std::string folded) {
  const auto blank = [&](std::size_t from, std::size_t to) { folded.replace(from, to - from, to - from, ' '); };
  for (std::size_t open = folded.find('('); open != std::string::npos; open = folded.find('(', open + 1)) {
    const std::size_t close = folded.find(')', open);
    if (close == std::string::npos) break;
    std::string_view inside = std::string_view(folded).substr(open + 1, close - open - 1);
    const bool attached = open > 0 && word_character(std::string_view(folded).substr(open - 1)) == 1;
    if (inside.starts_with('-')) inside.remove_prefix(1);
    const bool ending = attached && inside.size() <= k_longest_ending && is_letters(inside);
    if (is_gender_mark(inside) || ending) blank(open, close + 1);
  }
  for (std::size_t slash = folded.find("/-"); slash != std::string::npos; slash = folded.find("/-", slash + 1)) {
    std::size_t end = slash + 2;
    while (end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') ++end;
    if (end - slash - 2 <= k_longest_ending) blank(slash, end);
  }
  for (std::string_view mark : {" m/v/x", " v/m/x", " m/v", " v/m"}) {
    const std::size_t at = folded.find(mark);
    if (at == std::string::npos) continue;
    const std::size_t end = at + mark.size();
    if (end == folded.size() || word_character(std::string_view(folded).substr(end)) == 0) blank(at, end);
  }
  return folded;
}

/// Folded text, with the place in the source of every byte of it.
struct Folded {
  std::string text;
  std::vector<std::size_t> source;  ///< one longer than text
};

Folded fold_with_places(std::string_view text) {
  Folded folded;
  folded.text.reserve(text.size());
  folded.source.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const char only = text[at];
    if (only >= 'a' && only <= 'z' && end == at + 1) {
      folded.text += only;  // most characters are such, and folding one by one costs
    } else {
      folded.text += fold(text.substr(at, end - at));
    }
    folded.source.resize(folded.text.size(), at);
    at = end;
  }
  folded.source.push_back(text.size());
  return folded;
}

/// Reads the words of folded text one by one.
class Reader {
 public:
  Reader(std::string_view source, const Folded& folded, std::string_view text)
      : source_(source), folded_(folded), text_(text) {}

  bool next(Word& word) {
    word = {};
    skip_to_word();
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    std::string part;
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (const std::size_t length = word_character(rest)) {
        part.append(rest.substr(0, length));
        at_ += length;
      } else if (const std::size_t mark = apostrophe(rest); mark != 0 && word_follows(mark)) {
        if (is_plural_s(mark)) {  // foto's, cv's: the word itself
          at_ += mark + 1;
        } else {
          at_ += mark;
        }
      } else if (const std::size_t dash = hyphen(rest); dash != 0 && word_follows(dash)) {
        word.parts.push_back(std::move(part));
        part.clear();
        at_ += dash;
      } else if ((rest.front() == '+' || rest.front() == '#') && !word_follows(1)) {
        part += rest.front();
        ++at_;
      } else {
        break;
      }
    }
    finish(word, std::move(part));
    word.typed = std::string(source_.substr(folded_.source[begin], folded_.source[at_] - folded_.source[begin]));
    return true;
  }

 private:
  void skip_to_word() {
    while (at_ < text_.size() && word_character(text_.substr(at_)) == 0) ++at_;
  }

  [[nodiscard]] bool word_follows(std::size_t after) const {
    return at_ + after < text_.size() && word_character(text_.substr(at_ + after)) != 0;
  }

  [[nodiscard]] bool is_plural_s(std::size_t mark) const {
    const std::string_view rest = text_.substr(at_ + mark);
    return rest.starts_with('s') && (rest.size() == 1 || word_character(rest.substr(1)) == 0);
  }

  static void finish(Word& word, std::string part) {
    if (word.parts.empty()) {
      word.text = std::move(part);
      return;
    }
    word.parts.push_back(std::move(part));
    for (const std::string& piece : word.parts) word.text += piece;
  }

  std::string_view source_;
  const Folded& folded_;
  std::string_view text_;  ///< of `folded_`, without gender marks
  std::size_t at_ = 0;
};

std::unordered_set<std::string_view> set_of_file(std::string_view name) {
  std::unordered_set<std::string_view> words;
  for (std::string_view word : words_of_language_file(name)) words.insert(word);
  return words;
}

}  // namespace

std::vector<Word> words_of(std::string_view text, std::size_t limit) {
  const Folded folded = fold_with_places(text);
  const std::string unmarked = without_gender_marks(folded.text);
  std::vector<Word> words;
  Reader reader(text, folded, unmarked);
  Word word;
  while (words.size() < limit && reader.next(word)) words.push_back(std::move(word));
  return words;
}

bool is_stop_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = set_of_file("stop-words.txt");
  return words.contains(folded);
}

bool is_generic_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = set_of_file("generic-words.txt");
  return words.contains(folded);
}

bool is_kind_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = set_of_file("kind-words.txt");
  return words.contains(folded);
}

}  // namespace leerwijzer
