// What an operator sees: /metrics answers whatever is away, and says what is.
#include "engine/store/operation_store.hpp"
#include "tests/http/api/sample_services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class StatedWatching : public Watching {
 public:
  std::optional<OperationFigures> stated;
  std::optional<OperationFigures> figures() override { return stated; }
};

class WatchingOverHttp : public ::testing::Test {
 protected:
  WatchingOverHttp() { services().watching = &watching; }
  ~WatchingOverHttp() override { services().watching = nullptr; }
  static Services& services() { return SampleServices::instance().services; }

  StatedWatching watching;
  SampleServer server;

  std::string metrics() {
    const auto response = server->get("/metrics");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.field("content-type"), HasSubstr("text/plain; version=0.0.4"));
    return response.body;
  }
};

TEST_F(WatchingOverHttp, metrics_tell_how_far_the_index_is_behind_and_how_feeds_fare) {
  const auto change = services().index->version().value().change;
  SourceFigures school;
  school.name = "de \"beste\" school\\";
  school.failures = 2;
  school.last_success = std::chrono::sys_seconds(std::chrono::seconds(1'795'000'000));
  school.added = 3;
  school.quarantined = 18;
  watching.stated = OperationFigures{ChangeNumber{change.value + 7}, 12, 1, {school}};
  const std::string text = metrics();
  EXPECT_THAT(text, HasSubstr("leerwijzer_database_up 1\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_index_behind_changes 7\n"));
  EXPECT_THAT(text, Not(HasSubstr("leerwijzer_index_divergence"))) << "while changes are on their way they differ";
  const std::string source = "{source=\"de \\\"beste\\\" school\\\\\"";
  EXPECT_THAT(text, HasSubstr("leerwijzer_feed_success_timestamp_seconds" + source + "} 1795000000\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_feed_failures" + source + "} 2\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_feed_offers" + source + ",change=\"added\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_feed_offers_quarantined" + source + "} 18\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_quarantine_waiting 1\n"));
}

TEST_F(WatchingOverHttp, metrics_count_by_how_many_offers_index_and_database_differ) {
  const auto change = services().index->version().value().change;
  const auto documents = static_cast<std::int64_t>(services().index->document_count());
  watching.stated = OperationFigures{change, documents + 4, 0, {}};
  EXPECT_THAT(metrics(), HasSubstr("leerwijzer_index_divergence 4\n"));
  watching.stated->shown_offers = documents;
  EXPECT_THAT(metrics(), HasSubstr("leerwijzer_index_divergence 0\n"));
}

TEST_F(WatchingOverHttp, metrics_answer_without_the_database_and_say_so) {
  watching.stated.reset();
  const std::string text = metrics();
  EXPECT_THAT(text, HasSubstr("leerwijzer_database_up 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("leerwijzer_feed_")));
  EXPECT_THAT(text, HasSubstr("leerwijzer_index_sound 1\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_offers "));
  EXPECT_THAT(text, HasSubstr("leerwijzer_pool_queued{work=\"quick\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("leerwijzer_index_written_timestamp_seconds "));
}

TEST_F(WatchingOverHttp, ready_says_whether_the_index_is_sound) {
  EXPECT_THAT(server->get("/ready").body, HasSubstr("\"indexSound\":true"));
}

}  // namespace
}  // namespace leerwijzer::testing
