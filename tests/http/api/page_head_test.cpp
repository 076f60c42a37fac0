// What sharing a link and search engines read of a page: its card, its address in each language, and an offer as a
// course of schema.org.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/page_person.hpp"

#include "api/web/assets.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

using testing::all_matches;
using testing::holds;
using testing::k_filled;
using testing::Page;

std::string meta_of(const std::string& html, const std::string& property) {
  const auto found = all_matches(html, "<meta property=\"" + property + "\" content=\"([^\"]*)\">");
  EXPECT_EQ(found.size(), 1U) << property;
  return found.empty() ? std::string{} : found.front();
}

TEST_F(Page, tells_its_card_to_whoever_shares_its_link) {
  const auto page = get("/opleidingen/1");
  EXPECT_EQ(meta_of(page.body, "og:title"), "Verzorgende IG, verkort traject");
  EXPECT_FALSE(meta_of(page.body, "og:description").empty());
  EXPECT_EQ(meta_of(page.body, "og:url"), "http://test/opleidingen/1");
  EXPECT_EQ(meta_of(page.body, "og:site_name"), "Leerwijzer");
  EXPECT_EQ(meta_of(page.body, "og:locale"), "nl_NL");
  const std::string image = meta_of(page.body, "og:image");
  ASSERT_TRUE(image.starts_with("http://test/assets/")) << image;
  const auto card = get(image.substr(std::string("http://test").size()));
  EXPECT_EQ(card.field("content-type"), "image/png");
  EXPECT_TRUE(card.body.starts_with("\x89PNG"));
  EXPECT_LE(card.body.size(), 20U * 1024);
}

TEST_F(Page, names_one_address_and_the_same_page_in_the_other_language) {
  for (const std::string path : {"/opleidingen/1", "/en/opleidingen/1"}) {
    const auto page = get(path);
    EXPECT_TRUE(holds(page, "<link rel=\"canonical\" href=\"http://test" + path + "\">")) << path;
    EXPECT_TRUE(holds(page, "hreflang=\"nl\" href=\"http://test/opleidingen/1\"")) << path;
    EXPECT_TRUE(holds(page, "hreflang=\"en\" href=\"http://test/en/opleidingen/1\"")) << path;
  }
  EXPECT_TRUE(holds(get("/en"), "<link rel=\"canonical\" href=\"http://test/en\">"));
  const auto own = result_of(k_filled);
  EXPECT_FALSE(holds(own, "canonical")) << "what is of one person is not for search engines";
  EXPECT_TRUE(holds(own, "<meta name=\"robots\" content=\"noindex\">"));
}

TEST_F(Page, an_offer_is_a_course_of_schema_org) {
  const auto page = get("/opleidingen/1");
  const auto documents = all_matches(page.body, "<script type=\"application/ld\\+json\">([^<]*)</script>");
  ASSERT_EQ(documents.size(), 1U);
  const json::object course = json::parse(documents.front()).as_object();
  EXPECT_EQ(course.at("@context").as_string(), "https://schema.org");
  EXPECT_EQ(course.at("@type").as_string(), "Course");
  EXPECT_EQ(course.at("name").as_string(), "Verzorgende IG, verkort traject");
  EXPECT_EQ(course.at("url").as_string(), "http://test/opleidingen/1");
  EXPECT_FALSE(course.at("description").as_string().empty());
  EXPECT_EQ(course.at("inLanguage").as_string(), "nl");
  const json::object& provider = course.at("provider").as_object();
  EXPECT_EQ(provider.at("@type").as_string(), "Organization");
  EXPECT_EQ(provider.at("name").as_string(), "ROC Voorbeeld");
  const json::object& offer = course.at("offers").as_array().at(0).as_object();
  EXPECT_EQ(offer.at("@type").as_string(), "Offer");
  EXPECT_EQ(offer.at("category").as_string(), "Paid");
  EXPECT_EQ(offer.at("price").as_double(), 1450.0);
  EXPECT_EQ(offer.at("priceCurrency").as_string(), "EUR");
  const json::object& instance = course.at("hasCourseInstance").as_array().at(0).as_object();
  EXPECT_EQ(instance.at("@type").as_string(), "CourseInstance");
  EXPECT_TRUE(parse_iso_date(std::string(instance.at("startDate").as_string())));
  const std::string mode(instance.at("courseMode").as_string());
  EXPECT_TRUE(mode == "Onsite" || mode == "Online" || mode == "Blended") << mode;
}

TEST_F(Page, search_engines_find_every_page_and_offer_and_nothing_of_a_person) {
  const auto robots = get("/robots.txt");
  for (const char* line :
       {"Disallow: /v1/\n", "Disallow: /resultaat\n", "Disallow: /en/plan\n", "Sitemap: http://test/sitemap.xml\n"})
    EXPECT_TRUE(holds(robots, line)) << line;
  const auto map = get("/sitemap.xml");
  EXPECT_EQ(map.field("content-type"), "application/xml");
  for (const std::string& address : all_matches(map.body, "<loc>http://test([^<]*)</loc>")) {
    const auto page = get(address);
    EXPECT_EQ(page.status, 200) << address;
    EXPECT_FALSE(holds(page, "content=\"noindex\"")) << address;
  }
  EXPECT_TRUE(holds(map, "<loc>http://test/opleidingen/1</loc>"));
}

TEST_F(Page, can_be_put_on_a_home_screen) {
  const auto page = get("/");
  EXPECT_TRUE(holds(page, "<link rel=\"apple-touch-icon\" href=\"" + web_asset("touch-icon").address + "\">"));
  const json::object manifest = json::parse(web_asset("manifest").content).as_object();
  for (const char* key : {"name", "short_name", "start_url", "display", "theme_color"})
    EXPECT_TRUE(manifest.contains(key)) << key;
  for (const json::value& icon : manifest.at("icons").as_array()) {
    const auto served = get(std::string(icon.as_object().at("src").as_string()));
    EXPECT_EQ(served.status, 200);
    EXPECT_EQ(served.field("content-type"), std::string(icon.as_object().at("type").as_string()));
  }
}

}  // namespace
}  // namespace leerwijzer
