// GET /metrics: figures for Prometheus. It answers whatever is away: what cannot be told is left out, and
// leerwijzer_database_up and leerwijzer_index_sound say so.
#include "api/metrics.hpp"

#include "api/endpoint.hpp"
#include "api/metric_text.hpp"
#include "api/response_cache.hpp"
#include "engine/store/operation_store.hpp"

#include <algorithm>
#include <cstdlib>

namespace leerwijzer {
namespace {

void add_cache(MetricText& out, const ResponseCache::Figures& cache) {
  out.counter("leerwijzer_cache_hits_total", "Answers that were given again.", cache.hits);
  out.counter("leerwijzer_cache_misses_total", "Answers of a kind that is kept, which had to be made.", cache.misses);
  out.counter("leerwijzer_cache_evictions_total", "Entries that made room for others.", cache.evictions);
  out.gauge("leerwijzer_cache_bytes", "Bytes in use by answers that are kept.", cache.bytes);
  out.gauge("leerwijzer_cache_answers", "Answers that are kept.", cache.answers);
}

void add_work(MetricText& out, const Vitals& vitals) {
  const auto each = [&](std::string_view name, std::string_view type, std::string_view help, const auto& value) {
    out.family(name, type, help);
    for (std::size_t i = 0; i < k_kinds_of_work; ++i) {
      out.sample(name, {{"work", k_names_of_work.at(i)}}, value(vitals.work.at(i)));
    }
  };
  out.gauge("leerwijzer_pool_in_use", "Threads of the worker pool that are working.", vitals.pool_busy);
  out.gauge("leerwijzer_pool_size", "Threads of the worker pool.", vitals.pool_size);
  each("leerwijzer_pool_running", "gauge", "Requests that a thread works on, by kind.",
       [](const WorkFigures& one) { return static_cast<double>(one.running); });
  each("leerwijzer_pool_queued", "gauge", "Requests that wait for a thread, by kind.",
       [](const WorkFigures& one) { return static_cast<double>(one.waiting); });
  each("leerwijzer_pool_begun_total", "counter", "Requests that a thread began with, by kind.",
       [](const WorkFigures& one) { return static_cast<double>(one.begun); });
  each("leerwijzer_pool_wait_seconds_total", "counter", "Time that those waited for a thread, together, by kind.",
       [](const WorkFigures& one) { return one.waited_seconds; });
}

/// The number of the last change in the index; nothing where no index can be read.
std::optional<IndexVersion> add_index(MetricText& out, const SearchIndex* index) {
  const auto version = index == nullptr ? Result<IndexVersion>(Error{}) : index->version();
  out.gauge("leerwijzer_index_sound", "1 while the newest generation of the index is read; 0: it is damaged, or none.",
            version && !index->damage() ? 1 : 0);
  if (!version) return std::nullopt;
  out.gauge("leerwijzer_offers", "Offers in the index.", index->document_count());
  out.family("leerwijzer_index_change", "gauge", "Number of the last change in the index.");
  out.sample("leerwijzer_index_change", {{"generation", version->generation}},
             static_cast<double>(version->change.value));
  if (const auto written = index->written_at()) {
    out.gauge("leerwijzer_index_written_timestamp_seconds", "When the index that is read was written last.",
              written->time_since_epoch().count());
  }
  return *version;
}

void add_sources(MetricText& out, const std::vector<SourceFigures>& sources) {
  const auto each = [&](std::string_view name, std::string_view help, const auto& value) {
    out.family(name, "gauge", help);
    for (const SourceFigures& one : sources) {
      out.sample(name, {{"source", one.name}}, static_cast<double>(value(one)));
    }
  };
  each("leerwijzer_feed_success_timestamp_seconds", "When a feed was last read to its end; 0: never.",
       [](const SourceFigures& one) { return one.last_success.time_since_epoch().count(); });
  each("leerwijzer_feed_failures", "Fetches of a feed that failed in a row.",
       [](const SourceFigures& one) { return one.failures; });
  each("leerwijzer_feed_paused", "1 while a feed is not read because somebody paused it.",
       [](const SourceFigures& one) { return one.paused ? 1 : 0; });
  each("leerwijzer_feed_offers_quarantined", "Offers of a feed that are held until a person decides.",
       [](const SourceFigures& one) { return one.quarantined; });
  constexpr std::string_view k_offers = "leerwijzer_feed_offers";
  out.family(k_offers, "gauge", "Offers that the last fetch of a feed added, changed and deleted.");
  for (const SourceFigures& one : sources) {
    out.sample(k_offers, {{"source", one.name}, {"change", "added"}}, static_cast<double>(one.added));
    out.sample(k_offers, {{"source", one.name}, {"change", "changed"}}, static_cast<double>(one.changed));
    out.sample(k_offers, {{"source", one.name}, {"change", "deleted"}}, static_cast<double>(one.deleted));
  }
}

void add_database(MetricText& out, Watching* watching, const std::optional<IndexVersion>& index,
                  std::size_t documents) {
  if (watching == nullptr) return;
  const auto figures = watching->figures();
  out.gauge("leerwijzer_database_up", "1 while the database answers within a second.", figures ? 1 : 0);
  if (!figures) return;
  out.gauge("leerwijzer_quarantine_waiting", "Decisions about withheld offers that wait for a person.",
            figures->waiting_quarantine);
  if (index) {
    const std::int64_t behind = std::max<std::int64_t>(0, figures->latest_change.value - index->change.value);
    out.gauge("leerwijzer_index_behind_changes", "Changes in the database that the index does not have yet.", behind);
    // While changes are on their way the two differ as they should.
    if (behind == 0) {
      out.gauge("leerwijzer_index_divergence", "Offers by which index and database differ in number.",
                std::abs(figures->shown_offers - static_cast<std::int64_t>(documents)));
    }
  }
  add_sources(out, figures->sources);
}

Result<Answer> metrics(const Call& call) {
  MetricText out(call.metrics.text());
  add_cache(out, call.cache.figures());
  const Vitals vitals = call.services.vitals();
  add_work(out, vitals);
  out.gauge("leerwijzer_connections", "Open connections.", vitals.connections);
  out.gauge("leerwijzer_draining", "1 while the process shuts down.", vitals.draining ? 1 : 0);
  const SearchIndex* index = call.services.index;
  const auto version = add_index(out, index);
  add_database(out, call.services.watching, version, version ? index->document_count() : 0);
  return Answer{.body = out.take(), .content_type = "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace

extern const Endpoint k_endpoint_metrics = {.method = "GET", .path = "/metrics", .pace = Pace::free, .handle = metrics};

}  // namespace leerwijzer
