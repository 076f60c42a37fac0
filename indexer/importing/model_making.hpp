// Makes the models of job titles from the taxonomy that is stored, and stores them with its version.
#pragma once

#include <cstdint>
#include <string>

namespace leerwijzer {

class Pool;

struct MadeModels {
  std::string version;  ///< of the taxonomy
  std::size_t bytes = 0;
  double seconds = 0.0;
};

/// Takes seconds for the whole of ESCO, on one core. Throws ErrorException when the database fails.
[[nodiscard]] MadeModels make_models(Pool& pool);

}  // namespace leerwijzer
