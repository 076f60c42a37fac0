#include "tests/fuzz/memory_place.hpp"
#include "tests/fuzz/target.hpp"

namespace leerwijzer::fuzz {

SeedPlan seed_plan() { return {"json", {}, 20'000}; }

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return leerwijzer::fuzz::read_fuzzed("hovi-v4", data, size);
}
