// What the funding rules cost, without HTTP, index or database.
//   funding_bench [FOLDER of the scheme files, else schema/funding] [benchmark options]
// Beside each figure stands a bare loop that looks once at every condition that the rules hold: what no evaluation can
// do without.
#include "engine/funding/assessment.hpp"
#include "engine/funding/rule_worlds.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace leerwijzer::bench {
namespace {

using SchemeFiles = std::vector<std::pair<std::string, std::string>>;

SchemeFiles read_files(const std::filesystem::path& folder) {
  SchemeFiles files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    files.emplace_back(entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {}));
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A worker of whom about half is known, and a part-time hbo module of 1,500 euro.
FundingQuestion half_known() {
  FundingQuestion question;
  question.date = Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{21}};
  question.course_start = Date{std::chrono::year{2027}, std::chrono::February, std::chrono::day{1}};
  question.price = Cents{150'000};
  question.facts = {
      {"course.months", 10.0},
      {"course.nlqf", 6.0},
      {"course.path", std::string("ho_module")},
      {"course.recognised_nl", true},
      {"course.total_cost", 150'000.0},
      {"course.weeks", 43.0},
      {"case.course_already_started", false},
      {"case.tax_year", 2026.0},
      {"case.weeks_application_to_start", 10.0},
      {"person.age_on_course_start:max", 43.0},
      {"person.age_on_course_start:min", 42.0},
      {"person.age_on_1_aug:max", 43.0},
      {"person.age_on_1_aug:min", 42.0},
      {"person.edu_eqf", 4.0},
      {"person.labour_region", std::string("Midden-Utrecht")},
      {"person.residence_known", true},
      {"person.residence_municipality", std::string("Utrecht")},
      {"person.statuses:bijstand", false},
      {"person.statuses:employee", true},
      {"person.statuses:nug", false},
      {"person.statuses:unemployed_ww", false},
  };
  return question;
}

void bare_loop(benchmark::State& state, const CompiledRules& rules) {
  std::vector<const RuleNode*> atoms;
  for (const SchemeModel& scheme : rules.schemes) {
    for (const RuleNode* atom : atoms_of(scheme.versions.back().rule)) atoms.push_back(atom);
  }
  Knowledge knowledge{};
  learn_facts(half_known().facts, knowledge);
  for (auto _ : state) {
    std::size_t held = 0;
    for (const RuleNode* atom : atoms) held += knowledge[atom->fact].exact ? 1U : 0U;
    benchmark::DoNotOptimize(held);
  }
  state.counters["conditions"] = static_cast<double>(atoms.size());
}

void all_schemes(benchmark::State& state, const CompiledRules& rules) {
  const FundingQuestion question = half_known();
  for (auto _ : state) {
    const Assessment assessment(rules, question);
    benchmark::DoNotOptimize(assessment.states().data());
  }
  state.counters["schemes"] = static_cast<double>(Assessment(rules, question).states().size());
}

void whole_answer(benchmark::State& state, const FundingRules& rules) {
  const FundingQuestion question = half_known();
  for (auto _ : state) benchmark::DoNotOptimize(rules.evaluate(question).schemes.data());
}

/// A page of 20 offers: the facts of the learner are there, only the price and the course differ.
void net_prices_of_a_page(benchmark::State& state, const FundingRules& rules) {
  std::vector<FundingQuestion> page(20, half_known());
  for (std::size_t i = 0; i < page.size(); ++i) page[i].price = Cents{static_cast<std::int64_t>(20'000 + 17'300 * i)};
  for (auto _ : state) {
    for (const FundingQuestion& question : page) benchmark::DoNotOptimize(rules.net_price(question));
  }
}

/// 14 schemes that may all be combined and pay a little each: nothing can be left out of the search by rule.
StackProblem fourteen_schemes() {
  StackProblem problem;
  problem.price = {1'000'000};
  for (std::size_t i = 0; i < k_most_stacked; ++i) {
    StackItem item;
    item.percentage = 0.05 + 0.01 * static_cast<double>(i % 7);
    item.cap = static_cast<std::int64_t>(40'000 + 3'000 * i);
    item.on_remainder = i % 3 == 0;
    item.discretion = static_cast<Discretion>(i % 3);
    problem.items.push_back(item);
  }
  problem.relations.assign(k_most_stacked * k_most_stacked, StackRelation::allowed);
  problem.limits.assign(k_most_stacked * k_most_stacked, k_no_cap);
  return problem;
}

/// The same, where every third pair excludes each other and every fifth reduces the base.
StackProblem fourteen_mixed() {
  StackProblem problem = fourteen_schemes();
  for (std::size_t i = 0; i < k_most_stacked; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const StackRelation relation = (i + j) % 3 == 0   ? StackRelation::exclusive
                                     : (i + j) % 5 == 0 ? StackRelation::reduces_base
                                                        : StackRelation::allowed;
      problem.relations[i * k_most_stacked + j] = problem.relations[j * k_most_stacked + i] = relation;
    }
  }
  return problem;
}

void best_stack_of(benchmark::State& state, const StackProblem& problem) {
  for (auto _ : state) benchmark::DoNotOptimize(best_stack(problem).net);
}

void every_set_of(benchmark::State& state, const StackProblem& problem) {
  for (auto _ : state) {
    Cents least = problem.price;
    for (std::uint32_t set = 0; set < (1U << problem.items.size()); ++set) {
      if (is_compatible(problem, set)) least = std::min(least, pay_stack(problem, set).net);
    }
    benchmark::DoNotOptimize(least);
  }
}

int run(int argc, char** argv) {
  std::filesystem::path folder = "schema/funding";
  if (argc > 1 && argv[1][0] != '-') {
    folder = argv[1];
    std::copy(argv + 2, argv + argc, argv + 1);
    --argc;
  }
  const SchemeFiles files = read_files(folder);
  static const CompiledRules compiled = compile_rules(files).value();
  static const FundingRules rules = FundingRules::compile(files).value();
  using benchmark::RegisterBenchmark;
  RegisterBenchmark("bare loop over every condition", [](auto& state) { bare_loop(state, compiled); });
  RegisterBenchmark("all schemes, verdicts and windows", [](auto& state) { all_schemes(state, compiled); });
  RegisterBenchmark("the whole answer with texts, stacks and question",
                    [](auto& state) { whole_answer(state, rules); });
  RegisterBenchmark("net prices of a page of 20 offers", [](auto& state) { net_prices_of_a_page(state, rules); });
  RegisterBenchmark("best stack of 14, all allowed", [](auto& state) { best_stack_of(state, fourteen_schemes()); });
  RegisterBenchmark("best stack of 14, mixed", [](auto& state) { best_stack_of(state, fourteen_mixed()); });
  RegisterBenchmark("every set of 14, mixed", [](auto& state) { every_set_of(state, fourteen_mixed()); });
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int argc, char** argv) try { return leerwijzer::bench::run(argc, argv); } catch (const std::exception& fault) {
  std::cerr << fault.what() << '\n';
  return 1;
}
