// Whatever bytes as the draft of an offer: refused with a place and words, or the same once it is written.
#include "api/http/problem.hpp"
#include "api/wire/draft_wire.hpp"
#include "tests/fuzz/target.hpp"

#include <boost/json.hpp>

#include <cstdlib>
#include <string>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {
      "",
      {R"({"kind":"course","level":"4","levelBasis":"stated","texts":[{"field":"title","language":"nl","text":"Lassen"}],
               "outcomes":[{"text":"MIG","uri":"http://x/1"}],"costs":[{"kind":"total","amountCents":49500,"vatBasis":"excl",
               "vatCents":10395}],"runs":[{"key":"a","start":"2027-02-08","end":"2027-03-01","placesMin":8,"sessions":
               [{"date":"2027-02-08","timeFrom":"18:30","timeUntil":"21:00"}]}],"durationMonths":2.5,"url":"https://a.nl/x"})",
       R"({"title":"a & b","description":"<p>x <a href=\"https://a.nl\">y</a></p>","languages":["nl"],
               "locations":[{"postcode":"3511 ep","point":{"latitude":52.1,"longitude":5.1}}]})",
       "{}"},
      20'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const OfferDraft draft = read_draft(text);
    const std::string written = boost::json::serialize(write_draft(draft));
    if (!(read_draft(written) == draft)) std::abort();
  } catch (const InvalidInput& refused) {
    if (refused.errors().empty() || refused.errors()[0].what.empty()) std::abort();
  }
  return 0;
}
