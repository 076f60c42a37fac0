// Regions, referral rules, postcodes and funding schemes from files, checked before anything is stored.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/geography.hpp"
#include "engine/store/reference_store.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct RegionFiles {
  std::vector<Region> regions;
  std::string rules;  ///< text of referral-rules.json, checked; empty: not among the files
};

/// Every .json of a folder, or one file; referral-rules.json holds the rules.
[[nodiscard]] Result<RegionFiles> read_region_files(const std::filesystem::path& path);

/// Names and texts of every .json of a folder (not *.schema.json), by name; or of one file.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> read_json_files(
    const std::filesystem::path& path);

/// Every scheme of a folder (not *.schema.json), or one file; compiled together, so that a wrong one is refused.
[[nodiscard]] Result<std::vector<SchemeDocument>> read_scheme_files(const std::filesystem::path& path);

struct PostcodeFile {
  std::vector<Postcode> postcodes;
  std::int64_t left_out = 0;  ///< rows without a postcode or a point in the Netherlands
};

/// A CSV with a header: postcode (or pc4), latitude (lat), longitude (lon), place (woonplaats), municipality
/// (gemeente). Several rows of four digits (full postcodes) become their mean.
[[nodiscard]] Result<PostcodeFile> read_postcode_file(const std::filesystem::path& file);

}  // namespace leerwijzer
