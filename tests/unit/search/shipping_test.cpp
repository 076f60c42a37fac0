// Copies of the index for read nodes: whole, never changed, named so that a reader closes and opens.
#include "engine/search/shipping.hpp"

#include "engine/search/index_writer.hpp"
#include "engine/search/search_index.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leerwijzer {
namespace {

using testing::bare_offer;

class Shipping : public ::testing::Test {
 protected:
  void write(std::int64_t id, const std::string& title, ChangeNumber change) {
    IndexWriter writer = IndexWriter::open(index()).value();
    writer.upsert(bare_offer(id, title));
    writer.commit(change);
  }
  [[nodiscard]] std::filesystem::path index() const { return folder_.path() / "index"; }
  [[nodiscard]] std::filesystem::path shipments() const { return folder_.path() / "shipments"; }
  static std::size_t total(const SearchIndex& index, const std::string& text) {
    SearchQuery query;
    query.text = text;
    return index.search(query).value().total;
  }
  static void flip_last_byte(const std::filesystem::path& file) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(-1, std::ios::end);
    const char byte = static_cast<char>(stream.get() ^ 0x10);
    stream.seekp(-1, std::ios::end);
    stream.put(byte);
  }

 private:
  testing::TemporaryFolder folder_;
};

TEST_F(Shipping, is_an_index_of_its_own_that_later_commits_do_not_touch) {
  write(1, "Lassen", ChangeNumber{7});
  const Shipment shipped = ship_index(index(), shipments()).value();
  EXPECT_TRUE(shipped.fresh);
  EXPECT_EQ(shipped.generation, "gen-1");
  EXPECT_EQ(shipped.change.value, 7);
  EXPECT_EQ(shipped.documents, 1U);
  EXPECT_GT(shipped.bytes, 0U);
  write(2, "Lassen voor gevorderden", ChangeNumber{8});
  write(3, "Lassen onder water", ChangeNumber{9});
  EXPECT_TRUE(verify_index(shipments()).has_value());
  EXPECT_EQ(total(SearchIndex::open({shipments(), 1}).value(), "lassen"), 1U);
  const auto manifest = read_manifest(shipments() / "gen-1").value().value();
  EXPECT_TRUE(check_manifest(shipments() / "gen-1", manifest.revision).has_value());
}

TEST_F(Shipping, a_reader_of_the_shipments_follows_them) {
  write(1, "Lassen", ChangeNumber{1});
  ASSERT_TRUE(ship_index(index(), shipments()).has_value());
  const SearchIndex reader = SearchIndex::open({shipments(), 1}).value();
  EXPECT_EQ(total(reader, "lassen"), 1U);
  write(2, "Lassen twee", ChangeNumber{2});
  EXPECT_EQ(total(reader, "lassen"), 1U);
  EXPECT_EQ(ship_index(index(), shipments()).value().generation, "gen-2");
  EXPECT_EQ(total(reader, "lassen"), 2U);
  EXPECT_EQ(reader.version().value().change.value, 2);
}

TEST_F(Shipping, nothing_is_copied_while_the_index_is_as_it_was) {
  write(1, "Lassen", ChangeNumber{1});
  ASSERT_TRUE(ship_index(index(), shipments()).value().fresh);
  const Shipment again = ship_index(index(), shipments()).value();
  EXPECT_FALSE(again.fresh);
  EXPECT_EQ(again.generation, "gen-1");
  EXPECT_EQ(generations_in(shipments()).size(), 1U);
}

TEST_F(Shipping, a_rebuilt_index_is_shipped_though_it_stands_at_the_same_change) {
  write(1, "Lassen", ChangeNumber{5});
  ASSERT_TRUE(ship_index(index(), shipments()).has_value());
  {
    IndexWriter writer = IndexWriter::create_generation(index()).value();
    writer.upsert(bare_offer(1, "Lassen"));
    writer.commit(ChangeNumber{5});
    writer.publish();
  }
  EXPECT_TRUE(ship_index(index(), shipments()).value().fresh);
}

TEST_F(Shipping, the_last_two_stay_and_numbers_go_up) {
  for (int round = 1; round <= 4; ++round) {
    write(round, "Titel", ChangeNumber{round});
    ASSERT_TRUE(ship_index(index(), shipments(), round == 1 ? 900 : 10).value().fresh);
  }
  EXPECT_EQ(generations_in(shipments()), (std::vector<std::string>{"gen-902", "gen-903"}));
  EXPECT_EQ(current_generation(shipments()).value(), "gen-903");
}

TEST_F(Shipping, an_index_that_differs_from_its_manifest_is_not_shipped) {
  {
    IndexWriter writer = IndexWriter::open(index()).value();
    writer.upsert(bare_offer(1, "Lassen"));
    writer.commit(ChangeNumber{1});
    writer.publish();
  }
  const std::string generation = current_generation(index()).value();
  flip_last_byte(index() / generation / "docdata.glass");
  const auto refused = ship_index(index(), shipments());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
  EXPECT_TRUE(generations_in(shipments()).empty());
}

TEST_F(Shipping, waits_its_turn_while_somebody_writes) {
  const IndexWriter writer = IndexWriter::open(index()).value();
  EXPECT_EQ(ship_index(index(), shipments()).error().code, ErrorCode::conflict);
}

TEST_F(Shipping, without_an_index_there_is_nothing_to_ship) {
  EXPECT_EQ(ship_index(index(), shipments()).error().code, ErrorCode::not_found);
}

TEST_F(Shipping, what_a_crash_left_half_copied_is_not_used) {
  write(1, "Lassen", ChangeNumber{1});
  std::filesystem::create_directories(shipments() / ".partial");
  std::ofstream(shipments() / ".partial" / "postlist.glass") << "half";
  ASSERT_TRUE(ship_index(index(), shipments()).has_value());
  EXPECT_FALSE(std::filesystem::exists(shipments() / ".partial"));
  EXPECT_TRUE(verify_index(shipments()).has_value());
}

}  // namespace
}  // namespace leerwijzer
