// Judged Dutch searches (tests/relevance) through the real endpoint: how good the order is, per kind of search, and
// whether it got worse. tests/relevance/README.md says how they were judged and how to renew the figures.
#include "tests/e2e/judged_searches.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::Figures;
using testing::JudgedSearch;

constexpr double k_may_fall = 0.01;

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
  const auto ids = testing::ids_by_key();
  ASSERT_GT(ids.size(), 600U);
  Figures all;
  std::size_t searches = 0;
  for (const auto& [kind, figures] : kept) {
    if (kind == "all") continue;
    const auto judged = testing::read_judgments(folder / (std::string(kind) + ".txt"), ids);
    ASSERT_FALSE(judged.empty()) << kind;
    Figures mean;
    for (const JudgedSearch& one : judged) {
      const Figures found = testing::judge(one, testing::search(one.words));
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
