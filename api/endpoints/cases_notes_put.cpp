// PUT /v1/cases/{id}/notes/{note} with If-Match: the writer corrects a note. What it said before is not kept.
#include "api/case_call.hpp"
#include "api/condition.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "note", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});

Result<Answer> handle(const Call& call) {
  const std::int64_t version = expected_version(call);
  const std::string text = read_note(call.request.body);
  const std::int64_t note = id_in_path(call, "note");
  const auto corrected = cases_of(call).correct_note(actor_of(call), id_in_path(call), note, version, text, call.today);
  if (!corrected) return corrected.error();
  Answer answer = render({{"id", note}, {"version", version + 1}, {"text", text}}, provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(version + 1));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_cases_notes_put = {.method = "PUT",
                                                    .path = "/v1/cases/{id}/notes/{note}",
                                                    .parameters = k_parameters,
                                                    .consumes = k_case_consumes,
                                                    .headers = k_condition_header,
                                                    .right = Right::desk,
                                                    .pace = Pace::writing,
                                                    .handle = handle};

}  // namespace leerwijzer
