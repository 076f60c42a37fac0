// Search, match and taxonomy in the engine, without HTTP. tests/bench/search has what search is measured beside.
//   LEERWIJZER_DATABASE_URL=... LEERWIJZER_INDEX=... engine_bench QUERIES.txt [benchmark options]
// QUERIES.txt holds one query a line. tests/bench/run prepares all of it.
#include "engine/advice/geography.hpp"
#include "engine/core/text.hpp"
#include "engine/match/matcher.hpp"
#include "engine/match/suggestions.hpp"
#include "engine/store/model_store.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "engine/taxonomy/title_models.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace leerwijzer::bench {
namespace {

/// Everything that a request needs, loaded once.
struct Loaded {
  std::vector<std::string> queries;
  std::vector<std::string> titles;  ///< of occupations, as people write them: preferred and alternative labels
  Date today = amsterdam_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  std::unique_ptr<Taxonomy> taxonomy;
  std::unique_ptr<Geography> geography;
  std::unique_ptr<FundingRules> funding;
  std::unique_ptr<SearchIndex> index;
  std::vector<MatchRequest> requests;
};

std::string required_variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set; run tests/bench/run");
  return value;
}

MatchRequest request(const std::string& occupation, const std::string& goal, const std::string& postcode, Date today) {
  MatchRequest request;
  request.learner.postcode = postcode;
  request.learner.occupations = {{ConceptRef{occupation, ""}, std::nullopt}};
  request.learner.hours_per_week = 12;
  request.learner.budget = Cents{50000};
  request.goal.occupation = ConceptRef{goal, ""};
  request.today = today;
  return request;
}

Loaded load(const std::string& queries_file) {
  Loaded all;
  std::ifstream queries(queries_file);
  for (std::string line; std::getline(queries, line);) {
    if (!line.empty()) all.queries.push_back(line);
  }
  if (all.queries.empty()) throw std::runtime_error("no queries in " + queries_file);

  Pool pool({.url = required_variable("LEERWIJZER_DATABASE_URL"),
             .purpose = "leerwijzer-bench",
             .statement_timeout = std::chrono::minutes{10}});
  TaxonomySnapshot taxonomy = TaxonomyStore(pool).load();
  for (const Occupation& occupation : taxonomy.occupations) {
    if (!occupation.labels.empty()) all.titles.push_back(occupation.labels.back().text);
  }
  const auto models = ModelStore(pool).models(taxonomy.version);
  const auto build = [&](auto&&... trained) {
    return std::make_unique<Taxonomy>(Taxonomy::build(std::move(taxonomy.occupations), std::move(taxonomy.skills),
                                                      taxonomy.relations, taxonomy.version, std::move(trained)...));
  };
  all.taxonomy = models ? build(read_models(*models).value()) : build();
  ReferenceStore reference(pool);
  all.geography = std::make_unique<Geography>(
      Geography::build(reference.regions(), ReferralRules::stored(reference.referral_rules()).value()));
  std::vector<std::pair<std::string, std::string>> files;
  for (SchemeDocument& scheme : reference.schemes()) files.emplace_back(scheme.id, std::move(scheme.document));
  all.funding = std::make_unique<FundingRules>(FundingRules::compile(files).value());

  all.index =
      std::make_unique<SearchIndex>(SearchIndex::open({.folder = required_variable("LEERWIJZER_INDEX")}).value());

  for (const char* goal :
       {"verzorgende", "lasser", "leraar basisonderwijs", "software developer", "boekhouder", "timmerman"}) {
    all.requests.push_back(request("verkoopmedewerker", goal, "3511", all.today));
    all.requests.push_back(request("magazijnmedewerker", goal, "3811", all.today));
  }
  return all;
}

/// Runs `one` over the questions in turn and adds the median and the 95th percentile.
template <typename One>
void measure(benchmark::State& state, std::size_t questions, const One& one) {
  std::vector<double> milliseconds;
  std::size_t next = 0;
  for ([[maybe_unused]] auto iteration : state) {
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(one(next++ % questions));
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  state.counters["p50_ms"] = milliseconds[milliseconds.size() / 2];
  state.counters["p95_ms"] = milliseconds[milliseconds.size() * 95 / 100];
  state.counters["per_s"] = benchmark::Counter(static_cast<double>(milliseconds.size()), benchmark::Counter::kIsRate);
}

void add_benchmarks(const Loaded& all) {
  const auto add = [](const char* name, std::size_t questions, auto one) {
    benchmark::RegisterBenchmark(name, [questions, one](benchmark::State& state) { measure(state, questions, one); })
        ->UseRealTime()
        ->MinTime(3.0)
        ->Unit(benchmark::kMillisecond);
  };
  add("search", all.queries.size(), [&](std::size_t i) {
    SearchQuery query;
    query.text = all.queries[i];
    query.today = all.today;
    return all.index->search(query).value().total;
  });
  add("search_near_utrecht_under_500_euro", all.queries.size(), [&](std::size_t i) {
    SearchQuery query;
    query.text = all.queries[i];
    query.filters.centre = GeoPoint{52.09, 5.12};
    query.filters.radius_km = 25;
    query.filters.max_price = Cents{50000};
    query.today = all.today;
    return all.index->search(query).value().total;
  });
  add("match", all.requests.size(), [&](std::size_t i) {
    return Matcher(*all.taxonomy, *all.index, *all.funding, *all.geography)
        .match(all.requests[i])
        .value()
        .offers.size();
  });
  add("resolve_search_words", all.queries.size(),
      [&](std::size_t i) { return all.taxonomy->resolve_occupations(all.queries[i], 5).size(); });
  add("resolve_job_title", all.titles.size(),
      [&](std::size_t i) { return all.taxonomy->resolve_occupations(all.titles[i], 5).size(); });
  // Occupations, skills, places and titles of offers together, from the first letter.
  for (const auto& [name, letters] :
       {std::pair{"suggest_1_letter", 1}, {"suggest_3_letters", 3}, {"suggest_8_letters", 8}}) {
    add(name, all.queries.size(), [&all, letters = static_cast<std::size_t>(letters)](std::size_t i) {
      return suggest(*all.taxonomy, *all.geography, *all.index, truncate_utf8(all.queries[i], letters), 5)
          .value()
          .size();
    });
  }
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int count, char** words) {
  try {
    if (count < 2) throw std::runtime_error("give a file with one query a line; see tests/bench/run");
    const auto all = leerwijzer::bench::load(words[1]);
    words[1] = words[0];
    int left = count - 1;
    benchmark::Initialize(&left, words + 1);
    leerwijzer::bench::add_benchmarks(all);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
  } catch (const std::exception& failure) {
    std::cerr << "engine_bench: " << failure.what() << '\n';
    return 1;
  }
}
