// Packed feeds: read as if they were not packed, and refused where they are more than that.
#include "indexer/reading/zip_folder.hpp"
#include "indexer/unpacking_place.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leerwijzer::testing {
namespace {

const std::string k_csv = "sleutel;titel;aanbieder\nA;Lassen;School\nB;Frezen;School\n";

std::vector<std::string> keys_of(const ReadFeed& feed) {
  std::vector<std::string> keys;
  for (const Offer* offer : feed.offers()) keys.push_back(offer->key);
  return keys;
}

/// Detects and reads what lies in a file of that name.
ReadFeed read_packed(const std::string& name, const std::string& bytes) {
  const FeedFolder folder;
  auto place = local_place(folder.write(name, bytes).string());
  if (!place) throw ErrorException(place.error());
  const auto format = detect_feed_format(**place);
  if (!format) throw ErrorException(format.error());
  return read_feed(**place, (*format)->name);
}

Error refusal_of(const std::string& bytes, const UnpackLimits& limits = {}) {
  const FeedFolder folder;
  auto place = local_place(folder.write("feed.bin", bytes).string(), limits);
  if (!place) return place.error();
  auto stream = (*place)->open("");
  if (!stream) return stream.error();
  const auto text = read_all(**stream, 1U << 30U);
  return text ? Error{} : text.error();
}

TEST(PackedFeed, in_a_gzip_is_its_document_whatever_the_name) {
  for (const char* name : {"feed.csv.gz", "feed.csv", "download"}) {
    const ReadFeed feed = read_packed(name, gzip_of(k_csv));
    EXPECT_EQ(keys_of(feed), (std::vector<std::string>{"A", "B"})) << name;
    EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  }
}

TEST(PackedFeed, in_several_gzips_one_after_another_is_one_document) {
  const ReadFeed feed =
      read_packed("f.gz", gzip_of(k_csv.substr(0, 30)) + gzip_of(k_csv.substr(30)) + std::string(9, '\0'));
  EXPECT_EQ(keys_of(feed), (std::vector<std::string>{"A", "B"}));
  EXPECT_TRUE(feed.end.complete);
}

TEST(PackedFeed, in_a_zip_is_a_document_or_a_folder) {
  EXPECT_EQ(keys_of(read_packed("a", zip_of({{"map/aanbod.txt", k_csv}}))), (std::vector<std::string>{"A", "B"}));
  const ReadFeed two = read_packed(
      "b.zip",
      zip_of({{"één/a.csv", k_csv}, {"één/b.csv", "sleutel;titel\nC;Boren\n"}, {"__MACOSX/één/._a.csv", "x"}}));
  EXPECT_EQ(keys_of(two), (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_TRUE(two.end.complete);
}

TEST(PackedFeed, in_a_zip_finds_its_documents_by_the_names_inside) {
  std::map<std::string, std::string> documents;
  const std::filesystem::path folder = root() / "tests" / "cases" / "feeds" / "edudex_catalogue_price" / "feed";
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    documents["export/" + entry.path().filename().string()] = read_file(entry.path());
  const ReadFeed packed = read_packed("edudex.zip", zip_of(documents));
  const ReadFeed plain = read_feed_at(folder, "edudex-xml");
  EXPECT_EQ(keys_of(packed), keys_of(plain));
  EXPECT_EQ(packed.end.complete, plain.end.complete) << packed.end.reason;
  EXPECT_EQ(packed.end.checksum, plain.end.checksum);
}

TEST(PackedFeed, in_a_folder_lies_under_the_name_of_what_is_in_it) {
  const FeedFolder folder;
  folder.write("a.csv.gz", gzip_of("sleutel;titel\nA;Lassen\n"));
  folder.write("b.zip", zip_of({{"b.csv", "sleutel;titel\nB;Boren\n"}, {"lees.txt", "x"}}));
  folder.write("c.csv", "sleutel;titel\nC;Frezen\n");
  auto place = local_place(folder.path().string());
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ((*place)->names(), (std::vector<std::string>{"a.csv", "b.zip/b.csv", "b.zip/lees.txt", "c.csv"}));
  EXPECT_EQ(keys_of(read_feed(**place, "csv")), (std::vector<std::string>{"A", "B", "C"}));
}

TEST(PackedFeed, cannot_name_documents_outside_itself) {
  EXPECT_EQ(refusal_of(zip_of({{"../a.csv", k_csv}, {"b.csv", k_csv}})).code, ErrorCode::corrupt);
  EXPECT_EQ(refusal_of(zip_of({{"/etc/a.csv", k_csv}, {"b.csv", k_csv}})).code, ErrorCode::corrupt);
  const FeedFolder folder;
  folder.write("geheim.csv", k_csv);
  auto place = local_place(folder.write("feed.zip", zip_of({{"a.xml", "<a/>"}, {"b.xml", "<b/>"}})).string());
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ((*place)->open("../geheim.csv", "a.xml").error().code, ErrorCode::permission_denied);
  EXPECT_EQ((*place)->open("file:///etc/passwd", "a.xml").error().code, ErrorCode::permission_denied);
  EXPECT_EQ((*place)->open("geheim.csv", "a.xml").error().code, ErrorCode::not_found);
  EXPECT_TRUE((*place)->open("b.xml", "a.xml").has_value());
}

TEST(PackedFeed, inside_an_archive_is_refused_with_a_word_on_what_to_do) {
  for (const std::string& nested : {gzip_of(gzip_of(k_csv)), zip_of({{"a.zip", zip_of({{"a.csv", k_csv}})}}),
                                    gzip_of(zip_of({{"a.csv", k_csv}})), zip_of({{"a.csv.gz", gzip_of(k_csv)}})}) {
    const Error refused = refusal_of(nested);
    EXPECT_EQ(refused.code, ErrorCode::unsupported) << describe(refused);
    EXPECT_NE(refused.what.find("inside an archive"), std::string::npos);
  }
}

TEST(PackedFeed, that_cannot_be_read_says_so_when_its_format_is_looked_for) {
  try {
    static_cast<void>(read_packed("f.zip", zip_of({{"a.xlsx", zip_of({{"xl/workbook.xml", "<workbook/>"}})}})));
    FAIL() << "it was read";
  } catch (const ErrorException& refused) {
    EXPECT_NE(refused.error().what.find("inside an archive"), std::string::npos) << refused.what();
  }
}

TEST(PackedFeed, that_is_damaged_is_never_complete) {
  std::string bad = gzip_of(k_csv);
  bad[bad.size() - 6] = static_cast<char>(bad[bad.size() - 6] ^ 1);  // in its checksum
  EXPECT_EQ(refusal_of(bad).code, ErrorCode::corrupt);
  EXPECT_EQ(refusal_of(gzip_of(k_csv) + "more").code, ErrorCode::corrupt);
  std::string zip = zip_of({{"a.csv", k_csv}});
  EXPECT_EQ(refusal_of(zip.substr(0, zip.size() - 10)).code, ErrorCode::corrupt);
  const std::size_t letter = zip.find("a.csv") + 8;
  zip[letter] = static_cast<char>(zip[letter] ^ 4);
  EXPECT_EQ(refusal_of(zip).code, ErrorCode::corrupt);
}

TEST(ZipOfMany, is_read_in_the_order_of_names_though_it_lies_in_another) {
  // zip_of packs by name; names that sort otherwise than the numbers in them are asked for by number.
  std::map<std::string, std::string> documents;
  constexpr int k_documents = 2'000;
  for (int i = 0; i < k_documents; ++i) documents["d" + std::to_string(i) + ".csv"] = "content " + std::to_string(i);
  const std::string zip = zip_of(documents);
  const auto packed = stream_of_text(zip);
  const auto folder = ZipFolder::open(*packed, UnpackLimits{}, "many.zip").value();
  for (int i = k_documents - 1; i >= 0; --i) {
    auto document = folder->open_document("d" + std::to_string(i) + ".csv").value();
    std::string text(64, '\0');
    text.resize(document->read(text).value());
    ASSERT_EQ(text, "content " + std::to_string(i));
    EXPECT_EQ(document->read(text).value(), 0U);
  }
}

TEST(Bomb, in_a_gzip_is_refused_long_before_it_is_unpacked) {
  const std::string bomb = gzip_of(std::string(128U << 20U, '0'));
  ASSERT_LT(bomb.size(), 3U << 20U);
  auto stream = stream_of_gzip(stream_of_text(bomb), UnpackLimits{}, "bomb");
  std::string piece(64 * 1024, '\0');
  std::uint64_t seen = 0;
  Result<std::size_t> count = stream->read(piece);
  for (; count && *count > 0; count = stream->read(piece)) seen += *count;
  ASSERT_FALSE(count.has_value());
  EXPECT_EQ(count.error().code, ErrorCode::too_large);
  EXPECT_LE(seen, UnpackLimits{}.ratio_from + piece.size());
}

TEST(Bomb, in_a_zip_is_refused_by_its_table_of_contents) {
  std::map<std::string, std::string> documents;
  for (int i = 0; i < 8; ++i) documents["d" + std::to_string(i) + ".csv"] = std::string(12U << 20U, '0');
  EXPECT_EQ(refusal_of(zip_of(documents)).code, ErrorCode::too_large);
}

TEST(Bomb, of_many_documents_is_refused) {
  std::map<std::string, std::string> documents;
  for (int i = 0; i < 300; ++i) documents["d" + std::to_string(i)] = "x";
  UnpackLimits limits;
  limits.entries = 200;
  EXPECT_EQ(refusal_of(zip_of(documents), limits).code, ErrorCode::too_large);
  limits.entries = 300;
  EXPECT_NE(refusal_of(zip_of(documents), limits).code, ErrorCode::too_large);
}

/// Two names in the table of contents for the bytes of one document, many times over.
std::string overlapping_zip(std::size_t copies) {
  std::string zip = zip_of({{"d000.csv", std::string(4U << 20U, '0')}});
  const std::size_t contents = zip.find("PK\x01\x02");
  const std::size_t end = zip.rfind("PK\x05\x06");
  const std::string header = zip.substr(contents, end - contents);
  std::string tail = zip.substr(end);
  std::string all;
  for (std::size_t i = 0; i < copies; ++i) {
    std::string one = header;
    const std::string number = std::to_string(1000 + i).substr(1);
    one.replace(one.find("d000"), 4, "d" + number);
    all += one;
  }
  const auto put = [&](std::size_t at, std::size_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) tail[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * i));
  };
  put(8, copies, 2);
  put(10, copies, 2);
  put(12, all.size(), 4);
  return zip.substr(0, contents) + all + tail;
}

TEST(Bomb, of_overlapping_documents_gives_those_bytes_once_at_most) {
  auto packed = stream_of_text(overlapping_zip(100));
  const auto zip = ZipFolder::open(*packed, UnpackLimits{}, "bomb");
  if (zip) {
    EXPECT_EQ((*zip)->names().size(), 1U);
  } else {
    EXPECT_TRUE(zip.error().code == ErrorCode::too_large || zip.error().code == ErrorCode::corrupt);
  }
}

TEST(PackedFeed, over_the_size_that_is_allowed_is_refused) {
  std::mt19937 random{7};
  std::string noise(3U << 20U, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  UnpackLimits limits;
  limits.packed_bytes = 1U << 20U;
  EXPECT_EQ(refusal_of(gzip_of(noise), limits).code, ErrorCode::too_large);
  EXPECT_EQ(refusal_of(zip_of({{"a", noise}}), limits).code, ErrorCode::too_large);
  limits.packed_bytes = 1U << 30U;
  limits.unpacked_bytes = 2U << 20U;
  EXPECT_EQ(refusal_of(gzip_of(noise), limits).code, ErrorCode::too_large);
  EXPECT_EQ(refusal_of(zip_of({{"a", noise}}), limits).code, ErrorCode::too_large);
}

/// A web address with one body, which counts how often it is asked for.
class OneBody final : public FeedPlace {
 public:
  explicit OneBody(std::string body) : body_(std::move(body)) {}
  PlaceKind kind() const noexcept override { return PlaceKind::web; }
  const std::string& location() const noexcept override { return location_; }
  std::vector<std::string> names() const override { return {}; }
  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view) override {
    ++asked;
    if (name.empty()) return stream_of_text(body_);
    return Error{ErrorCode::not_found, "There is nothing there", "", std::string(name)};
  }
  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override { return open(path, {}); }
  std::string resolve(std::string_view name, std::string_view) const override { return std::string(name); }

  static inline int asked = 0;

 private:
  std::string body_;
  std::string location_ = "https://school.example/export";
};

TEST(PackedFeed, as_the_body_of_an_address_is_unpacked_and_asked_for_once) {
  for (const std::string& body : {k_csv, gzip_of(k_csv), zip_of({{"a.csv", k_csv}}),
                                  zip_of({{"a.csv", k_csv.substr(0, 37)}, {"b.csv", "sleutel;titel\nB;Frezen\n"}})}) {
    OneBody::asked = 0;
    auto place = unpacking_place(std::make_unique<OneBody>(body));
    ASSERT_TRUE(place.has_value());
    EXPECT_EQ(keys_of(read_feed(**place, "csv")), (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(OneBody::asked, 1);
  }
}

}  // namespace
}  // namespace leerwijzer::testing
