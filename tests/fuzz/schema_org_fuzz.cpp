#include "tests/fuzz/memory_place.hpp"
#include "tests/fuzz/target.hpp"

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"json",
          {R"(<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"Course","@id":"./",)"
           R"("name":"A","provider":{"@id":"#s"},"offers":{"price":"1"}}</script><script type="application/ld+json">[)"
           R"({"@type":"Organization","@id":"#s","name":"S"}]</script></html>)"},
          20'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return leerwijzer::fuzz::read_fuzzed("schema-org", data, size);
}
