// The story of an institution from nothing to the end, with the real indexer watching beside the API: a draft, its
// faults, a preview, published and found, another price, withdrawn and gone; then a file with a dry run.
#include "tests/http/api/publishing_server.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <functional>
#include <iostream>
#include <thread>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

class PublishingStory : public ::testing::Test {
 protected:
  PublishingStory() {
    const auto rebuilt = run_program(programs() / "leerwijzer-indexer", {"rebuild"}, environment());
    EXPECT_EQ(rebuilt.status, 0) << rebuilt.errors;
    watch = std::make_unique<Program>(programs() / "leerwijzer-indexer", std::vector<std::string>{"watch"},
                                      environment(), folder.path());
    static_cast<void>(watch->wait_for_line("watching", 30s));
  }
  ~PublishingStory() override {
    watch->signal(SIGTERM);
    EXPECT_EQ(watch->wait(30s).status, 0);
  }
  std::map<std::string, std::string> environment() const {
    return {{"LEERWIJZER_DATABASE_URL", api.database.url()},
            {"LEERWIJZER_INDEX", (api.folder.path() / "index").string()}};
  }
  json::object get(const std::string& path, const std::string& who = "school") {
    return parsed_body(api.ask("GET", path, "", "", who));
  }
  /// Gross prices of what a search finds.
  std::vector<std::int64_t> found(const std::string& words) {
    std::vector<std::int64_t> prices;
    const json::object answer = get("/v1/offers?q=" + words, "");
    for (const auto& item : answer.at("items").as_array()) {
      const json::value& gross = item.at("price").at("gross");
      prices.push_back(gross.is_null() ? -1 : gross.as_int64());
    }
    return prices;
  }
  /// Seconds until it holds, at most 30.
  double wait_until(const std::function<bool()>& holds) {
    const auto began = std::chrono::steady_clock::now();
    while (!holds() && std::chrono::steady_clock::now() - began < 30s) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }
  json::object upload(const std::string& file, const std::string& name, const std::string& type) {
    const auto sent = parsed_body(api.ask("POST", api.base() + "/uploads?name=" + name, file, "", "school", type), 201);
    const std::string address(sent.at("url").as_string());
    wait_until([&] { return get(address).at("state") != "waiting"; });
    return get(address);
  }

  PublishingServer api;
  TemporaryFolder folder;
  std::unique_ptr<Program> watch;
};

TEST_F(PublishingStory, from_a_first_draft_to_the_end) {
  const std::string address = api.offers("/drone-1");
  EXPECT_EQ(api.ask("PUT", address, R"({"title": "Dronevliegen", "costs": [{"amountCents": "veel"}]})").status, 400);
  ASSERT_EQ(api.ask("PUT", address, R"({"title": "Dronevliegen voor inspecteurs", "costs": [{"amountCents": 79500}],
                                        "url": "https://school.example/drones"})")
                .status,
            201);
  EXPECT_EQ(get(address + "/preview").at("offer").at("title"), "Dronevliegen voor inspecteurs");
  EXPECT_TRUE(found("dronevliegen").empty()) << "a draft is nobody's business";

  ASSERT_EQ(api.ask("POST", address + "/publish").status, 200);
  const double published = wait_until([&] { return found("dronevliegen") == std::vector<std::int64_t>{79'500}; });
  std::cout << "published and found after " << published << " s\n";
  RecordProperty("published_and_found_seconds", std::to_string(published));

  ASSERT_EQ(api.ask("PUT", address + "/costs", R"({"costs": [{"amountCents": 69500}]})", "If-Match: \"1\"\r\n").status,
            200);
  EXPECT_EQ(get(address).at("state"), "changed");
  ASSERT_EQ(api.ask("POST", address + "/publish").status, 200);
  const double changed = wait_until([&] { return found("dronevliegen") == std::vector<std::int64_t>{69'500}; });
  std::cout << "another price found after " << changed << " s\n";

  ASSERT_EQ(api.ask("POST", address + "/withdraw").status, 200);
  const double gone = wait_until([&] { return found("dronevliegen").empty(); });
  std::cout << "withdrawn and gone after " << gone << " s\n";
}

TEST_F(PublishingStory, a_file_is_tried_first_and_ingested_when_it_is_confirmed) {
  const std::string file =
      "sleutel;titel;aanbieder;prijs\nu-1;Imkeren voor beginners;School A;95,00\nu-2;Imkeren voor gevorderden;;120,00\n"
      "u-3;Gestolen cursus;School B;10,00\n";
  const json::object tried = upload(file, "imkers.csv", "text/csv");
  ASSERT_EQ(tried.at("state"), "checked") << json::serialize(tried);
  EXPECT_EQ(tried.at("format"), "csv");
  const json::object& counts = tried.at("report").at("counts").as_object();
  EXPECT_EQ(counts.at("added"), 2);
  EXPECT_EQ(counts.at("refused"), 1);
  EXPECT_THAT(json::serialize(tried.at("report")), HasSubstr("other-provider"));
  EXPECT_THAT(json::serialize(tried.at("report")), HasSubstr("noemt een andere aanbieder"));
  EXPECT_EQ(json::serialize(tried).find("/tmp"), std::string::npos) << "where it lies here is nobody's business";
  EXPECT_EQ(api.database.ask("SELECT count(*) FROM offer"), "2") << "nothing changed yet";

  const std::string address(tried.at("url").as_string());
  ASSERT_EQ(api.ask("POST", address + "/confirm").status, 200);
  wait_until([&] { return get(address).at("state") == "ingested"; });
  EXPECT_EQ(get(address).at("outcome").at("counts").at("added"), 2);
  const double seconds = wait_until([&] { return found("imkeren").size() == 2; });
  std::cout << "uploaded, and found after " << seconds << " s\n";
  EXPECT_EQ(api.database.ask("SELECT count(*) FROM offer WHERE provider_id = " + std::to_string(api.own.value) +
                             " AND key LIKE 'u-%'"),
            "2");

  // The same with one of them changed, and one gone.
  const json::object second =
      upload(zip_of({{"imkers.csv", "sleutel;titel;prijs\nu-1;Imkeren voor beginners;99,00\n"}}), "imkers.zip",
             "application/zip");
  const json::object& now = second.at("report").at("counts").as_object();
  EXPECT_EQ(now.at("changed"), 1) << json::serialize(second.at("report").at("counts"));
  EXPECT_EQ(now.at("deleted"), 1);
}

TEST_F(PublishingStory, a_row_that_cannot_be_used_counts_as_refused_before_and_after_it_is_confirmed) {
  const json::object tried = upload(
      "sleutel;titel;aanbieder\nr-1;Vlechten;School A\nr-2;;School A\nr-3;Weven;School B\n", "a.csv", "text/csv");
  EXPECT_EQ(tried.at("report").at("counts").at("added"), 1);
  EXPECT_EQ(tried.at("report").at("counts").at("refused"), 2) << "one without a title, one of somebody else";
  const std::string address(tried.at("url").as_string());
  ASSERT_EQ(api.ask("POST", address + "/confirm").status, 200);
  wait_until([&] { return get(address).at("state") == "ingested"; });
  EXPECT_EQ(get(address).at("outcome").at("counts").at("refused"), 2);

  // A title that got lost takes nothing away.
  const json::object later =
      upload("sleutel;titel;aanbieder\nr-1;;School A\nr-4;Spinnen;School A\n", "b.csv", "text/csv");
  EXPECT_EQ(later.at("report").at("counts").at("deleted"), 0);
  ASSERT_EQ(api.ask("POST", std::string(later.at("url").as_string()) + "/confirm").status, 200);
  wait_until([&] { return found("spinnen").size() == 1; });
  EXPECT_EQ(found("vlechten").size(), 1);
}

TEST_F(PublishingStory, a_file_that_would_empty_the_catalogue_is_held_back) {
  std::string many = "sleutel;titel\n";
  for (int i = 0; i < 12; ++i) many += "k-" + std::to_string(i) + ";Cursus nummer " + std::to_string(i) + "\n";
  const json::object first = upload(many, "veel.csv", "text/csv");
  const std::string address(first.at("url").as_string());
  ASSERT_EQ(api.ask("POST", address + "/confirm").status, 200);
  wait_until([&] { return get(address).at("state") == "ingested"; });

  const json::object second = upload("sleutel;titel\nk-0;Cursus nummer 0\n", "weinig.csv", "text/csv");
  EXPECT_EQ(second.at("report").at("counts").at("withheld"), 11);
  const std::string later(second.at("url").as_string());
  ASSERT_EQ(api.ask("POST", later + "/confirm").status, 200);
  wait_until([&] { return get(later).at("state") == "ingested"; });
  EXPECT_EQ(get(later).at("outcome").at("counts").at("withheld"), 11);
  EXPECT_EQ(api.database.ask("SELECT count(*) FROM offer WHERE key LIKE 'k-%'"), "12");
  const json::object sources = get(api.base() + "/sources");
  std::int64_t withheld = 0;
  for (const auto& one : sources.at("items").as_array()) withheld += one.at("withheld").as_int64();
  EXPECT_EQ(withheld, 11);
}

TEST_F(PublishingStory, a_file_that_is_no_catalogue_is_told_so) {
  for (const auto& [bytes, type] :
       {std::pair{std::string("niets"), std::string("application/octet-stream")},
        std::pair{std::string("\x1f\x8b\x08\x00 kapot", 10), std::string("application/gzip")},
        std::pair{std::string("PK\x03\x04 kapot"), std::string("application/zip")},
        std::pair{std::string("{\"a\": [1, 2"), std::string("application/json")}}) {
    const json::object told = upload(bytes, "x", type);
    EXPECT_EQ(told.at("state"), "unreadable") << json::serialize(told);
    EXPECT_EQ(api.ask("POST", std::string(told.at("url").as_string()) + "/confirm").status, 409);
    EXPECT_EQ(json::serialize(told).find("/tmp"), std::string::npos) << json::serialize(told);
  }
}

}  // namespace
}  // namespace leerwijzer::testing
