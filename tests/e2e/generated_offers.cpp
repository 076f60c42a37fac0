#include "tests/e2e/generated_offers.hpp"

#include "tests/support/taxonomy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace leerwijzer::testing {
namespace {

constexpr std::size_t k_least_skills = 5;
constexpr std::size_t k_schools = 40;
constexpr std::size_t k_most_taught = 6;

/// splitmix64: the same numbers with every standard library.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  /// 0 up to, not including, `end`.
  std::size_t below(std::size_t end) {
    std::uint64_t x = (state_ += 0x9E3779B97F4A7C15ULL);
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((x ^ (x >> 31U)) % end);
  }

  template <typename T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::uint64_t state_;
};

struct Esco {
  std::map<std::string, std::string> skill_labels;  ///< URI to Dutch label, each label once
  std::vector<AskedOccupation> occupations;         ///< in order of URI
};

std::map<std::string, std::string> read_skill_labels(const std::filesystem::path& esco) {
  std::map<std::string, std::string> by_label;
  std::set<std::string> twice;
  for (const std::string& line : split_trimmed(read_file(esco / "skills_nl_partial.tsv"), '\n')) {
    const auto columns = split_trimmed(line, '\t');
    if (columns.size() < 2 || !columns[0].starts_with("http")) continue;
    if (!by_label.emplace(fold(columns[1]), columns[0] + '\t' + columns[1]).second) twice.insert(fold(columns[1]));
  }
  std::map<std::string, std::string> labels;
  for (const auto& [folded, both] : by_label) {
    const auto tab = both.find('\t');
    // A label of two skills does not say which; one with a bar is two outcomes in a file of offers.
    if (!twice.contains(folded) && folded.find_first_of("|;\"") == std::string::npos)
      labels.emplace(both.substr(0, tab), both.substr(tab + 1));
  }
  return labels;
}

Esco read_esco(const std::filesystem::path& folder) {
  Esco esco;
  esco.skill_labels = read_skill_labels(folder);
  std::map<std::string, AskedOccupation> by_uri;
  for (auto& row : read_csv(read_file(folder / "occupations_nl.csv"))) {
    by_uri[row["conceptUri"]].label = row["preferredLabel"];
  }
  for (auto& row : read_csv(read_file(folder / "occupationSkillRelations.csv"))) {
    const auto found = by_uri.find(row["occupationUri"]);
    if (found == by_uri.end() || !esco.skill_labels.contains(row["skillUri"])) continue;
    (row["relationType"] == "essential" ? found->second.essential : found->second.optional).insert(row["skillUri"]);
  }
  std::set<std::string> labels;
  for (auto& [uri, occupation] : by_uri) {
    if (occupation.essential.size() >= k_least_skills && labels.insert(fold(occupation.label)).second)
      esco.occupations.push_back(std::move(occupation));
  }
  return esco;
}

class Generator {
 public:
  Generator(const Esco& esco, const GeneratedShape& shape) : esco_(esco), draw_(shape.seed) {
    made_.csv = "sleutel;titel;aanbieder;soort;sector;vorm;taal;prijs;btw;duur;startdata;leerdoelen\n";
    std::vector<std::size_t> order(esco.occupations.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    draw_.shuffle(order);
    order.resize(std::min(order.size(), shape.occupations + shape.others));
    for (std::size_t i = 0; i < order.size(); ++i) {
      const AskedOccupation& occupation = esco.occupations[order[i]];
      for (std::size_t n = 0; n < shape.offers_each; ++n) add_offer(occupation);
      if (i < shape.occupations) made_.occupations.push_back(occupation);
    }
  }

  GeneratedOffers take() { return std::move(made_); }

 private:
  void add_offer(const AskedOccupation& occupation) {
    std::vector<std::string> essential(occupation.essential.begin(), occupation.essential.end());
    std::vector<std::string> optional(occupation.optional.begin(), occupation.optional.end());
    draw_.shuffle(essential);
    draw_.shuffle(optional);
    essential.resize(1 + draw_.below(std::min(k_most_taught, essential.size())));
    optional.resize(std::min(optional.size(), draw_.below(3)));
    std::vector<std::string> taught = essential;
    taught.insert(taught.end(), optional.begin(), optional.end());
    const std::string key = fmt::format("G-{}", made_.offers.size() + 1);
    std::vector<std::string> outcomes;
    for (const std::string& uri : taught) outcomes.push_back(esco_.skill_labels.at(uri));
    made_.csv +=
        fmt::format("{};Cursus {};School {};cursus;;online;nl;{};vrij;{} weken;doorlopend;{}\n", key, outcomes.front(),
                    1 + draw_.below(k_schools), 100 + 50 * draw_.below(20), 2 + draw_.below(20), join(outcomes, "|"));
    made_.offers.push_back({key, {taught.begin(), taught.end()}});
  }

  const Esco& esco_;
  Draw draw_;
  GeneratedOffers made_;
};

}  // namespace

GeneratedOffers generate_offers(const std::filesystem::path& esco, const GeneratedShape& shape) {
  const Esco read = read_esco(esco);
  return Generator(read, shape).take();
}

}  // namespace leerwijzer::testing
