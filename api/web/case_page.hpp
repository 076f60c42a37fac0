// A case on paper, for the client: what the desk keeps of them and showed them, in plain Dutch. It works without a
// script and holds no name.
#pragma once

#include "engine/domain/client_case.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// `file` with its texts open.
[[nodiscard]] std::string case_page(const CaseFile& file, std::string_view desk, Date today);

}  // namespace leerwijzer
