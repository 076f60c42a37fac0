#include "engine/search/analysis.hpp"

#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "engine/language/language_files.hpp"
#include "engine/language/synonyms.hpp"
#include "engine/language/words.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// Raised when the code that makes terms changes.
constexpr int k_analysis_code = 1;

std::string term(std::string_view word) { return std::string(truncate_utf8(conflate(word), k_longest_term)); }

/// Parts of a hyphenated or compound word as terms; empty for a simple word.
std::vector<std::string> part_terms(const Word& word) {
  std::vector<std::string> parts;
  for (const std::string& piece : word.parts.empty() ? std::vector<std::string>{word.text} : word.parts) {
    for (const std::string& part : CompoundSplitter::shipped().split(piece)) parts.push_back(part);
  }
  if (parts.size() == 1) return {};
  for (std::string& part : parts) part = term(part);
  return parts;
}

/// Parts of a query word that have to be found: those that are not filler (las of lasopleiding).
std::vector<std::string> telling(const std::vector<std::string>& terms) {
  std::vector<std::string> kept;
  for (const std::string& each : terms) {
    if (!is_generic_word(each) && !is_stop_word(each) && std::find(kept.begin(), kept.end(), each) == kept.end()) {
      kept.push_back(each);
    }
  }
  return kept;
}

constexpr double k_by_parts = 0.7;      ///< worth of the parts of a compound
constexpr double k_other_name = 0.75;   ///< of a synonym
constexpr double k_further_name = 0.5;  ///< of a synonym of a synonym or of a part
constexpr std::size_t k_most_ways = 12;

/// "opleiding" hopes for a whole qualification, "cursus" for something shorter.
std::string_view kind_hoped_for(std::string_view word) {
  static constexpr auto k_kinds =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"opleiding", "qualification"},
                                                                    {"studie", "qualification"},
                                                                    {"cursus", "course"},
                                                                    {"training", "course"},
                                                                    {"workshop", "course"},
                                                                    {"course", "course"},
                                                                    {"omscholing", "retraining"},
                                                                    {"omscholen", "retraining"}});
  const auto found = std::find_if(k_kinds.begin(), k_kinds.end(), [&](const auto& row) { return row.first == word; });
  return found == k_kinds.end() ? std::string_view() : found->second;
}

std::vector<std::string> terms_of_words(const std::vector<std::string>& words) {
  std::vector<std::string> terms;
  for (const std::string& word : words) {
    if (!is_stop_word(word)) terms.push_back(term(word));
  }
  return terms;
}

void add_way(QueryWord& word, std::vector<std::string> terms, double worth) {
  if (terms.empty() || word.ways.size() >= k_most_ways) return;
  for (Way& way : word.ways) {
    if (way.terms != terms) continue;
    way.worth = std::max(way.worth, worth);
    return;
  }
  word.ways.push_back({std::move(terms), worth});
}

/// Also what `said` as a whole is called.
void add_names_of(QueryWord& word, const std::vector<std::string>& said, double worth) {
  for (const Replacement& replacement : Synonyms::shipped().find(said)) {
    if (replacement.count != said.size()) continue;
    for (const auto& alternative : replacement.alternatives) add_way(word, terms_of_words(alternative), worth);
  }
}

QueryWord query_word(const Word& word) {
  QueryWord out;
  out.typed = {word.typed};
  out.written = word.text;
  out.ways = {{{term(word.text)}, 1.0}};
  out.required = !is_generic_word(word.text);
  out.kind = std::string(kind_hoped_for(word.text));
  const std::vector<std::string> all = part_terms(word);
  const std::vector<std::string> parts = telling(all);
  if (all.empty()) return out;
  if (out.kind.empty()) out.kind = std::string(kind_hoped_for(all.back()));
  add_way(out, parts, k_by_parts);
  if (parts.size() > 1) out.loosely = parts;
  // What the parts mean together, or with the last one as a word of its own: zonnepaneel + monteur.
  add_names_of(out, parts, k_further_name);
  for (const Replacement& replacement : Synonyms::shipped().find(parts)) {
    for (const auto& alternative : replacement.alternatives) {
      std::vector<std::string> way(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(replacement.first));
      for (std::string& each : terms_of_words(alternative)) way.push_back(std::move(each));
      way.insert(way.end(), parts.begin() + static_cast<std::ptrdiff_t>(replacement.first + replacement.count),
                 parts.end());
      add_way(out, std::move(way), k_further_name);
    }
  }
  return out;
}

/// The words of entries [first, first + count) become one; the first way is all of them together.
void join(std::vector<QueryWord>& entries, std::size_t first, std::size_t count) {
  QueryWord& head = entries[first];
  for (std::size_t i = 1; i < count; ++i) {
    QueryWord& next = entries[first + i];
    head.typed.insert(head.typed.end(), next.typed.begin(), next.typed.end());
    auto& together = head.ways.front().terms;
    together.insert(together.end(), next.ways.front().terms.begin(), next.ways.front().terms.end());
    head.required = head.required || next.required;
    if (head.kind.empty()) head.kind = next.kind;
  }
  head.ways.resize(1);
  // "Nederlands leren" is said as well by Nederlands alone.
  const std::vector<std::string> said = telling(head.ways.front().terms);
  if (!said.empty()) head.ways.front().terms = said;
  head.loosely = head.ways.front().terms;
  head.written.clear();
}

/// Adds what the query's words are also called. A synonym of several words joins their entries.
void add_synonyms(std::vector<QueryWord>& entries, const std::vector<std::string>& texts) {
  std::vector<bool> joined(entries.size(), false);
  std::vector<bool> gone(entries.size(), false);
  for (const Replacement& replacement : Synonyms::shipped().find(texts)) {
    const bool taken = std::any_of(joined.begin() + static_cast<std::ptrdiff_t>(replacement.first),
                                   joined.begin() + static_cast<std::ptrdiff_t>(replacement.first + replacement.count),
                                   [](bool is) { return is; });
    if (taken) continue;
    QueryWord& head = entries[replacement.first];
    if (replacement.count > 1) {
      join(entries, replacement.first, replacement.count);
      for (std::size_t i = 0; i < replacement.count; ++i) {
        joined[replacement.first + i] = true;
        gone[replacement.first + i] = i > 0;
      }
    }
    for (const auto& alternative : replacement.alternatives) add_way(head, terms_of_words(alternative), k_other_name);
    for (const auto& alternative : replacement.alternatives) add_names_of(head, alternative, k_further_name);
  }
  std::size_t at = 0;
  std::erase_if(entries, [&](const QueryWord&) { return gone[at++]; });
}

}  // namespace

std::vector<std::string> terms_of_text(std::string_view text) {
  std::vector<std::string> terms;
  for (const Word& word : words_of(text)) {
    if (is_stop_word(word.text)) continue;
    terms.push_back(term(word.text));
    for (std::string& part : part_terms(word)) {
      if (!is_stop_word(part)) terms.push_back(std::move(part));
    }
  }
  return terms;
}

namespace {

/// Where the head of a title ends: what follows says for whom, how or where.
std::string_view head_of(std::string_view title) {
  std::size_t end = title.size();
  for (std::string_view mark : {":", "(", ",", " - ", " voor ", " met ", " in ", " for ", " op ", " bij ", " with "}) {
    const std::size_t at = title.find(mark);
    if (at != std::string_view::npos && at > 2) end = std::min(end, at);
  }
  return title.substr(0, end);
}

constexpr std::uint32_t k_in_title = 1;
constexpr std::uint32_t k_in_head = 4;
constexpr std::uint32_t k_is_head = 12;

bool tells(const std::string& word) {
  return word.size() > 1 && !is_stop_word(word) && !is_generic_word(word) && !is_kind_word(word);
}

/// The single words of a text: hyphenated ones in their pieces.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  for (Word& word : words_of(text)) {
    if (word.parts.empty()) {
      pieces.push_back(std::move(word.text));
    } else {
      for (std::string& part : word.parts) pieces.push_back(std::move(part));
    }
  }
  return pieces;
}

}  // namespace

std::vector<TitleTerm> title_terms_of(std::string_view title) {
  const std::vector<std::string> head = pieces_of(head_of(title));
  const auto telling_words = std::count_if(head.begin(), head.end(), tells);
  const std::vector<std::string> in_head = terms_of_text(head_of(title));
  std::vector<TitleTerm> terms;
  for (std::string& each : terms_of_text(title)) {
    const bool first = std::find(in_head.begin(), in_head.end(), each) != in_head.end();
    terms.push_back({std::move(each), !first ? k_in_title : telling_words <= 1 ? k_is_head : k_in_head});
  }
  return terms;
}

std::vector<std::string> pair_terms_of(std::string_view text) {
  std::vector<std::string> telling_terms;
  for (const std::string& piece : pieces_of(text)) {
    if (!is_stop_word(piece)) telling_terms.push_back(term(piece));
  }
  std::vector<std::string> pairs;
  for (std::size_t i = 1; i < telling_terms.size(); ++i) {
    pairs.push_back(std::string(truncate_utf8(telling_terms[i - 1] + " " + telling_terms[i], k_longest_term)));
  }
  return pairs;
}

std::vector<std::string> written_words_of(std::string_view text) {
  std::vector<std::string> written;
  for (Word& word : words_of(text)) {
    if (word.text.size() < 2 || word.text.size() > k_longest_term) continue;
    for (std::string& part : word.parts) {
      if (part.size() >= 2) written.push_back(std::move(part));
    }
    written.push_back(std::move(word.text));
  }
  return written;
}

namespace {

/// What is said in words that say nothing by themselves: "zonder diploma", "weet niet wat". They never decide what is
/// found where other words do.
std::vector<QueryWord> phrases_of(const std::vector<Word>& words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  std::vector<QueryWord> phrases;
  std::size_t end = 0;
  for (const Replacement& replacement : Synonyms::shipped().find(texts)) {
    const auto from = texts.begin() + static_cast<std::ptrdiff_t>(replacement.first);
    const auto to = from + static_cast<std::ptrdiff_t>(replacement.count);
    if (replacement.first < end || std::none_of(from, to, [](const auto& text) { return is_stop_word(text); }))
      continue;
    QueryWord phrase;
    for (std::size_t i = 0; i < replacement.count; ++i) phrase.typed.push_back(words[replacement.first + i].typed);
    phrase.required = false;
    phrase.phrase = true;
    for (const auto& alternative : replacement.alternatives) add_way(phrase, terms_of_words(alternative), 1.0);
    if (!phrase.ways.empty()) phrases.push_back(std::move(phrase));
    end = replacement.first + replacement.count;
  }
  return phrases;
}

/// Words between "van" and "naar" say where a person stands, and not what is wanted.
std::vector<bool> are_behind(const std::vector<Word>& words) {
  std::vector<bool> behind(words.size(), false);
  for (std::size_t from = 0; from < words.size(); ++from) {
    if (words[from].text != "van" && words[from].text != "from") continue;
    for (std::size_t to = from + 2; to < std::min(words.size(), from + 5); ++to) {
      const bool ends = words[to].text == "naar" || words[to].text == "to" || words[to].text == "tot";
      if (!ends || to + 1 >= words.size()) continue;
      std::fill(behind.begin() + static_cast<std::ptrdiff_t>(from), behind.begin() + static_cast<std::ptrdiff_t>(to),
                true);
      break;
    }
  }
  return behind;
}

}  // namespace

std::vector<QueryWord> query_words_of(std::string_view text, std::size_t most) {
  const std::vector<Word> words = words_of(text, 4 * most);
  std::vector<QueryWord> phrases = phrases_of(words);
  const bool only_stop_words =
      std::all_of(words.begin(), words.end(), [](const Word& w) { return is_stop_word(w.text); });
  const std::vector<bool> behind = are_behind(words);
  std::vector<QueryWord> entries;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < words.size() && entries.size() < most; ++i) {
    if (is_stop_word(words[i].text) && (!only_stop_words || !phrases.empty())) continue;
    entries.push_back(query_word(words[i]));
    texts.push_back(words[i].text);
    if (behind[i]) entries.back().required = false;
  }
  add_synonyms(entries, texts);
  const auto is_required = [](const QueryWord& word) { return word.required; };
  if (std::none_of(entries.begin(), entries.end(), is_required)) {
    std::vector<QueryWord>& needed = phrases.empty() ? entries : phrases;
    for (QueryWord& word : needed) word.required = true;
  }
  for (QueryWord& phrase : phrases) {
    if (entries.size() < most) entries.push_back(std::move(phrase));
  }
  return entries;
}

std::string analysis_version() {
  std::string lists = std::to_string(k_analysis_code);
  for (const EmbeddedFile& file : language_files()) {
    if (file.name == "synonyms.txt" || file.name == "sector-words.txt") continue;  // of queries alone
    lists += file.text;
  }
  return digest(lists);
}

}  // namespace leerwijzer
