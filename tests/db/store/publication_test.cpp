// What providers publish here themselves: versions, one transaction with the catalogue, and nobody for anybody else.
#include "engine/store/acting.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/provider_sources.hpp"
#include "engine/store/publication_store.hpp"
#include "engine/store/transaction.hpp"
#include "engine/store/upload_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"

#include <pqxx/pqxx>

namespace leerwijzer::testing {
namespace {

class Publications : public CatalogueFixture {
 protected:
  Publications() {
    fetch({record_of(small_offer("o0", "Koken"), provider), record_of(small_offer("o1", "Bakken"), other)});
    own = id_of("p1");
    another = id_of("p2");
  }

  ProviderId id_of(const std::string& key) const {
    return ProviderId{std::stoll(database.ask("SELECT id FROM provider WHERE key = '" + key + "'"))};
  }
  DraftChange draft(const std::string& key, const std::string& body = "{}") const {
    DraftChange change;
    change.provider = own;
    change.key = key;
    change.title = "Lassen";
    change.quality = 0.5;
    change.draft = body;
    return change;
  }
  PublishOrder order(const std::string& key, std::int64_t version = 1,
                     const std::string& title = "Lassen avondcursus") const {
    PublishOrder one;
    one.provider = own;
    one.key = key;
    one.version = version;
    one.body = R"({"title":")" + title + "\"}";
    one.offer = small_offer(key, title);
    one.actor = "key 1";
    return one;
  }
  ErrorCode code(const auto& result) const { return result ? ErrorCode::internal : result.error().code; }

  Provider other = small_provider("p2", "School B");
  ProviderId own;
  ProviderId another;
  PublicationStore publications{pool};
};

TEST_F(Publications, begin_as_a_draft_and_change_under_their_version) {
  const auto made = publications.put(draft("las-1"));
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->created);
  EXPECT_EQ(made->version, 1);
  EXPECT_FALSE(publications.put(draft("las-1"))->changed) << "the same once more is no fault";
  EXPECT_EQ(code(publications.put(draft("las-1", R"({"a":1})"))), ErrorCode::precondition_required);
  DraftChange change = draft("las-1", R"({"a":1})");
  change.expected = 1;
  EXPECT_EQ(publications.put(change)->version, 2);
  EXPECT_EQ(code(publications.put(change)), ErrorCode::precondition_failed);
  change.expected.reset();
  change.only_new = true;
  EXPECT_EQ(code(publications.put(change)), ErrorCode::precondition_failed);
  DraftChange nowhere = draft("las-2");
  nowhere.expected = 3;
  EXPECT_EQ(code(publications.put(nowhere)), ErrorCode::precondition_failed);
  DraftChange nobody = draft("las-3");
  nobody.provider = ProviderId{999'999};
  EXPECT_EQ(code(publications.put(nobody)), ErrorCode::not_found);
  const auto found = publications.find(own, "las-1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->state, PublicationState::draft);
  EXPECT_EQ(found->draft, R"({"a":1})");
  EXPECT_FALSE(found->offer.stored());
}

TEST_F(Publications, are_in_the_catalogue_and_on_its_change_log_in_one_go) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  const ChangeNumber before = store.latest_change();
  const auto published = publications.publish(order("las-1"));
  ASSERT_TRUE(published);
  const OfferId id = published->published.offer;
  const auto changes = store.changes_after(before, 10);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].offer, id);
  const auto offer = store.shown_offer(id);
  ASSERT_TRUE(offer);
  EXPECT_EQ(offer->provider, own) << "of the provider that is known, and no second one";
  EXPECT_EQ(offer->provider_name, "School A");
  EXPECT_EQ(offer->key, "las-1");
  const auto traced = store.traced_offer(id);
  EXPECT_EQ(traced->members.at(0).source, "api-" + std::to_string(own.value));
  EXPECT_EQ(traced->members.at(0).format, "api");
  EXPECT_FALSE(traced->members.at(0).fetched_at.empty());
  EXPECT_EQ(database.ask("SELECT count(*) FROM provider"), "2");
  EXPECT_EQ(database.ask("SELECT convert_from(body, 'UTF8') FROM raw_record WHERE key = 'las-1'"), order("las-1").body);
  EXPECT_EQ(publications.find(own, "las-1")->state, PublicationState::published);
  const auto audit = read_audit(pool, "publication " + std::to_string(own.value) + "/las-1", 5);
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].action, "publish");
  EXPECT_EQ(audit[0].actor, "key 1");
}

TEST_F(Publications, that_change_keep_their_offer_and_leave_the_others_alone) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  ASSERT_TRUE(publications.put(draft("las-2", order("las-2").body)));
  const OfferId first = publications.publish(order("las-1"))->published.offer;
  const OfferId second = publications.publish(order("las-2"))->published.offer;
  DraftChange change = draft("las-1", order("las-1", 2, "Lassen overdag").body);
  change.expected = 1;
  ASSERT_TRUE(publications.put(change));
  EXPECT_EQ(publications.find(own, "las-1")->state, PublicationState::changed);
  EXPECT_EQ(title_of(*store.shown_offer(first)), "Lassen avondcursus") << "a draft is nobody's business";
  EXPECT_EQ(code(publications.publish(order("las-1", 1))), ErrorCode::precondition_failed);
  const auto again = publications.publish(order("las-1", 2, "Lassen overdag"));
  EXPECT_EQ(again->published.offer, first);
  EXPECT_EQ(title_of(*store.shown_offer(first)), "Lassen overdag");
  EXPECT_TRUE(store.shown_offer(second));
}

TEST_F(Publications, that_are_withdrawn_are_gone_and_come_back_when_published_again) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  EXPECT_EQ(code(publications.withdraw({own, "las-1", "key 1"})), ErrorCode::conflict);
  const OfferId id = publications.publish(order("las-1"))->published.offer;
  EXPECT_EQ(code(publications.remove(own, "las-1", 1)), ErrorCode::conflict);
  const ChangeNumber before = store.latest_change();
  ASSERT_TRUE(publications.withdraw({own, "las-1", "key 1"}));
  EXPECT_FALSE(store.offer(id));
  const auto changes = store.changes_after(before, 10);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_TRUE(changes[0].deleted);
  EXPECT_TRUE(publications.withdraw({own, "las-1", "key 1"})) << "again is no fault";
  EXPECT_EQ(store.latest_change(), changes[0].number);
  EXPECT_EQ(publications.find(own, "las-1")->state, PublicationState::withdrawn);
  EXPECT_TRUE(publications.publish(order("las-1")));
  EXPECT_EQ(publications.find(own, "las-1")->state, PublicationState::published);
  ASSERT_TRUE(publications.withdraw({own, "las-1", "key 1"}));
  EXPECT_TRUE(publications.remove(own, "las-1", 1));
  EXPECT_FALSE(publications.find(own, "las-1"));
}

TEST_F(Publications, of_which_the_same_request_comes_twice_are_done_once) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  PublishOrder one = order("las-1");
  one.retry = {std::string(32, 'k'), std::string(32, 'r')};
  one.sealed = [](const PublishedOffer& published) { return "sealed " + std::to_string(published.offer.value); };
  const auto first = publications.publish(one);
  const ChangeNumber after = store.latest_change();
  const auto again = publications.publish(one);
  EXPECT_TRUE(first->repeated.empty());
  EXPECT_EQ(again->repeated, "sealed " + std::to_string(first->published.offer.value));
  EXPECT_EQ(store.latest_change(), after);
  EXPECT_EQ(read_audit(pool, "publication " + std::to_string(own.value) + "/las-1", 5).size(), 1U);
  one.retry.request_digest = std::string(32, 'x');
  EXPECT_EQ(code(publications.publish(one)), ErrorCode::conflict);
  const Retry retry{std::string(32, 'a'), std::string(32, 'b')};
  EXPECT_EQ(publications.add(draft("o-1"), retry, "first").value(), "");
  EXPECT_EQ(publications.add(draft("o-2"), retry, "second").value(), "first");
  EXPECT_FALSE(publications.find(own, "o-2"));
}

TEST_F(Publications, tell_who_takes_part_at_once_and_keep_their_version) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  CohortChange change;
  change.provider = own;
  change.key = "las-1";
  change.cohort = {"r1", {.minimum = 8, .maximum = {}, .enrolled = 4, .pending = 1}};
  ASSERT_TRUE(publications.put_cohort(change));
  EXPECT_EQ(publications.find(own, "las-1")->cohorts.at(0).counts, change.cohort.counts);
  const OfferId id = publications.publish(order("las-1"))->published.offer;
  Offer offer = order("las-1").offer;
  leerwijzer::Run run;
  run.key = "r1";
  run.places_enrolled = 5;
  offer.runs = {run};
  change.republished = Republished{1, order("las-1").body, offer};
  ASSERT_TRUE(publications.put_cohort(change));
  EXPECT_EQ(store.shown_offer(id)->runs.at(0).places_enrolled, 5);
  EXPECT_EQ(publications.find(own, "las-1")->version, 1);
  EXPECT_EQ(publications.find(own, "las-1")->state, PublicationState::published);
  EXPECT_EQ(code(publications.put_cohort(change)), ErrorCode::precondition_failed) << "published anew since";
}

TEST_F(Publications, are_listed_by_state) {
  for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(publications.put(draft(key, order(key).body)));
  ASSERT_TRUE(publications.publish(order("b")));
  EXPECT_EQ(publications.list(own, {}, 0, 10).total, 3);
  const auto drafts = publications.list(own, PublicationState::draft, 0, 1);
  EXPECT_EQ(drafts.total, 2);
  ASSERT_EQ(drafts.items.size(), 1U);
  EXPECT_EQ(drafts.items[0].key, "a");
  EXPECT_EQ(publications.list(own, PublicationState::published, 0, 10).items.at(0).key, "b");
  EXPECT_EQ(publications.list(another, {}, 0, 10).total, 0);
}

TEST_F(Publications, of_another_provider_are_neither_seen_nor_touched) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  const OfferId id = publications.publish(order("las-1"))->published.offer;
  EXPECT_FALSE(publications.find(another, "las-1"));
  EXPECT_EQ(code(publications.withdraw({another, "las-1", "key 2"})), ErrorCode::not_found);
  EXPECT_EQ(code(publications.remove(another, "las-1", 1)), ErrorCode::not_found);
  PublishOrder foreign = order("las-1");
  foreign.provider = another;
  EXPECT_EQ(code(publications.publish(foreign)), ErrorCode::not_found);
  EXPECT_TRUE(store.shown_offer(id));
  ASSERT_TRUE(publications.put([&] {
    DraftChange change = draft("las-1");
    change.provider = another;
    return change;
  }()))
      << "a key is the provider's own";
}

TEST_F(Publications, are_kept_apart_by_the_database_itself) {
  ASSERT_TRUE(publications.put(draft("las-1", "{\"secret\":1}")));
  UploadStore uploads(pool);
  NewUpload file;
  file.provider = own;
  file.name = "a.csv";
  file.digest = "d";
  file.content = "sleutel;titel\n";
  file.actor = "key 1";
  ASSERT_TRUE(uploads.add(file, {}, [](std::int64_t) { return std::string(); }));
  const std::string role = "lw_plain_" + database.name();
  database.execute("CREATE ROLE " + role);
  database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role);
  database.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role);
  {
    pqxx::connection connection(database.settings().url);
    pqxx::work work(connection);
    work.exec("SET LOCAL ROLE " + role);
    const auto count = [&](const std::string& table) {
      return work.exec("SELECT count(*) FROM " + table)[0][0].as<int>();
    };
    const auto act_for = [&](ProviderId acting) {
      work.exec("SELECT set_config('leerwijzer.provider', '" + std::to_string(acting.value) + "', true)");
    };
    EXPECT_EQ(count("publication") + count("upload") + count("run_cohort"), 0) << "for nobody, nothing";
    act_for(another);
    EXPECT_EQ(count("publication") + count("upload"), 0);
    EXPECT_EQ(work.exec("UPDATE publication SET draft = '{}'").affected_rows(), 0);
    EXPECT_EQ(work.exec("DELETE FROM upload").affected_rows(), 0);
    EXPECT_THROW(
        {
          pqxx::subtransaction inner(work);
          inner.exec("INSERT INTO publication (provider_id, key, title, quality, draft) VALUES (" +
                     std::to_string(own.value) + ", 'x', '', 0, '{}')");
        },
        pqxx::sql_error)
        << "nobody writes for another";
    act_for(own);
    EXPECT_EQ(count("publication"), 1);
    EXPECT_EQ(count("upload"), 1);
  }
  database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_F(Publications, count_what_was_seen_by_week_and_forget_it_in_time) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  const OfferId id = publications.publish(order("las-1"))->published.offer;
  const Date week = on(2026, 11, 23);
  publications.add_reach({{id, ReachKind::shown, week, 3}, {id, ReachKind::opened, week, 1}});
  publications.add_reach({{id, ReachKind::shown, week, 4},
                          {id, ReachKind::shown, on(2026, 11, 16), 2},
                          {OfferId{999}, ReachKind::shown, week, 8}});
  const auto page = publications.reach(own, on(2026, 11, 1), 0, 10);
  EXPECT_EQ(page.total, 1);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].title, "Lassen avondcursus");
  ASSERT_EQ(page.items[0].weeks.size(), 2U);
  EXPECT_EQ(page.items[0].weeks[0].shown, 7);
  EXPECT_EQ(page.items[0].weeks[0].opened, 1);
  EXPECT_EQ(page.items[0].weeks[1].shown, 2);
  EXPECT_EQ(publications.reach(another, on(2026, 11, 1), 0, 10).total, 0);
  publications.forget_reach(on(2026, 11, 20));
  EXPECT_EQ(publications.reach(own, on(2026, 11, 1), 0, 10).items.at(0).weeks.size(), 1U);
  EXPECT_EQ(
      database.ask("SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns "
                   "WHERE table_name = 'offer_reach'"),
      "offer_id week kind count")
      << "nothing of a person can be kept";
}

TEST_F(Publications, are_of_sources_that_are_never_fetched_and_feeds_of_many_are_nobodys_own) {
  ASSERT_TRUE(publications.put(draft("las-1", order("las-1").body)));
  ASSERT_TRUE(publications.publish(order("las-1")));
  ProviderSources sources(pool);
  const auto list = sources.list(own);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].entry.source.name, "api-" + std::to_string(own.value));
  EXPECT_TRUE(list[0].own);
  EXPECT_FALSE(list[0].fetched);
  EXPECT_TRUE(list[0].entry.settings.paused);
  EXPECT_EQ(list[0].offers, 1);
  EXPECT_FALSE(list[1].own) << "School B is in it, too";
  EXPECT_EQ(code(sources.set_paused(own, list[0].entry.source.id, false, "key 1")), ErrorCode::conflict);
  EXPECT_EQ(code(sources.set_paused(own, list[1].entry.source.id, true, "key 1")), ErrorCode::permission_denied);
  EXPECT_EQ(code(sources.fetch_now(another, list[0].entry.source.id, "key 2")), ErrorCode::not_found);
  database.execute("DELETE FROM offer WHERE key = 'o1'; DELETE FROM provider WHERE key = 'p2'");
  const SourceId feed = list[1].entry.source.id;
  ASSERT_TRUE(sources.set_paused(own, feed, true, "key 1"));
  EXPECT_TRUE(sources.list(own).at(1).entry.settings.paused);
  EXPECT_EQ(code(sources.fetch_now(own, feed, "key 1")), ErrorCode::conflict);
  ASSERT_TRUE(sources.set_paused(own, feed, false, "key 1"));
  ASSERT_TRUE(sources.fetch_now(own, feed, "key 1"));
  const auto audit = read_audit(pool, "source school", 5);
  EXPECT_EQ(audit.at(0).action, "fetch-source");
  EXPECT_EQ(audit.at(1).action, "resume-source");
}

}  // namespace
}  // namespace leerwijzer::testing
