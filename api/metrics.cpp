#include "api/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace leerwijzer {

void Metrics::request(std::string_view route, int status, double seconds) {
  const std::lock_guard lock(mutex_);
  Histogram& histogram = requests_[{std::string(route), status / 100}];
  for (std::size_t i = 0; i < k_buckets.size(); ++i) {
    if (seconds <= k_buckets[i]) ++histogram.at_most[i];
  }
  ++histogram.count;
  histogram.sum += seconds;
}

void Metrics::refusal(std::string_view reason) {
  const std::lock_guard lock(mutex_);
  ++refusals_[std::string(reason)];
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  auto to = std::back_inserter(out);
  constexpr std::string_view k_name = "leerwijzer_http_request_duration_seconds";
  fmt::format_to(to, "# HELP {0} Time from a request read to its answer written.\n# TYPE {0} histogram\n", k_name);
  for (const auto& [key, histogram] : requests_) {
    const std::string labels = fmt::format("route=\"{}\",status=\"{}xx\"", key.first, key.second);
    for (std::size_t i = 0; i < k_buckets.size(); ++i) {
      fmt::format_to(to, "{}_bucket{{{},le=\"{}\"}} {}\n", k_name, labels, k_buckets[i], histogram.at_most[i]);
    }
    fmt::format_to(to, "{}_bucket{{{},le=\"+Inf\"}} {}\n", k_name, labels, histogram.count);
    fmt::format_to(to, "{}_sum{{{}}} {}\n{}_count{{{}}} {}\n", k_name, labels, histogram.sum, k_name, labels,
                   histogram.count);
  }
  fmt::format_to(to,
                 "# HELP leerwijzer_http_requests_in_flight Requests that are being answered.\n"
                 "# TYPE leerwijzer_http_requests_in_flight gauge\nleerwijzer_http_requests_in_flight {}\n",
                 in_flight());
  out +=
      "# HELP leerwijzer_http_refusals_total Requests refused before they reached an endpoint, by reason.\n"
      "# TYPE leerwijzer_http_refusals_total counter\n";
  for (const auto& [reason, count] : refusals_) {
    fmt::format_to(to, "leerwijzer_http_refusals_total{{reason=\"{}\"}} {}\n", reason, count);
  }
  return out;
}

}  // namespace leerwijzer
