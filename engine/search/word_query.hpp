// What a word of a search is worth where it is found: ways of saying it weigh by the same rarity, the title and its
// head count more, neighbours that stay neighbours too. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/analysis.hpp"

#include <xapian.h>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

class WordQueries {
 public:
  explicit WordQueries(const Xapian::Database& database) : database_(database) {}

  /// Any way of saying the word; the best counts, so that synonyms that stand beside each other do not add up.
  [[nodiscard]] Xapian::Query of(const QueryWord& word) const;

  /// Any part of a compound, for what is only related; empty for a simple word.
  [[nodiscard]] Xapian::Query loosely(const QueryWord& word) const;

  /// What makes a match better without making one: words that are neighbours in the text and in the offer, and the
  /// kind of offer that is hoped for. Empty when there is nothing of it.
  [[nodiscard]] Xapian::Query better(std::string_view text, std::span<const QueryWord> words) const;

  /// Offers like these: what their titles say and the skills that they teach. Empty for none.
  [[nodiscard]] Xapian::Query like(std::span<const Xapian::docid> offers) const;

 private:
  /// Read once for each term: every look-up searches a tree on disk.
  [[nodiscard]] Xapian::doccount documents_with(const std::string& term) const;
  [[nodiscard]] double rarity(const std::string& term) const;
  [[nodiscard]] double rarity(const Way& way) const;
  [[nodiscard]] Xapian::Query term_query(const std::string& term, double rarity, double worth) const;

  const Xapian::Database& database_;
  mutable std::unordered_map<std::string, Xapian::doccount> documents_;
};

}  // namespace leerwijzer
