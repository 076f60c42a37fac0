// Transitions and ways from every occupation of a taxonomy in ESCO's layout; needs nothing beside it, no index and no
// database:  transitions_bench FOLDER    (for example ../shared/data/esco)
#include "engine/match/transitions.hpp"
#include "engine/taxonomy/title_models.hpp"
#include "indexer/importing/taxonomy_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

namespace leerwijzer::bench {
namespace {

template <typename One>
void measure(const char* name, const std::vector<OccupationId>& from, const One& one) {
  std::vector<double> milliseconds;
  std::size_t found = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto start = std::chrono::steady_clock::now();
    found += one(i);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  fmt::print("| {:<28} | {:>5} | {:8.3f} | {:8.3f} | {:8.3f} | {:>8} |\n", name, from.size(),
             milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 95 / 100], milliseconds.back(),
             found);
}

std::vector<SkillShare> skills_of(const Taxonomy& taxonomy, OccupationId occupation) {
  std::vector<SkillShare> had;
  for (const RequiredSkill& one : taxonomy.required_skills(occupation)) {
    if (one.kind == RelationKind::essential) had.push_back({one.skill, 1.0});
  }
  return had;
}

void run(const char* folder) {
  TaxonomySnapshot stored = numbered(read_taxonomy_files(folder).value().taxonomy);
  std::vector<OccupationId> from;
  for (const Occupation& one : stored.occupations) from.push_back(one.id);
  const Taxonomy taxonomy = Taxonomy::build(std::move(stored.occupations), std::move(stored.skills), stored.relations,
                                            "bench", TaxonomyModels{});
  fmt::print("{} occupations, {} skills, one thread, without courses\n\n", from.size(), taxonomy.skill_count());
  fmt::print("| {:<28} | {:>5} | {:>8} | {:>8} | {:>8} | {:>8} |\n|---|---|---|---|---|---|\n", "what", "asked",
             "p50 ms", "p95 ms", "most ms", "found");
  measure("transitions from", from, [&](std::size_t i) {
    TransitionsRequest request;
    request.from = from[i];
    return transitions_from(taxonomy, nullptr, nullptr, request).value().occupations.size();
  });
  measure("transitions with likes", from, [&](std::size_t i) {
    TransitionsRequest request;
    request.from = from[i];
    request.likes.sectors = {"zorg-welzijn"};
    request.likes.skills = {{"", taxonomy.skill(taxonomy.widely_asked().front().skill)->uri}};
    return transitions_from(taxonomy, nullptr, nullptr, request).value().occupations.size();
  });
  std::size_t longer = 0;
  measure("way to another (steps)", from, [&](std::size_t i) {
    const auto way = taxonomy.path_to(from[(i * 7 + 1) % from.size()], skills_of(taxonomy, from[i]));
    if (way.size() > 1) ++longer;
    return way.size();
  });
  measure("way to one of the same group", from, [&](std::size_t i) {
    return taxonomy.path_to(from[(i + 5) % from.size()], skills_of(taxonomy, from[i])).size();
  });
  fmt::print("\n{} ways of several steps\n", longer);
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int count, char** words) {
  try {
    if (count != 2) throw std::runtime_error("give the folder of a taxonomy in ESCO's layout");
    leerwijzer::bench::run(words[1]);
    return 0;
  } catch (const std::exception& failure) {
    std::cerr << "transitions_bench: " << failure.what() << '\n';
    return 1;
  }
}
