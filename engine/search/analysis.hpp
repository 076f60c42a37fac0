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

/// Any of `ways` says what the word says; all terms of a way together.
struct QueryWord {
  std::vector<std::string> typed;              ///< the words of the query, as typed
  std::string written;                         ///< folded, of a single word
  std::vector<std::vector<std::string>> ways;  ///< the first is the word itself
  bool required = true;                        ///< false: filler ("cursus") beside words that say more
};

/// The words of a query, at most `most`; stop words left out unless there is nothing else.
[[nodiscard]] std::vector<QueryWord> query_words_of(std::string_view text, std::size_t most);

/// Changes when the word lists change that terms depend on; stored with the index.
[[nodiscard]] std::string analysis_version();

}  // namespace leerwijzer
