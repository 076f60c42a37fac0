// A verb of the program is one file in indexer/verbs that defines a Verb; the registry finds it by its file name.
#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours to name
class App;
}

namespace leerwijzer {

class Workspace;

/// Does the work; gives the exit status: 0 done, 1 not all of it. Throws ErrorException for what ends the program.
using VerbAction = std::function<int(Workspace&)>;

struct Verb {
  std::string_view name;
  std::string_view summary;   ///< one line
  std::string_view examples;  ///< lines for --help

  /// Adds its options to the command and gives what to do once they are read.
  VerbAction (*define)(CLI::App& command);
};

/// Every verb, in order of file name (generated).
[[nodiscard]] std::span<const Verb* const> verbs() noexcept;

}  // namespace leerwijzer
