#include "engine/search/analysis.hpp"

#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "engine/language/language_files.hpp"
#include "engine/language/synonyms.hpp"
#include "engine/language/words.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>

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

QueryWord query_word(const Word& word) {
  QueryWord out;
  out.typed = {word.typed};
  out.written = word.text;
  out.ways = {{term(word.text)}};
  const std::vector<std::string> parts = telling(part_terms(word));
  if (!parts.empty()) out.ways.push_back(parts);
  out.required = !is_generic_word(word.text);
  return out;
}

/// Adds what the query's words are also called. A synonym of several words joins their entries.
void add_synonyms(std::vector<QueryWord>& entries, const std::vector<std::string>& texts) {
  std::vector<bool> joined(entries.size(), false);
  for (const Replacement& replacement : Synonyms::shipped().find(texts)) {
    const bool taken = std::any_of(joined.begin() + static_cast<std::ptrdiff_t>(replacement.first),
                                   joined.begin() + static_cast<std::ptrdiff_t>(replacement.first + replacement.count),
                                   [](bool is) { return is; });
    if (taken) continue;
    QueryWord& head = entries[replacement.first];
    for (std::size_t i = 1; i < replacement.count; ++i) {
      QueryWord& next = entries[replacement.first + i];
      head.typed.insert(head.typed.end(), next.typed.begin(), next.typed.end());
      head.ways.front().insert(head.ways.front().end(), next.ways.front().begin(), next.ways.front().end());
      head.required = head.required || next.required;
      joined[replacement.first + i] = true;
    }
    if (replacement.count > 1) {
      head.ways.resize(1);
      head.written.clear();
      joined[replacement.first] = true;
    }
    for (const std::vector<std::string>& alternative : replacement.alternatives) {
      std::vector<std::string> way;
      for (const std::string& word : alternative) {
        if (!is_stop_word(word)) way.push_back(term(word));
      }
      if (!way.empty()) head.ways.push_back(std::move(way));
    }
  }
  std::size_t at = 0;
  std::erase_if(entries, [&](const QueryWord& entry) {
    const bool continues = joined[at] && !entry.written.empty();
    ++at;
    return continues;
  });
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

std::vector<QueryWord> query_words_of(std::string_view text, std::size_t most) {
  std::vector<Word> words = words_of(text, 4 * most);
  const bool only_stop_words =
      std::all_of(words.begin(), words.end(), [](const Word& w) { return is_stop_word(w.text); });
  if (!only_stop_words) std::erase_if(words, [](const Word& w) { return is_stop_word(w.text); });
  if (words.size() > most) words.resize(most);

  std::vector<QueryWord> entries;
  std::vector<std::string> texts;
  for (const Word& word : words) {
    entries.push_back(query_word(word));
    texts.push_back(word.text);
  }
  add_synonyms(entries, texts);
  const bool any_required = std::any_of(entries.begin(), entries.end(), [](const QueryWord& w) { return w.required; });
  for (QueryWord& entry : entries) entry.required = entry.required || !any_required;
  return entries;
}

std::string analysis_version() {
  std::string lists = std::to_string(k_analysis_code);
  for (const EmbeddedFile& file : language_files()) {
    if (file.name == "word-parts.txt" || file.name == "stop-words.txt") lists += file.text;
  }
  return digest(lists);
}

}  // namespace leerwijzer
