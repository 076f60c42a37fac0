// How well real job titles are resolved against the official ESCO occupations, where that material is
// beside the project.
#include "engine/core/text.hpp"
#include "tests/support/taxonomy.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace leerwijzer {
namespace {

std::vector<std::vector<std::string>> read_tsv(const std::filesystem::path& file) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : split_trimmed(testing::read_file(file), '\n'))
    rows.push_back(split_trimmed(line, '\t'));
  return rows;
}

TEST(JobTitles, mean_reciprocal_rank_on_the_judged_titles) {
  const std::filesystem::path titles = testing::shared() / "data" / "job-titles-dev";
  const std::filesystem::path esco = testing::shared() / "data" / "esco" / "occupations_nl.csv";
  if (!std::filesystem::exists(titles) || !std::filesystem::exists(esco))
    GTEST_SKIP() << "no judged job titles beside the project";

  std::map<std::string, std::string> uri_of_label;
  for (const auto& row : read_tsv(titles / "concept_mapping.tsv")) uri_of_label[row.at(0)] = row.at(1);
  std::map<std::string, std::set<std::string>> judged;
  for (const auto& row : read_tsv(titles / "annotations.tsv")) judged[row.at(0)].insert(uri_of_label[row.at(2)]);

  const Taxonomy taxonomy = Taxonomy::build(testing::read_occupations(esco), {}, {}, "esco");
  double sum = 0.0;
  const auto queries = read_tsv(titles / "queries.tsv");
  for (const auto& query : queries) {
    const auto matches = taxonomy.resolve_occupations(query.at(1), taxonomy.occupation_count());
    for (std::size_t rank = 0; rank < matches.size(); ++rank) {
      if (!judged[query[0]].contains(taxonomy.occupation(matches[rank].id)->uri)) continue;
      sum += 1.0 / static_cast<double>(rank + 1);
      break;
    }
  }
  ASSERT_FALSE(queries.empty());
  const double mean = sum / static_cast<double>(queries.size());
  RecordProperty("mrr", std::to_string(mean));
  EXPECT_GE(mean, 0.63);
}

}  // namespace
}  // namespace leerwijzer
