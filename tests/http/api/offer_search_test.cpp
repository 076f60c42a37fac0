// GET /v1/offers where a search is more than one page: cursors, highlights, and what to do when little is found.
#include "tests/http/api/sample_services.hpp"

#include "api/cursor.hpp"
#include "api/http/target.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::RunningServer;
using testing::SampleServices;

/// Thirty courses in welding that differ, and an application over them.
struct ManyOffers {
  testing::TemporaryFolder folder;
  std::unique_ptr<SearchIndex> index;
  Services services = SampleServices::instance().services;

  ManyOffers() {
    write(1);
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path() / "index", 2}).value());
    services.index = index.get();
  }
  void write(std::int64_t change) const {
    std::vector<Offer> offers;
    for (std::int64_t id = 1; id <= 30; ++id) {
      Offer offer = testing::bare_offer(id, "Lassen deel " + std::to_string(id));
      offer.provider.value = id % 5 + 1;
      offer.sector = id % 2 == 0 ? "techniek" : "bouw";
      offer.costs = {testing::price_of(id * 10'000)};
      offer.locations = {testing::place_at("Amersfoort", {52.15, 5.39})};
      offer.texts.push_back({TextField::summary, "nl", "U leert 🙂 lassen & knippen"});
      offers.push_back(offer);
    }
    testing::write_index(folder.path() / "index", offers, change);
  }
};

class OfferSearch : public ::testing::Test {
 protected:
  static ApplicationSettings fresh() {
    ApplicationSettings settings;
    settings.index_looks = std::chrono::milliseconds(0);
    return settings;
  }
  json::object get(const std::string& target) {
    const auto response = server.get(target);
    EXPECT_EQ(response.status, 200) << target << "\n" << response.body;
    return response.status == 200 ? json::parse(response.body).as_object() : json::object{};
  }
  json::object refused(const std::string& target) {
    const auto response = server.get(target);
    EXPECT_EQ(response.status, 400) << target;
    return json::parse(response.body).as_object();
  }
  ManyOffers many;
  Application application{fresh(), many.services, endpoints()};
  RunningServer server{application, testing::any_port()};
};

std::vector<std::int64_t> ids_of(const json::object& answer) {
  std::vector<std::int64_t> ids;
  for (const json::value& item : answer.at("items").as_array()) ids.push_back(item.at("id").as_int64());
  return ids;
}

TEST_F(OfferSearch, pages_by_cursor_give_each_offer_once_in_the_order_of_one_long_page) {
  for (const char* sort : {"relevance", "price", "title", "start"}) {
    const std::string question = "/v1/offers?q=lassen&sort=" + std::string(sort);
    const std::vector<std::int64_t> whole = ids_of(get(question + "&pageSize=100"));
    ASSERT_EQ(whole.size(), 30U);
    std::vector<std::int64_t> joined;
    std::string next = question + "&pageSize=7";
    for (int page = 0; page < 10 && !next.empty(); ++page) {
      const json::object answer = get(next);
      EXPECT_EQ(answer.at("total"), 30);
      EXPECT_EQ(answer.at("indexChanged"), false);
      for (const std::int64_t id : ids_of(answer)) joined.push_back(id);
      next = answer.at("next").is_null() ? "" : std::string(answer.at("next").as_string());
      if (!next.empty()) {
        EXPECT_NE(next.find("cursor="), std::string::npos);
      }
    }
    EXPECT_TRUE(next.empty());
    EXPECT_EQ(std::set<std::int64_t>(joined.begin(), joined.end()).size(), joined.size()) << sort;
    if (std::string(sort) != "relevance") {
      EXPECT_EQ(joined, whole) << sort;
    }
    EXPECT_EQ(joined.size(), 30U) << sort;
  }
}

TEST_F(OfferSearch, a_cursor_belongs_to_its_question) {
  const std::string next(get("/v1/offers?q=lassen&pageSize=5").at("next").as_string());
  const std::string token =
      next.substr(next.find("cursor=") + 7, next.find('&', next.find("cursor=")) - next.find("cursor=") - 7);
  const json::object problem = refused("/v1/offers?q=zorg&cursor=" + token);
  EXPECT_EQ(problem.at("field"), "cursor");
  EXPECT_EQ(problem.at("detail"), "This cursor is of another question.");
  EXPECT_EQ(refused("/v1/offers?q=lassen&cursor=" + token + "x").at("field"), "cursor");
  EXPECT_EQ(refused("/v1/offers?q=lassen&cursor=%F0%9F%99%82").at("field"), "cursor");
  EXPECT_EQ(refused("/v1/offers?q=lassen&page=2&cursor=" + token).at("field"), "page");
  EXPECT_EQ(ids_of(get("/v1/offers?pageSize=3&q=lassen&cursor=" + token)).size(), 3U) << "another page size is fine";
}

TEST_F(OfferSearch, a_cursor_made_by_hand_with_a_position_that_is_none_is_refused) {
  Cursor cursor;
  cursor.question = question_of({{"q", "lassen"}});
  cursor.index = {"gen-1", ChangeNumber{1}};
  cursor.position.text = "!!";
  const auto response = server.get("/v1/offers?q=lassen&cursor=" + write_cursor(cursor));
  EXPECT_EQ(response.status, 400) << response.body;
}

TEST_F(OfferSearch, a_cursor_of_an_older_index_goes_on_and_says_so) {
  const std::string next(get("/v1/offers?q=lassen&sort=price&pageSize=10").at("next").as_string());
  many.write(2);
  const json::object answer = get(next);
  EXPECT_EQ(answer.at("indexChanged"), true);
  EXPECT_EQ(ids_of(answer).size(), 10U);
  EXPECT_EQ(ids_of(answer).front(), 11);
}

TEST_F(OfferSearch, highlights_are_ranges_of_utf16_in_plain_text) {
  const json::object highlights = get("/v1/offers?q=las").at("items").at(0).at("highlights").as_object();
  EXPECT_EQ(json::serialize(highlights.at("title")), "[[0,6]]");
  EXPECT_EQ(highlights.at("summary"), "U leert 🙂 lassen & knippen");
  EXPECT_EQ(json::serialize(highlights.at("summaryRanges")), "[[11,17]]");
  const json::object none = get("/v1/offers").at("items").at(0).at("highlights").as_object();
  EXPECT_TRUE(none.at("title").as_array().empty());
  EXPECT_TRUE(none.at("summary").is_null());
}

TEST_F(OfferSearch, little_found_says_which_one_condition_to_give_up_with_exact_counts) {
  for (const char* question :
       {"/v1/offers?q=lassen&maxPrice=50", "/v1/offers?q=lassen&sector=zorg-welzijn&knownOnly=true",
        "/v1/offers?q=dansen&sector=bouw&knownOnly=true", "/v1/offers?q=lassen%20gratis",
        "/v1/offers?q=lassen&maxPrice=250&sector=techniek&knownOnly=true",
        "/v1/offers?q=lassen&postcode=3511&radiusKm=2&knownOnly=true"}) {
    const json::object answer = get(question);
    ASSERT_LT(answer.at("total").as_int64(), 3) << question;
    ASSERT_FALSE(answer.at("relax").as_array().empty()) << question << json::serialize(answer.at("understood"));
    for (const json::value& one : answer.at("relax").as_array()) {
      EXPECT_GT(one.at("total").as_int64(), answer.at("total").as_int64());
      EXPECT_EQ(get(std::string(one.at("url").as_string())).at("total"), one.at("total"))
          << question << " -> " << json::serialize(one);
      EXPECT_FALSE(one.at("text").as_string().empty());
    }
    EXPECT_FALSE(answer.at("advice").at("point").at("name").as_string().empty());
  }
  EXPECT_EQ(get("/v1/offers?q=lassen").at("relax").as_array().size(), 0U);
  EXPECT_TRUE(get("/v1/offers?q=lassen").at("advice").is_null());
}

TEST_F(OfferSearch, nothing_around_shows_the_nearest_and_the_desk_of_the_place) {
  const json::object answer = get("/v1/offers?q=lassen&postcode=3511&radiusKm=2&knownOnly=true");
  EXPECT_EQ(answer.at("total"), 0);
  EXPECT_EQ(answer.at("nearest").as_array().size(), 3U);
  EXPECT_GT(answer.at("nearest").at(0).at("distanceKm").to_number<double>(), 2.0);
  EXPECT_EQ(answer.at("relax").at(0).at("parameter"), "radiusKm");
  const json::object nothing = get("/v1/offers?q=qqqqxxxx");
  EXPECT_EQ(nothing.at("total"), 0);
  EXPECT_FALSE(nothing.at("advice").is_null()) << "never a dead end";
}

// What people and programs send: an answer, or a refusal that names the parameter.
TEST_F(OfferSearch, bad_input_gets_an_answer_or_names_the_parameter) {
  std::string words;
  for (int i = 0; i < 200; ++i) words += "woord" + std::to_string(i) + " ";
  const std::vector<std::string> answered = {
      "las* AND (zorg OR \"bouw\")",
      "NOT NEAR/3 +las -mig ~x^2",
      "\"onaf",
      "((((",
      ")",
      "****",
      "las?",
      "%",
      "&&&",
      "a:b:c",
      "title:las",
      "🙂🙂🙂",
      "日本語 コース",
      "العربية",
      "עברית",
      "привет мир",
      "las\tmig\nmag",
      "' OR 1=1; --",
      "<script>",
      "{{q}}",
      "\\",
      "\u202elas",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      std::string(500, 'x'),
      words.substr(0, 500),
      "- - - -",
      "c++ c#",
      "…",
      "\xc2\xa0las"};
  for (const char* path : {"/v1/offers?q=", "/v1/occupations?q=", "/v1/skills?q=", "/zoeken?q="}) {
    for (const std::string& text : answered) {
      EXPECT_EQ(server.get(path + percent_encode(text)).status, 200) << path << text;
    }
    for (const char* bytes : {"%00", "las%00mig", "%FF", "%C3%28", "%ED%A0%80", "%zz", "%"}) {
      const auto response = server.get(std::string(path) + bytes);
      EXPECT_EQ(response.status, 400) << path << bytes;
      EXPECT_EQ(json::parse(response.body).at("field"), "q") << response.body;
    }
  }
  EXPECT_EQ(refused("/v1/offers?q=" + percent_encode(std::string(501, 'x'))).at("field"), "q");
  EXPECT_EQ(refused("/v1/offers?q=" + percent_encode(words)).at("field"), "q");
  std::string thousands;
  for (int i = 0; i < 10'000; ++i) thousands += "las+";
  EXPECT_EQ(server.get("/v1/offers?q=" + thousands).status, 414);
  EXPECT_EQ(server.get("/zoeken?q=" + thousands).status, 414);
}

TEST_F(OfferSearch, suggestions_come_in_one_order_with_the_best_fit_first) {
  const json::object answer = get("/v1/suggestions?q=lasser&limit=5");
  const json::array& items = answer.at("items").as_array();
  ASSERT_FALSE(items.empty());
  EXPECT_EQ(items[0].at("kind"), "occupation");
  EXPECT_EQ(items[0].at("label"), "lasser");
  std::set<std::string> kinds;
  const json::object many_kinds = get("/v1/suggestions?q=la&limit=20");
  for (const json::value& one : many_kinds.at("items").as_array()) {
    kinds.insert(std::string(one.at("kind").as_string()));
  }
  EXPECT_TRUE(kinds.contains("offer"));
  EXPECT_TRUE(kinds.contains("occupation"));
  EXPECT_FALSE(get("/v1/suggestions?q=l").at("items").as_array().empty()) << "from the first letter";
  EXPECT_FALSE(get("/v1/suggestions?q=verplegeku").at("items").as_array().empty()) << "with a letter wrong";
  EXPECT_TRUE(get("/v1/suggestions?q=%F0%9F%99%82").at("items").as_array().empty());
}

}  // namespace
}  // namespace leerwijzer
