// The one place where Xapian's exceptions become Errors that say what to do. Includes Xapian; private
// to engine/search.
#pragma once

#include "engine/core/error.hpp"

#include <xapian.h>

#include <string_view>
#include <utility>

namespace leerwijzer {

[[nodiscard]] Error error_of(const Xapian::Error& error, std::string_view where);

/// Runs `work`, which returns a Result; Xapian's exceptions and ErrorException become its error.
template <typename Work>
[[nodiscard]] auto at_boundary(std::string_view where, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    return error_of(error, where);
  } catch (const ErrorException& error) {
    return error.error();
  }
}

/// Runs `work`; Xapian's exceptions become ErrorException.
template <typename Work>
auto or_throw(std::string_view where, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    throw ErrorException(error_of(error, where));
  }
}

}  // namespace leerwijzer
