// GET /v1/providers/{id}/offers: what a provider publishes here itself, drafts included.
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <array>
#include <boost/json.hpp>
#include <optional>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parameters = std::to_array<Parameter>({
    k_provider_id,
    {.name = "state", .type = ParameterType::choice, .choices = names_of<PublicationState>},
    k_page,
    k_page_size,
});

Result<Answer> handle(const Call& call) {
  const PageAsked asked = page_asked(call);
  const auto states = call.parameters.choices<PublicationState>("state");
  const auto state = states.empty() ? std::nullopt : std::optional(states.front());
  const ProviderId provider = provider_in_path(call);
  const PublicationPage page = publishing_of(call).list(provider, state, asked.offset(), static_cast<int>(asked.size));
  json::array items;
  for (const Publication& one : page.items) {
    json::object item = write_publication(one);
    item["url"] = address_of_offer(provider, one.key);
    items.push_back(std::move(item));
  }
  const auto total = static_cast<std::size_t>(page.total);
  return render(write_collection(std::move(items), total, {}, {}, next_page(call, asked.page, asked.size, total)),
                provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_offers_list = {.method = "GET",
                                                         .path = "/v1/providers/{id}/offers",
                                                         .parameters = k_parameters,
                                                         .right = Right::provider_read,
                                                         .pace = Pace::reading,
                                                         .handle = handle};

}  // namespace leerwijzer
