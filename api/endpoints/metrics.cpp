// GET /metrics: counters for Prometheus.
#include "api/metrics.hpp"

#include "api/endpoint.hpp"
#include "api/response_cache.hpp"

#include <fmt/format.h>

namespace leerwijzer {
namespace {

void gauge(std::string& out, std::string_view name, std::string_view help, std::string_view value,
           std::string_view labels = "") {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0}{2} {3}\n", name, help, labels, value);
}

void counter(std::string& out, std::string_view name, std::string_view help, std::uint64_t value) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", name, help, value);
}

void add_cache(std::string& out, const ResponseCache::Figures& cache) {
  counter(out, "leerwijzer_cache_hits_total", "Answers that were given again.", cache.hits);
  counter(out, "leerwijzer_cache_misses_total", "Answers of a kind that is kept, which had to be made.", cache.misses);
  counter(out, "leerwijzer_cache_evictions_total", "Entries that made room for others.", cache.evictions);
  gauge(out, "leerwijzer_cache_bytes", "Bytes in use by answers that are kept.", std::to_string(cache.bytes));
  gauge(out, "leerwijzer_cache_answers", "Answers that are kept.", std::to_string(cache.answers));
}

Result<Answer> metrics(const Call& call) {
  std::string out = call.metrics.text();
  add_cache(out, call.cache.figures());
  const Vitals vitals = call.services.vitals();
  gauge(out, "leerwijzer_pool_in_use", "Threads of the worker pool that are working.",
        std::to_string(vitals.pool_busy));
  gauge(out, "leerwijzer_pool_size", "Threads of the worker pool.", std::to_string(vitals.pool_size));
  gauge(out, "leerwijzer_connections", "Open connections.", std::to_string(vitals.connections));
  gauge(out, "leerwijzer_draining", "1 while the process shuts down.", vitals.draining ? "1" : "0");
  if (const SearchIndex* index = call.services.index; index != nullptr) {
    gauge(out, "leerwijzer_offers", "Offers in the index.", std::to_string(index->document_count()));
    if (const auto version = index->version()) {
      gauge(out, "leerwijzer_index_change", "Number of the last change in the index.",
            std::to_string(version->change.value), "{generation=\"" + version->generation + "\"}");
    }
  }
  return Answer{.body = std::move(out), .content_type = "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace

extern const Endpoint k_endpoint_metrics = {.method = "GET", .path = "/metrics", .pace = Pace::free, .handle = metrics};

}  // namespace leerwijzer
