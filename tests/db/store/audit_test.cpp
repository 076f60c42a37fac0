#include "engine/store/audit.hpp"
#include "engine/store/transaction.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

class Audit : public ::testing::Test {
 protected:
  void write(const AuditEntry& entry) {
    in_transaction(pool, Access::write, [&](Transaction& tx) { write_audit(tx, entry); });
  }

  TestDatabase database;
  Pool pool{database.settings()};
};

TEST_F(Audit, entries_come_back_newest_first_with_their_time) {
  write({"", "An", "release-quarantine", "source a", "the school did stop with these"});
  write({"", "Bo", "split-offers", "offer 12", ""});
  const auto entries = read_audit(pool, "", 10);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].actor, "Bo");
  EXPECT_EQ(entries[1].detail, "the school did stop with these");
  EXPECT_FALSE(entries[1].at.empty());
}

TEST_F(Audit, entries_of_one_subject) {
  write({"", "An", "release-quarantine", "source a", ""});
  write({"", "An", "release-quarantine", "source b", ""});
  const auto entries = read_audit(pool, "source b", 10);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].subject, "source b");
}

TEST_F(Audit, a_decision_without_a_person_is_refused) {
  EXPECT_THROW(write({"", "", "release-quarantine", "source a", ""}), ErrorException);
}

TEST_F(Audit, an_entry_goes_with_its_transaction) {
  EXPECT_THROW(in_transaction(pool, Access::write,
                              [&](Transaction& tx) {
                                write_audit(tx, {"", "An", "release-quarantine", "source a", ""});
                                throw ErrorException({ErrorCode::conflict, "somebody was first", "", ""});
                              }),
               ErrorException);
  EXPECT_TRUE(read_audit(pool, "", 10).empty());
}

}  // namespace
}  // namespace leerwijzer::testing
