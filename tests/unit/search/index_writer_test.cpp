#include "engine/search/index_writer.hpp"

#include "engine/search/retry.hpp"
#include "engine/search/search_index.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::TemporaryFolder;
using testing::write_index;

std::size_t total(const SearchIndex& index, const std::string& text) {
  SearchQuery query;
  query.text = text;
  return index.search(query).value().total;
}

TEST(IndexWriter, a_reader_sees_what_was_committed_and_nothing_else) {
  TemporaryFolder folder;
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
  writer.upsert(bare_offer(1, "Lassen"));
  EXPECT_EQ(total(index, "lassen"), 0U);
  writer.commit(ChangeNumber{7});
  EXPECT_EQ(total(index, "lassen"), 1U);
  EXPECT_EQ(index.version().value().change.value, 7);
  writer.remove(OfferId{1});
  writer.remove(OfferId{55});
  writer.commit(ChangeNumber{8});
  EXPECT_EQ(total(index, "lassen"), 0U);
  EXPECT_EQ(writer.document_count(), 0U);
}

TEST(IndexWriter, what_was_not_committed_is_dropped_and_the_change_number_stays) {
  TemporaryFolder folder;
  {
    IndexWriter writer = IndexWriter::open(folder.path()).value();
    writer.upsert(bare_offer(1, "Een"));
    writer.commit(ChangeNumber{3});
    writer.upsert(bare_offer(2, "Twee"));
  }
  const IndexWriter again = IndexWriter::open(folder.path()).value();
  EXPECT_EQ(again.applied().value, 3);
  EXPECT_EQ(again.document_count(), 1U);
}

TEST(IndexWriter, fingerprints_are_in_order_of_id) {
  TemporaryFolder folder;
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  for (std::int64_t id : {30, 2, 17}) writer.upsert(bare_offer(id, "Titel"));
  writer.upsert(bare_offer(2, "Nieuwe titel"));
  writer.commit(ChangeNumber{1});
  const std::vector<std::pair<OfferId, std::string>> expected = {
      {OfferId{2}, "hash-2"}, {OfferId{17}, "hash-17"}, {OfferId{30}, "hash-30"}};
  EXPECT_EQ(writer.fingerprints(), expected);
}

TEST(IndexWriter, a_second_writer_is_told_to_wait) {
  TemporaryFolder folder;
  const IndexWriter first = IndexWriter::open(folder.path()).value();
  EXPECT_EQ(IndexWriter::open(folder.path()).error().code, ErrorCode::conflict);
  EXPECT_EQ(IndexWriter::create_generation(folder.path()).error().code, ErrorCode::conflict);
}

TEST(IndexWriter, an_id_that_does_not_fit_is_refused) {
  TemporaryFolder folder;
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  EXPECT_THROW(writer.upsert(bare_offer(0, "Niet bewaard")), ErrorException);
}

TEST(IndexGenerations, readers_follow_a_switch_and_two_generations_are_kept) {
  TemporaryFolder folder;
  write_index(folder.path(), {bare_offer(1, "Lassen")});
  const SearchIndex index = SearchIndex::open({folder.path(), 2}).value();
  EXPECT_EQ(index.version().value().generation, "gen-1");
  {
    IndexWriter next = IndexWriter::create_generation(folder.path()).value();
    next.upsert(bare_offer(1, "Koken"));
    next.commit(ChangeNumber{5});
    EXPECT_EQ(total(index, "lassen"), 1U) << "not before it is published";
    next.publish();
  }
  EXPECT_EQ(total(index, "lassen"), 0U);
  EXPECT_EQ(total(index, "koken"), 1U);
  EXPECT_EQ(index.version().value().generation, "gen-2");
  write_index(folder.path(), {bare_offer(1, "Bakken")});
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "gen-1"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "gen-2"));
  EXPECT_EQ(total(index, "bakken"), 1U);
}

TEST(IndexGenerations, an_interrupted_one_is_never_read_and_goes_with_the_next) {
  TemporaryFolder folder;
  write_index(folder.path(), {bare_offer(1, "Lassen")});
  { IndexWriter abandoned = IndexWriter::create_generation(folder.path()).value(); }
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().version().value().generation, "gen-1");
  write_index(folder.path(), {bare_offer(1, "Koken")});
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().version().value().generation, "gen-3");
}

TEST(IndexOpen, says_what_to_do_where_there_is_no_index) {
  TemporaryFolder folder;
  const auto missing = SearchIndex::open({folder.path() / "nowhere", 1});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_NE(missing.error().hint.find("leerwijzer-indexer rebuild"), std::string::npos);
}

TEST(IndexOpen, a_pointer_to_nothing_or_out_of_the_folder_is_refused) {
  TemporaryFolder folder;
  write_index(folder.path(), {bare_offer(1, "Lassen")});
  std::ofstream(folder.path() / "current") << "gen-9\n";
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).error().code, ErrorCode::not_found);
  std::ofstream(folder.path() / "current") << "../elsewhere\n";
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).error().code, ErrorCode::corrupt);
}

/// Turns one bit in the middle of a file.
void flip_byte(const std::filesystem::path& file) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
  bytes.seekg(middle);
  const char byte = static_cast<char>(bytes.get());
  bytes.seekp(middle);
  bytes.put(static_cast<char>(byte ^ 0x10));
}

TEST(IndexManifest, catches_a_flipped_byte_in_any_file) {
  TemporaryFolder folder;
  std::vector<Offer> offers;
  for (int i = 1; i <= 50; ++i) offers.push_back(bare_offer(i, "Cursus nummer " + std::to_string(i)));
  write_index(folder.path(), offers);
  EXPECT_TRUE(verify_index(folder.path()).has_value());
  for (const char* name : {"docdata.glass", "postlist.glass", "termlist.glass"}) {
    flip_byte(folder.path() / "gen-1" / name);
    EXPECT_EQ(verify_index(folder.path()).error().code, ErrorCode::corrupt) << name;
    EXPECT_EQ(SearchIndex::open({folder.path(), 1}).error().code, ErrorCode::corrupt) << name;
    flip_byte(folder.path() / "gen-1" / name);
  }
  EXPECT_TRUE(verify_index(folder.path()).has_value());
}

TEST(IndexManifest, covers_nothing_after_a_later_commit_until_the_next_publish) {
  TemporaryFolder folder;
  write_index(folder.path(), {bare_offer(1, "Lassen")});
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  writer.upsert(bare_offer(2, "Koken"));
  writer.commit(ChangeNumber{2});
  EXPECT_TRUE(verify_index(folder.path()).has_value());
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().document_count(), 2U);
  writer.publish();
  flip_byte(folder.path() / "gen-1" / "docdata.glass");
  EXPECT_EQ(verify_index(folder.path()).error().code, ErrorCode::corrupt);
}

TEST(IndexDamage, is_told_while_the_generation_before_serves_until_there_is_a_newer) {
  for (const char* how : {"flipped", "cut", "gone"}) {
    for (const char* name : {"docdata.glass", "postlist.glass", "termlist.glass", "iamglass", "columns-1"}) {
      TemporaryFolder folder;
      write_index(folder.path(), {bare_offer(1, "Lassen")});
      write_index(folder.path(), {bare_offer(1, "Lassen"), bare_offer(2, "Lassen voor gevorderden")});
      const std::filesystem::path file = folder.path() / "gen-2" / name;
      ASSERT_TRUE(std::filesystem::exists(file)) << name;
      if (how == std::string("gone")) std::filesystem::remove(file);
      if (how == std::string("cut")) std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
      if (how == std::string("flipped")) flip_byte(file);
      const auto index = SearchIndex::open({folder.path(), 2});
      ASSERT_TRUE(index.has_value()) << name << ' ' << how << ": " << index.error().what;
      EXPECT_EQ(total(*index, "lassen"), 1U) << name << ' ' << how;
      EXPECT_EQ(index->version().value().generation, "gen-1");
      ASSERT_TRUE(index->damage().has_value()) << name << ' ' << how;
      EXPECT_EQ(index->damage()->code, ErrorCode::corrupt);
      write_index(folder.path(), {bare_offer(1, "Lassen"), bare_offer(2, "Lassen"), bare_offer(3, "Lassen")});
      EXPECT_EQ(total(*index, "lassen"), 3U) << name << ' ' << how;
      EXPECT_FALSE(index->damage().has_value());
    }
  }
}

TEST(IndexDamage, what_an_interrupted_rebuild_left_is_never_read_instead) {
  TemporaryFolder folder;
  write_index(folder.path(), {bare_offer(1, "Lassen")});
  const SearchIndex running = SearchIndex::open({folder.path(), 1}).value();
  { IndexWriter abandoned = IndexWriter::create_generation(folder.path()).value(); }
  std::ofstream(folder.path() / "current") << "gen-2\n";
  std::filesystem::remove(folder.path() / "gen-2" / "postlist.glass");
  std::filesystem::remove(folder.path() / "gen-1" / "manifest.json");
  EXPECT_FALSE(SearchIndex::open({folder.path(), 1}).has_value());
}

TEST(IndexReaders, keep_answering_while_a_writer_commits_again_and_again) {
  TemporaryFolder folder;
  std::vector<Offer> offers;
  for (int i = 1; i <= 200; ++i) offers.push_back(bare_offer(i, "Lassen deel " + std::to_string(i)));
  write_index(folder.path(), offers);
  const SearchIndex index = SearchIndex::open({folder.path(), 2}).value();
  std::atomic<bool> done = false;
  std::thread committing([&] {
    IndexWriter writer = IndexWriter::open(folder.path()).value();
    for (int round = 0; round < 12; ++round) {
      for (Offer& offer : offers) {
        offer.content_hash = std::to_string(round);
        writer.upsert(offer);
      }
      writer.commit(ChangeNumber{round + 2});
    }
    done = true;
  });
  std::size_t searches = 0;
  std::size_t wrong = 0;
  while (!done || searches == 0) {
    SearchQuery query;
    query.text = "lassen";
    const auto answer = index.search(query);
    ++searches;
    // Giving up after three repeats is allowed; a wrong answer is not.
    if (answer ? answer->total != 200 : answer.error().code != ErrorCode::unavailable) ++wrong;
  }
  committing.join();
  EXPECT_EQ(wrong, 0U);
  EXPECT_EQ(total(index, "lassen"), 200U);
}

struct Changed {};

TEST(Retry, repeats_the_whole_at_most_three_times) {
  int calls = 0;
  EXPECT_EQ(retry_when_changed<Changed>(3,
                                        [&] {
                                          if (++calls <= 3) throw Changed{};
                                          return calls;
                                        }),
            4);
  calls = 0;
  EXPECT_THROW(retry_when_changed<Changed>(3,
                                           [&]() -> int {
                                             ++calls;
                                             throw Changed{};
                                           }),
               Changed);
  EXPECT_EQ(calls, 4);
}

}  // namespace
}  // namespace leerwijzer
