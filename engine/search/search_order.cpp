#include "engine/search/search_order.hpp"

#include "engine/search/spread.hpp"

#include <bit>
#include <charconv>
#include <set>
#include <utility>

namespace leerwijzer {
namespace {

/// Sorts what has no value last, whichever way the others are sorted.
const std::string k_last = "\xFF";

/// Bytes that sort as the numbers.
template <typename Number>
std::string sortable(Number number) {
  std::string bytes;
  for (std::size_t shift = sizeof number * 8; shift > 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<unsigned char>(number >> (shift - 8) & 0xFFU));
  }
  return bytes;
}

class ColumnKey : public Xapian::KeyMaker {
 public:
  ColumnKey(const ColumnFilter& filter, SearchSort sort) : filter_(filter), sort_(sort) {}

  std::string operator()(const Xapian::Document& document) const override {
    const Xapian::docid id = document.get_docid();
    const ColumnRow* row = filter_.columns().row(id);
    if (row == nullptr) return k_last;
    switch (sort_) {
      case SearchSort::price:
        if (row->price != k_no_price) return '\0' + sortable(row->price);
        break;
      case SearchSort::start:
        if (const auto day = first_known_start(filter_.columns().starts(id, *row, some_), filter_.today())) {
          return '\0' + sortable(*day);
        }
        break;
      case SearchSort::distance:
        // Doubles that are not negative sort as their bits.
        if (const auto line = filter_.nearest(id, *row)) return '\0' + sortable(std::bit_cast<std::uint64_t>(*line));
        break;
      case SearchSort::title: return std::string(filter_.columns().title(id, *row));
      case SearchSort::relevance: break;
    }
    return k_last;
  }

 private:
  const ColumnFilter& filter_;
  SearchSort sort_;
  mutable std::vector<StartOption> some_;
};

}  // namespace

std::unique_ptr<Xapian::KeyMaker> key_maker(const SearchQuery& query, const ColumnFilter& filter) {
  if (query.sort == SearchSort::relevance) return nullptr;
  return std::make_unique<ColumnKey>(filter, query.sort);
}

std::vector<std::size_t> spread_order(const Xapian::MSet& matches, const Columns& columns) {
  const std::size_t window = std::min<std::size_t>(matches.size(), k_spread_window);
  std::vector<std::int64_t> providers;
  std::vector<std::size_t> first;
  std::vector<std::size_t> again;
  std::set<std::pair<std::int64_t, std::uint64_t>> titles;
  for (std::size_t rank = 0; rank < window; ++rank) {
    const ColumnRow* row = columns.row(*matches[static_cast<Xapian::doccount>(rank)]);
    const bool named = row != nullptr && row->provider < columns.names().providers.size();
    const std::int64_t provider = named ? columns.names().providers[row->provider].id : 0;
    if (provider != 0 && !titles.emplace(provider, row->title_hash).second) {
      again.push_back(rank);
      continue;
    }
    first.push_back(rank);
    providers.push_back(provider);
  }
  std::vector<std::size_t> order;
  order.reserve(matches.size());
  for (std::size_t at : spread_providers(providers)) order.push_back(first[at]);
  order.insert(order.end(), again.begin(), again.end());
  for (std::size_t rank = window; rank < matches.size(); ++rank) order.push_back(rank);
  return order;
}

SearchPosition position_of(ListPlace place) { return {std::to_string(place.rank) + "-" + std::to_string(place.last)}; }

std::optional<ListPlace> place_of(const SearchPosition& position) {
  const char* at = position.text.data();
  const char* end = at + position.text.size();
  ListPlace place;
  const auto rank = std::from_chars(at, end, place.rank);
  if (rank.ec != std::errc{} || rank.ptr == end || *rank.ptr != '-') return std::nullopt;
  const auto last = std::from_chars(rank.ptr + 1, end, place.last);
  if (last.ec != std::errc{} || last.ptr != end || place.rank == 0 || place.rank > 0xFFFFFFFFU) return std::nullopt;
  return place;
}

}  // namespace leerwijzer
