// A stamp of all reference data in PostgreSQL: taxonomies, regions, postcodes, desks, referral rules,
// shortages, schemes, and whether sources hold sample data. Cheap to ask for, so that a running program can see
// that something was imported and load it again.
#pragma once

#include "engine/core/error.hpp"

#include <string>

namespace leerwijzer {

class Pool;

/// Another text after any import of reference data. Throws ErrorException as the stores do.
[[nodiscard]] std::string reference_version(Pool& pool);

}  // namespace leerwijzer
