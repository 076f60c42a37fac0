// Doing something again as a whole when what it read changed under it.
#pragma once

namespace leerwijzer {

/// Calls `attempt` until it does not throw `Changed`; after `most` repeats the exception goes on to
/// the caller.
template <typename Changed, typename Attempt>
auto retry_when_changed(int most, Attempt&& attempt) -> decltype(attempt()) {
  for (int repeats = 0;; ++repeats) {
    try {
      return attempt();
    } catch (const Changed&) {
      if (repeats >= most) throw;
    }
  }
}

}  // namespace leerwijzer
