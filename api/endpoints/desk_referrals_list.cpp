// GET /v1/desk/referrals: who asked the desk for help, the oldest first; with `ended` also what is over.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "ended", .type = ParameterType::boolean, .usual = "false"},
});

Result<Answer> handle(const Call& call) {
  const bool ended = call.parameters.boolean("ended").value_or(false);
  boost::json::array items;
  for (const StoredReferral& one : cases_of(call).referrals(actor_of(call), ended, call.today))
    items.push_back(write_inbox_entry(one));
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_referrals_list = {.method = "GET",
                                                        .path = "/v1/desk/referrals",
                                                        .parameters = k_parameters,
                                                        .right = Right::desk,
                                                        .pace = Pace::reading,
                                                        .handle = handle};

}  // namespace leerwijzer
