// The program behind the server: finds the endpoint, checks the declared input, turns failures into
// problem documents, adds the headers that every response carries, counts and logs.
#pragma once

#include "api/answer_epoch.hpp"
#include "api/endpoint.hpp"
#include "api/http/message.hpp"
#include "api/metrics.hpp"
#include "api/request_limits.hpp"
#include "api/response_cache.hpp"
#include "api/services.hpp"

#include <chrono>
#include <functional>
#include <optional>
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
  std::size_t cache_bytes = std::size_t{64} << 20U;  ///< for answers that are given again; 0: none
  std::chrono::milliseconds index_looks{200};        ///< shortest time between looks for a change of the index
  LimitSettings limits{};                            ///< of how often one client may ask
};

class Application : public HttpApplication {
 public:
  Application(ApplicationSettings settings, const Services& services, std::span<const Endpoint* const> endpoints);

  [[nodiscard]] std::optional<WebResponse> at_once(const WebRequest& request) override;
  [[nodiscard]] bool may_block(const WebRequest& request) const override;
  [[nodiscard]] Work work_of(const WebRequest& request) const override;
  [[nodiscard]] std::size_t body_limit(const WebRequest& head, std::size_t usual) const override;
  [[nodiscard]] WebResponse answer(const WebRequest& request) override;
  void finish(WebResponse& response) const override;
  void observe(const WebRequest* request, const WebResponse& response, double seconds) override;
  void in_flight(int change) override { metrics_.in_flight(change); }

 private:
  struct Route {
    const Endpoint* endpoint = nullptr;
    TextPairs path_values;
    std::string allow;  ///< methods of the path; empty: the path does not exist
  };
  [[nodiscard]] Route route(const WebRequest& request) const;
  [[nodiscard]] WebResponse preflight(const WebRequest& request, const Route& found) const;
  /// Within the limits of whoever asks.
  [[nodiscard]] WebResponse run(const WebRequest& request, const Route& route);
  [[nodiscard]] WebResponse run_for(const WebRequest& request, const Route& route, const Caller& caller);
  [[nodiscard]] WebResponse respond(const WebRequest& request, Answer answer, const Endpoint& endpoint) const;
  /// With a cache: looks for the answer under the one form of the request before it is made.
  [[nodiscard]] WebResponse run_kept(const WebRequest& request, const Route& route, const ParameterValues& parameters,
                                     const TextPairs& query);
  /// Who asks, where the endpoint is not for anybody; an error where they may not.
  [[nodiscard]] Result<Caller> caller_of(const WebRequest& request, const Route& route) const;
  [[nodiscard]] WebResponse handle(const WebRequest& request, const Route& route, const ParameterValues& parameters,
                                   const TextPairs& query, const Caller& caller);
  [[nodiscard]] WebResponse fail(const WebRequest& request, const Error& error, const std::vector<FieldError>& errors);

  ApplicationSettings settings_;
  const Services& services_;
  std::span<const Endpoint* const> endpoints_;
  Metrics metrics_;
  RequestLimits limits_;
  ResponseCache cache_;
  AnswerEpoch epoch_;
};

}  // namespace leerwijzer
