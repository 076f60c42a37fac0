// A feed judged without a database and without an index: what an institution runs on its file before
// it publishes. The same readers, the same checks and the same report as after ingesting.
#pragma once

#include "indexer/feed_format.hpp"
#include "indexer/pipeline/enrichment.hpp"
#include "report/report.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace leerwijzer {

struct CheckOptions {
  Date today{};
  std::string name;               ///< of the report, and of the provider where the feed names none
  std::string profile{};          ///< mapping profile (JSON); empty: none
  bool outcomes_checked = false;  ///< the enrichment has a taxonomy
  std::size_t page = 1;
  std::size_t page_size = 50;
  std::function<void(std::int64_t records)> progress{};  ///< may be empty
  std::function<void(FeedRecord& record)> admit{};       ///< takes out what may not be in it; may be empty
  std::function<void(const Offer& offer)> seen{};        ///< each as it would be stored; may be empty
};

/// How it ended, as an exit status tells it.
enum class CheckOutcome : std::uint8_t { clean, warnings, errors, unreadable };

struct CheckedFeed {
  PublishingReport report;
  CheckOutcome outcome = CheckOutcome::clean;
};

/// Never fails: a feed that cannot be read is a report that says why. Throws ErrorException only when the
/// temporary folder for measuring findability cannot be used.
[[nodiscard]] CheckedFeed check_feed(FeedPlace& place, const FeedFormat& format, Enrichment& enrichment,
                                     const CheckOptions& options);

}  // namespace leerwijzer
