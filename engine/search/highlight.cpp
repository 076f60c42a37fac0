#include "engine/search/highlight.hpp"

#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "engine/language/words.hpp"
#include "engine/search/analysis.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_words = 32;              ///< of a query, as in a search
constexpr std::size_t k_longest_query = 4000;         ///< bytes
constexpr std::size_t k_fragment = 200;               ///< bytes
constexpr std::size_t k_before_range = 40;            ///< bytes of text before the first range of a fragment
constexpr std::size_t k_searched_description = 1000;  ///< bytes

struct Mark {
  TextRange range;
  std::string term;
};

/// The folded letters of a word as it is typed, with their places, without what joins its parts.
struct Letters {
  std::string folded;
  std::vector<std::size_t> places;  ///< one longer than folded
};

Letters letters_of(std::string_view typed) {
  Letters letters;
  for (std::size_t at = 0; at < typed.size();) {
    std::size_t end = at + 1;
    while (end < typed.size() && (static_cast<unsigned char>(typed[end]) & 0xC0U) == 0x80U) ++end;
    for (const char c : fold(typed.substr(at, end - at))) {
      if (c == '-' || c == '\'') continue;
      letters.folded += c;
      letters.places.push_back(at);
    }
    at = end;
  }
  letters.places.push_back(typed.size());
  return letters;
}

/// Parts of a hyphenated or compound word, folded.
std::vector<std::string> pieces_of(const Word& word) {
  std::vector<std::string> pieces;
  for (const std::string& part : word.parts.empty() ? std::vector<std::string>{word.text} : word.parts) {
    for (std::string& piece : CompoundSplitter::shipped().split(part)) pieces.push_back(std::move(piece));
  }
  return pieces;
}

/// Marks of one word at `begin`: the word itself, or else those of its parts that were asked for.
void mark_word(const Word& word, std::size_t begin, const std::set<std::string, std::less<>>& wanted,
               std::vector<Mark>& marks) {
  const std::vector<std::string> terms = terms_of_text(word.typed);
  if (terms.empty()) return;
  const TextRange whole{begin, begin + word.typed.size()};
  if (wanted.contains(terms.front())) {
    marks.push_back({whole, terms.front()});
    return;
  }
  const Letters letters = letters_of(word.typed);
  const std::size_t before = marks.size();
  std::size_t from = 0;
  for (const std::string& piece : pieces_of(word)) {
    const std::size_t at = letters.folded.find(piece, from);
    if (at == std::string::npos) continue;
    from = at + piece.size();
    const std::vector<std::string> piece_terms = terms_of_text(piece);
    if (piece_terms.empty() || !wanted.contains(piece_terms.front())) continue;
    marks.push_back({{begin + letters.places[at], begin + letters.places[from]}, piece_terms.front()});
  }
  if (marks.size() > before) return;
  // A part that is not written as such in the word: then the word is what was found.
  const auto other = std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return wanted.contains(term); });
  if (other != terms.end()) marks.push_back({whole, *other});
}

/// Marks of the words in a piece of text without white space, at `begin`.
void mark_piece(std::string_view piece, std::size_t begin, const std::set<std::string, std::less<>>& wanted,
                std::vector<Mark>& marks) {
  std::size_t from = 0;
  for (const Word& word : words_of(piece)) {
    const std::size_t at = piece.find(word.typed, from);
    if (at == std::string_view::npos) continue;
    from = at + word.typed.size();
    mark_word(word, begin + at, wanted, marks);
  }
}

/// The letters of a term that inflection leaves alone: a vowel that is doubled in it may stand single ("zaag",
/// "zagen").
std::string_view lasting_beginning(std::string_view term) {
  const bool doubled = term.size() > 2 && term[1] == term[2];
  return term.substr(0, doubled ? 2 : 3);
}

/// The piece of the text up to the next white space, from `from`; empty at the end.
std::string_view piece_from(std::string_view text, std::size_t& from) {
  constexpr std::string_view k_spaces = " \t\r\n";
  from = std::min(text.find_first_not_of(k_spaces, from), text.size());
  return text.substr(from, std::min(text.find_first_of(k_spaces, from), text.size()) - from);
}

bool starts_character(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// The window of the text that holds most ranges; the first of those.
TextRange best_window(std::string_view text, const std::vector<TextRange>& ranges, std::size_t most) {
  TextRange best{0, most};
  std::size_t most_inside = 0;
  for (const TextRange& first : ranges) {
    const std::size_t from = std::min(first.from - std::min(first.from, k_before_range), text.size() - most);
    const auto inside = static_cast<std::size_t>(std::count_if(
        ranges.begin(), ranges.end(), [&](const TextRange& one) { return one.from >= from && one.to <= from + most; }));
    if (inside > most_inside) {
      most_inside = inside;
      best = {from, from + most};
    }
  }
  return best;
}

}  // namespace

Highlighter::Highlighter(std::string_view query) {
  for (const QueryWord& word : query_words_of(truncate_utf8(query, k_longest_query), k_most_words)) {
    if (!word.required) continue;
    for (const Way& way : word.ways) {
      ways_.push_back(way.terms);
      for (const std::string& term : way.terms) {
        terms_.insert(term);
        beginnings_.insert(std::string(lasting_beginning(term)));
      }
    }
  }
}

bool Highlighter::may_hold(std::string_view piece) const {
  const bool plain = std::all_of(piece.begin(), piece.end(), [](char c) { return static_cast<signed char>(c) > 0; });
  if (!plain) return true;  // folding may give any letters
  std::string lower = to_lower_ascii(piece);
  std::erase_if(lower, [](char c) { return c == '-' || c == '\''; });  // as words are joined
  return std::any_of(beginnings_.begin(), beginnings_.end(),
                     [&](const std::string& beginning) { return contains(lower, beginning); });
}

std::vector<TextRange> Highlighter::ranges_in(std::string_view text) const {
  std::vector<TextRange> ranges;
  if (terms_.empty()) return ranges;
  std::vector<Mark> marks;
  // Most pieces hold no letters of the query, and need not be cut into words.
  std::size_t at = 0;
  for (std::string_view piece = piece_from(text, at); !piece.empty(); piece = piece_from(text, at)) {
    if (may_hold(piece)) mark_piece(piece, at, terms_, marks);
    at += piece.size();
  }
  std::set<std::string_view> present;
  for (const Mark& mark : marks) present.insert(mark.term);
  std::set<std::string_view> said;
  for (const std::vector<std::string>& way : ways_) {
    const bool whole = std::all_of(way.begin(), way.end(), [&](const auto& term) { return present.contains(term); });
    if (whole) said.insert(way.begin(), way.end());
  }
  for (const Mark& mark : marks) {
    if (said.contains(mark.term)) ranges.push_back(mark.range);
  }
  return ranges;
}

Fragment fragment_of(std::string_view text, const std::vector<TextRange>& ranges, std::size_t most) {
  if (text.size() <= most) return {std::string(text), ranges};
  TextRange window = best_window(text, ranges, most);
  // Between words where there is a space near, else between characters.
  if (window.from > 0) {
    const std::size_t space = text.find(' ', window.from);
    if (space != std::string_view::npos && space < window.from + k_before_range) window.from = space + 1;
  }
  if (window.to < text.size()) {
    const std::size_t space = text.rfind(' ', window.to);
    if (space != std::string_view::npos && space + k_before_range > window.to && space > window.from) window.to = space;
  }
  while (!starts_character(text, window.from)) ++window.from;
  while (!starts_character(text, window.to)) --window.to;
  Fragment fragment;
  if (window.from > 0) fragment.text = "… ";
  const std::size_t shift = fragment.text.size();
  fragment.text += text.substr(window.from, window.to - window.from);
  if (window.to < text.size()) fragment.text += " …";
  for (const TextRange& range : ranges) {
    if (range.from < window.from || range.to > window.to) continue;
    fragment.ranges.push_back({range.from - window.from + shift, range.to - window.from + shift});
  }
  return fragment;
}

OfferHighlights highlights_of(const Highlighter& highlighter, const Offer& offer) {
  OfferHighlights highlights;
  highlights.title = highlighter.ranges_in(title_of(offer));
  for (const TextField field : {TextField::summary, TextField::description}) {
    const std::string_view text = truncate_utf8(text_of(offer, field), k_searched_description);
    const std::vector<TextRange> ranges = highlighter.ranges_in(text);
    if (ranges.empty()) continue;
    highlights.summary = fragment_of(text, ranges, k_fragment);
    break;
  }
  return highlights;
}

}  // namespace leerwijzer
