// GET /v1/cases: the caseload of the desk, what is to be done first at the top. With the header Leerwijzer-Code it is
// the case of the client who holds that code.
#include "api/case_call.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"
#include "api/wire/json_values.hpp"
#include "engine/domain/desk_keys.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "status", .type = ParameterType::choice, .choices = names_of<CaseStatus>},
    {.name = "advisor", .type = ParameterType::integer, .min = 1, .max = 9e15},
    {.name = "warned", .type = ParameterType::boolean, .usual = "false"},
    {.name = "page", .type = ParameterType::integer, .min = 1, .max = 100000, .usual = "1"},
    {.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 100, .usual = "20"},
});

CaseFilter filter_of(const Call& call) {
  CaseFilter filter;
  filter.advisor = call.parameters.integer("advisor").value_or(0);
  const auto statuses = call.parameters.choices<CaseStatus>("status");
  if (!statuses.empty()) filter.status = statuses.front();
  filter.warned = call.parameters.boolean("warned").value_or(false);
  if (!call.request.header("leerwijzer-code").empty()) filter.code_digest = digest_of_case_code(code_of(call));
  filter.limit = static_cast<int>(call.parameters.integer("pageSize").value_or(20));
  filter.offset = static_cast<int>(call.parameters.integer("page").value_or(1) - 1) * filter.limit;
  return filter;
}

Result<Answer> handle(const Call& call) {
  const CaseFilter filter = filter_of(call);
  const CaseLoad load = cases_of(call).list(actor_of(call), filter, call.today);
  boost::json::object document = write_case_load(load, call.today);
  const auto page = static_cast<std::size_t>(call.parameters.integer("page").value_or(1));
  document["next"] =
      text_or_null(next_page(call, page, static_cast<std::size_t>(filter.limit), static_cast<std::size_t>(load.total)));
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_list = {.method = "GET",
                                               .path = "/v1/cases",
                                               .parameters = k_parameters,
                                               .headers = k_code_header,
                                               .right = Right::desk,
                                               .pace = Pace::reading,
                                               .handle = handle};

}  // namespace leerwijzer
