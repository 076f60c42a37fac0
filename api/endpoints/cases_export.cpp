// GET /v1/cases/{id}/export: every row of the case as JSON; who accepts text/html gets a page to print for the client.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/web/case_page.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto file = cases_of(call).read(actor_of(call), id_in_path(call), "export-case");
  if (!file) return file.error();
  if (call.request.header("accept").find("text/html") != std::string_view::npos) {
    return Answer{.body = case_page(*file, desk_name(call, file->entry.desk), call.today),
                  .content_type = "text/html; charset=utf-8"};
  }
  boost::json::object document = write_case(*file, call.today);
  document["shown"] = write_shown(file->shown);
  document["desk"] = boost::json::object{{"id", file->entry.desk}, {"name", desk_name(call, file->entry.desk)}};
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_export = {.method = "GET",
                                                 .path = "/v1/cases/{id}/export",
                                                 .parameters = k_case_parameters,
                                                 .right = Right::desk,
                                                 .pace = Pace::reading,
                                                 .handle = handle};

}  // namespace leerwijzer
