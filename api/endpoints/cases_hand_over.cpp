// POST /v1/cases/{id}/hand-over: offers the case to another desk, with the consent of the client. Until that desk
// accepts, the case stays here, and the other desk sees nothing but the message.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const HandOverBody body = read_hand_over(call.request.body);
  if (body.desk == actor.desk)
    throw InvalidInput({{"/desk", "Dit is uw eigen adviespunt.", "Kies een ander adviespunt."}});
  if (!is_desk(call, body.desk))
    throw InvalidInput({{"/desk", "Dit adviespunt bestaat niet.", "Neem het id over van /v1/advice-points."}});
  const auto offered =
      cases_of(call).offer(actor, id_in_path(call), body.desk, body.message, call.today, once_of(call));
  if (!offered) return offered.error();
  const std::int64_t id = told(call, *offered).id;
  return created(call,
                 {{"id", id},
                  {"case", id_in_path(call)},
                  {"status", name_of(HandOverStatus::offered)},
                  {"to", boost::json::object{{"id", body.desk}, {"name", desk_name(call, body.desk)}}}},
                 "/v1/desk/hand-overs");
}

}  // namespace

extern const Endpoint k_endpoint_cases_hand_over = {.method = "POST",
                                                    .path = "/v1/cases/{id}/hand-over",
                                                    .parameters = k_case_parameters,
                                                    .consumes = k_case_consumes,
                                                    .headers = k_retry_header,
                                                    .right = Right::desk,
                                                    .pace = Pace::writing,
                                                    .handle = handle};

}  // namespace leerwijzer
