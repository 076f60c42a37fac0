// Matches on the official ESCO files: generated offers with known skills, asked for by job title through
// the running platform, and graded by the relations of ESCO.
#include "tests/e2e/generated_offers.hpp"
#include "tests/e2e/platform.hpp"
#include "tests/e2e/story_words.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::AskedOccupation;
using testing::GeneratedOffers;

constexpr double k_may_fall = 0.01;
constexpr std::size_t k_asked = 50;
constexpr std::size_t k_judged = 10;
constexpr double k_optional_gain = 0.25;

/// Graded by ESCO: each essential skill that an offer teaches is worth one, an optional one a quarter.
double gain_of(const std::set<std::string>& taught, const AskedOccupation& occupation) {
  double gain = 0;
  for (const std::string& skill : taught) {
    if (occupation.essential.contains(skill)) gain += 1;
    if (occupation.optional.contains(skill)) gain += k_optional_gain;
  }
  return gain;
}

double discounted(const std::vector<double>& gains) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(k_judged, gains.size()); ++i)
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

struct Figures {
  double ndcg = 0;
  double recall = 0;
};

class Graded {
 public:
  explicit Graded(const GeneratedOffers& offers) : offers_(offers) {
    for (const auto& offer : offers.offers) by_key_[offer.key] = &offer.skills;
  }

  Figures grade(const AskedOccupation& occupation, const std::vector<std::string>& keys) const {
    std::vector<double> ideal;
    std::set<std::string> offered;
    for (const auto& offer : offers_.offers) {
      ideal.push_back(gain_of(offer.skills, occupation));
      add_essential(offer.skills, occupation, offered);
    }
    std::sort(ideal.begin(), ideal.end(), std::greater<>());
    std::vector<double> given;
    std::set<std::string> found;
    for (const std::string& key : keys) {
      given.push_back(gain_of(*by_key_.at(key), occupation));
      add_essential(*by_key_.at(key), occupation, found);
    }
    return {discounted(given) / discounted(ideal),
            static_cast<double>(found.size()) / static_cast<double>(offered.size())};
  }

 private:
  static void add_essential(const std::set<std::string>& taught, const AskedOccupation& occupation,
                            std::set<std::string>& to) {
    std::set_intersection(taught.begin(), taught.end(), occupation.essential.begin(), occupation.essential.end(),
                          std::inserter(to, to.end()));
  }

  const GeneratedOffers& offers_;
  std::map<std::string, const std::set<std::string>*> by_key_;
};

/// The key of the file of each offer by its number.
std::map<std::int64_t, std::string> keys_of(const testing::Platform& platform) {
  std::map<std::int64_t, std::string> keys;
  const json::value rows = json::parse(platform.sql("select json_object_agg(id, key) from offer"));
  for (const auto& entry : rows.as_object()) keys[std::stoll(std::string(entry.key()))] = entry.value().as_string();
  return keys;
}

std::string question_about(const std::string& title) {
  return json::serialize(json::object{{"goal", {{"occupation", {{"text", title}}}}}, {"limit", k_asked}});
}

TEST(EscoMatching, order_and_reach_do_not_fall) {
  const auto folder = testing::shared() / "data" / "esco";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no official ESCO files beside the project";
  const GeneratedOffers made = testing::generate_offers(folder, {});
  ASSERT_GE(made.occupations.size(), 100U);
  const testing::TemporaryFolder place;
  std::ofstream(place.path() / "offers.csv") << made.csv;
  const testing::Platform platform({"_esco", folder, place.path() / "offers.csv"});
  const auto keys = keys_of(platform);
  ASSERT_EQ(keys.size(), made.offers.size());

  const Graded graded(made);
  Figures sum;
  std::size_t understood = 0;
  for (const AskedOccupation& occupation : made.occupations) {
    const auto reply = testing::http_post(platform.url() + "/v1/matches", question_about(occupation.label));
    ASSERT_EQ(reply.status, 200) << occupation.label << reply.body;
    const json::value answer = json::parse(reply.body);
    if (testing::text_at(answer, "/goal/occupation/label") == occupation.label) ++understood;
    std::vector<std::string> given;
    for (const json::value& offer : answer.at("offers").as_array()) given.push_back(keys.at(offer.at("id").as_int64()));
    const Figures one = graded.grade(occupation, given);
    sum.ndcg += one.ndcg;
    sum.recall += one.recall;
    if (one.ndcg < 0.5 || one.recall < 0.7)
      std::printf("  weak: %-50s nDCG@10 %.2f  recall@50 %.2f\n", occupation.label.c_str(), one.ndcg, one.recall);
  }
  const auto count = static_cast<double>(made.occupations.size());
  std::printf("  %.0f job titles, %zu offers: nDCG@10 %.3f  recall@50 of the gap's skills %.3f  understood %.3f\n",
              count, made.offers.size(), sum.ndcg / count, sum.recall / count, static_cast<double>(understood) / count);
  const json::value kept =
      json::parse(testing::read_file(testing::root() / "tests" / "relevance" / "esco-matching.json"));
  EXPECT_GE(sum.ndcg / count, kept.at("ndcg").to_number<double>() - k_may_fall);
  EXPECT_GE(sum.recall / count, kept.at("recall").to_number<double>() - k_may_fall);
}

}  // namespace
}  // namespace leerwijzer
