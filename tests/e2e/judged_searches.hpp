// The judged searches of tests/relevance, and how good a list of hits is for one of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace leerwijzer::testing {

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

/// "source key" to the id in the catalogue of the platform.
std::map<std::string, std::int64_t> ids_by_key();

/// Lines "? words" and then "grade source key -- title". Fails the test for an offer that is not in the samples.
std::vector<JudgedSearch> read_judgments(const std::filesystem::path& file,
                                         const std::map<std::string, std::int64_t>& ids);

Figures judge(const JudgedSearch& search, const std::vector<std::int64_t>& hits);

/// The first fifty hits of GET /v1/offers.
std::vector<std::int64_t> search(const std::string& words);

}  // namespace leerwijzer::testing
