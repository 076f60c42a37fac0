// Every feed of tests/cases/feeds, cut at every fiftieth of its length, plain and packed: a part never passes for the
// whole.
//
// One cut cannot be seen: that of a format of lines without an end mark (CSV), exactly after a record, or inside the
// last field of one. There the guard against a sudden collapse of a source keeps what it had (store/fetch_store).
#include "indexer/reading/csv_rows.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/feed_cases.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

bool is_of_lines(const FeedCaseFile& one) {
  return one.format.find("csv") != std::string::npos || one.feed.extension() == ".csv";
}

struct Outcome {
  bool complete = false;
  std::size_t records = 0;
};

/// What reading gives; a refusal is not complete.
Outcome outcome_of(const fs::path& path, const FeedCaseFile& one) {
  try {
    auto place = local_place(path.string());
    if (!place) return {};
    const ReadFeed feed = read_feed(**place, one.format, feed_today(), one.profile);
    EXPECT_TRUE(feed.end.complete || !feed.end.reason.empty());
    return {feed.end.complete, feed.records.size()};
  } catch (const ErrorException& refused) {
    EXPECT_FALSE(refused.error().what.empty());
    return {};
  }
}

/// Is this a cut of a file of lines that nobody can see: after a line, or in a row with as many fields as the header?
bool is_unseen_cut(const std::string& text) {
  auto stream = stream_of_text(text);
  CsvRows rows(*stream, 1U << 20U);
  const auto header = rows.next();
  if (!header) return false;
  CsvRow last = *header;
  while (auto row = rows.next()) last = std::move(*row);
  return !last.open_quote && (!last.unended || last.fields.size() >= header->fields.size());
}

void expect_seen(const Outcome& cut, const Outcome& whole, const std::string& what) {
  EXPECT_FALSE(cut.complete && cut.records < whole.records)
      << what << " gives " << cut.records << " of " << whole.records << " records and passes for complete";
}

class CutFeed : public ::testing::TestWithParam<FeedCaseFile> {};

TEST_P(CutFeed, never_passes_for_the_whole) {
  const FeedCaseFile& one = GetParam();
  const Outcome whole = outcome_of(one.feed, one);
  const bool folder = fs::is_directory(one.feed);
  const FeedFolder work;
  if (folder) fs::copy(one.feed, work.path() / "feed", fs::copy_options::recursive);
  std::vector<fs::path> files;
  if (!folder) files.push_back(one.feed);
  for (const auto& entry : folder ? fs::recursive_directory_iterator(one.feed) : fs::recursive_directory_iterator()) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    const std::string text = read_file(file);
    const std::string name =
        folder ? "feed/" + file.lexically_relative(one.feed).generic_string() : file.filename().string();
    for (std::size_t part = 0; part < 50; ++part) {
      const std::string cut = text.substr(0, text.size() * part / 50);
      work.write(name, cut);
      const Outcome outcome = outcome_of(folder ? work.path() / "feed" : work.path() / name, one);
      if (is_of_lines(one) && is_unseen_cut(cut)) continue;
      expect_seen(outcome, whole, name + " at " + std::to_string(part) + "/50");
    }
    work.write(name, text);
  }
}

TEST_P(CutFeed, never_passes_for_the_whole_when_it_is_packed) {
  const FeedCaseFile& one = GetParam();
  const FeedFolder work;
  std::map<std::string, std::string> documents;
  if (fs::is_directory(one.feed)) {
    for (const auto& entry : fs::recursive_directory_iterator(one.feed)) {
      if (entry.is_regular_file())
        documents[entry.path().lexically_relative(one.feed).generic_string()] = read_file(entry.path());
    }
  } else {
    documents["feed" + one.feed.extension().string()] = read_file(one.feed);
  }
  std::vector<std::string> packings{zip_of(documents)};
  if (documents.size() == 1) packings.push_back(gzip_of(documents.begin()->second));
  const Outcome whole = outcome_of(one.feed, one);
  for (const std::string& packed : packings) {
    const Outcome unpacked = outcome_of(work.write("feed.bin", packed), one);
    EXPECT_EQ(unpacked.complete, whole.complete);
    EXPECT_EQ(unpacked.records, whole.records);
    for (std::size_t part = 0; part < 50; ++part) {
      const Outcome cut = outcome_of(work.write("feed.bin", packed.substr(0, packed.size() * part / 50)), one);
      EXPECT_FALSE(cut.complete) << part << "/50 of the archive";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Feeds, CutFeed, ::testing::ValuesIn(feed_case_files()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace leerwijzer::testing
