// Raw Xapian doing the whole of one request, as an experienced hand would write it: the yardstick for our own search.
// Words over weighted fields (all of them together, any of them only where those give little), price, level, mode and
// distance, a start ahead, the best 20 with their data, the exact total, facets by sector and level, and spelling.
// Two ways to filter and count: value slots, and columns by document id in memory.
#pragma once

#include "tests/bench/generated_catalogue.hpp"
#include "tests/bench/measured.hpp"

#include <memory>
#include <string>

namespace leerwijzer::bench {

/// Writes the offers of a generated file into a Xapian database of its own. Gives their number.
std::size_t build_raw_index(const std::string& offers_file, const std::string& folder);

enum class RawWay : std::uint8_t { slots, columns };

/// Below so many hits a search is made wider, by ours and by what it is measured beside.
inline constexpr std::size_t k_few = 20;

/// What all threads share: columns read into memory, and the dictionary for spelling.
class RawCatalogue {
 public:
  explicit RawCatalogue(const std::string& folder);
  ~RawCatalogue();
  RawCatalogue(const RawCatalogue&) = delete;
  RawCatalogue& operator=(const RawCatalogue&) = delete;

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  std::unique_ptr<const State> state_;
};

/// A reader for one thread.
class RawSearch {
 public:
  /// `few`: with fewer hits it searches wider.
  RawSearch(const RawCatalogue& catalogue, RawWay way, Date today, std::size_t few = k_few);
  ~RawSearch();
  RawSearch(RawSearch&&) noexcept;

  [[nodiscard]] Outcome search(const GeneratedQuery& query);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer::bench
