// Which parts of a text a search found, as it is written there: "verzorgenden" for "verzorgende", "las"
// in "lasopleiding". Goes through the analysis of the index, so that what is marked is what was found.
// Ranges are of bytes of UTF-8 and never cut a code point; no markup, so nothing has to be escaped.
#pragma once

#include "engine/domain/offer.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Bytes [from, to) of a text.
struct TextRange {
  std::size_t from = 0;
  std::size_t to = 0;
  bool operator==(const TextRange&) const = default;
};

class Highlighter {
 public:
  /// `query` as it was searched for: without the words that were taken as conditions, with its spelling put right.
  explicit Highlighter(std::string_view query);

  /// In order, without overlap. Any text; costs some microseconds a hundred words.
  [[nodiscard]] std::vector<TextRange> ranges_in(std::string_view text) const;

 private:
  [[nodiscard]] bool may_hold(std::string_view piece) const;

  std::vector<std::vector<std::string>> ways_;     ///< all terms of a way together say a word of the query
  std::set<std::string, std::less<>> terms_;       ///< of all ways
  std::set<std::string, std::less<>> beginnings_;  ///< letters of each that inflection leaves alone
};

/// A piece of a text with its own ranges; "…" where it was cut.
struct Fragment {
  std::string text;
  std::vector<TextRange> ranges;
};

/// The piece of at most `most` bytes (and two ellipses) that holds most ranges, cut between words; the whole text
/// where that is short enough.
[[nodiscard]] Fragment fragment_of(std::string_view text, const std::vector<TextRange>& ranges, std::size_t most);

struct OfferHighlights {
  std::vector<TextRange> title;  ///< in title_of(offer)
  Fragment summary;              ///< empty when neither the summary nor the description holds a word of the query
};

/// Of a hit, whose texts are plain. The summary before the description.
[[nodiscard]] OfferHighlights highlights_of(const Highlighter& highlighter, const Offer& offer);

}  // namespace leerwijzer
