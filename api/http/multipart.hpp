// The body of a form that sends files along (RFC 7578): its parts, in order. Pure, and bounded by the body itself and
// by k_most_parts.
#pragma once

#include "engine/core/error.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct FormPart {
  std::string_view name;                        ///< of the field
  std::optional<std::string_view> file_name{};  ///< of a file, as the browser sent it
  std::string_view content;
};

inline constexpr std::size_t k_most_parts = 32;

/// `content_type`: the header, with its boundary. The parts look into `body`. Fails with invalid_input for what is no
/// such form: no boundary, a part without a name, no end, or more than k_most_parts.
[[nodiscard]] Result<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace leerwijzer
