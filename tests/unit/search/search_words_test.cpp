// Words as people type them, against words as offers hold them.
#include "engine/search/search_index.hpp"

#include "tests/support/search_offers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using ::testing::Contains;
using testing::day;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::ids;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::offer_with;
using testing::OfferIndex;
using ::testing::UnorderedElementsAre;

const Date k_today = day(2026, 11, 21);

TEST(SearchWords, inflection_compounds_case_and_accents_do_not_matter) {
  const OfferIndex index({bare_offer(1, "Opleiding lassen MIG/MAG"), bare_offer(2, "Cursus coördineren"),
                          bare_offer(3, "Verpleegkundigenopleiding"), bare_offer(4, "Heftruckcertificaat halen")});
  EXPECT_THAT(ids(index.search("lasopleiding")), ElementsAre(1));
  EXPECT_THAT(ids(index.search("LASSEN")), ElementsAre(1));
  EXPECT_THAT(ids(index.search("coordineren")), ElementsAre(2));
  EXPECT_THAT(ids(index.search("verpleegkundige")), ElementsAre(3));
  EXPECT_THAT(ids(index.search("heftruck")), ElementsAre(4));
}

TEST(SearchWords, abbreviations_find_what_they_stand_for_and_the_other_way_round) {
  const OfferIndex index({bare_offer(1, "Verzorgende IG"), bare_offer(2, "HBO Verpleegkunde deeltijd"),
                          bare_offer(3, "VIG in de thuiszorg")});
  EXPECT_THAT(ids(index.search("vig")), UnorderedElementsAre(1, 3));
  EXPECT_THAT(ids(index.search("verzorgende ig")), UnorderedElementsAre(1, 3));
  EXPECT_THAT(ids(index.search("hbo-v")), ElementsAre(2));
}

/// Without those that are only related.
std::vector<std::int64_t> found_ids(const SearchAnswer& answer) {
  std::vector<std::int64_t> found;
  for (const SearchHit& hit : answer.hits) {
    if (!hit.related) found.push_back(hit.offer.id.value);
  }
  return found;
}

TEST(SearchWords, techniques_with_signs_are_not_taken_for_one_another) {
  const OfferIndex index(
      {bare_offer(1, "Programmeren in C++"), bare_offer(2, "Programmeren in C#"), bare_offer(3, "Programmeren in C")});
  EXPECT_THAT(found_ids(index.search("C++")), ElementsAre(1));
  EXPECT_THAT(found_ids(index.search("c#")), ElementsAre(2));
  EXPECT_THAT(found_ids(index.search("C")), ElementsAre(3));
}

TEST(SearchWords, a_word_in_the_title_counts_more_than_one_in_the_description) {
  const OfferIndex index(
      {offer_with(1, "Werken in de bouw",
                  [](Offer& o) {
                    o.texts.push_back({TextField::description, "nl", "Ook iets over tegels zetten."});
                  }),
       bare_offer(2, "Tegels zetten")});
  EXPECT_THAT(ids(index.search("tegels zetten")), ElementsAre(2, 1));
}

TEST(SearchWords, filler_is_not_required) {
  const OfferIndex index({bare_offer(1, "Excel voor beginners"), bare_offer(2, "Cursus bloemschikken")});
  EXPECT_THAT(ids(index.search("cursus excel")), ElementsAre(1));
  EXPECT_FALSE(index.search("cursus excel").relaxed);
}

TEST(SearchWords, the_words_found_are_told_as_they_were_typed) {
  const OfferIndex index({bare_offer(1, "Zorg voor mensen met dementie")});
  const SearchAnswer answer = index.search("Dementie-ZORG Robots");
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_THAT(answer.hits[0].matched, Not(Contains("Robots")));
  EXPECT_THAT(index.search("DEMENTIE").hits[0].matched, ElementsAre("DEMENTIE"));
}

TEST(SearchWords, all_of_two_all_but_one_of_three_and_then_any) {
  const OfferIndex index({bare_offer(1, "Boekhouden met computer"),
                          bare_offer(2, "Boekhouden belasting computer salaris"), bare_offer(3, "Vioolbouw"),
                          bare_offer(4, "Boekhouden en belasting"), bare_offer(5, "Boekhouden en belasting vervolg"),
                          bare_offer(6, "Boekhouden en belasting verdieping")});
  const SearchAnswer two = index.search("boekhouden belasting");
  EXPECT_EQ(two.total, 4U);
  EXPECT_THAT(found_ids(two), UnorderedElementsAre(2, 4, 5, 6));
  const SearchAnswer three = index.search("boekhouden belasting salaris");
  EXPECT_THAT(found_ids(three), UnorderedElementsAre(2, 4, 5, 6));
  EXPECT_EQ(three.hits[0].offer.id.value, 2);
  EXPECT_FALSE(three.relaxed);
  const SearchAnswer none = index.search("vioolbouw belasting");
  EXPECT_TRUE(none.relaxed);
  EXPECT_THAT(ids(none), UnorderedElementsAre(2, 3, 4, 5, 6));
}

TEST(SearchWords, that_find_little_show_what_is_related_below_it) {
  const OfferIndex index(
      {bare_offer(1, "Boekhouden met computer"), bare_offer(2, "Boekhouden en belasting"), bare_offer(3, "Vioolbouw")});
  const SearchAnswer answer = index.search("boekhouden belasting");
  EXPECT_THAT(ids(answer), ElementsAre(2, 1));
  EXPECT_EQ(answer.total, 1U) << "what is related is not counted";
  EXPECT_TRUE(answer.hits[1].related);
  EXPECT_LE(answer.hits[1].score, answer.hits[0].score);
  SearchQuery second;
  second.text = "boekhouden belasting";
  second.offset = 20;
  EXPECT_TRUE(index.search(second).hits.empty()) << "on the first page only";
}

TEST(SearchWords, that_are_nowhere_are_read_as_the_nearest_that_are) {
  const OfferIndex index({bare_offer(1, "Verpleegkundige worden"), bare_offer(2, "Timmerman")});
  const SearchAnswer answer = index.search("verpleechkundege");
  EXPECT_THAT(ids(answer), ElementsAre(1));
  EXPECT_TRUE(answer.corrected);
  EXPECT_EQ(answer.did_you_mean, "verpleegkundige");
  SearchQuery as_typed;
  as_typed.text = "verpleechkundege";
  as_typed.correct_spelling = false;
  EXPECT_TRUE(index.search(as_typed).hits.empty());
}

TEST(SearchWords, spelling_is_put_right_only_when_that_finds_more) {
  const OfferIndex index({bare_offer(1, "Verpleegkundige worden"), bare_offer(2, "Timmerman")});
  EXPECT_EQ(index.search("verpleegkundge").did_you_mean, "verpleegkundige");
  EXPECT_EQ(index.search("Timmermn").did_you_mean, "timmerman");
  EXPECT_EQ(index.search("timmerman").did_you_mean, std::nullopt);
  EXPECT_EQ(index.search("tim").did_you_mean, std::nullopt);
  EXPECT_EQ(index.search("kwantumfysica").did_you_mean, std::nullopt);
}

TEST(SearchWords, that_are_put_right_and_never_stand_together_are_found_apart) {
  const OfferIndex index({bare_offer(1, "Verpleegkundige worden"), bare_offer(2, "Timmerman"), bare_offer(3, "Kok")});
  const SearchAnswer answer = index.search("verpleechkundege timmermn");
  EXPECT_THAT(ids(answer), UnorderedElementsAre(1, 2));
  EXPECT_TRUE(answer.relaxed);
  EXPECT_EQ(answer.did_you_mean, "verpleegkundige timmerman");
}

TEST(SearchWords, spelling_forgets_words_of_offers_that_are_gone) {
  testing::TemporaryFolder folder;
  testing::write_index(folder.path(), {bare_offer(1, "Timmerman")});
  {
    IndexWriter writer = IndexWriter::open(folder.path()).value();
    writer.upsert(bare_offer(1, "Metselaar"));
    writer.commit(ChangeNumber{2});
  }
  const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
  SearchQuery query;
  query.text = "timmermn";
  EXPECT_EQ(index.search(query).value().did_you_mean, std::nullopt);
  query.text = "metselaer";
  EXPECT_EQ(index.search(query).value().did_you_mean, "metselaar");
}

TEST(SearchWords, hostile_text_is_only_words) {
  const OfferIndex index({bare_offer(1, "Lassen"), bare_offer(2, "Koken")});
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "woord" + std::to_string(i) + " ";
  const std::vector<std::string> texts = {"lassen AND NOT koken",
                                          "title:lassen OR *",
                                          "\"lassen",
                                          "((((",
                                          "las*",
                                          "XLunknown",
                                          "Q1",
                                          std::string("las\0sen", 7),
                                          std::string("\xFF\xFE\xC3"),
                                          many,
                                          std::string(100'000, 'a'),
                                          "\U0001F600\U0001F525",
                                          "-koken",
                                          "~lassen NEAR/3 koken",
                                          "' OR 1=1 --"};
  for (const std::string& text : texts) {
    SearchQuery query;
    query.text = text;
    query.today = k_today;
    EXPECT_TRUE(index.index().search(query).has_value()) << text.substr(0, 40);
  }
  EXPECT_THAT(ids(index.search("XLunknown")), IsEmpty());
  EXPECT_THAT(ids(index.search("\U0001F600")), IsEmpty());
  EXPECT_THAT(ids(index.search("lassen AND NOT koken")), UnorderedElementsAre(1, 2));
}

}  // namespace
}  // namespace leerwijzer
