#include "api/web/list_order.hpp"

#include "api/http/target.hpp"

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

double measure_of(const MatchedOffer& matched, std::string_view sort, Date today) {
  constexpr double k_unknown = std::numeric_limits<double>::max();
  if (sort == "price") {
    if (matched.net) return static_cast<double>(matched.net->max.value);
    return matched.price.gross ? static_cast<double>(matched.price.gross->max.value) : k_unknown;
  }
  if (sort == "start") {
    const auto first = first_start(matched.offer, today);
    return first ? days_between(today, *first) : k_unknown;
  }
  if (sort == "distance") {
    if (matched.distance_km) return *matched.distance_km;
    return can_be_followed_online(matched.offer) ? 0.0 : k_unknown;
  }
  return 0.0;
}

}  // namespace

std::vector<const MatchedOffer*> in_order_of(const std::vector<MatchedOffer>& offers, std::string_view sort,
                                             Date today) {
  std::vector<const MatchedOffer*> list;
  for (const MatchedOffer& one : offers) list.push_back(&one);
  std::stable_sort(list.begin(), list.end(), [&](const MatchedOffer* a, const MatchedOffer* b) {
    return measure_of(*a, sort, today) < measure_of(*b, sort, today);
  });
  return list;
}

std::string address_with(std::string_view path, const TextPairs& query) {
  std::string address(path);
  char before = '?';
  for (const auto& [name, value] : query) {
    address += before + percent_encode(name) + "=" + percent_encode(value);
    before = '&';
  }
  return address;
}

TextPairs query_without(const TextPairs& query,
                        const std::function<bool(const std::string&, const std::string&)>& leave) {
  TextPairs pairs;
  std::copy_if(query.begin(), query.end(), std::back_inserter(pairs),
               [&](const auto& pair) { return !leave(pair.first, pair.second); });
  return pairs;
}

bool query_has(const TextPairs& query, std::string_view name, std::string_view value) {
  return std::any_of(query.begin(), query.end(),
                     [&](const auto& pair) { return pair.first == name && pair.second == value; });
}

}  // namespace leerwijzer
