// GET /v1/desk/referrals/{id}: what the person let the desk know, where this server has the key of the desk; else the
// envelope, for a program of the desk that has it. Reading it is audited.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"
#include "engine/core/sealing.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto found = cases_of(call).referral(actor_of(call), id_in_path(call), call.today);
  if (!found) return found.error();
  const StoredReferral& referral = found->referral;
  boost::json::object document = write_inbox_entry(referral);
  document["opened"] = found->content.has_value();
  document["content"] =
      found->content ? boost::json::parse(*found->content).as_object().at("sections") : boost::json::value(nullptr);
  const bool sealed = !found->content && !referral.content.empty();
  document["envelope"] = sealed ? boost::json::value(boost::json::object{{"content", hex_of(referral.content)},
                                                                         {"key", hex_of(referral.key_for_desk)}})
                                : boost::json::value(nullptr);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_referrals_get = {.method = "GET",
                                                       .path = "/v1/desk/referrals/{id}",
                                                       .parameters = k_case_parameters,
                                                       .right = Right::desk,
                                                       .pace = Pace::reading,
                                                       .handle = handle};

}  // namespace leerwijzer
