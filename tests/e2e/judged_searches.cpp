#include "tests/e2e/judged_searches.hpp"

#include "engine/core/text.hpp"
#include "tests/e2e/platform.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace leerwijzer::testing {
namespace json = boost::json;
namespace {

constexpr std::size_t k_looked_at = 50;

double gain_at(int grade, std::size_t rank) {
  return (std::exp2(grade) - 1.0) / std::log2(static_cast<double>(rank) + 2.0);
}

}  // namespace

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

std::vector<JudgedSearch> read_judgments(const std::filesystem::path& file,
                                         const std::map<std::string, std::int64_t>& ids) {
  std::vector<JudgedSearch> searches;
  for (const std::string& line : split_trimmed(read_file(file), '\n')) {
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
  const auto reply = http_get(Platform::instance().url() + "/v1/offers?pageSize=50&q=" + query);
  EXPECT_EQ(reply.status, 200) << words;
  std::vector<std::int64_t> hits;
  const json::value answer = json::parse(reply.body);
  for (const json::value& item : answer.at("items").as_array()) hits.push_back(item.at("id").as_int64());
  return hits;
}

}  // namespace leerwijzer::testing
