// What a missing field costs in findability, measured with the search itself. The scene: somebody
// looks through the sector of the offer (all sectors when it has none) and filters on the field as
// widely as one can: any price, any level, a start from today, a place ten kilometres from where it
// is. Such a filter keeps what is unknown, and gives a known fit a bonus. The same bonuses as in
// every search decide the order, so the place of the offer in the list is what a searcher sees
// before providers are spread over a page.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/geography.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace leerwijzer {

/// A field that an offer may lack and that searchers choose by.
enum class ChosenBy : std::uint8_t { price, start, level, place, skills };
template <>
struct EnumNames<ChosenBy> {
  static constexpr auto names = std::to_array<EnumName<ChosenBy>>({
      {ChosenBy::price, "price"},
      {ChosenBy::start, "start"},
      {ChosenBy::level, "level"},
      {ChosenBy::place, "place"},
      {ChosenBy::skills, "skills"},
  });
};

struct RankQuestion {
  OfferId offer;
  ChosenBy field = ChosenBy::price;
  double quality_gain = 0.0;           ///< how much Offer::quality would grow with the field
  std::optional<GeoPoint> searcher{};  ///< for place: where the offers are looked for
  Date today{};
};

struct RankEffect {
  std::size_t hits = 0;   ///< offers in the list
  std::size_t known = 0;  ///< of those, with the field known: all that is left with "known only"
  std::size_t now = 0;    ///< place in the list, from 1; 0: not in it (every start is over)
  std::size_t then = 0;   ///< place with the field known and nothing else changed
};

}  // namespace leerwijzer
