// A plan without an account over HTTP and a real database: from composing to erasing, by the person and by somebody
// with whom it is shared.
#include "api/live/postgres_plans.hpp"
#include "tests/http/api/sample_services.hpp"
#include "tests/support/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {
namespace json = boost::json;

/// The sample catalogue, in which an offer can be changed.
class ChangingCatalogue : public ListedCatalogue {
 public:
  explicit ChangingCatalogue(const std::vector<Offer>& offers) : ListedCatalogue(offers), now_(offers) {}
  std::optional<Offer> offer(OfferId id) override {
    const auto found = std::find_if(now_.begin(), now_.end(), [&](const Offer& one) { return one.id == id; });
    return found == now_.end() ? std::nullopt : std::optional(*found);
  }
  Offer& first() { return now_.front(); }
  void withdraw_first() { now_.erase(now_.begin()); }

 private:
  std::vector<Offer> now_;
};

class StoredPlansOverHttp : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  PostgresPlans plans{pool, "https://leerwijzer.example"};
  ChangingCatalogue catalogue{sample_offers(SampleServices::instance().snapshots.get()->taxonomy)};
  Date today = k_sample_today;
  std::mutex log_mutex;
  std::string log;
  const Services offered = services();
  Application application{settings(), offered, endpoints()};
  std::optional<RunningServer> server{std::in_place, application, any_port()};

  ApplicationSettings settings() {
    ApplicationSettings one;
    one.access_log = [this](const std::string& line) {
      const std::lock_guard lock(log_mutex);
      log += line + "\n";
    };
    one.error_log = one.access_log;
    return one;
  }
  Services services() {
    Services one = SampleServices::instance().services;
    one.plans = &plans;
    one.catalogue = &catalogue;
    one.today = [this] { return today; };
    return one;
  }

  using Fields = std::vector<std::pair<std::string, std::string>>;
  RawResponse ask(const std::string& what, const Fields& fields = {}, const std::string& body = "") {
    std::string text = what + " HTTP/1.1\r\nHost: test\r\n";
    for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
    if (!body.empty()) {
      const bool form = what.find("/v1/") == std::string::npos;  // pages
      text += form ? "Content-Type: application/x-www-form-urlencoded\r\n" : "Content-Type: application/json\r\n";
      text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return server->ask(text + "\r\n" + body);
  }
  static Fields with(const std::string& code, const std::string& tag = "", const std::string& key = "") {
    Fields fields = {{"Leerwijzer-Code", code}};
    if (!tag.empty()) fields.emplace_back("If-Match", tag);
    if (!key.empty()) fields.emplace_back("Idempotency-Key", key);
    return fields;
  }
  static json::object parsed(const RawResponse& response) { return json::parse(response.body).as_object(); }
  static std::string text_at(const json::object& object, std::string_view key) {
    return std::string(object.at({key.data(), key.size()}).as_string());
  }

  /// Composes, and makes of the first plan what a person would keep.
  json::object composed() {
    const std::string asked = R"({"learner": {"postcode": "3511", "hoursPerWeek": 12},
                                  "goal": {"occupation": {"text": "verzorgende"}}})";
    const auto answer = ask("POST /v1/plans/compose", {}, asked);
    EXPECT_EQ(answer.status, 200) << answer.body;
    json::object content = json::parse(asked).as_object();
    content["title"] = "Naar de zorg";
    json::array steps;
    const json::object answered = parsed(answer);
    for (const auto& step : answered.at("plans").at(0).at("steps").as_array()) {
      json::object kept;
      for (const char* key :
           {"offerId", "run", "title", "provider", "startKind", "start", "end", "enrolUntil", "price"})
        kept[key] = step.at(key);
      kept["note"] = "Eerst bellen met Fatima";
      steps.push_back(std::move(kept));
    }
    content["steps"] = std::move(steps);
    return content;
  }
  json::object keep() {
    const auto response = ask("POST /v1/plans", {}, json::serialize(composed()));
    EXPECT_EQ(response.status, 201) << response.body;
    return parsed(response);
  }
  static json::object& step_in(json::object& plan, std::size_t i = 0) { return plan.at("steps").at(i).as_object(); }
  std::vector<std::string> remarks(const std::string& code) {
    std::vector<std::string> codes;
    const json::object opened = parsed(ask("GET /v1/plans", with(code)));
    for (const auto& one : opened.at("remarks").as_array()) codes.emplace_back(one.at("code").as_string());
    return codes;
  }
  std::string share(const std::string& code, const std::string& sections, const std::string& right = "comment") {
    const auto response = ask("POST /v1/plans/shares", with(code),
                              R"({"name": "Jan van het Werkcentrum", "sections": )" + sections + R"(, "right": ")" +
                                  right + R"(", "expiresDate": "2026-12-24"})");
    EXPECT_EQ(response.status, 201) << response.body;
    return text_at(parsed(response), "code");
  }
};

}  // namespace leerwijzer::testing
