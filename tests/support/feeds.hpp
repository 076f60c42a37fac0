// Reading feeds in tests: records kept in a list, catalogues in a folder of their own.
#pragma once

#include "indexer/feed_format.hpp"
#include "tests/support/paths.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

/// A folder that is gone after the test.
class FeedFolder {
 public:
  FeedFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "leerwijzer-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~FeedFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  FeedFolder(const FeedFolder&) = delete;
  FeedFolder& operator=(const FeedFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::filesystem::path path_;
};

class CollectingSink final : public FeedSink {
 public:
  void record(FeedRecord record) override { records.push_back(std::move(record)); }
  void diagnostic(Diagnostic diagnostic) override { feed_diagnostics.push_back(std::move(diagnostic)); }

  std::vector<FeedRecord> records;
  std::vector<Diagnostic> feed_diagnostics;
};

/// What reading gave.
struct ReadFeed {
  std::vector<FeedRecord> records;
  std::vector<Diagnostic> feed_diagnostics;
  FeedEnd end;

  [[nodiscard]] std::vector<const Offer*> offers() const {
    std::vector<const Offer*> found;
    for (const FeedRecord& record : records) {
      if (record.offer) found.push_back(&*record.offer);
    }
    return found;
  }
  [[nodiscard]] const Offer* offer(const std::string& key) const {
    for (const FeedRecord& record : records) {
      if (record.offer && record.offer->key == key) return &*record.offer;
    }
    return nullptr;
  }
  [[nodiscard]] const FeedRecord* record(const std::string& key) const {
    for (const FeedRecord& record : records) {
      if (record.raw.key == key) return &record;
    }
    return nullptr;
  }
  /// Is there a diagnostic of that code, of the record or of the feed (empty key)?
  [[nodiscard]] bool says(const std::string& code, const std::string& key = {}) const {
    const auto fits = [&](const Diagnostic& d) { return d.code == code; };
    if (key.empty() && std::any_of(feed_diagnostics.begin(), feed_diagnostics.end(), fits)) return true;
    for (const FeedRecord& record : records) {
      if ((key.empty() || record.raw.key == key) &&
          std::any_of(record.diagnostics.begin(), record.diagnostics.end(), fits))
        return true;
    }
    return false;
  }
};

inline Date feed_today() { return Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}; }

/// Reads a place with the format of that name; throws ErrorException when the reader fails.
inline ReadFeed read_feed(FeedPlace& place, std::string_view format, Date today = feed_today(),
                          const std::string& profile = {}) {
  CollectingSink sink;
  FeedInput input{place, "test source", today, {}, profile};
  const auto end = feed_format_named(format).value()->read(input, sink);
  if (!end) throw ErrorException(end.error());
  return {std::move(sink.records), std::move(sink.feed_diagnostics), *end};
}

inline ReadFeed read_feed_at(const std::filesystem::path& path, std::string_view format, Date today = feed_today()) {
  auto place = local_place(path.string());
  if (!place) throw ErrorException(place.error());
  return read_feed(**place, format, today);
}

/// One document in memory.
inline ReadFeed read_feed_text(const std::string& name, const std::string& text, std::string_view format,
                               Date today = feed_today()) {
  const FeedFolder folder;
  return read_feed_at(folder.write(name, text), format, today);
}

}  // namespace leerwijzer::testing
