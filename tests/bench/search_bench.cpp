// One request of search, measured in the engine, in raw Xapian and in PostgreSQL on the same generated offers. Each
// call does one thing and prints one line of numbers; tests/bench/search makes a table of them.
#include "tests/bench/generated_catalogue.hpp"
#include "tests/bench/measured.hpp"
#include "tests/bench/postgres_search.hpp"
#include "tests/bench/raw_search.hpp"

#include "engine/advice/geography.hpp"
#include "engine/match/understanding.hpp"
#include "engine/search/index_writer.hpp"
#include "engine/search/sharded_build.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/store/taxonomy_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <span>

namespace leerwijzer::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* k_usage = R"(usage:
  search_bench build-ours OFFERS.tsv INDEX        seconds, offers
  search_bench build-raw OFFERS.tsv FOLDER        seconds, offers
  search_bench build-postgres OFFERS.tsv URL      seconds of loading, of indexing, of the words for trigrams
  search_bench ours INDEX QUERIES.tsv THREADS SECONDS
  search_bench slots|columns FOLDER QUERIES.tsv THREADS SECONDS FEW
  search_bench postgres URL QUERIES.tsv THREADS SECONDS FEW
        requests a second, p50 ms, p95 ms, requests, sum of totals, put right, searched wider
  search_bench first INDEX QUERIES.tsv            ms from the start of the process to the first answer
  search_bench check INDEX RAW QUERIES.tsv        queries that all answer as asked; sum of totals of ours, of raw
FEW: with fewer hits than this a wider search is made as well; ours does so below 20.
ours and check read taxonomy and places from LEERWIJZER_DATABASE_URL, as the service does.
)";

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Date today() { return amsterdam_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())); }

/// What understanding the words of a search asks.
struct Reference {
  Taxonomy taxonomy;
  Geography geography;
};

Reference read_reference() {
  const char* url = std::getenv("LEERWIJZER_DATABASE_URL");
  if (url == nullptr) throw std::runtime_error("LEERWIJZER_DATABASE_URL is not set");
  Pool pool({.url = url, .purpose = "leerwijzer-bench", .statement_timeout = std::chrono::minutes{10}});
  TaxonomySnapshot read = TaxonomyStore(pool).load();
  ReferenceStore reference(pool);
  return {Taxonomy::build(std::move(read.occupations), std::move(read.skills), read.relations, read.version),
          Geography::build(reference.regions(), ReferralRules::stored(reference.referral_rules()).value())};
}

void build_ours(const std::string& offers_file, const std::string& folder) {
  constexpr std::size_t k_batch = 500;
  constexpr std::int64_t k_report = 100'000;
  const auto start = Clock::now();
  prefer_small_flushes();
  ShardedBuild build = ShardedBuild::start(folder).value();
  OfferMaker maker;
  std::vector<Offer> batch;
  std::int64_t read = 0;
  for_each_offer(offers_file, [&](const GeneratedOffer& generated) {
    batch.push_back(maker.offer_of(generated));
    if (++read % k_report == 0) std::cerr << "  " << read << " offers read\n";
    if (batch.size() < k_batch) return;
    build.add(batch);
    batch.clear();
  });
  build.add(batch);
  IndexWriter writer = build.finish(
      [&](std::size_t shards) { std::cerr << "  " << shards << " shards after " << seconds_since(start) << " s\n"; });
  std::cerr << "  merged after " << seconds_since(start) << " s\n";
  writer.commit(ChangeNumber{read});
  writer.publish();
  std::printf("%.2f %lld\n", seconds_since(start), static_cast<long long>(read));
}

SearchIndex open_index(const std::string& folder, std::size_t readers) {
  return SearchIndex::open({.folder = folder, .readers = readers}).value();
}

Outcome ask_ours(const SearchIndex& index, const Reference& reference, const GeneratedQuery& query, Date today) {
  SearchQuery search = search_query_of(query, today);
  UnderstoodSearch meant = understand(search.text, search.filters, {}, reference.taxonomy, reference.geography, today);
  search.text = std::move(meant.subject);
  search.filters = std::move(meant.filters);
  search.related_skills = std::move(meant.related_skills);
  const SearchAnswer answer = index.search(search).value();
  const bool related =
      std::any_of(answer.hits.begin(), answer.hits.end(), [](const SearchHit& hit) { return hit.related; });
  return {answer.total, answer.hits.size(), answer.corrected, answer.relaxed || related};
}

Measured measure_ours(const std::string& folder, const std::vector<GeneratedQuery>& queries, const Load& load) {
  const Reference reference = read_reference();
  const SearchIndex index = open_index(folder, load.threads);
  const Date on = today();
  return measure(load, [&]() -> Ask {
    return [&](std::size_t question) { return ask_ours(index, reference, queries[question], on); };
  });
}

Measured measure_raw(RawWay way, const std::string& folder, const std::vector<GeneratedQuery>& queries,
                     const Load& load, std::size_t few) {
  const RawCatalogue catalogue(folder);
  const Date on = today();
  return measure(load, [&]() -> Ask {
    const auto reader = std::make_shared<RawSearch>(catalogue, way, on, few);
    return [&queries, reader](std::size_t question) { return reader->search(queries[question]); };
  });
}

Measured measure_postgres(const std::string& url, const std::vector<GeneratedQuery>& queries, const Load& load,
                          std::size_t few) {
  const Date on = today();
  return measure(load, [&]() -> Ask {
    const auto client = std::make_shared<PostgresSearch>(url, on, few);
    return [&queries, client](std::size_t question) { return client->search(queries[question]); };
  });
}

void first_answer(Clock::time_point started, const std::string& folder, const std::vector<GeneratedQuery>& queries) {
  const SearchIndex index = open_index(folder, 1);
  const SearchAnswer answer = index.search(search_query_of(queries.front(), today())).value();
  std::printf("%.1f %zu\n", seconds_since(started) * 1000.0, answer.total);
}

/// Both ask the same words and filters here: nothing is understood, put right or searched wider.
void check(const std::string& folder, const std::string& raw_folder, const std::vector<GeneratedQuery>& queries) {
  const Reference reference = read_reference();
  const SearchIndex index = open_index(folder, 1);
  const RawCatalogue catalogue(raw_folder);
  const Date on = today();
  RawSearch columns(catalogue, RawWay::columns, on, 0);
  RawSearch slots(catalogue, RawWay::slots, on, 0);
  std::size_t compared = 0;
  std::size_t ours = 0;
  std::size_t raw = 0;
  std::size_t differ = 0;
  for (const GeneratedQuery& query : queries) {
    const SearchQuery search = search_query_of(query, on);
    const bool plain =
        understand(search.text, search.filters, {}, reference.taxonomy, reference.geography, on).words.empty();
    const Outcome by_columns = columns.search(query);
    if (by_columns.total != slots.search(query).total) ++differ;
    if (!plain || by_columns.corrected || by_columns.total == 0) continue;
    const SearchAnswer answer = index.search(search).value();
    if (answer.corrected || answer.relaxed) continue;
    ++compared;
    ours += answer.total;
    raw += by_columns.total;
  }
  std::printf("%zu %zu %zu %zu\n", compared, ours, raw, differ);
}

int run(std::span<char*> words) {
  const auto started = Clock::now();
  const auto word = [&](std::size_t place) { return std::string(words[place]); };
  const std::string verb = words.size() > 1 ? word(1) : "";
  const auto timed = [&](const auto& build) {
    const std::size_t offers = build();
    std::printf("%.2f %zu\n", seconds_since(started), offers);
  };
  if (verb == "build-ours" && words.size() == 4) {
    build_ours(word(2), word(3));
  } else if (verb == "build-raw" && words.size() == 4) {
    prefer_small_flushes();
    timed([&] { return build_raw_index(word(2), word(3)); });
  } else if (verb == "build-postgres" && words.size() == 4) {
    const PostgresBuilding building = build_postgres(word(3), word(2));
    std::printf("%.2f %.2f %.2f\n", building.loading, building.indexing, building.spelling);
  } else if (verb == "first" && words.size() == 4) {
    first_answer(started, word(2), read_queries(word(3)));
  } else if (verb == "check" && words.size() == 5) {
    check(word(2), word(3), read_queries(word(4)));
  } else if ((verb == "ours" && words.size() == 6) || words.size() == 7) {
    const std::vector<GeneratedQuery> queries = read_queries(word(3));
    const Load load{std::stoul(word(4)), std::stod(word(5)), queries.size()};
    const auto few = [&] { return std::stoul(word(6)); };
    Measured measured;
    if (verb == "ours") {
      measured = measure_ours(word(2), queries, load);
    } else if (verb == "slots" || verb == "columns") {
      measured = measure_raw(verb == "slots" ? RawWay::slots : RawWay::columns, word(2), queries, load, few());
    } else if (verb == "postgres") {
      measured = measure_postgres(word(2), queries, load, few());
    } else {
      std::cerr << k_usage;
      return 2;
    }
    std::puts(line_of(measured).c_str());
  } else {
    std::cerr << k_usage;
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int argc, char** argv) {
  try {
    return leerwijzer::bench::run({argv, static_cast<std::size_t>(argc)});
  } catch (const std::exception& failure) {
    std::cerr << "search_bench: " << failure.what() << '\n';
    return 1;
  }
}
