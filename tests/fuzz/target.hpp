// What every fuzz target offers: the entry of libFuzzer, and where the standalone driver finds seeds for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer::fuzz {

struct SeedPlan {
  std::string extension;           ///< of files under tests/cases ("json"); empty: none
  std::vector<std::string> texts;  ///< further seeds
  int mutations = 3'000;           ///< of all seeds together
};

/// Defined by each target.
SeedPlan seed_plan();

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
