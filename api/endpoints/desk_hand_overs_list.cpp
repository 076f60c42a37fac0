// GET /v1/desk/hand-overs: cases that are offered to the desk and by it; with `decided` also what became of earlier
// ones.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "decided", .type = ParameterType::boolean, .usual = "false"},
});

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const bool decided = call.parameters.boolean("decided").value_or(false);
  boost::json::array items;
  for (const HandOver& one : cases_of(call).hand_overs(actor, decided)) {
    boost::json::object written = write_hand_over(one, actor.desk);
    written["fromName"] = desk_name(call, one.from_desk);
    written["toName"] = desk_name(call, one.to_desk);
    items.push_back(std::move(written));
  }
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_hand_overs_list = {.method = "GET",
                                                         .path = "/v1/desk/hand-overs",
                                                         .parameters = k_parameters,
                                                         .right = Right::desk,
                                                         .pace = Pace::reading,
                                                         .handle = handle};

}  // namespace leerwijzer
