// PostgreSQL full text doing the whole of one request over libpq with prepared statements: a stored tsvector with
// weights under a GIN index, filters, facets, exact total and the best 20 in one statement, trigrams for misspelt
// words.
#pragma once

#include "tests/bench/generated_catalogue.hpp"
#include "tests/bench/measured.hpp"

#include <memory>
#include <string>

namespace leerwijzer::bench {

/// Seconds that building took, by what was built.
struct PostgresBuilding {
  double loading = 0.0;   ///< COPY, with the tsvector made on the way
  double indexing = 0.0;  ///< primary key, GIN over the words, ANALYZE
  double spelling = 0.0;  ///< words of titles and summaries under a GIN index of trigrams
};

/// Makes the table bench_offer anew from a generated file that the server reads through this connection.
PostgresBuilding build_postgres(const std::string& url, const std::string& offers_file);

/// A connection for one thread.
class PostgresSearch {
 public:
  PostgresSearch(const std::string& url, Date today, std::size_t few);
  ~PostgresSearch();
  PostgresSearch(PostgresSearch&&) noexcept;

  [[nodiscard]] Outcome search(const GeneratedQuery& query);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer::bench
