#include "engine/search/suggest_run.hpp"

#include "engine/core/prefix_list.hpp"
#include "engine/core/text.hpp"
#include "engine/search/analysis.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"
#include "engine/search/offer_codec.hpp"

#include <algorithm>

namespace leerwijzer {

namespace {

using Titles = std::vector<std::pair<OfferId, std::string>>;

/// The titles as they are written now; one that is gone or another by now is left out.
Titles written_titles(const Reader& reader, const std::vector<const TitleIndex::Title*>& found, std::size_t limit) {
  Titles titles;
  for (const TitleIndex::Title* one : found) {
    if (titles.size() == limit) break;
    try {
      const Offer offer = decode_offer(reader.database.get_document(one->document).get_data()).value();
      std::string title(title_of(offer));
      if (as_typed_words(title).starts_with(one->words)) titles.emplace_back(offer.id, std::move(title));
    } catch (const Xapian::DocNotFoundError&) {
      continue;
    }
  }
  return titles;
}

/// Without an index of titles: some words that begin so, in order of the alphabet.
Titles titles_by_query(const Reader& reader, std::string_view prefix, std::size_t limit) {
  constexpr std::size_t k_most_endings = 100;
  std::vector<std::string> words = written_words_of(truncate_utf8(prefix, k_longest_term));
  if (words.empty() || limit == 0) return {};
  const std::string last = words.back();
  words.pop_back();
  std::vector<Xapian::Query> all;
  for (const std::string& word : words) all.emplace_back(term_of(Field::title_word, word));
  std::vector<Xapian::Query> endings;
  const std::string start = term_of(Field::title_word, last);
  for (auto term = reader.database.allterms_begin(start);
       term != reader.database.allterms_end(start) && endings.size() < k_most_endings; ++term) {
    endings.emplace_back(*term);
  }
  if (endings.empty()) return {};
  all.emplace_back(Xapian::Query::OP_OR, endings.begin(), endings.end());
  const Xapian::Query together(Xapian::Query::OP_AND, all.begin(), all.end());
  const ColumnFilter quality(*reader.columns, {}, Date{});
  Xapian::Enquire enquire(reader.database);
  enquire.set_query(with_bonus({Xapian::Query::OP_SCALE_WEIGHT, together, 0.0}, bonus_query(quality)));
  std::vector<std::pair<OfferId, std::string>> titles;
  // Several offers have the same title; twice as many are looked at as are wanted.
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(2 * limit));
  for (auto match = matches.begin(); match != matches.end() && titles.size() < limit; ++match) {
    const Offer offer = decode_offer(match.get_document().get_data()).value();
    std::string title(title_of(offer));
    const bool seen =
        std::any_of(titles.begin(), titles.end(), [&](const auto& entry) { return entry.second == title; });
    if (!seen) titles.emplace_back(offer.id, std::move(title));
  }
  return titles;
}

}  // namespace

Titles run_suggest(const Reader& reader, std::string_view prefix, std::size_t limit) {
  const std::string words = as_typed_words(truncate_utf8(prefix, k_longest_term));
  if (words.empty() || limit == 0) return {};
  const auto titles = reader.titles->of(reader.columns, reader.generation, reader.database.get_doccount());
  if (titles == nullptr) return titles_by_query(reader, prefix, limit);
  constexpr std::size_t k_to_spare = 5;  // for titles that are gone by now
  return written_titles(reader, titles->find(words, limit + k_to_spare), limit);
}

}  // namespace leerwijzer
