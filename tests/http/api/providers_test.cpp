// The look-up of providers and the publishing report, over a real socket.
#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::RawResponse;
using testing::SampleServer;
using testing::SampleServices;

class Providers : public ::testing::Test {
 protected:
  json::object get(const std::string& target) {
    const RawResponse response = server->get(target);
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? json::parse(response.body).as_object() : json::object{};
  }
  SampleServer server;
};

TEST_F(Providers, are_looked_up_by_name_with_the_path_of_their_report) {
  const json::object answer = get("/v1/providers?q=Voorbeeld");
  EXPECT_EQ(answer.at("total"), 1);
  EXPECT_EQ(answer.at("items").at(0).at("name"), "ROC Voorbeeld");
  EXPECT_EQ(answer.at("items").at(0).at("report"), "/v1/providers/1/report");
  EXPECT_TRUE(answer.at("next").is_null());
  EXPECT_EQ(get("/v1/providers?q=Onbekend").at("total"), 0);
  EXPECT_EQ(server->get("/v1/providers?pageSize=101").status, 400);
}

TEST_F(Providers, report_is_json_with_what_to_change_and_an_example) {
  const json::object report = get("/v1/providers/1/report");
  EXPECT_EQ(report.at("offers"), 4);
  EXPECT_GT(report.at("score").as_double(), 0.0);
  EXPECT_EQ(report.at("provenance").at("today"), "2026-11-21");
  const json::object& remark = report.at("remarks").at(1).as_object();
  EXPECT_EQ(remark.at("code"), "bad-postcode");
  EXPECT_EQ(remark.at("example"), "3511 EP");
  EXPECT_EQ(remark.at("examples").at(0).at("value"), "<b>35");
  EXPECT_FALSE(report.at("advice").as_array().empty());
  EXPECT_EQ(report.at("items").as_array().size(), 4U);
  EXPECT_FALSE(report.at("findability").at("items").as_array().empty());
}

TEST_F(Providers, report_does_not_tell_everybody_where_a_feed_is) {
  const RawResponse response = server->get("/v1/providers/1/report");
  EXPECT_EQ(response.body.find("secret.example"), std::string::npos) << response.body;
}

TEST_F(Providers, report_comes_in_pages) {
  const json::object report = get("/v1/providers/1/report?pageSize=3");
  EXPECT_EQ(report.at("items").as_array().size(), 3U);
  EXPECT_EQ(report.at("total"), 4);
  EXPECT_EQ(report.at("next"), "/v1/providers/1/report?pageSize=3&page=2");
  EXPECT_EQ(get("/v1/providers/1/report?pageSize=3&page=2").at("items").as_array().size(), 1U);
}

TEST_F(Providers, report_is_a_page_of_its_own_for_a_browser) {
  const RawResponse page = server->get("/v1/providers/1/report?pageSize=2", "Accept: text/html\r\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.head.find("text/html; charset=utf-8"), std::string::npos) << page.head;
  EXPECT_NE(page.body.find("<h1>ROC Voorbeeld &amp; &lt;Zonen&gt;</h1>"), std::string::npos);
  EXPECT_NE(page.body.find("pageSize=2&amp;page=2"), std::string::npos);
  EXPECT_EQ(page.body.find("<b>35"), std::string::npos);
  // The policy names the style of the page, and allows no other.
  EXPECT_NE(page.head.find("style-src 'self' 'sha256-"), std::string::npos) << page.head;
  EXPECT_EQ(page.head.find("unsafe"), std::string::npos);
}

TEST_F(Providers, that_do_not_exist_are_a_problem_document) {
  const RawResponse response = server->get("/v1/providers/999/report");
  EXPECT_EQ(response.status, 404);
  EXPECT_NE(response.body.find("/v1/providers?q="), std::string::npos) << response.body;
  EXPECT_EQ(server->get("/v1/providers/abc/report").status, 400);
}

TEST_F(Providers, need_the_database) {
  SampleServices::instance().catalogue->away = true;
  EXPECT_EQ(server->get("/v1/providers").status, 503);
  EXPECT_EQ(server->get("/v1/providers/1/report").status, 503);
  SampleServices::instance().catalogue->away = false;
}

}  // namespace
}  // namespace leerwijzer
