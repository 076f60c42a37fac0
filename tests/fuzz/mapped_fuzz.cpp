// Whatever bytes as a mapping profile, and as a JSON or CSV feed that a profile maps.
#include "indexer/formats/mapped/profile.hpp"
#include "tests/fuzz/memory_place.hpp"
#include "tests/fuzz/target.hpp"

namespace leerwijzer::fuzz {
namespace {

constexpr const char* k_json_profile =
    R"({"format":"json","records":"/data/courses","fields":{"key":"course-id","title":[{"from":"naam","language":"nl"},
    {"from":"name","language":"en"}],"provider":"/school/name","start_dates":"/when/*/start","price":"fee",
    "outcomes":{"from":"what","list":true},"description":{"from":["/text/*","what"],"join":"\n"},
    "dayparts":{"from":"/when/part","values":{"MORNING":"ochtend"},"onlyKnown":true}}})";
constexpr const char* k_csv_profile = R"x({"format":"csv","fields":{"key":"Cursuscode","title":"Cursus",
    "description":"Omschr. (kort)","price":"Kosten"}})x";

void read(const std::string& text, const char* profile) {
  MemoryPlace place(text);
  CheckingSink sink;
  FeedInput input{
      place, "fuzz", Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}, {}, profile};
  const auto end = (*feed_format_named("mapped"))->read(input, sink);
  if (end && !end->complete && end->reason.empty()) std::abort();
}

}  // namespace

SeedPlan seed_plan() { return {"json", {"Cursuscode;Cursus;Kosten\nC1;Haken;EUR 95,-\n"}, 5'000}; }

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto profile = parse_mapping_profile(text); !profile && profile.error().what.empty()) std::abort();
  fuzz::read(text, fuzz::k_json_profile);
  fuzz::read(text, fuzz::k_csv_profile);
  return 0;
}
