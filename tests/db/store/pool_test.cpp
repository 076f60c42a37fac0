#include "engine/store/pool.hpp"

#include "engine/store/catalogue_store.hpp"
#include "tests/support/database.hpp"
#include "tests/support/freezing_proxy.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace leerwijzer::testing {
namespace {

using std::chrono::milliseconds;

PoolSettings small(const TestDatabase& database, std::size_t size) {
  PoolSettings settings = database.settings();
  settings.size = size;
  settings.wait = milliseconds(50);
  return settings;
}

Error error_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const ErrorException& e) {
    return e.error();
  }
  return {ErrorCode::internal, "nothing was thrown", "", ""};
}

/// "host=/run/x dbname=..." gives "/run/x"; empty for another form.
std::string socket_folder_of(const std::string& url) {
  if (!url.starts_with("host=/")) return {};
  return url.substr(5, url.find(' ') - 5);
}

constexpr std::string_view k_end_others =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    "pg_backend_pid()";

TEST(Pool, a_lease_waits_a_bounded_time_and_is_then_refused) {
  const TestDatabase database;
  Pool pool(small(database, 1));
  const Pool::Lease held = pool.lease();
  EXPECT_EQ(pool.in_use(), 1U);
  EXPECT_EQ(error_of([&] { (void)pool.lease(); }).code, ErrorCode::overloaded);
  EXPECT_EQ(pool.ping().error().code, ErrorCode::overloaded);
}

TEST(Pool, a_connection_that_is_given_back_is_used_again) {
  const TestDatabase database;
  Pool pool(small(database, 1));
  const PooledConnection* first = nullptr;
  {
    Pool::Lease lease = pool.lease();
    first = &lease.connection();
  }
  EXPECT_EQ(pool.in_use(), 0U);
  Pool::Lease again = pool.lease();
  EXPECT_EQ(&again.connection(), first);
}

TEST(Pool, a_lease_that_waits_gets_the_connection_that_comes_free) {
  const TestDatabase database;
  PoolSettings settings = small(database, 1);
  settings.wait = milliseconds(20'000);
  Pool pool(settings);
  auto held = std::make_unique<Pool::Lease>(pool.lease());
  std::thread waiting([&] { EXPECT_NO_THROW((void)pool.lease()); });
  held.reset();
  waiting.join();
  EXPECT_EQ(pool.in_use(), 0U);
}

TEST(Pool, every_connection_says_its_purpose_and_its_statement_timeout) {
  const TestDatabase database;
  PoolSettings settings = small(database, 1);
  settings.purpose = "leerwijzer-test 'quoted'";
  settings.statement_timeout = milliseconds(1234);
  Pool pool(settings);
  ASSERT_TRUE(pool.ping().has_value());
  EXPECT_EQ(database.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leerwijzer-test ''quoted'''"),
            "1");
}

TEST(Pool, a_broken_connection_is_thrown_away_and_the_work_is_done_on_a_fresh_one) {
  const TestDatabase database;
  Pool pool(small(database, 2));
  CatalogueStore store(pool);
  (void)store.put_source({{}, "a", "csv", ""});
  {
    const Pool::Lease one = pool.lease();
    const Pool::Lease two = pool.lease();
  }
  EXPECT_EQ(database.ask(std::string(k_end_others)), "2");
  EXPECT_EQ(store.sources().size(), 1U);
  EXPECT_EQ(pool.in_use(), 0U);
  EXPECT_EQ(database.ask(std::string(k_end_others)), "1");
  EXPECT_TRUE(pool.ping().has_value());
}

TEST(Pool, a_server_that_is_not_there_is_unavailable_and_takes_no_place) {
  Pool pool({"host=/nonexistent dbname=x user=x", "test", 1, milliseconds(1000), milliseconds(50)});
  for (int i = 0; i < 3; ++i) {
    const Error error = error_of([&] { (void)pool.lease(); });
    EXPECT_EQ(error.code, ErrorCode::unavailable);
    EXPECT_FALSE(error.hint.empty());
  }
  EXPECT_EQ(pool.ping().error().code, ErrorCode::unavailable);
  EXPECT_EQ(pool.in_use(), 0U);
}

TEST(Pool, a_statement_that_takes_too_long_is_ended_by_the_database) {
  const TestDatabase database;
  PoolSettings settings = small(database, 2);
  settings.statement_timeout = milliseconds(100);
  Pool pool(settings);
  CatalogueStore store(pool);
  Pool locker_pool(database.settings());
  CatalogueStore locker(locker_pool);
  const SourceId source = locker.put_source({{}, "a", "csv", ""});
  const FetchId fetch = locker.begin_fetch(source);
  (void)locker.store_batch(fetch, {});
  // Another session holds the fetch: the batch waits for it and gives up.
  std::thread holder([&] { database.execute("UPDATE \"fetch\" SET reason = 'held'; SELECT pg_sleep(1.5)"); });
  while (database.ask(
             "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1.5)%' AND wait_event = 'PgSleep'") ==
         "0") {
    std::this_thread::yield();
  }
  const Error error = error_of([&] { (void)store.store_batch(fetch, {}); });
  EXPECT_EQ(error.code, ErrorCode::unavailable);
  EXPECT_EQ(error.where, "sql:lock-fetch");
  holder.join();
  EXPECT_TRUE(pool.ping().has_value());
}

TEST(Pool, a_server_that_hangs_is_given_up_and_the_pool_recovers_with_it) {
  const TestDatabase database;
  const std::string folder = socket_folder_of(database.url());
  if (folder.empty()) GTEST_SKIP() << "the test server is not on a Unix socket";
  FreezingProxy proxy(folder + "/.s.PGSQL.5432");
  PoolSettings settings = small(database, 1);
  settings.url = database.url() + " host=" + proxy.folder();
  settings.statement_timeout = milliseconds(100);
  settings.answer_grace = milliseconds(100);
  Pool pool(settings);
  CatalogueStore store(pool);
  (void)store.put_source({{}, "a", "csv", ""});

  proxy.freeze();
  const Error error = error_of([&] { (void)store.sources(); });
  EXPECT_EQ(error.code, ErrorCode::unavailable) << describe(error);
  EXPECT_EQ(pool.in_use(), 0U);

  proxy.thaw();
  EXPECT_EQ(store.sources().size(), 1U);
}

TEST(Pool, a_server_that_was_silent_is_asked_by_one_at_a_time_and_the_others_do_not_wait) {
  const TestDatabase database;
  const std::string folder = socket_folder_of(database.url());
  if (folder.empty()) GTEST_SKIP() << "the test server is not on a Unix socket";
  FreezingProxy proxy(folder + "/.s.PGSQL.5432");
  PoolSettings settings = small(database, 3);
  settings.url = database.url() + " host=" + proxy.folder();
  settings.statement_timeout = milliseconds(400);
  settings.answer_grace = milliseconds(200);
  settings.connect_timeout = std::chrono::seconds(2);
  Pool pool(settings);
  CatalogueStore store(pool);
  ASSERT_TRUE(pool.ping().has_value());

  proxy.freeze();
  EXPECT_EQ(error_of([&] { (void)store.sources(); }).code, ErrorCode::unavailable);
  std::thread probe([&] { EXPECT_FALSE(pool.ping().has_value()); });
  while (pool.in_use() == 0) std::this_thread::yield();
  const auto from = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(error_of([&] { (void)store.sources(); }).code, ErrorCode::unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - from, milliseconds(300));
  probe.join();

  proxy.thaw();
  EXPECT_TRUE(pool.ping().has_value());
  EXPECT_TRUE(store.sources().empty());
}

TEST(Pool, a_database_without_the_tables_says_what_to_run) {
  const TestDatabase database(Schema::none);
  Pool pool(database.settings());
  CatalogueStore store(pool);
  const Error error = error_of([&] { (void)store.sources(); });
  EXPECT_EQ(error.code, ErrorCode::schema_mismatch);
  EXPECT_NE(error.hint.find("migrate"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer::testing
