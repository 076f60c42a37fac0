// The search page: works without a script, shows how the words were understood, and stays clean whatever is typed.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/sample_services.hpp"

#include "api/http/target.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::expect_accessible;
using testing::RawResponse;
using testing::SampleServer;

bool holds(const RawResponse& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

class SearchPage : public ::testing::Test {
 protected:
  RawResponse get(const std::string& query) {
    const RawResponse response = server->get("/zoeken" + query);
    EXPECT_EQ(response.status, 200) << query << response.body;
    expect_accessible(response.body);
    return response;
  }
  SampleServer server;
};

TEST_F(SearchPage, is_a_form_that_works_without_a_script_and_can_be_kept_as_an_address) {
  const RawResponse response = get("");
  EXPECT_TRUE(holds(response, "<form class=\"lw-search\" method=\"get\" action=\"/zoeken\" role=\"search\">"));
  EXPECT_TRUE(holds(response, "<label class=\"utrecht-form-label\" for=\"q\">"));
  EXPECT_EQ(response.field("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.field("cache-control"), "no-cache");
  EXPECT_EQ(server->get("/zoeken", "If-None-Match: " + response.field("etag") + "\r\n").status, 304);
}

TEST_F(SearchPage, marks_the_words_that_were_found) {
  EXPECT_TRUE(holds(get("?q=lassen"), "<mark>Las</mark>opleiding MIG/MAG"));
}

TEST_F(SearchPage, shows_what_was_understood_with_a_way_back) {
  const RawResponse response = get("?q=lassen+gratis");
  EXPECT_TRUE(holds(response, "Dit hebben we begrepen"));
  EXPECT_TRUE(holds(response, "asWords=price"));
  const RawResponse spelled = get("?q=lasopleidingg");
  EXPECT_TRUE(holds(spelled, "Zoek toch op"));
  EXPECT_TRUE(holds(spelled, "asWords=spelling"));
}

TEST_F(SearchPage, facets_are_links_that_can_be_taken_back) {
  EXPECT_TRUE(holds(get("?q=lassen"), "sector=techniek"));
  const RawResponse chosen = get("?q=lassen&sector=techniek");
  EXPECT_TRUE(holds(chosen, "Haal dit weg"));
  EXPECT_TRUE(holds(chosen, "href=\"/zoeken?q=lassen\""));
  EXPECT_TRUE(holds(chosen, "name=\"sector\" value=\"techniek\"")) << "a new search keeps what was chosen";
}

TEST_F(SearchPage, nothing_found_is_no_dead_end) {
  const RawResponse response = get("?q=lassen&sector=zorg-welzijn&knownOnly=true&plaats=3511");
  EXPECT_TRUE(holds(response, "Zo vindt u meer"));
  EXPECT_TRUE(holds(response, "Praat met een adviseur"));
  EXPECT_TRUE(holds(get("?q=qqqqxxxxyyyy"), "Praat met een adviseur"));
}

TEST_F(SearchPage, takes_a_place_or_a_postcode_in_one_field) {
  EXPECT_TRUE(holds(get("?q=lassen&plaats=Amersfoort&radiusKm=10"), "van u)"));
  EXPECT_TRUE(holds(get("?q=lassen&plaats=3811&radiusKm=10"), "van u)"));
  EXPECT_TRUE(holds(get("?q=lassen&radiusKm=10&sort=distance"), "MIG/MAG")) << "a distance without a place is left out";
  const RawResponse wrong = server->get("/zoeken?q=lassen&plaats=Nieuwegijn");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(holds(wrong, "Nog niet gelukt"));
  EXPECT_TRUE(holds(wrong, "value=\"Nieuwegijn\"")) << "what was typed is kept";
  expect_accessible(wrong.body);
}

TEST_F(SearchPage, never_repeats_typed_code_as_code) {
  const std::string code = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{{content}}}";
  for (const char* field : {"q", "plaats"}) {
    const RawResponse response = server->get("/zoeken?" + std::string(field) + "=" + percent_encode(code));
    EXPECT_LT(response.status, 500) << field;
    EXPECT_FALSE(holds(response, "<script>")) << field;
    EXPECT_FALSE(holds(response, "<img")) << field;
  }
}

}  // namespace
}  // namespace leerwijzer
