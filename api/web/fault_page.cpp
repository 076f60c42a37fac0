#include "api/web/fault_page.hpp"

#include "api/page_session.hpp"
#include "api/web/pages.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {

void show_as_page(const WebRequest& request, WebResponse& response, bool sample, Date today) {
  const bool person = contains(request.header("accept"), "text/html") && !request.path.starts_with("/v1/");
  if (!person || response.content_type != "application/problem+json") return;
  PageSettings settings;
  settings.sample = sample;
  settings.today = today;
  settings.language = language_of_path(request.path);
  settings.path = path_without_language(request.path);
  if (response.status == 401) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    response.status = 303;
    response.headers.emplace_back("location",
                                  std::string(settings.texts().root()) + login_address(settings.path, reads));
    response.body.clear();
  } else if (response.status == 403) {
    response.body = trouble_page(settings, "forbidden");
  } else if (response.status == 404) {
    response.body = trouble_page(settings, "missing");
  } else if (response.status == 429) {
    response.body = trouble_page(settings, "often");
  } else {
    response.body = trouble_page(settings, "broken", request.id);
  }
  response.content_type = "text/html; charset=utf-8";
}

}  // namespace leerwijzer
