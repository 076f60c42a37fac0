#include "tests/support/paths.hpp"

namespace leerwijzer::testing {

std::filesystem::path root() { return LEERWIJZER_ROOT; }

std::filesystem::path programs() { return LEERWIJZER_BIN; }

}  // namespace leerwijzer::testing
