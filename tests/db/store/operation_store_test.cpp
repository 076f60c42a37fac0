// The figures by which the service is watched, as the database knows them.
#include "engine/store/operation_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

namespace leerwijzer::testing {
namespace {

class Operation : public CatalogueFixture {
 protected:
  OperationStore operation{pool};
};

TEST_F(Operation, figures_tell_of_a_source_that_was_never_read) {
  const OperationFigures figures = operation.figures();
  EXPECT_EQ(figures.latest_change, ChangeNumber{0});
  EXPECT_EQ(figures.shown_offers, 0);
  ASSERT_EQ(figures.sources.size(), 1U);
  EXPECT_EQ(figures.sources[0].name, "school");
  EXPECT_EQ(figures.sources[0].last_success, std::chrono::sys_seconds{});
}

TEST_F(Operation, figures_tell_what_the_last_fetch_changed_and_when_one_succeeded) {
  fetch(records(20));
  fetch(records(19, " anders"));
  const OperationFigures figures = operation.figures();
  EXPECT_EQ(figures.shown_offers, static_cast<std::int64_t>(store.shown_fingerprints().size()));
  EXPECT_EQ(figures.latest_change, store.latest_change());
  ASSERT_EQ(figures.sources.size(), 1U);
  const SourceFigures& school = figures.sources[0];
  EXPECT_EQ(school.added, 0);
  EXPECT_EQ(school.changed, 19);
  EXPECT_EQ(school.deleted, 1);
  EXPECT_EQ(school.quarantined, 0);
  EXPECT_GT(school.last_success, std::chrono::sys_seconds{});
}

TEST_F(Operation, figures_tell_what_waits_for_a_person) {
  fetch(records(20));
  fetch(records(2));
  const OperationFigures figures = operation.figures();
  EXPECT_EQ(figures.waiting_quarantine, 1);
  EXPECT_EQ(figures.sources[0].quarantined, 18);
  EXPECT_EQ(figures.sources[0].deleted, 0);
}

}  // namespace
}  // namespace leerwijzer::testing
