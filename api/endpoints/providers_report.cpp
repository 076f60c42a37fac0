// GET /v1/providers/{id}/report: how well a provider publishes and what to change first; as one page for
// whoever accepts text/html. Open to all: it says nothing that is not in public catalogues, and leaves out
// the addresses of feeds and what their servers answered.
#include "api/reply.hpp"
#include "engine/core/text.hpp"
#include "report/report_html.hpp"
#include "report/report_json.hpp"
#include "report/stored_report.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
    {.name = "page", .type = ParameterType::integer, .min = 1, .max = 10'000},
    {.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 200},
});

/// Anybody may ask, so the work is bounded: of a larger provider the offers of the lowest stored quality.
constexpr std::int64_t k_most_offers = 2'000;

struct Input {
  ProviderId id;
  StoredReportOptions options;
  bool page = false;
};

Input read(const Call& call) {
  Input input;
  input.id = ProviderId{call.parameters.integer("id").value_or(0)};
  input.options.today = call.today;
  input.options.page = static_cast<std::size_t>(call.parameters.integer("page").value_or(1));
  input.options.page_size = static_cast<std::size_t>(call.parameters.integer("pageSize").value_or(50));
  input.options.most_offers = k_most_offers;
  input.options.index = call.services.index;
  input.page = contains(call.request.header("accept"), "text/html");
  return input;
}

PublishingReport process(const Call& call, const Input& input) {
  auto report = call.services.catalogue->report(input.id, input.options);
  if (report) return for_everybody(std::move(*report));
  throw ErrorException(
      {ErrorCode::not_found, "There is no provider with this id.", "Look it up with /v1/providers?q=.", "id"});
}

std::string page_before(const Call& call, const PublishingReport& report) {
  if (report.page < 2) return {};
  return call.request.path + "?page=" + std::to_string(report.page - 1) +
         "&pageSize=" + std::to_string(report.page_size);
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const PublishingReport report = process(call, input);
  const std::string next = next_page(call, report.page, report.page_size, report.assessed);
  if (input.page) {
    return Answer{.body = report_as_html(report, {next, page_before(call, report)}),
                  .content_type = "text/html; charset=utf-8"};
  }
  boost::json::object document = report_as_json(report);
  document["next"] = next.empty() ? boost::json::value(nullptr) : boost::json::value(next);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_providers_report = {.method = "GET",
                                                     .path = "/v1/providers/{id}/report",
                                                     .parameters = k_parameters,
                                                     .pace = Pace::reading,
                                                     .handle = handle};

}  // namespace leerwijzer
