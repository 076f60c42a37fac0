// The report of a provider or a source, from the database.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/report_store.hpp"
#include "report/report.hpp"
#include "report/report_builder.hpp"

#include <cstdint>
#include <optional>

namespace leerwijzer {

class SearchIndex;

struct StoredReportOptions {
  Date today{};
  std::size_t page = 1;
  std::size_t page_size = 50;
  std::int64_t most_offers = 5'000;    ///< that are assessed: those of the lowest stored quality
  const SearchIndex* index = nullptr;  ///< for what a missing field costs; null: that is left out
};

/// Nothing when there is no such provider. Throws ErrorException when the database fails.
[[nodiscard]] std::optional<PublishingReport> report_of_provider(ReportStore& store, ProviderId provider,
                                                                 const StoredReportOptions& options);

[[nodiscard]] PublishingReport report_of_source(ReportStore& store, const Source& source,
                                                const StoredReportOptions& options);

/// What anybody may read: without addresses of feeds, without what a server said about them, and without
/// values that may be somebody's mail address.
[[nodiscard]] PublishingReport for_everybody(PublishingReport report);

/// Measures on an index; `index` must outlive it. What is not in the index cannot be measured.
[[nodiscard]] RankProbe probe_of(const SearchIndex& index);

}  // namespace leerwijzer
