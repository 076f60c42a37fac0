// The geography that the project ships, read once from schema/regions.
#pragma once

#include "engine/advice/geography.hpp"
#include "tests/support/paths.hpp"

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

inline Geography read_shipped_geography() {
  std::vector<Region> regions;
  ReferralRules rules;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "schema" / "regions")) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = entry.path().filename().string();
    if (name == "referral-rules.json") {
      rules = ReferralRules::compile(read_file(entry.path()), name).value();
    } else {
      regions.push_back(parse_region(read_file(entry.path()), name).value());
    }
  }
  return Geography::build(std::move(regions), std::move(rules));
}

inline const Geography& shipped_geography() {
  static const Geography geography = read_shipped_geography();
  return geography;
}

}  // namespace leerwijzer::testing
