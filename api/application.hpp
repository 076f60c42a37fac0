// The program behind the server: finds the endpoint, checks the declared input, turns failures into
// problem documents, adds the headers that every response carries, counts and logs.
#pragma once

#include "api/endpoint.hpp"
#include "api/http/message.hpp"
#include "api/metrics.hpp"
#include "api/services.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr std::string_view k_api_version = "1.0.0";

struct ApplicationSettings {
  bool behind_tls = false;  ///< a proxy in front speaks TLS: send Strict-Transport-Security
  /// Gets each line of the access log (one JSON object); empty: no log.
  std::function<void(const std::string&)> access_log;
  /// Gets failures of ours, in one line.
  std::function<void(const std::string&)> error_log;
};

class Application : public HttpApplication {
 public:
  Application(ApplicationSettings settings, const Services& services, std::span<const Endpoint* const> endpoints);

  [[nodiscard]] bool may_block(const HttpRequest& request) const override;
  [[nodiscard]] HttpResponse answer(const HttpRequest& request) override;
  void finish(HttpResponse& response) const override;
  void observe(const HttpRequest* request, const HttpResponse& response, double seconds) override;
  void in_flight(int change) override { metrics_.in_flight(change); }

 private:
  struct Route {
    const Endpoint* endpoint = nullptr;
    TextPairs path_values;
    std::string allow;  ///< methods of the path; empty: the path does not exist
  };
  [[nodiscard]] Route route(const HttpRequest& request) const;
  [[nodiscard]] HttpResponse preflight(const HttpRequest& request, const Route& route) const;
  [[nodiscard]] HttpResponse run(const HttpRequest& request, const Route& route);
  [[nodiscard]] HttpResponse respond(const HttpRequest& request, Answer answer) const;
  [[nodiscard]] HttpResponse fail(const HttpRequest& request, const Error& error,
                                  const std::vector<FieldError>& errors);

  ApplicationSettings settings_;
  const Services& services_;
  std::span<const Endpoint* const> endpoints_;
  Metrics metrics_;
};

}  // namespace leerwijzer
