// A gzip or zip of whatever bytes: read within its limits or refused.
#include "indexer/unpacking_place.hpp"
#include "tests/fuzz/memory_place.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/archives.hpp"

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  const std::string csv = "sleutel;titel;aanbieder\nA;Lassen;School\nB;Frezen;School\n";
  return {"",
          {testing::gzip_of(csv), testing::gzip_of(csv) + testing::gzip_of(csv), testing::zip_of({{"a.csv", csv}}),
           testing::zip_of({{"m/a.csv", csv}, {"m/b.csv", csv}, {"m/c/d.xml", "<a/>"}}),
           testing::gzip_of(std::string(20'000, '0')), csv},
          6'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  UnpackLimits limits;
  limits.packed_bytes = 1U << 20U;
  limits.unpacked_bytes = 1U << 20U;
  limits.ratio_from = 16U << 10U;
  limits.entries = 50;
  auto inner = std::make_unique<fuzz::MemoryPlace>(std::string(reinterpret_cast<const char*>(data), size));
  const auto place = unpacking_place(std::move(inner), limits);
  if (!place) return place.error().what.empty() ? (std::abort(), 0) : 0;
  for (const std::string& name : (*place)->names()) {
    if (!is_clean_utf8(name)) std::abort();
    const auto stream = (*place)->open(name);
    if (!stream) continue;
    const auto text = read_all(**stream, limits.unpacked_bytes);
    if (text && text->size() > limits.unpacked_bytes) std::abort();
  }
  fuzz::CheckingSink sink;
  FeedInput input{**place, "fuzz", Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}, {}};
  static_cast<void>((*feed_format_named("csv"))->read(input, sink));
  return 0;
}
