// GET /v1/providers/{id}/uploads: the files that a provider sent in, newest first.
#include "api/publishing.hpp"
#include "api/reply.hpp"

#include <array>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parameters = std::to_array<Parameter>({k_provider_id, k_page, k_page_size});

Result<Answer> handle(const Call& call) {
  const PageAsked asked = page_asked(call);
  const ProviderId provider = provider_in_path(call);
  const UploadPage page = publishing_of(call).list_uploads(provider, asked.offset(), static_cast<int>(asked.size));
  json::array items;
  for (const Upload& one : page.items) items.push_back(write_upload(one, provider));
  const auto total = static_cast<std::size_t>(page.total);
  return render(write_collection(std::move(items), total, {}, {}, next_page(call, asked.page, asked.size, total)),
                provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_uploads_list = {.method = "GET",
                                                          .path = "/v1/providers/{id}/uploads",
                                                          .parameters = k_parameters,
                                                          .right = Right::provider_read,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
