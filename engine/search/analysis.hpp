// From text to terms: what is stored for a document, and what a query's word may be found as. Both
// use engine/language, so that they agree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Terms of a text in order, stop words left out: each word conflated, then the parts of hyphenated
/// and compound words.
[[nodiscard]] std::vector<std::string> terms_of_text(std::string_view text);

/// Folded words as they are written, of two letters or more, without signs; for suggestions and spelling.
[[nodiscard]] std::vector<std::string> written_words_of(std::string_view text);

/// How much a word of a title counts among the words of titles: more in the head of it ("Lassen" of "Lassen voor
/// beginners"), most where the head says nothing else ("Mbo-verpleegkundige (bbl)").
struct TitleTerm {
  std::string term;
  std::uint32_t times = 1;
};
[[nodiscard]] std::vector<TitleTerm> title_terms_of(std::string_view title);

/// Neighbours among the telling words of a text, as one term each: for phrases.
[[nodiscard]] std::vector<std::string> pair_terms_of(std::string_view text);

/// One way to say a word of the query: all terms together.
struct Way {
  std::vector<std::string> terms;
  double worth = 1.0;  ///< of finding it this way
};

struct QueryWord {
  std::vector<std::string> typed;    ///< the words of the query, as typed
  std::string written;               ///< folded, of a single word
  std::vector<Way> ways;             ///< the first is the word itself
  std::vector<std::string> loosely;  ///< terms of its parts, for what is only related
  std::string kind;                  ///< of offer that it asks for without being sure: "opleiding"; empty: none
  bool required = true;              ///< false: filler ("cursus") beside words that say more
  bool phrase = false;               ///< said in words that say nothing by themselves: "zonder diploma"
};

/// The words of a query, at most `most`; stop words left out unless there is nothing else.
[[nodiscard]] std::vector<QueryWord> query_words_of(std::string_view text, std::size_t most);

/// Changes when the word lists change that terms depend on; stored with the index.
[[nodiscard]] std::string analysis_version();

}  // namespace leerwijzer
