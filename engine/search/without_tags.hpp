// Text without the mark-up that catalogue texts may hold.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// Tags become spaces, the five entities of cleaned HTML and no-break spaces become their signs, runs
/// of white space one space. A "<" that starts no tag stays as it is.
[[nodiscard]] std::string without_tags(std::string_view html);

}  // namespace leerwijzer
