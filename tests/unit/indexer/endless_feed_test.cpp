// A feed that does not fit in memory: readers hold one record, whatever the length. The stream makes its own bytes and
// looks at the memory of the process as it goes; the second half may not need more than the first.
#include "indexer/reading/packing.hpp"
#include "indexer/reading/xml_element.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstring>
#include <functional>

namespace leerwijzer::testing {
namespace {

constexpr std::uint64_t k_length = 48ULL << 20U;
constexpr std::uint64_t k_growth = 8ULL << 20U;  // what an allocator keeps back for itself

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t pages = 0;
  file >> pages >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

struct Memory {
  std::uint64_t first_half = 0;
  std::uint64_t second_half = 0;
};

/// `begin`, then records until the length, then `end`.
class EndlessStream final : public ByteStream {
 public:
  EndlessStream(std::string begin, std::function<std::string(std::size_t)> record, std::string end, Memory& memory)
      : text_(std::move(begin)), record_(std::move(record)), end_(std::move(end)), memory_(memory) {}

  Result<std::size_t> read(std::span<char> into) override {
    while (text_.size() < into.size() && !ended_) {
      ended_ = given_ > k_length;
      text_ += ended_ ? end_ : record_(next_++);
    }
    const std::size_t count = std::min(into.size(), text_.size());
    std::memcpy(into.data(), text_.data(), count);
    text_.erase(0, count);
    given_ += count;
    std::uint64_t& most = given_ < k_length / 2 ? memory_.first_half : memory_.second_half;
    most = std::max(most, resident_bytes());
    return count;
  }

 private:
  std::string text_;
  std::function<std::string(std::size_t)> record_;
  std::string end_;
  Memory& memory_;
  std::uint64_t given_ = 0;
  std::size_t next_ = 0;
  bool ended_ = false;
};

class EndlessPlace final : public FeedPlace {
 public:
  explicit EndlessPlace(std::function<std::unique_ptr<ByteStream>()> stream) : stream_(std::move(stream)) {}
  PlaceKind kind() const noexcept override { return PlaceKind::file; }
  const std::string& location() const noexcept override { return location_; }
  std::vector<std::string> names() const override { return {""}; }
  Result<std::unique_ptr<ByteStream>> open(std::string_view, std::string_view) override { return stream_(); }
  Result<std::unique_ptr<ByteStream>> open_below(std::string_view) override { return stream_(); }
  std::string resolve(std::string_view name, std::string_view) const override { return std::string(name); }

 private:
  std::function<std::unique_ptr<ByteStream>()> stream_;
  std::string location_ = "endless";
};

/// Counts, and keeps nothing.
class CountingSink final : public FeedSink {
 public:
  void record(FeedRecord record) override { offers += record.offer ? 1 : 0; }
  void diagnostic(Diagnostic) override {}
  std::size_t offers = 0;
};

std::string filler(std::size_t i) { return std::string(3000, static_cast<char>('a' + i % 26)); }

std::size_t offers_of(std::string_view format, const std::string& begin,
                      const std::function<std::string(std::size_t)>& record, const std::string& end, Memory& memory,
                      const std::string& profile = {}) {
  EndlessPlace place([&] { return std::make_unique<EndlessStream>(begin, record, end, memory); });
  CountingSink sink;
  FeedInput input{place, "endless", feed_today(), {}, profile};
  const auto read = feed_format_named(format).value()->read(input, sink);
  EXPECT_TRUE(read.has_value() && read->complete) << (read ? read->reason : describe(read.error()));
  return sink.offers;
}

TEST(EndlessFeed, of_csv_needs_the_memory_of_one_row) {
  Memory memory;
  const auto row = [](std::size_t i) { return std::to_string(i) + ";Titel;School;" + filler(i) + "\n"; };
  EXPECT_GT(offers_of("csv", "sleutel;titel;aanbieder;omschrijving\n", row, "", memory), 10'000U);
  EXPECT_LT(memory.second_half, memory.first_half + k_growth);
}

TEST(EndlessFeed, of_json_needs_the_memory_of_one_record) {
  Memory memory;
  const auto record = [](std::size_t i) {
    return std::string(i == 0 ? "" : ",") + R"({"id":)" + std::to_string(i) + R"(,"n":"Titel","t":")" + filler(i) +
           "\"}";
  };
  EXPECT_GT(offers_of("mapped", R"({"other":[1,2],"data":[)", record, "]}", memory,
                      R"({"format":"json","records":"/data","fields":{"key":"id","title":"n","description":"t"}})"),
            10'000U);
  EXPECT_LT(memory.second_half, memory.first_half + k_growth);
}

TEST(EndlessFeed, of_xml_needs_the_memory_of_one_element) {
  Memory memory;
  EndlessStream stream(
      "<list>",
      [](std::size_t i) {
        return "<item id=\"" + std::to_string(i) + "\"><text>" + filler(i) + "</text></item><other/>";
      },
      "</list>", memory);
  std::size_t items = 0;
  const auto end = read_xml_elements(stream, {"item"}, [&](const XmlElement&) { ++items; });
  ASSERT_TRUE(end.has_value());
  EXPECT_TRUE(end->whole) << end->reason;
  EXPECT_GT(items, 10'000U);
  EXPECT_LT(memory.second_half, memory.first_half + k_growth);
}

TEST(EndlessFeed, of_one_element_without_an_end_is_cut_off_at_the_size_of_a_record) {
  for (const char* begin : {"<list><item>", "<list><item><text>"}) {
    Memory memory;
    EndlessStream stream(
        begin, [](std::size_t i) { return filler(i) + "<b>x</b>"; }, "", memory);
    std::size_t items = 0;
    const auto end = read_xml_elements(stream, {"item"}, [&](const XmlElement&) { ++items; });
    EXPECT_FALSE(end && end->whole);
    EXPECT_EQ(items, 0U);
  }
}

TEST(EndlessFeed, in_a_gzip_needs_no_more_memory_than_when_it_is_not_packed) {
  std::string rows;
  for (std::size_t i = 0; i < 20'000; ++i) rows += std::to_string(i * 7919) + ";" + std::to_string(i * 104'729) + "\n";
  const std::string part = gzip_of(rows);
  Memory memory;
  auto packed = std::make_unique<EndlessStream>(
      "", [&](std::size_t) { return part; }, "", memory);
  auto stream = stream_of_gzip(std::move(packed), UnpackLimits{}, "endless");
  std::string piece(64 * 1024, '\0');
  std::uint64_t seen = 0;
  Result<std::size_t> count = stream->read(piece);
  for (; count && *count > 0; count = stream->read(piece)) seen += *count;
  ASSERT_TRUE(count.has_value()) << describe(count.error());
  EXPECT_GT(seen, k_length);
  EXPECT_LT(memory.second_half, memory.first_half + k_growth);
}

}  // namespace
}  // namespace leerwijzer::testing
