// Watching many sources over real sockets: one provider's trouble is its own.
#include "indexer/pipeline/feed_watch.hpp"
#include "tests/support/database.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/http_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

const std::string k_csv = "key,title,provider\na,Lassen,P\nb,Solderen,P\n";

class Watch : public ::testing::Test {
 protected:
  ~Watch() override { stop(); }

  void add(const std::string& name, const std::string& location, const SourceSettings& settings = {}) {
    static_cast<void>(sources_.add({{}, name, "csv", location}, settings, {"An", ""}));
  }
  void start(std::size_t workers = 8) {
    thread_ = std::thread([this, workers] {
      FeedWatch(*workspace_, {900s, workers, [this] { return stop_.load(); }}).run();
    });
  }
  void stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  SourceState state(const std::string& name) { return sources_.named(name).state; }

  /// Looks until it is so, at most half a minute.
  bool in_time(const std::function<bool()>& so) {
    for (int tries = 0; tries < 600; ++tries) {
      if (so()) return true;
      std::this_thread::sleep_for(50ms);
    }
    return false;
  }
  bool reaches(const std::string& name, const std::string& fetch_state) {
    return in_time([&] { return state(name).fetch_state == fetch_state; });
  }

  static Settings settings_for(const TestDatabase& database, const FeedFolder& folder) {
    Settings settings;
    settings.database_url = database.url();
    settings.index = (folder.path() / "index").string();
    return settings;
  }

  TestDatabase database_;
  FeedFolder folder_;
  Pool pool_{database_.settings()};
  SourceStore sources_{pool_};
  std::optional<Workspace> workspace_{settings_for(database_, folder_)};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

TEST_F(Watch, trouble_of_one_source_never_delays_another_and_the_end_waits_for_none) {
  const HttpServer stalls([](const ServedRequest&) -> ServedReply { return {.body = "key,ti", .stall = true}; });
  const HttpServer resets([](const ServedRequest&) -> ServedReply { return {.body = "key,ti", .reset = true}; });
  const HttpServer redirects([](const ServedRequest&) -> ServedReply {
    return {.status = 302, .headers = {"Location: http://127.0.0.2:1/latest"}};
  });
  const HttpServer good([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  add("a-stalls", stalls.url());
  add("b-resets", resets.url());
  add("c-redirects", redirects.url());
  add("d-good", good.url());
  start();
  EXPECT_TRUE(reaches("d-good", "finished"));
  EXPECT_TRUE(in_time([&] { return state("c-redirects").failures == 1; }));
  EXPECT_TRUE(in_time([&] { return state("b-resets").failures == 1; }));
  EXPECT_NE(state("a-stalls").fetch_state, "finished") << "the others did not wait for it";
  EXPECT_EQ(state("a-stalls").failures, 0) << "it is still being read";
  EXPECT_TRUE(state("c-redirects").next_due.has_value()) << "it is tried again later";
  EXPECT_NE(state("c-redirects").trouble.find("private network"), std::string::npos);
  EXPECT_EQ(database_.ask("SELECT count(*) FROM offer"), "2");
  stop();
  EXPECT_EQ(state("a-stalls").fetch_state, "incomplete");
  EXPECT_EQ(state("a-stalls").failures, 0) << "it was broken off, which is no fault of its own";
}

TEST_F(Watch, sources_that_failed_before_never_hold_all_threads) {
  const HttpServer stalls([](const ServedRequest&) -> ServedReply { return {.body = "key,ti", .stall = true}; });
  const HttpServer good([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  for (const char* name : {"a", "b", "c"}) {
    add(name, stalls.url());
    sources_.keep_outcome(sources_.named(name).source.id, 1, std::chrono::sys_seconds(1s));
  }
  start(2);
  EXPECT_TRUE(in_time([&] { return !stalls.requests().empty(); }));
  add("good", good.url());
  EXPECT_TRUE(reaches("good", "finished"));
  EXPECT_EQ(stalls.requests().size(), 1U);
}

TEST_F(Watch, a_document_that_did_not_change_is_asked_for_and_not_read) {
  const HttpServer server([](const ServedRequest& r) { return reply_if_changed(r, k_csv, "\"v1\""); });
  add("school", server.url());
  start();
  ASSERT_TRUE(reaches("school", "finished"));
  static_cast<void>(sources_.change("school", "set-source", {"An", ""}, [](SourceEntry& entry) {
    entry.source.trust_rank = 10;
    entry.settings.deadline_seconds = 600;  // other settings: due at once
  }));
  EXPECT_TRUE(reaches("school", "unchanged"));
  stop();
  EXPECT_EQ(database_.ask("SELECT count(*) FROM offer"), "2") << "nothing was deleted";
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.requests()[1].headers.at("if-none-match"), "\"v1\"");
  EXPECT_EQ(sources_.named("school").source.trust_rank, 10) << "a fetch does not write the source anew";
}

TEST_F(Watch, a_file_without_a_schedule_is_read_whenever_it_changes) {
  const auto file = folder_.write("a.csv", k_csv);
  add("file", file.string());
  start();
  ASSERT_TRUE(reaches("file", "finished"));
  folder_.write("a.csv", k_csv + "c,Klimmen,P\n");
  EXPECT_TRUE(in_time([&] { return database_.ask("SELECT count(*) FROM offer") == "3"; }));
}

TEST_F(Watch, a_paused_source_is_left_alone) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  const HttpServer other([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  SourceSettings paused;
  paused.paused = true;
  add("a-paused", server.url(), paused);
  add("b-other", other.url());
  start();
  EXPECT_TRUE(reaches("b-other", "finished"));
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(Watch, a_feed_of_more_records_than_it_may_have_is_refused) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  SourceSettings settings;
  settings.most_records = 1;
  add("school", server.url(), settings);
  start();
  EXPECT_TRUE(reaches("school", "incomplete"));
  EXPECT_NE(state("school").reason.find("more than the 1 records"), std::string::npos) << state("school").reason;
}

TEST_F(Watch, a_source_without_a_format_keeps_the_one_that_was_found) {
  const HttpServer server([](const ServedRequest& r) -> ServedReply {
    return r.target == "/a.csv" ? ServedReply{.body = k_csv} : ServedReply{.status = 404};
  });
  static_cast<void>(sources_.add({{}, "school", "", server.url() + "/a.csv"}, {}, {"An", ""}));
  start();
  EXPECT_TRUE(reaches("school", "finished"));
  EXPECT_EQ(sources_.named("school").source.format, "csv");
}

TEST_F(Watch, a_second_watcher_says_so_and_ends) {
  start();
  ASSERT_TRUE(in_time([&] {
    return database_.ask(
               "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
               "WHERE l.locktype = 'advisory' AND d.datname = current_database()") == "1";
  }));
  Workspace other(settings_for(database_, folder_));
  FeedWatch second(other, {900s, 2, [] { return false; }});
  try {
    second.run();
    FAIL() << "two watchers at once";
  } catch (const ErrorException& failure) {
    EXPECT_EQ(failure.error().code, ErrorCode::conflict);
    EXPECT_NE(failure.error().what.find("Another watcher"), std::string::npos);
  }
}

}  // namespace
}  // namespace leerwijzer::testing
