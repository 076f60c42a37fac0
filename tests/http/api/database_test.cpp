// The API on a real database: what is stored is served, what is imported is seen without a restart, and
// a database that goes away takes down only what needs it.
#include "tests/support/database.hpp"
#include "api/application.hpp"
#include "api/live/postgres_catalogue.hpp"
#include "api/live/snapshot_loader.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/reference_version.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "tests/support/offers.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <chrono>
#include <set>
#include <thread>

namespace leerwijzer {
namespace {

namespace json = boost::json;

Region small_region() {
  Region region;
  region.number = 1;
  region.slug = "midden-utrecht";
  region.name = "Midden-Utrecht";
  region.municipalities = {{"Utrecht", "midden-utrecht", std::nullopt, std::nullopt, {}}};
  region.postcodes = {{"3511", {52.09, 5.12}, "Utrecht", "Utrecht"}};
  return region;
}

void fill(Pool& pool) {
  ReferenceStore(pool).put_regions({small_region()});
  CatalogueStore store(pool);
  Source source;
  source.name = "proef";
  source.format = "csv";
  source.sample = true;
  const FetchId fetch = store.begin_fetch(store.put_source(source));
  const std::vector<FeedRecord> records = {
      testing::record_of(testing::full_offer("a"), testing::small_provider("p", "ROC Proef")),
      testing::record_of(testing::small_offer("b", "Heftruck rijden"), testing::small_provider("p", "ROC Proef"))};
  static_cast<void>(store.store_batch(fetch, records));
  static_cast<void>(store.finish_fetch(fetch, {true, "", "x"}));
}

void index_all(Pool& pool, const std::filesystem::path& folder) {
  IndexWriter writer = IndexWriter::create_generation(folder).value();
  const ChangeNumber change = CatalogueStore(pool).for_each_batch([&](std::span<const Offer> offers) {
    for (const Offer& offer : offers) writer.upsert(offer);
  });
  writer.commit(change);
  writer.publish();
}

class OnDatabase : public ::testing::Test {
 protected:
  OnDatabase() {
    fill(pool);
    index_all(pool, folder.path());
    watch = std::make_unique<SnapshotWatch>(pool, snapshots, std::chrono::milliseconds(50), [](const std::string&) {});
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path(), 2}).value());
    services.snapshots = &snapshots;
    services.index = index.get();
    services.catalogue = &catalogue;
    services.today = [] { return testing::on(2026, 11, 21); };
    services.vitals = [] { return Vitals{}; };
    application = std::make_unique<Application>(ApplicationSettings{}, services, endpoints());
    server = std::make_unique<testing::RunningServer>(*application, testing::any_port());
  }

  std::int64_t id_of(const std::string& words) {
    const auto found = json::parse(server->get("/v1/offers?q=" + words).body);
    return found.at("items").at(0).at("id").as_int64();
  }

  testing::TestDatabase database;
  Pool pool{database.settings()};
  testing::TemporaryFolder folder;
  SnapshotHolder snapshots;
  std::unique_ptr<SnapshotWatch> watch;
  std::unique_ptr<SearchIndex> index;
  PostgresCatalogue catalogue{pool};
  Services services;
  std::unique_ptr<Application> application;
  std::unique_ptr<testing::RunningServer> server;
};

TEST_F(OnDatabase, an_offer_that_is_found_is_served_in_full) {
  const auto response = server->get("/v1/offers/" + std::to_string(id_of("verpleegkundige")));
  ASSERT_EQ(response.status, 200) << response.body;
  const json::value offer = json::parse(response.body);
  EXPECT_EQ(offer.at("provider").at("name"), "ROC Proef");
  EXPECT_EQ(offer.at("runs").as_array().size(), 3U);
  EXPECT_EQ(offer.at("level"), "4+");
  EXPECT_EQ(offer.at("levelBasis"), "register");
  EXPECT_EQ(offer.at("sample"), true);
  EXPECT_EQ(server->get("/ready").status, 200);
  EXPECT_EQ(server->get("/v1/offers/999999").status, 404);
}

/// A register tells of the first offer too.
void fill_register(Pool& pool) {
  CatalogueStore store(pool);
  Source source;
  source.name = "register";
  source.format = "rio-lod-v2";
  source.sample = true;
  source.trust_rank = 60;
  const FetchId fetch = store.begin_fetch(store.put_source(source));
  Offer offer = testing::small_offer("r-1", "Verpleegkunde");
  offer.codes = {{CodeScheme::crebo, "25655"}};
  offer.level = {NlqfLevel::level_4_plus, LevelBasis::register_};
  offer.awarded = "Diploma van het register";
  const std::vector<FeedRecord> records = {testing::record_of(offer, testing::small_provider("x", "ROC Proef"))};
  static_cast<void>(store.store_batch(fetch, records));
  static_cast<void>(store.finish_fetch(fetch, {true, "", "y"}));
}

TEST_F(OnDatabase, every_field_that_is_shown_says_where_it_came_from) {
  const std::int64_t id = id_of("verpleegkundige");
  fill_register(pool);
  const json::value offer = json::parse(server->get("/v1/offers/" + std::to_string(id)).body);
  const json::value& provenance = offer.at("provenance");
  const std::set<std::string_view> computed = {"id",      "distanceKm", "quality", "score",  "reasons",  "closes",
                                               "matched", "provenance", "sample",  "notice", "pastOnly", "related"};
  std::set<std::string> named;
  for (const auto& [field, origin] : provenance.at("fields").as_object()) {
    named.insert(std::string(field.substr(0, field.find('/'))));
    const auto source = static_cast<std::size_t>(origin.at("source").as_int64());
    ASSERT_LT(source, provenance.at("sources").as_array().size()) << field;
  }
  std::size_t compared = 0;
  for (const auto& [field, value] : offer.as_object()) {
    const bool empty = value.is_null() || (value.is_array() && value.as_array().empty());
    if (empty || computed.contains(field)) continue;
    EXPECT_TRUE(named.contains(std::string(field))) << field << " has a value and no origin";
    ++compared;
  }
  EXPECT_GT(compared, 25U);
  const auto source_of = [&](const char* field) {
    const auto at = static_cast<std::size_t>(provenance.at("fields").at(field).at("source").as_int64());
    return provenance.at("sources").at(at);
  };
  EXPECT_EQ(source_of("level").at("name"), "register");
  EXPECT_EQ(source_of("level").at("recordKey"), "r-1");
  EXPECT_EQ(source_of("level").at("register"), true);
  EXPECT_EQ(provenance.at("fields").at("level").at("basis"), "register");
  EXPECT_EQ(source_of("title").at("name"), "proef");
  EXPECT_EQ(provenance.at("fields").at("title").at("basis"), "stated");
  EXPECT_EQ(offer.at("awarded"), "Diploma van het register");
}

TEST_F(OnDatabase, any_id_of_an_offer_gives_the_one_that_is_shown) {
  const std::int64_t id = id_of("verpleegkundige");
  fill_register(pool);
  const std::string other = database.ask("SELECT id FROM offer WHERE key = 'r-1'");
  const auto response = server->get("/v1/offers/" + other);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(json::parse(response.body).at("id"), id);
  EXPECT_EQ(response.body, server->get("/v1/offers/" + std::to_string(id)).body);
  const auto similar = server->get("/v1/offers/" + other + "/similar");
  EXPECT_EQ(similar.status, 200) << similar.body;
  EXPECT_EQ(server->get("/v1/offers?q=verpleegkunde").status, 200);
}

TEST_F(OnDatabase, what_is_imported_is_seen_without_a_restart) {
  EXPECT_EQ(server->get("/v1/offers?municipality=Zeist").status, 400);
  Region region = small_region();
  region.municipalities.push_back({"Zeist", "midden-utrecht", std::nullopt, std::nullopt, {}});
  ReferenceStore(pool).put_regions({region});
  int status = 0;
  for (int tries = 0; tries < 200 && status != 200; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
    status = server->get("/v1/offers?municipality=Zeist").status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(OnDatabase, the_stamp_of_the_reference_data_changes_with_every_kind_of_import) {
  const auto stamp = [&] { return reference_version(pool); };
  std::string last = stamp();
  EXPECT_EQ(stamp(), last) << "and only then";
  const auto expect_change = [&](const char* what) {
    const std::string next = stamp();
    EXPECT_NE(next, last) << what;
    last = next;
  };
  ReferenceStore reference(pool);
  reference.put_regions({small_region()});
  expect_change("regions");
  reference.put_postcodes({{"3512", {52.1, 5.1}, "Utrecht", "Utrecht"}});
  expect_change("postcodes");
  reference.put_referral_rules(testing::read_file(testing::root() / "schema" / "regions" / "referral-rules.json"));
  expect_change("referral rules");
  TaxonomyImport taxonomy;
  taxonomy.source = "sample";
  taxonomy.version = "1";
  static_cast<void>(TaxonomyStore(pool).import(taxonomy));
  expect_change("a taxonomy");
  static_cast<void>(TaxonomyStore(pool).import(taxonomy));
  expect_change("the same taxonomy again");
}

/// The same, where a change may wait for the index for a minute.
class WithAgeOfIndex : public OnDatabase {
 protected:
  WithAgeOfIndex() {
    services.catalogue = &aged;
    server.reset();  // before the application that it serves
    application = std::make_unique<Application>(ApplicationSettings{}, services, endpoints());
    server = std::make_unique<testing::RunningServer>(*application, testing::any_port());
  }
  void change_something() { fill_register(pool); }
  void let_changes_be_as_old_as(int seconds) {
    database.execute("UPDATE change_log SET changed_at = now() - interval '" + std::to_string(seconds) + " seconds'");
  }
  PostgresCatalogue aged{pool, {index.get(), std::chrono::minutes(1)}};
};

TEST_F(WithAgeOfIndex, is_not_ready_while_a_change_waits_for_the_index_longer_than_it_may) {
  let_changes_be_as_old_as(3600);
  EXPECT_EQ(server->get("/ready").status, 200) << "old, and all of it in the index";
  change_something();
  EXPECT_EQ(server->get("/ready").status, 200) << "it waits for a moment";
  let_changes_be_as_old_as(61);
  const auto behind = server->get("/ready");
  ASSERT_EQ(behind.status, 503);
  EXPECT_EQ(json::parse(behind.body).at("field"), "index");
  EXPECT_EQ(server->get("/v1/offers?q=verpleegkundige").status, 200) << "who asks it all the same is answered";
  index_all(pool, folder.path());
  const auto again = server->get("/ready");
  ASSERT_EQ(again.status, 200);
  EXPECT_EQ(json::parse(again.body).at("indexChange"), CatalogueStore(pool).latest_change().value);
}

TEST_F(OnDatabase, another_schema_version_is_not_ready) {
  database.execute("DELETE FROM schema_migration WHERE version = (SELECT max(version) FROM schema_migration)");
  const auto response = server->get("/ready");
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.body.find("leerwijzer-indexer migrate"), std::string::npos) << response.body;
}

TEST_F(OnDatabase, broken_connections_are_replaced) {
  const std::string target = "/v1/offers/" + std::to_string(id_of("heftruck"));
  ASSERT_EQ(server->get(target).status, 200);
  database.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
  EXPECT_EQ(server->get(target).status, 200);
}

}  // namespace
}  // namespace leerwijzer
