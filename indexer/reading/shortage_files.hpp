// The table of shortages from CSV files, checked as a whole before anything is stored.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/shortage.hpp"
#include "indexer/reading/byte_stream.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer {

/// Rows with the columns region, sector, tension, measured_on, source and sample (true or false), in any order. Strict:
/// fails with invalid_input at the first row that is not complete and right, naming file and line and what to do. A
/// region has to be one of `regions` (slugs); a region and sector may be there once for each day. At most 100,000 rows.
[[nodiscard]] Result<std::vector<ShortageRow>> parse_shortage(ByteStream& stream, const std::string& file,
                                                              const std::set<std::string>& regions);

/// One file, or every .csv of a folder in order of name.
[[nodiscard]] Result<std::vector<ShortageRow>> read_shortage_files(const std::filesystem::path& path,
                                                                   const std::set<std::string>& regions);

}  // namespace leerwijzer
