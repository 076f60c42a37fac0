// GET /v1/providers: providers by a part of their name or by their code, to find the id of one.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "engine/store/report_store.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "q", .max = 200},
    {.name = "page", .type = ParameterType::integer, .min = 1, .max = 10'000},
    {.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 100},
});

json::object write(const ProviderEntry& entry) {
  const std::string id = std::to_string(entry.id.value);
  return {{"id", entry.id.value},   {"name", entry.name},     {"kind", text_or_null(entry.kind)},
          {"source", entry.source}, {"offers", entry.offers}, {"report", "/v1/providers/" + id + "/report"}};
}

Result<Answer> handle(const Call& call) {
  const std::string words = call.parameters.text("q");
  const std::int64_t page = call.parameters.integer("page").value_or(1);
  const std::int64_t size = call.parameters.integer("pageSize").value_or(20);
  const ProviderPage found =
      call.services.catalogue->providers(words, static_cast<int>((page - 1) * size), static_cast<int>(size));
  json::array items;
  for (const ProviderEntry& entry : found.items) items.push_back(write(entry));
  const auto total = static_cast<std::size_t>(found.total);
  json::object understood{{"q", text_or_null(words)}};
  return render(
      write_collection(std::move(items), total, {}, std::move(understood),
                       next_page(call, static_cast<std::size_t>(page), static_cast<std::size_t>(size), total)),
      provenance_of(call), 60);
}

}  // namespace

extern const Endpoint k_endpoint_providers_search = {
    .method = "GET", .path = "/v1/providers", .parameters = k_parameters, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
