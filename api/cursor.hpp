// The place in a list where the next page begins, as a token for clients: opaque, checked, and bound to
// its question. The form has a version; another one is refused and not guessed at.
#pragma once

#include "api/query.hpp"
#include "engine/core/error.hpp"
#include "engine/search/search_index.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leerwijzer {

struct Cursor {
  std::uint64_t question = 0;  ///< of question_of
  IndexVersion index;          ///< that answered the page before
  SearchPosition position;
};

/// Letters, digits, - and _ only.
[[nodiscard]] std::string write_cursor(const Cursor& cursor);

/// Fails with invalid_input for everything that write_cursor did not write. Any input is safe.
[[nodiscard]] Result<Cursor> read_cursor(std::string_view token);

/// A number for what is asked, whatever the page and its size. `query` in its one form.
[[nodiscard]] std::uint64_t question_of(const TextPairs& query);

}  // namespace leerwijzer
