// One offer that several feeds tell of is shown once, and a person can undo it. The feeds' own offers stay as they are.
#include "engine/store/audit.hpp"
#include "engine/store/same_offer_store.hpp"
#include "tests/db/store/catalogue_fixture.hpp"
#include "tests/support/offers.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

namespace leerwijzer::testing {
namespace {

struct Feed {
  Source source;
  std::vector<FeedRecord> records;
};

Source named_source(const std::string& name, const std::string& format, int trust_rank = 50) {
  Source source;
  source.name = name;
  source.format = format;
  source.location = name;
  source.trust_rank = trust_rank;
  return source;
}

Provider school(const std::string& key, const std::string& name, const std::string& brin = "") {
  Provider provider = small_provider(key, name);
  if (!brin.empty()) provider.identifiers = {{IdentifierScheme::brin, brin}};
  return provider;
}

Offer programme(const std::string& key, const std::string& title, const std::string& crebo, const std::string& town,
                Intensity intensity = Intensity::full_time) {
  Offer offer = small_offer(key, title);
  if (!crebo.empty()) offer.codes = {{CodeScheme::crebo, crebo}};
  if (!town.empty()) offer.locations.emplace_back().city = town;
  offer.intensity = intensity;
  return offer;
}

class SameOffers : public ::testing::Test {
 protected:
  FetchSummary fetch(const Feed& feed) {
    const FetchId id = store.begin_fetch(store.put_source(feed.source));
    for (std::size_t from = 0; from < feed.records.size(); from += 3) {
      const std::size_t count = std::min<std::size_t>(3, feed.records.size() - from);
      static_cast<void>(store.store_batch(id, std::span(feed.records).subspan(from, count)));
    }
    CollapseGuard guard;
    guard.from_offers = 1'000'000;
    return store.finish_fetch(id, {true, "", "sum"}, guard);
  }

  std::vector<Offer> shown() {
    std::vector<Offer> list;
    store.for_each_shown_batch([&](std::span<const Offer> some) { list.insert(list.end(), some.begin(), some.end()); },
                               2);
    return list;
  }

  /// "source/key" of the members of every group, in order; with the leader first.
  std::set<std::vector<std::string>> groups() {
    std::set<std::vector<std::string>> found;
    for (const ReviewedGroup& group : same.groups("", OfferId{}, 1'000)) {
      std::vector<std::string> names;
      for (const ReviewedOffer& member : group.members) {
        names.push_back((member.id == group.leader ? "*" : "") + member.source + "/" + member.key);
      }
      std::sort(names.begin(), names.end());
      found.insert(names);
    }
    return found;
  }

  OfferId id_of(const std::string& source, const std::string& key) {
    return OfferId{
        std::stoll(database.ask("SELECT o.id FROM offer o JOIN source s ON s.id = o.source_id WHERE s.name = '" +
                                source + "' AND o.key = '" + key + "'"))};
  }

  std::set<OfferId> logged_after(ChangeNumber number) {
    std::set<OfferId> ids;
    for (const Change& change : store.changes_after(number, 1'000)) ids.insert(change.offer);
    return ids;
  }

  /// What is kept follows from the offers: making it anew changes nothing, and the fingerprints are those of what is
  /// shown.
  void expect_settled() {
    EXPECT_EQ(same.regroup({"test", ""}), 0);
    const auto prints = store.shown_fingerprints();
    const auto offers = shown();
    ASSERT_EQ(prints.size(), offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i) {
      EXPECT_EQ(prints[i].offer, offers[i].id);
      EXPECT_EQ(prints[i].content_hash, offers[i].content_hash);
    }
  }

  Feed own_feed() {
    const Provider roc = school("org-1", "ROC Midden Nederland", "25LG");
    Feed feed{named_source("school", "ooapi-v5"), {}};
    Offer nurse = programme("p1", "Word verpleegkundige", "25655", "Utrecht");
    nurse.texts.push_back({TextField::description, "nl", "U leert het vak in de praktijk."});
    nurse.url = "https://school.example/verpleegkundige";
    feed.records = {record_of(nurse, roc), record_of(programme("p2", "Kok", "25180", "Utrecht"), roc),
                    record_of(programme("p3", "Barista in een dag", "", "Utrecht"), roc)};
    return feed;
  }

  Feed register_feed() {
    const Provider roc = school("100A", "Regionaal Opleidingencentrum Midden-Nederland", "25LG00");
    const Provider other = school("200A", "ROC Elders", "99ZZ");
    Feed feed{named_source("rio", "rio-lod-v2", 60), {}};
    Offer nurse = programme("r1", "Verpleegkundige", "25655", "UTRECHT");
    nurse.level = {NlqfLevel::level_4, LevelBasis::register_};
    feed.records = {record_of(nurse, roc), record_of(programme("r2", "Kok", "25180", "AMERSFOORT"), roc),
                    record_of(programme("r3", "Verpleegkundige", "25655", "UTRECHT"), other)};
    return feed;
  }

  TestDatabase database;
  Pool pool{database.settings()};
  CatalogueStore store{pool};
  SameOfferStore same{pool};
};

TEST_F(SameOffers, are_shown_once_with_the_fields_that_each_feed_is_good_for) {
  fetch(own_feed());
  const ChangeNumber before = store.latest_change();
  fetch(register_feed());
  EXPECT_EQ(groups(), (std::set<std::vector<std::string>>{{"*school/p1", "rio/r1"}}));
  EXPECT_EQ(shown().size(), 5U);
  const OfferId leader = id_of("school", "p1");
  const OfferId other = id_of("rio", "r1");
  EXPECT_TRUE(logged_after(before).contains(leader)) << "the offer that was there is shown differently";
  const Offer offer = store.shown_offer(other).value();
  EXPECT_EQ(offer.id, leader) << "any id of it finds it";
  EXPECT_EQ(offer.level, (Level{NlqfLevel::level_4, LevelBasis::register_}));
  EXPECT_EQ(title_of(offer), "Word verpleegkundige");
  EXPECT_EQ(offer.provider_name, "ROC Midden Nederland");
  EXPECT_EQ(title_of(store.offer(other).value()), "Verpleegkundige") << "the register's own is as delivered";
  expect_settled();
}

TEST_F(SameOffers, name_the_feed_the_key_and_the_fetch_of_every_field) {
  fetch(own_feed());
  fetch(register_feed());
  const TracedOffer traced = store.traced_offer(id_of("rio", "r1")).value();
  ASSERT_EQ(traced.members.size(), 2U);
  const auto of = [&](std::string_view field) {
    for (const FieldOrigin& origin : traced.shown.origins) {
      if (origin.field == field) return traced.members[origin.member].source + " " + traced.members[origin.member].key;
    }
    return std::string();
  };
  EXPECT_EQ(of("level"), "rio r1");
  EXPECT_EQ(of("texts/title"), "school p1");
  EXPECT_EQ(of("url"), "school p1");
  EXPECT_EQ(of("contactPhone"), "") << "nobody states it";
  for (const MemberOrigin& member : traced.members) {
    EXPECT_EQ(member.fetched_at.size(), std::string("2026-11-21T10:00:00Z").size()) << member.fetched_at;
    EXPECT_EQ(member.is_register, member.source == "rio");
  }
  EXPECT_FALSE(store.traced_offer(OfferId{999'999}));
}

TEST_F(SameOffers, of_a_party_in_one_feed_only_leave_no_trace) {
  fetch(own_feed());
  EXPECT_EQ(database.ask("SELECT count(*) FROM same_key"), "0");
  EXPECT_EQ(database.ask("SELECT count(*) FROM same_pair"), "0");
  EXPECT_EQ(database.ask("SELECT count(*) FROM same_member"), "0");
}

TEST_F(SameOffers, are_the_same_groups_and_contents_whatever_order_the_feeds_come_in) {
  Feed third{named_source("springest", "springest-xml", 70), {}};
  const Provider roc = school("s9", "ROC Midden-Nederland");
  Offer barista = programme("s1", "Barista in een dag", "", "Utrecht");
  barista.contact_phone = "030 1234567";
  third.records = {record_of(barista, roc), record_of(programme("s2", "Verpleegkundige", "25655", "Utrecht"), roc),
                   record_of(programme("s3", "Barista in een dag", "", "Utrecht"), roc)};
  std::vector<Feed> feeds = {own_feed(), register_feed(), third};
  std::vector<int> order = {0, 1, 2};
  std::set<std::set<std::vector<std::string>>> all_groups;
  std::set<std::vector<std::string>> all_contents;
  do {
    database.execute("TRUNCATE source, change_log, party_key, same_key, same_pair, same_member CASCADE");
    for (const int which : order) fetch(feeds[static_cast<std::size_t>(which)]);
    // Feeds come again in the other order, and nothing moves.
    const ChangeNumber settled = store.latest_change();
    for (auto which = order.rbegin(); which != order.rend(); ++which) fetch(feeds[static_cast<std::size_t>(*which)]);
    EXPECT_EQ(store.latest_change(), settled);
    expect_settled();
    all_groups.insert(groups());
    std::vector<std::string> contents;
    for (const Offer& o : shown()) {
      contents.push_back(std::string(title_of(o)) + "|" + o.key + "|" + o.contact_phone + "|" + o.provider_name + "|" +
                         std::string(name_of(o.level.basis)) + "|" + std::to_string(o.codes.size()));
    }
    std::sort(contents.begin(), contents.end());
    all_contents.insert(contents);
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(all_contents.size(), 1U);
  ASSERT_EQ(all_groups.size(), 1U);
  EXPECT_EQ(*all_groups.begin(), (std::set<std::vector<std::string>>{{"*school/p1", "rio/r1", "springest/s2"},
                                                                     {"*school/p3", "springest/s1"}}));
}

TEST_F(SameOffers, go_on_the_log_together_when_one_of_them_changes_or_goes) {
  fetch(own_feed());
  fetch(register_feed());
  const OfferId leader = id_of("school", "p1");
  const OfferId other = id_of("rio", "r1");
  const auto hash = [&] { return store.shown_offer(leader).value().content_hash; };
  const std::string before = hash();
  Feed changed = register_feed();
  changed.records[0].offer->awarded = "Diploma";
  fetch(changed);
  EXPECT_NE(hash(), before);
  EXPECT_EQ(store.shown_offer(leader)->awarded, "Diploma");

  // The leader goes: the other takes its place.
  Feed without = own_feed();
  without.records.erase(without.records.begin());
  ChangeNumber number = store.latest_change();
  EXPECT_EQ(fetch(without).deleted, 1);
  EXPECT_EQ(logged_after(number), (std::set<OfferId>{leader, other}));
  EXPECT_FALSE(store.shown_offer(leader));
  EXPECT_EQ(store.shown_offer(other)->id, other);
  expect_settled();

  // It comes back, as a new row; the other is the longest known now but the less trusted.
  number = store.latest_change();
  fetch(own_feed());
  EXPECT_EQ(groups(), (std::set<std::vector<std::string>>{{"*school/p1", "rio/r1"}}));
  EXPECT_TRUE(logged_after(number).contains(other));

  // A member that is not the leader goes.
  Feed fewer = register_feed();
  fewer.records.erase(fewer.records.begin());
  number = store.latest_change();
  fetch(fewer);
  EXPECT_TRUE(logged_after(number).contains(id_of("school", "p1"))) << "it is shown without the register's level";
  EXPECT_TRUE(groups().empty());
  expect_settled();
}

TEST_F(SameOffers, part_when_one_of_them_moves_to_another_town) {
  fetch(own_feed());
  fetch(register_feed());
  Feed moved = own_feed();
  moved.records[0].offer->locations[0].city = "Nieuwegein";
  const ChangeNumber number = store.latest_change();
  fetch(moved);
  EXPECT_TRUE(groups().empty());
  EXPECT_TRUE(logged_after(number).contains(id_of("rio", "r1")));
  expect_settled();
}

TEST_F(SameOffers, meet_when_a_provider_gets_the_code_it_is_known_by) {
  Feed nameless = own_feed();
  for (FeedRecord& record : nameless.records) record.provider->identifiers.clear();
  fetch(nameless);
  fetch(register_feed());
  EXPECT_TRUE(groups().empty());
  const ChangeNumber number = store.latest_change();
  const FetchSummary summary = fetch(own_feed());
  EXPECT_EQ(summary.counts.changed, 0) << "not one offer changed";
  EXPECT_EQ(groups().size(), 1U);
  EXPECT_EQ(logged_after(number), (std::set<OfferId>{id_of("school", "p1"), id_of("rio", "r1")}));
  fetch(nameless);
  EXPECT_TRUE(groups().empty());
  expect_settled();
}

TEST_F(SameOffers, are_led_by_another_when_the_trust_rank_changes) {
  fetch(own_feed());
  fetch(register_feed());
  const ChangeNumber number = store.latest_change();
  Source trusted = register_feed().source;
  trusted.trust_rank = 5;
  static_cast<void>(store.put_source(trusted));
  EXPECT_EQ(groups(), (std::set<std::vector<std::string>>{{"*rio/r1", "school/p1"}}));
  EXPECT_EQ(logged_after(number), (std::set<OfferId>{id_of("school", "p1"), id_of("rio", "r1")}));
  EXPECT_EQ(title_of(*store.shown_offer(id_of("school", "p1"))), "Word verpleegkundige") << "the rules per field stay";
  expect_settled();
}

TEST_F(SameOffers, that_are_invented_are_not_joined_with_real_ones) {
  fetch(own_feed());
  Feed invented = register_feed();
  invented.source.sample = true;
  fetch(invented);
  EXPECT_TRUE(groups().empty());
}

TEST_F(SameOffers, that_a_person_splits_stay_apart_after_later_fetches_until_that_is_taken_back) {
  fetch(own_feed());
  fetch(register_feed());
  const OfferId leader = id_of("school", "p1");
  const OfferId other = id_of("rio", "r1");
  ChangeNumber number = store.latest_change();
  EXPECT_EQ(same.split(other, {"J. Jansen", "another campus"}), std::vector{leader});
  EXPECT_TRUE(groups().empty());
  EXPECT_EQ(logged_after(number), (std::set<OfferId>{leader, other}));
  EXPECT_EQ(shown().size(), 6U);
  const AuditEntry entry = read_audit(pool, "offer " + std::to_string(other.value), 1).at(0);
  EXPECT_EQ(entry.actor, "J. Jansen");
  EXPECT_EQ(entry.action, "split-offers");
  EXPECT_NE(entry.detail.find("school p1"), std::string::npos);
  EXPECT_NE(entry.detail.find("another campus"), std::string::npos);
  EXPECT_THROW(static_cast<void>(same.split(other, {"J. Jansen", ""})), ErrorException) << "it stands alone already";

  Feed without = register_feed();
  without.records.erase(without.records.begin());
  fetch(without);
  fetch(register_feed());
  EXPECT_NE(id_of("rio", "r1"), other) << "stored anew";
  EXPECT_TRUE(groups().empty()) << "and still apart";
  expect_settled();

  ASSERT_EQ(same.decisions(10).size(), 1U);
  EXPECT_FALSE(same.decisions(10)[0].together);
  EXPECT_EQ(same.undecide(leader, {"J. Jansen", ""}), 1);
  EXPECT_EQ(groups().size(), 1U);
  EXPECT_EQ(same.undecide(leader, {"J. Jansen", ""}), 0);
}

TEST_F(SameOffers, that_a_person_joins_are_one_whatever_the_rules_say) {
  fetch(own_feed());
  fetch(register_feed());
  const OfferId kok = id_of("school", "p2");
  const OfferId registered = id_of("rio", "r2");
  same.join(registered, kok, {"J. Jansen", "moved"});
  EXPECT_TRUE(groups().contains({"*school/p2", "rio/r2"}));
  EXPECT_EQ(same.group_of(kok).pairs.at(0).ground, SameGround::by_hand);
  fetch(own_feed());
  Feed changed = register_feed();
  changed.records[1].offer->awarded = "Diploma";
  fetch(changed);
  EXPECT_EQ(store.shown_offer(kok)->awarded, "Diploma");
  expect_settled();
  EXPECT_THROW(same.join(kok, id_of("school", "p1"), {"J. Jansen", ""}), ErrorException) << "of one source";
  EXPECT_THROW(same.join(kok, OfferId{999'999}, {"J. Jansen", ""}), ErrorException);
  static_cast<void>(same.split(kok, {"J. Jansen", ""}));
  EXPECT_FALSE(groups().contains({"*school/p2", "rio/r2"})) << "a later decision takes the place of the earlier";
}

TEST_F(SameOffers, a_join_that_cannot_be_leaves_everything_as_it_was) {
  fetch(own_feed());
  fetch(register_feed());
  same.join(id_of("school", "p2"), id_of("rio", "r2"), {"J. Jansen", ""});
  const auto before = groups();
  const ChangeNumber number = store.latest_change();
  EXPECT_THROW(same.join(id_of("school", "p3"), id_of("rio", "r2"), {"J. Jansen", ""}), ErrorException);
  EXPECT_EQ(groups(), before);
  EXPECT_EQ(store.latest_change(), number);
  EXPECT_EQ(same.decisions(10).size(), 1U);
}

TEST_F(SameOffers, are_found_by_whichever_of_two_fetches_at_once_commits_last) {
  Feed own = own_feed();
  Feed registered = register_feed();
  for (int round = 0; round < 6; ++round) {
    const std::string edition = "edition " + std::to_string(round);
    for (Feed* feed : {&own, &registered}) {
      for (FeedRecord& record : feed->records) record.offer->awarded = edition;
    }
    // In some rounds they are one, in others not.
    registered.records[0].offer->locations[0].city = round % 2 == 0 ? "Utrecht" : "Zeist";
    std::thread first([&] { fetch(own); });
    std::thread second([&] { fetch(registered); });
    first.join();
    second.join();
    EXPECT_EQ(groups().size(), round % 2 == 0 ? 1U : 0U) << edition;
    expect_settled();
  }
}

TEST_F(SameOffers, follow_from_the_offers_after_any_series_of_changes) {
  std::mt19937 random(11);
  const std::vector<std::string> titles = {"Lassen TIG", "Lassen MIG", "Kok", "Verpleegkundige"};
  const std::vector<std::string> towns = {"Utrecht", "Zeist", ""};
  const std::vector<std::string> codes = {"25655", "25180", ""};
  const auto random_feed = [&](const std::string& name) {
    Feed feed{named_source(name, name == "b" ? "rio-lod-v2" : "csv", 50), {}};
    const Provider party = school("k", "Vakschool", random() % 5 == 0 ? "11AA" : "");
    const std::size_t count = 2 + random() % 6;
    for (std::size_t i = 0; i < count; ++i) {
      Offer offer = programme(std::to_string(random() % 9), titles[random() % 4], codes[random() % 3],
                              towns[random() % 3], random() % 2 == 0 ? Intensity::full_time : Intensity::unknown);
      offer.url = "https://school.example/" + std::to_string(random() % 3);
      feed.records.push_back(record_of(offer, party));
    }
    return feed;
  };
  std::size_t seen = 0;
  for (int round = 0; round < 40; ++round) {
    fetch(random_feed(std::string(1, static_cast<char>('a' + random() % 3))));
    seen += groups().size();
    ASSERT_EQ(same.regroup({"test", ""}), 0) << "round " << round;
  }
  EXPECT_GT(seen, 40U) << "groups there were";
  expect_settled();
}

}  // namespace
}  // namespace leerwijzer::testing
