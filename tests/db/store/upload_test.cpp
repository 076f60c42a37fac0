// Uploads: from the provider to the indexer and back, each step only when it may follow.
#include "engine/store/audit.hpp"
#include "engine/store/upload_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

namespace leerwijzer::testing {
namespace {

class Uploads : public CatalogueFixture {
 protected:
  Uploads() {
    fetch({record_of(small_offer("o0", "Koken"), provider)});
    own = ProviderId{std::stoll(database.ask("SELECT id FROM provider"))};
  }
  std::int64_t add(const std::string& content = std::string("a;b\n\0\xff", 6)) {
    NewUpload upload{own, "cursussen.csv", "", "digest", content, "key 1"};
    std::int64_t id = 0;
    const auto added = uploads.add(upload, {}, [&](std::int64_t stored) {
      id = stored;
      return std::string();
    });
    EXPECT_TRUE(added);
    return id;
  }
  UploadState state(std::int64_t id) { return uploads.find(own, id)->state; }

  ProviderId own;
  UploadStore uploads{pool};
};

TEST_F(Uploads, are_checked_confirmed_and_ingested_in_that_order) {
  const std::int64_t id = add();
  EXPECT_EQ(state(id), UploadState::waiting);
  EXPECT_EQ(uploads.confirm(own, id, "key 1").error().code, ErrorCode::conflict);
  EXPECT_TRUE(uploads.any_task());
  const auto task = uploads.next_task();
  ASSERT_TRUE(task);
  EXPECT_EQ(task->upload, id);
  EXPECT_EQ(task->tries, 1);
  EXPECT_EQ(uploads.next_task()->tries, 2) << "a task that broke off comes again";
  EXPECT_EQ(uploads.content(*task), std::string("a;b\n\0\xff", 6)) << "byte for byte";
  uploads.keep_report(*task, UploadState::checked, "csv", R"({"counts":{}})");
  EXPECT_FALSE(uploads.any_task());
  EXPECT_EQ(uploads.find(own, id)->report, R"({"counts":{}})");
  ASSERT_TRUE(uploads.confirm(own, id, "key 1"));
  ASSERT_TRUE(uploads.confirm(own, id, "key 1")) << "again is no fault";
  EXPECT_EQ(uploads.discard(own, id, "key 1").error().code, ErrorCode::conflict);
  const auto second = uploads.next_task();
  uploads.keep_outcome(*second, UploadState::ingested, "{}");
  EXPECT_EQ(state(id), UploadState::ingested);
  EXPECT_EQ(database.ask("SELECT content IS NULL FROM upload"), "t") << "nothing reads it any more";
  EXPECT_TRUE(uploads.confirm(own, id, "key 1"));
  ASSERT_TRUE(uploads.discard(own, id, "key 1"));
  EXPECT_FALSE(uploads.find(own, id));
  const auto audit = read_audit(pool, "upload " + std::to_string(own.value) + "/" + std::to_string(id), 5);
  ASSERT_EQ(audit.size(), 3U);
  EXPECT_EQ(audit[0].action, "discard-upload");
  EXPECT_EQ(audit[1].action, "confirm-upload");
  EXPECT_EQ(audit[2].action, "upload");
}

TEST_F(Uploads, that_cannot_be_read_are_not_confirmed) {
  const std::int64_t id = add();
  uploads.keep_report(*uploads.next_task(), UploadState::unreadable, "", "{}");
  EXPECT_EQ(uploads.confirm(own, id, "key 1").error().code, ErrorCode::conflict);
}

TEST_F(Uploads, that_are_thrown_away_leave_no_task) {
  const std::int64_t id = add();
  ASSERT_TRUE(uploads.discard(own, id, "key 1"));
  EXPECT_FALSE(uploads.any_task());
  EXPECT_EQ(uploads.confirm(own, id, "key 1").error().code, ErrorCode::not_found);
}

TEST_F(Uploads, are_bounded_for_each_provider) {
  for (std::int64_t i = 0; i < k_most_kept_uploads; ++i) add();
  const auto refused = uploads.add({own, "x", "", "d", "x", "key 1"}, {}, [](std::int64_t) { return std::string(); });
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(uploads.list(own, 0, 3).items.size(), 3U);
  EXPECT_EQ(uploads.list(own, 0, 3).total, k_most_kept_uploads);
}

TEST_F(Uploads, of_another_are_not_there) {
  const std::int64_t id = add();
  const ProviderId other{own.value + 1'000};
  EXPECT_FALSE(uploads.find(other, id));
  EXPECT_EQ(uploads.confirm(other, id, "key 2").error().code, ErrorCode::not_found);
  EXPECT_EQ(uploads.discard(other, id, "key 2").error().code, ErrorCode::not_found);
}

TEST_F(Uploads, go_to_a_source_that_belongs_to_the_provider_whatever_a_record_says) {
  const Source target = uploads.source_for(own, "csv");
  EXPECT_EQ(target.name, "upload-" + std::to_string(own.value));
  EXPECT_EQ(uploads.source_for(own, "csv").id, target.id);
  const FetchId id = store.begin_fetch(target.id);
  const std::vector<FeedRecord> records = {
      record_of(small_offer("u1", "Lassen"), small_provider("vreemd", "Een ander"))};
  EXPECT_EQ(store.store_batch(id, records).added, 1);
  static_cast<void>(store.finish_fetch(id, {true, "", "x"}));
  EXPECT_EQ(database.ask("SELECT provider_id FROM offer WHERE key = 'u1'"), std::to_string(own.value));
  EXPECT_EQ(database.ask("SELECT count(*) FROM provider"), "1");
  EXPECT_EQ(uploads.stored_hashes(own).size(), 1U);
  EXPECT_EQ(uploads.stored_hashes(own).begin()->first, "u1");
}

}  // namespace
}  // namespace leerwijzer::testing
