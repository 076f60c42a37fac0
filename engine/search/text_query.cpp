#include "engine/search/text_query.hpp"

#include "engine/core/text.hpp"
#include "engine/language/sector_words.hpp"
#include "engine/language/spelling.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"

#include <algorithm>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_words = 32;
constexpr std::size_t k_longest_text = 4000;  ///< bytes
constexpr double k_title_bonus = 0.6;         ///< of the weight of a word that also stands in the title
constexpr double k_sector_weight = 1.5;       ///< of standing in the sector that a word names
constexpr double k_other_name = 0.7;          ///< weight of a synonym or the parts of a compound
constexpr std::size_t k_shortest_corrected = 4;

/// A given list of documents, without weight.
class DocumentList : public Xapian::PostingSource {
 public:
  explicit DocumentList(std::vector<Xapian::docid> documents) : documents_(std::move(documents)) {}
  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(documents_.size()); }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void next(double) override {
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid wanted, double) override {
    started_ = true;
    const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), wanted) - documents_.begin());
  }
  bool at_end() const override { return at_ >= documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[at_]; }
  Xapian::PostingSource* clone() const override { return new DocumentList(documents_); }

 private:
  std::vector<Xapian::docid> documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

std::size_t needed(std::size_t words) {
  if (words <= 2) return words;
  if (words <= 4) return words - 1;
  return (words * 3 + 3) / 4;
}

Xapian::Query term_query(const std::string& term) {
  const Xapian::Query in_title(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term_of(Field::title, term)),
                               k_title_bonus);
  return {Xapian::Query::OP_AND_MAYBE, Xapian::Query(term), in_title};
}

Xapian::Query way_query(const std::vector<std::string>& terms) {
  std::vector<Xapian::Query> all;
  for (const std::string& term : terms) all.push_back(term_query(term));
  return {Xapian::Query::OP_AND, all.begin(), all.end()};
}

Xapian::Query word_query(const QueryWord& word) {
  std::vector<Xapian::Query> ways;
  for (const auto& way : word.ways) {
    const Xapian::Query query = way_query(way);
    ways.push_back(ways.empty() ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, k_other_name));
  }
  const std::string_view sector = sector_named_by(word.written);
  if (!sector.empty()) ways.push_back(with_weight(Xapian::Query(term_of(Field::sector, sector)), k_sector_weight));
  // The best way counts: synonyms that stand beside each other do not add up.
  return {Xapian::Query::OP_MAX, ways.begin(), ways.end()};
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& database, const std::string& term) {
  return {database.postlist_begin(term), database.postlist_end(term)};
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& database, const QueryWord& word) {
  std::vector<Xapian::docid> any;
  for (const auto& way : word.ways) {
    std::vector<Xapian::docid> all = documents_with(database, way.front());
    for (std::size_t i = 1; i < way.size() && !all.empty(); ++i) {
      const std::vector<Xapian::docid> next = documents_with(database, way[i]);
      std::vector<Xapian::docid> both;
      std::set_intersection(all.begin(), all.end(), next.begin(), next.end(), std::back_inserter(both));
      all = std::move(both);
    }
    std::vector<Xapian::docid> joined;
    std::set_union(any.begin(), any.end(), all.begin(), all.end(), std::back_inserter(joined));
    any = std::move(joined);
  }
  return any;
}

bool is_unknown(const Xapian::Database& database, const QueryWord& word) {
  if (word.written.size() < k_shortest_corrected) return false;
  if (database.term_exists(term_of(Field::known_word, word.written))) return false;
  return std::none_of(word.ways.begin(), word.ways.end(), [&](const auto& way) {
    return std::all_of(way.begin(), way.end(), [&](const auto& term) { return database.term_exists(term); });
  });
}

}  // namespace

TextQuery::TextQuery(std::string_view text)
    : text_(truncate_utf8(text, k_longest_text)), words_(query_words_of(text_, k_most_words)) {
  required_ = static_cast<std::size_t>(
      std::count_if(words_.begin(), words_.end(), [](const QueryWord& w) { return w.required; }));
}

Xapian::Query TextQuery::together(const Xapian::Database& database) const {
  std::vector<Xapian::Query> required;
  std::vector<Xapian::Query> filler;
  for (const QueryWord& word : words_) (word.required ? required : filler).push_back(word_query(word));
  const std::size_t enough = needed(required.size());
  Xapian::Query query;
  if (enough == required.size()) {
    query = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
  } else {
    // Xapian has no "n of m", and spelling it out grows beyond reason; counting documents does not.
    std::unordered_map<Xapian::docid, std::size_t> counts;
    for (const QueryWord& word : words_) {
      if (!word.required) continue;
      for (Xapian::docid id : documents_with(database, word)) ++counts[id];
    }
    std::vector<Xapian::docid> documents;
    for (const auto& [id, count] : counts) {
      if (count >= enough) documents.push_back(id);
    }
    std::sort(documents.begin(), documents.end());
    const Xapian::Query any_required(Xapian::Query::OP_OR, required.begin(), required.end());
    DocumentList list(std::move(documents));
    query = Xapian::Query(Xapian::Query::OP_FILTER, any_required, Xapian::Query(&list));
  }
  if (filler.empty()) return query;
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(Xapian::Query::OP_OR, filler.begin(), filler.end())};
}

Xapian::Query TextQuery::any() const {
  std::vector<Xapian::Query> all;
  for (const QueryWord& word : words_) {
    if (word.required) all.push_back(word_query(word));
  }
  return {Xapian::Query::OP_OR, all.begin(), all.end()};
}

std::vector<std::string> TextQuery::matched(const std::set<std::string>& found) const {
  std::vector<std::string> typed;
  for (const QueryWord& word : words_) {
    const bool any = std::any_of(word.ways.begin(), word.ways.end(), [&](const auto& way) {
      return std::all_of(way.begin(), way.end(), [&](const std::string& term) { return found.contains(term); });
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
    const auto better = spelling.correction(word.written);
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
