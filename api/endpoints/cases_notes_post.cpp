// POST /v1/cases/{id}/notes: a note, which only its writer may correct.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string text = read_note(call.request.body);
  const auto added = cases_of(call).add_note(actor_of(call), id_in_path(call), text, call.today, once_of(call));
  if (!added) return added.error();
  const std::int64_t note = told(call, *added).id;
  return created(call, {{"id", note}, {"version", 1}, {"text", text}}, call.request.path + "/" + std::to_string(note));
}

}  // namespace

extern const Endpoint k_endpoint_cases_notes_post = {.method = "POST",
                                                     .path = "/v1/cases/{id}/notes",
                                                     .parameters = k_case_parameters,
                                                     .consumes = k_case_consumes,
                                                     .headers = k_retry_header,
                                                     .right = Right::desk,
                                                     .pace = Pace::writing,
                                                     .handle = handle};

}  // namespace leerwijzer
