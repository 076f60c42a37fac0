// The table of shortages: whatever comes, rows that are whole, or a refusal that says where.
#include "indexer/reading/shortage_files.hpp"
#include "tests/fuzz/target.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"",
          {"region,sector,tension,measured_on,source,sample\ngorinchem,ict,tight,2026-09-30,x,true\n",
           "sample;source;measured_on;tension;sector;region\nfalse;\"a;b\";2026-09-30;very-wide;bouw;gorinchem\n",
           "region,sector,tension,measured_on,source,sample\ngorinchem,ict,tight,2026-09-30,\"x\ny\",true\n"
           "gorinchem,ict,tight,2026-06-30,x,false\n"},
          20'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const auto stream = stream_of_text(std::string(reinterpret_cast<const char*>(data), size));
  const auto rows = parse_shortage(*stream, "fuzz.csv", {"gorinchem"});
  if (!rows) {
    if (rows.error().what.empty() || rows.error().hint.empty()) std::abort();
    return 0;
  }
  for (const ShortageRow& row : *rows) {
    if (row.region != "gorinchem" || row.source.empty() || !row.measured_on.ok()) std::abort();
  }
  return 0;
}
