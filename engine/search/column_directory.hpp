// The directory behind the pages of a commit: the place of every page, and the dictionaries.
#pragma once

#include "engine/search/column_layout.hpp"

#include <map>
#include <string>
#include <string_view>

namespace leerwijzer {

using PagePlaces = std::map<std::uint32_t, PagePlace>;  ///< by number of the page

struct ColumnDirectory {
  PagePlaces pages;
  ColumnDictionaries names;
};

[[nodiscard]] std::string encode_directory(const ColumnDirectory& directory);

/// Throws ErrorException (corrupt) for bytes that encode_directory() did not make, and for pages that do not lie before
/// `end`.
[[nodiscard]] ColumnDirectory decode_directory(std::string_view bytes, std::uint64_t end);

}  // namespace leerwijzer
