// POST /v1/referrals/previews: what a desk would read, a text a section, for the person to approve. Stores nothing.
#include "api/reply.hpp"
#include "api/wire/referral_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = ReferralCall;

Result<Answer> handle(const Call& call) {
  const Input input = read_referral(call.request.body, false, call.today);
  const Snapshot& snapshot = snapshot_of(call);
  const auto desk = snapshot.geography.desk(input.desk, call.today);
  if (!desk) throw InvalidInput({{"/desk", "Dit adviespunt bestaat niet.", "Neem het id over van /v1/advice-points."}});
  const std::vector<NotePart> note = note_for(input, snapshot, *call.services.catalogue);
  const bool open = call.services.referrals != nullptr && call.services.referrals->key_for(input.desk).has_value();
  return render(write_preview(note, *desk, open, snapshot), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_referrals_previews = {
    .method = "POST", .path = "/v1/referrals/previews", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
