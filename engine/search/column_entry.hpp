// What the columns hold of one offer, by value: what offers are filtered, counted, sorted and ranked by. Its bytes
// stand in a slot of the document, so that the columns can be made anew from the database alone.
#pragma once

#include "engine/domain/geography.hpp"
#include "engine/domain/offer.hpp"
#include "engine/search/starts.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// A point on the globe as a vector of length 2^30, exact to a centimetre; distances need no trigonometry before the
/// last step.
struct ColumnPoint {
  std::array<std::int32_t, 3> at{};
  bool operator==(const ColumnPoint&) const = default;
};
static_assert(sizeof(ColumnPoint) == 12);

[[nodiscard]] ColumnPoint column_point(GeoPoint point) noexcept;

/// Square of the straight line between two points of a globe with radius 1.
[[nodiscard]] double chord_squared(const ColumnPoint& a, const ColumnPoint& b) noexcept;

/// Great-circle distance as distance_km() of the domain, and the way back.
[[nodiscard]] double kilometres_of_chord(double squared) noexcept;
[[nodiscard]] double chord_of_kilometres(double kilometres) noexcept;

inline constexpr std::uint32_t k_no_price = 0xFFFFFFFFU;

struct ColumnEntry {
  std::int64_t provider = 0;  ///< 0: unknown
  std::string provider_name;
  std::uint8_t level = 0;  ///< 1 + NlqfLevel; 0: unknown
  std::string sector;      ///< empty: unknown
  std::uint8_t kind = 0;
  std::uint8_t modes = 0;  ///< bit by DeliveryMode, of the offer and its runs; 0: unknown
  std::uint8_t dayparts = 0;
  std::vector<std::string> languages;  ///< in order, each once
  std::uint32_t price = k_no_price;    ///< cents
  std::uint8_t quality = 0;            ///< of 255
  bool online = false;
  std::vector<ColumnPoint> points;
  Starts starts;
  std::uint64_t title_hash = 0;  ///< of the folded title
  std::string title_key;         ///< what is sorted by
  bool operator==(const ColumnEntry&) const = default;
};

[[nodiscard]] ColumnEntry column_entry_of(const Offer& offer);

[[nodiscard]] std::string encode_entry(const ColumnEntry& entry);

/// Throws ErrorException (corrupt) for bytes that encode_entry() did not make.
[[nodiscard]] ColumnEntry decode_entry(std::string_view bytes);

}  // namespace leerwijzer
