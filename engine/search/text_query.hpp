// The words of a person as a query: all of one or two words, all but one of three or four, three
// quarters of more; or any of them. No operators. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/analysis.hpp"

#include <xapian.h>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class Spelling;

class TextQuery {
 public:
  /// At most 32 words of the first 4,000 bytes count, so that any text costs a bounded amount of work.
  explicit TextQuery(std::string_view text);

  [[nodiscard]] bool empty() const { return words_.empty(); }

  /// As it was given, cut to its first 4,000 bytes.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// More than one word that has to be found, or one of parts, so that there is something to relax.
  [[nodiscard]] bool can_be_relaxed() const;

  /// So many words that their meaning tells more than each of them.
  [[nodiscard]] bool is_sentence() const { return sentence_; }

  /// Enough of the words together. Reads the lists of the words when three or more are asked.
  [[nodiscard]] Xapian::Query together(const Xapian::Database& database) const;

  [[nodiscard]] Xapian::Query any(const Xapian::Database& database) const;

  /// Offers like the first few of `found`, best first, that have words of the text in their titles; empty for none.
  [[nodiscard]] Xapian::Query like(const Xapian::Database& database, std::span<const Xapian::docid> found) const;

  /// The query's words as typed of which the terms were found.
  [[nodiscard]] std::vector<std::string> matched(const std::set<std::string>& found) const;

  /// Is there a word that stands nowhere in the index, in no way of saying it?
  [[nodiscard]] bool has_unknown_word(const Xapian::Database& database) const;

  /// The text with unknown words put right; nothing when all are known or nothing is near. Words of
  /// less than four letters are never touched.
  [[nodiscard]] std::optional<std::string> corrected(const Xapian::Database& database, const Spelling& spelling) const;

 private:
  std::string text_;
  std::vector<QueryWord> words_;
  std::size_t required_ = 0;
  bool sentence_ = false;
};

}  // namespace leerwijzer
