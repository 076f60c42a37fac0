// One document in memory as the place of a feed, and a sink that checks what every record must hold.
#pragma once

#include "indexer/feed_format.hpp"

#include "engine/core/text.hpp"

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace leerwijzer::fuzz {

class MemoryPlace final : public FeedPlace {
 public:
  explicit MemoryPlace(std::string text) : text_(std::move(text)) {}
  PlaceKind kind() const noexcept override { return PlaceKind::file; }
  const std::string& location() const noexcept override { return location_; }
  std::vector<std::string> names() const override { return {""}; }
  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view) override {
    if (name.empty()) return stream_of_text(text_);
    return Error{ErrorCode::not_found, "There is nothing here", "", std::string(name)};
  }
  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override { return open(path, {}); }
  std::string resolve(std::string_view name, std::string_view) const override { return std::string(name); }

 private:
  std::string text_;
  std::string location_ = "memory";
};

/// Ends the program where a record breaks a promise: that is a crash to the fuzzer.
class CheckingSink final : public FeedSink {
 public:
  void record(FeedRecord record) override {
    require(record.offer || record.provider || !record.diagnostics.empty());
    require(!record.raw.key.empty() && is_clean_utf8(record.raw.key) && is_clean_utf8(record.raw.body));
    for (const Diagnostic& d : record.diagnostics) require(is_clean_utf8(d.message));
    if (!record.offer) return;
    require(!record.offer->runs.empty() && !record.provider_key.empty());
    for (const OfferText& text : record.offer->texts) require(is_clean_utf8(text.text) && text.text.find("<script") == std::string::npos);
    for (const Outcome& outcome : record.offer->outcomes) require(is_clean_utf8(outcome.text));
    for (const Run& run : record.offer->runs) {
      const bool dated = run.start_kind == StartKind::fixed || run.start_kind == StartKind::window;
      require(dated || !run.start);
    }
  }
  void diagnostic(Diagnostic diagnostic) override { require(is_clean_utf8(diagnostic.message)); }

 private:
  static void require(bool holds) {
    if (!holds) std::abort();
  }
};

inline int read_fuzzed(std::string_view format, const std::uint8_t* data, std::size_t size) {
  MemoryPlace place(std::string(reinterpret_cast<const char*>(data), size));
  CheckingSink sink;
  FeedInput input{place, "fuzz", Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}, {}};
  const auto reader = feed_format_named(format);
  static_cast<void>((*reader)->detect(place));
  const auto end = (*reader)->read(input, sink);
  if (end && !end->complete && end->reason.empty()) std::abort();
  return 0;
}

}  // namespace leerwijzer::fuzz
