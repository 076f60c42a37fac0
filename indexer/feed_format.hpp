// A feed format is one file in indexer/formats that defines a FeedFormat; the registry finds it by
// its file name. A reader turns documents of a place into records, one at a time, and says of every
// problem where it is and what to change.
#pragma once

#include "indexer/feed_place.hpp"

#include "engine/core/date.hpp"
#include "engine/domain/feed_record.hpp"

#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

struct FeedLimits {
  std::size_t record_bytes = 4U << 20U;     ///< one record; a larger one is kept cut off, with an error
  std::size_t document_bytes = 16U << 20U;  ///< one document that is read as a whole (an EDU-DEX programme)
  int pages = 100'000;                      ///< pages of one listing
};

struct FeedInput {
  FeedPlace& place;
  std::string source_name;  ///< names the provider where the feed does not
  Date today{};             ///< for what has expired; the readers never look at a clock
  FeedLimits limits;
  std::string profile{};  ///< mapping profile (JSON) for field names of its own; empty: none
};

/// Receives records in the order of the feed. May throw ErrorException, which ends the reading.
class FeedSink {
 public:
  virtual ~FeedSink() = default;
  virtual void record(FeedRecord record) = 0;

  /// Of the feed as a whole; Diagnostic::record_key is empty.
  virtual void diagnostic(Diagnostic diagnostic) = 0;
};

struct FeedFormat {
  std::string_view name;         ///< "ooapi-v5"
  std::string_view description;  ///< one line for --help

  /// 0 (no) to 100 (certainly), judged by content.
  int (*detect)(FeedPlace& place);

  /// Reads all of it. A document that ends too soon, or a page that is missing, is no error but a
  /// FeedEnd that is not complete. Fails only when nothing could be read at all.
  Result<FeedEnd> (*read)(FeedInput& input, FeedSink& sink);
};

/// Every format, in order of file name (generated).
[[nodiscard]] std::span<const FeedFormat* const> feed_formats() noexcept;

/// The format of that name; invalid_input that lists the names.
[[nodiscard]] Result<const FeedFormat*> feed_format_named(std::string_view name);

/// The format that is most certain of this place; unsupported, with what is understood, when none is.
[[nodiscard]] Result<const FeedFormat*> detect_feed_format(FeedPlace& place);

}  // namespace leerwijzer
