#include "indexer/sample_dates.hpp"

#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <map>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

/// schema/samples with its dates filled in.
const FeedFolder& expanded_samples() {
  static const FeedFolder folder;
  static const bool once = [] {
    const fs::path samples = root() / "schema" / "samples";
    for (const auto& entry : fs::recursive_directory_iterator(samples)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
      const auto text = expand_sample_dates(read_file(entry.path()), feed_today());
      if (!text) throw ErrorException(text.error());
      folder.write(entry.path().lexically_relative(samples).string(), *text);
    }
    return true;
  }();
  static_cast<void>(once);
  return folder;
}

void report(const std::string& name, const ReadFeed& feed) {
  std::map<std::string, int> counts;
  for (const FeedRecord& record : feed.records) {
    for (const Diagnostic& d : record.diagnostics) ++counts[std::string(name_of(d.severity)) + " " + d.code];
  }
  for (const Diagnostic& d : feed.feed_diagnostics) ++counts["feed " + d.code];
  if (std::getenv("LEERWIJZER_SHOW") == nullptr) return;
  std::printf("%s: %zu records, %zu offers, complete %d %s\n", name.c_str(), feed.records.size(), feed.offers().size(),
              feed.end.complete, feed.end.reason.c_str());
  for (const auto& [what, count] : counts) std::printf("   %5d %s\n", count, what.c_str());
  for (const FeedRecord& record : feed.records) {
    for (const Diagnostic& d : record.diagnostics) {
      if (d.severity != Severity::info)
        std::printf("      %s %s %s: %s\n", d.record_key.c_str(), d.code.c_str(), d.path.c_str(), d.message.c_str());
    }
  }
}

/// Every record is an offer that can be used, or says why not; a few remarks a hundred offers.
void expect_usable(const std::string& name, const ReadFeed& feed, std::size_t least_offers) {
  report(name, feed);
  EXPECT_TRUE(feed.end.complete) << name << ": " << feed.end.reason;
  EXPECT_GE(feed.offers().size(), least_offers) << name;
  std::size_t troubled = 0;
  for (const FeedRecord& record : feed.records) {
    EXPECT_TRUE(record.offer || record.provider || !record.diagnostics.empty()) << name << " " << record.raw.key;
    if (!record.offer) continue;
    EXPECT_FALSE(title_of(*record.offer).empty()) << name << " " << record.raw.key;
    EXPECT_FALSE(record.offer->runs.empty()) << name << " " << record.raw.key;
    EXPECT_FALSE(record.provider_key.empty()) << name << " " << record.raw.key;
    const bool trouble = std::any_of(record.diagnostics.begin(), record.diagnostics.end(),
                                     [](const Diagnostic& d) { return d.severity != Severity::info; });
    troubled += trouble ? 1 : 0;
  }
  EXPECT_LE(troubled, 2 + feed.offers().size() / 8) << name;
}

TEST(SampleCatalogue, ooapi_folders_are_read_with_few_remarks) {
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(expanded_samples().path() / "ooapi")) {
    if (!entry.is_directory()) continue;
    ++folders;
    expect_usable(entry.path().filename().string(), read_feed_at(entry.path(), "ooapi-v5"), 10);
  }
  EXPECT_GE(folders, 5U);
}

TEST(SampleCatalogue, edudex_directories_are_read_with_few_remarks) {
  std::size_t directories = 0;
  const fs::path folder = expanded_samples().path() / "edudex";
  if (!fs::exists(folder)) GTEST_SKIP() << "no EDU-DEX samples";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    ++directories;
    expect_usable(entry.path().filename().string(), read_feed_at(entry.path(), "edudex-xml"), 40);
  }
  EXPECT_GE(directories, 1U);
}

TEST(SampleCatalogue, csv_files_are_read_with_few_remarks) {
  const fs::path folder = expanded_samples().path() / "csv";
  if (!fs::exists(folder)) GTEST_SKIP() << "no CSV samples";
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    ++files;
    expect_usable(entry.path().filename().string(), read_feed_at(entry.path(), "csv"), 5);
  }
  EXPECT_GE(files, 1U);
}

TEST(SampleCatalogue, every_sample_is_recognised_by_its_content) {
  for (const auto& [name, format] : {std::pair{"ooapi", "ooapi-v5"}, {"csv", "csv"}, {"edudex", "edudex-xml"}}) {
    const fs::path folder = expanded_samples().path() / name;
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      auto place = local_place(entry.path().string());
      ASSERT_TRUE(place.has_value());
      const auto found = detect_feed_format(**place);
      ASSERT_TRUE(found.has_value()) << entry.path();
      EXPECT_EQ((*found)->name, format) << entry.path();
    }
  }
}

}  // namespace
}  // namespace leerwijzer::testing
