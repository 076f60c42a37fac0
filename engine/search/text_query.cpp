#include "engine/search/text_query.hpp"

#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "engine/language/spelling.hpp"
#include "engine/language/words.hpp"
#include "engine/search/enough_words.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/word_query.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_words = 32;
constexpr std::size_t k_longest_text = 4000;  ///< bytes
constexpr std::size_t k_words_of_sentence = 4;
constexpr std::size_t k_shortest_corrected = 4;
constexpr std::size_t k_taken_after = 3;  ///< best offers that others are likened to

std::size_t needed(std::size_t words) {
  if (words <= 2) return words;
  if (words <= 4) return words - 1;
  return (words * 3 + 3) / 4;
}

bool is_unknown(const Xapian::Database& database, const QueryWord& word) {
  if (word.written.size() < k_shortest_corrected) return false;
  if (database.term_exists(term_of(Field::known_word, word.written))) return false;
  return std::none_of(word.ways.begin(), word.ways.end(), [&](const auto& way) {
    return std::all_of(way.terms.begin(), way.terms.end(),
                       [&](const auto& term) { return database.term_exists(term); });
  });
}

}  // namespace

TextQuery::TextQuery(std::string_view text)
    : text_(truncate_utf8(text, k_longest_text)),
      words_(query_words_of(text_, k_most_words)),
      sentence_(words_of(text_, k_words_of_sentence).size() == k_words_of_sentence) {
  required_ = static_cast<std::size_t>(
      std::count_if(words_.begin(), words_.end(), [](const QueryWord& w) { return w.required; }));
}

Xapian::Query TextQuery::together(const Xapian::Database& database) const {
  std::vector<Xapian::Query> required;
  std::vector<Xapian::Query> filler;
  const WordQueries queries(database);
  for (const QueryWord& word : words_) (word.required ? required : filler).push_back(queries.of(word));
  const Xapian::Query better = queries.better(text_, words_);
  if (!better.empty()) filler.push_back(better);
  const std::size_t enough = needed(required.size());
  Xapian::Query query;
  if (enough == required.size()) {
    query = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
  } else {
    WordCounts counts(database);
    for (const QueryWord& word : words_) {
      if (!word.required) continue;
      std::vector<std::vector<std::string>> ways;
      for (const Way& way : word.ways) ways.push_back(way.terms);
      counts.add(ways);
    }
    const Xapian::Query any_required(Xapian::Query::OP_OR, required.begin(), required.end());
    query = Xapian::Query(Xapian::Query::OP_FILTER, any_required, documents_query(counts.with_at_least(enough)));
  }
  if (filler.empty()) return query;
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(Xapian::Query::OP_OR, filler.begin(), filler.end())};
}

Xapian::Query TextQuery::any(const Xapian::Database& database) const {
  const WordQueries queries(database);
  std::vector<Xapian::Query> all;
  for (const QueryWord& word : words_) {
    if (!word.required) continue;
    all.push_back(queries.of(word));
    if (!word.loosely.empty()) all.push_back(queries.loosely(word));
  }
  return {Xapian::Query::OP_OR, all.begin(), all.end()};
}

bool TextQuery::can_be_relaxed() const {
  return required_ > 1 ||
         std::any_of(words_.begin(), words_.end(), [](const QueryWord& word) { return !word.loosely.empty(); });
}

Xapian::Query TextQuery::like(const Xapian::Database& database, std::span<const Xapian::docid> found) const {
  std::vector<Xapian::docid> telling;
  for (const Xapian::docid id : found) {
    if (telling.size() >= k_taken_after) break;
    const bool in_title = std::any_of(words_.begin(), words_.end(), [&](const QueryWord& word) {
      return word.required && std::any_of(word.ways.begin(), word.ways.end(), [&](const Way& way) {
               return std::all_of(way.terms.begin(), way.terms.end(), [&](const std::string& term) {
                 const std::string wanted = term_of(Field::title, term);
                 auto at = database.termlist_begin(id);
                 at.skip_to(wanted);
                 return at != database.termlist_end(id) && *at == wanted;
               });
             });
    });
    if (in_title) telling.push_back(id);
  }
  return WordQueries(database).like(telling);
}

std::vector<std::string> TextQuery::matched(const std::set<std::string>& found) const {
  std::vector<std::string> typed;
  for (const QueryWord& word : words_) {
    const bool any = std::any_of(word.ways.begin(), word.ways.end(), [&](const auto& way) {
      return std::all_of(way.terms.begin(), way.terms.end(),
                         [&](const std::string& term) { return found.contains(term); });
    });
    if (any) typed.insert(typed.end(), word.typed.begin(), word.typed.end());
  }
  return typed;
}

bool TextQuery::has_unknown_word(const Xapian::Database& database) const {
  return std::any_of(words_.begin(), words_.end(), [&](const QueryWord& word) { return is_unknown(database, word); });
}

std::optional<std::string> TextQuery::corrected(const Xapian::Database& database, const Spelling& spelling) const {
  std::string text = text_;
  bool changed = false;
  std::size_t from = 0;
  for (const QueryWord& word : words_) {
    if (!is_unknown(database, word)) continue;
    const auto better = spelling.correction_of_any(
        word.written, [](std::string_view part) { return CompoundSplitter::shipped().knows(part); });
    const std::size_t at = text.find(word.typed.front(), from);
    if (!better || at == std::string::npos) continue;
    text.replace(at, word.typed.front().size(), *better);
    from = at + better->size();
    changed = true;
  }
  if (!changed) return std::nullopt;
  return text;
}

}  // namespace leerwijzer
