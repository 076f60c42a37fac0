// Offers without a run ahead: found when asked for, always answered by id, and marked.
#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

const json::object* item_with(const json::value& answer, std::int64_t id) {
  for (const json::value& item : answer.at("items").as_array()) {
    if (item.at("id").as_int64() == id) return &item.as_object();
  }
  return nullptr;
}

TEST(PastOffers, are_found_only_when_asked_for_and_say_so) {
  SampleServer server;
  const json::value plain = json::parse(server->get("/v1/offers").body);
  EXPECT_EQ(item_with(plain, 4), nullptr);
  const json::value asked = json::parse(server->get("/v1/offers?withPastOnly=true").body);
  const json::object* past = item_with(asked, 4);
  ASSERT_NE(past, nullptr);
  EXPECT_TRUE(past->at("pastOnly").as_bool());
  ASSERT_EQ(past->at("runs").as_array().size(), 1U);
  EXPECT_TRUE(past->at("runs").at(0).at("past").as_bool());
  const json::object* ahead = item_with(asked, 1);
  ASSERT_NE(ahead, nullptr);
  EXPECT_FALSE(ahead->at("pastOnly").as_bool());
  EXPECT_FALSE(ahead->at("runs").at(0).at("past").as_bool());
}

TEST(PastOffers, are_answered_by_id_and_marked) {
  SampleServer server;
  const json::value past = json::parse(server->get("/v1/offers/4").body);
  EXPECT_TRUE(past.at("pastOnly").as_bool());
  EXPECT_TRUE(past.at("runs").at(0).at("past").as_bool());
  EXPECT_FALSE(json::parse(server->get("/v1/offers/2").body).at("pastOnly").as_bool());
}

}  // namespace
}  // namespace leerwijzer::testing
