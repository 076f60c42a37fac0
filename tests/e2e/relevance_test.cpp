// Judged Dutch searches (tests/relevance) through the real endpoint: how good the order is, per kind of search, and
// whether it got worse. tests/relevance/README.md says how they were judged and how to renew the figures.
#include "engine/core/text.hpp"
#include "tests/e2e/platform.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::Platform;

constexpr double k_may_fall = 0.01;
constexpr std::size_t k_looked_at = 50;

using Grades = std::map<std::int64_t, int>;  ///< by id of the offer, 1 to 3

struct JudgedSearch {
  std::string words;
  Grades grades;
};

struct Figures {
  double ndcg = 0.0;    ///< of the first ten, gains of 2^grade - 1
  double mrr = 0.0;     ///< of the first with a grade of 2 or more
  double recall = 0.0;  ///< of those with a grade of 2 or more, within the first fifty
  double zero = 0.0;    ///< share of searches without any hit
};

/// "source key" to the id in the catalogue.
std::map<std::string, std::int64_t> ids_by_key() {
  const std::string rows = Platform::instance().sql(
      "SELECT string_agg(o.id || ' ' || s.name || ' ' || o.key, '|') FROM offer o JOIN source s ON s.id = o.source_id");
  std::map<std::string, std::int64_t> ids;
  for (const std::string& row : split_trimmed(rows, '|')) {
    const std::size_t space = row.find(' ');
    ids[row.substr(space + 1)] = std::stoll(row.substr(0, space));
  }
  return ids;
}

/// Lines "? words" and then "grade source key -- title".
std::vector<JudgedSearch> read_judgments(const std::filesystem::path& file,
                                         const std::map<std::string, std::int64_t>& ids) {
  std::vector<JudgedSearch> searches;
  for (const std::string& line : split_trimmed(testing::read_file(file), '\n')) {
    if (line.starts_with("? ")) {
      searches.push_back({line.substr(2), {}});
    } else if (!line.empty()) {
      const std::string key = line.substr(2, line.find(" -- ") - 2);
      const auto found = ids.find(key);
      if (found == ids.end()) {
        ADD_FAILURE() << file.filename() << " judges an offer that is not in the samples: " << line;
      } else {
        searches.back().grades[found->second] = line.front() - '0';
      }
    }
  }
  return searches;
}

double gain_at(int grade, std::size_t rank) {
  return (std::exp2(grade) - 1.0) / std::log2(static_cast<double>(rank) + 2.0);
}

Figures judge(const JudgedSearch& search, const std::vector<std::int64_t>& hits) {
  const auto grade_of = [&](std::int64_t id) {
    const auto found = search.grades.find(id);
    return found == search.grades.end() ? 0 : found->second;
  };
  std::vector<int> best;
  double wanted = 0.0;
  for (const auto& [id, grade] : search.grades) {
    best.push_back(grade);
    if (grade >= 2) wanted += 1.0;
  }
  std::sort(best.rbegin(), best.rend());
  double ideal = 0.0;
  for (std::size_t i = 0; i < std::min<std::size_t>(10, best.size()); ++i) ideal += gain_at(best[i], i);
  Figures figures;
  double found = 0.0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const int grade = grade_of(hits[i]);
    if (i < 10) figures.ndcg += gain_at(grade, i) / ideal;
    if (grade >= 2 && figures.mrr == 0.0) figures.mrr = 1.0 / static_cast<double>(i + 1);
    if (grade >= 2) found += 1.0;
  }
  figures.recall = found / std::min(wanted, static_cast<double>(k_looked_at));
  figures.zero = hits.empty() ? 1.0 : 0.0;
  return figures;
}

std::vector<std::int64_t> search(const std::string& words) {
  std::string query;
  for (const unsigned char c : words) {
    static constexpr char k_digits[] = "0123456789ABCDEF";
    query += {'%', k_digits[c >> 4U], k_digits[c & 15U]};
  }
  const auto reply = testing::http_get(Platform::instance().url() + "/v1/offers?pageSize=50&q=" + query);
  EXPECT_EQ(reply.status, 200) << words;
  std::vector<std::int64_t> hits;
  const json::value answer = json::parse(reply.body);
  for (const json::value& item : answer.at("items").as_array()) hits.push_back(item.at("id").as_int64());
  return hits;
}

void add(Figures& sum, const Figures& one, double weight) {
  sum.ndcg += one.ndcg * weight;
  sum.mrr += one.mrr * weight;
  sum.recall += one.recall * weight;
  sum.zero += one.zero * weight;
}

void compare(const std::string& kind, const Figures& now, const json::object& kept) {
  std::printf("  %-14s nDCG@10 %.3f  MRR %.3f  recall@50 %.3f  no hits %.3f\n", kind.c_str(), now.ndcg, now.mrr,
              now.recall, now.zero);
  ASSERT_TRUE(kept.contains(kind)) << kind << " has no figures; see tests/relevance/README.md";
  const json::object& before = kept.at(kind).as_object();
  const auto holds = [&](const char* name, double value) {
    EXPECT_GE(value, before.at(name).to_number<double>() - k_may_fall) << kind << " " << name << " fell";
  };
  holds("ndcg", now.ndcg);
  holds("mrr", now.mrr);
  holds("recall", now.recall);
  EXPECT_LE(now.zero, before.at("zero").to_number<double>() + k_may_fall) << kind << ": more searches find nothing";
}

TEST(Relevance, of_judged_searches_does_not_fall) {
  const std::filesystem::path folder = testing::root() / "tests" / "relevance";
  const json::object kept = json::parse(testing::read_file(folder / "figures.json")).as_object();
  const auto ids = ids_by_key();
  ASSERT_GT(ids.size(), 600U);
  Figures all;
  std::size_t searches = 0;
  for (const auto& [kind, figures] : kept) {
    if (kind == "all") continue;
    const auto judged = read_judgments(folder / (std::string(kind) + ".txt"), ids);
    ASSERT_FALSE(judged.empty()) << kind;
    Figures mean;
    for (const JudgedSearch& one : judged) {
      const Figures found = judge(one, search(one.words));
      add(mean, found, 1.0 / static_cast<double>(judged.size()));
      add(all, found, 1.0);
    }
    searches += judged.size();
    compare(std::string(kind), mean, kept);
  }
  EXPECT_GE(searches, 300U);
  Figures mean;
  add(mean, all, 1.0 / static_cast<double>(searches));
  compare("all", mean, kept);
}

}  // namespace
}  // namespace leerwijzer
