#include "engine/search/column_entry.hpp"

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/search/bytes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_title_key = 80;       ///< bytes that are sorted by
constexpr std::size_t k_longest_provider_name = 100;  ///< bytes, in facets
constexpr std::size_t k_most_listed = 0xFFFF;         ///< points and starts of an offer
constexpr double k_scale = 1 << 30;
constexpr double k_earth_radius = 6371.0;  ///< kilometres; as distance_km()

template <typename E>
std::uint8_t bits_of(const std::vector<E>& values, const std::vector<Run>& runs, std::vector<E> Run::*of_run) {
  std::uint8_t bits = 0;
  const auto add = [&](E value) { bits = static_cast<std::uint8_t>(bits | (1U << static_cast<unsigned>(value))); };
  for (E value : values) add(value);
  for (const Run& run : runs) {
    for (E value : run.*of_run) add(value);
  }
  return bits;
}

std::uint32_t price_of(const Offer& offer) {
  const CataloguePrice price = catalogue_price(offer);
  // A stated 0 that may mean "not filled in" is no price to sort or filter by.
  if (!price.gross || (price.gross->min.value == 0 && !price.confirmed)) return k_no_price;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(price.gross->min.value, 0, k_no_price - 1));
}

/// FNV-1a: the same on every machine and in every version.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

ErrorException unreadable() {
  return ErrorException({ErrorCode::corrupt, "the columns of an offer in the index cannot be read",
                         "run leerwijzer-indexer rebuild", "search index"});
}

std::uint8_t small(ByteReader& in, std::uint64_t most) {
  const std::uint64_t value = in.number();
  if (value > most) in.fail();
  return in.failed() ? std::uint8_t{0} : static_cast<std::uint8_t>(value);
}

template <typename Number>
Number fitting(ByteReader& in) {
  const std::uint64_t value = in.number();
  if (value > std::numeric_limits<Number>::max()) in.fail();
  return in.failed() ? Number{0} : static_cast<Number>(value);
}

std::int32_t coordinate(ByteReader& in) {
  const std::int64_t value = in.signed_number();
  if (std::abs(static_cast<double>(value)) > k_scale) in.fail();
  return in.failed() ? 0 : static_cast<std::int32_t>(value);
}

StartOption option_from(ByteReader& in) {
  StartOption option;
  option.kind = static_cast<StartOptionKind>(small(in, 2));
  option.full = small(in, 1);
  option.enrol_until = fitting<DayNumber>(in);
  option.from = fitting<DayNumber>(in);
  option.until = fitting<DayNumber>(in);
  return option;
}

}  // namespace

ColumnPoint column_point(GeoPoint point) noexcept {
  constexpr double k_radians = std::numbers::pi / 180.0;
  const double latitude = std::clamp(point.latitude, -90.0, 90.0) * k_radians;
  const double longitude = point.longitude * k_radians;
  const auto whole = [](double value) { return static_cast<std::int32_t>(std::lround(value * k_scale)); };
  return {{whole(std::cos(latitude) * std::cos(longitude)), whole(std::cos(latitude) * std::sin(longitude)),
           whole(std::sin(latitude))}};
}

double chord_squared(const ColumnPoint& a, const ColumnPoint& b) noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double apart = (static_cast<double>(a.at[i]) - static_cast<double>(b.at[i])) / k_scale;
    sum += apart * apart;
  }
  return sum;
}

double kilometres_of_chord(double squared) noexcept {
  return 2.0 * k_earth_radius * std::asin(std::min(1.0, std::sqrt(squared) / 2.0));
}

double chord_of_kilometres(double kilometres) noexcept {
  const double chord = 2.0 * std::sin(std::min(kilometres / (2.0 * k_earth_radius), std::numbers::pi / 2.0));
  return chord * chord;
}

ColumnEntry column_entry_of(const Offer& offer) {
  ColumnEntry entry;
  entry.provider = offer.provider.value;
  entry.provider_name = std::string(truncate_utf8(offer.provider_name, k_longest_provider_name));
  if (offer.level.nlqf) entry.level = static_cast<std::uint8_t>(1 + static_cast<unsigned>(*offer.level.nlqf));
  entry.sector = offer.sector;
  entry.kind = static_cast<std::uint8_t>(offer.kind);
  entry.modes = bits_of(offer.modes, offer.runs, &Run::modes);
  entry.dayparts = bits_of(offer.dayparts, offer.runs, &Run::dayparts);
  entry.languages = offer.languages;
  std::sort(entry.languages.begin(), entry.languages.end());
  entry.languages.erase(std::unique(entry.languages.begin(), entry.languages.end()), entry.languages.end());
  entry.price = price_of(offer);
  entry.quality = static_cast<std::uint8_t>(std::lround(std::clamp(offer.quality, 0.0, 1.0) * 255.0));
  entry.online = can_be_followed_online(offer);
  for (const Location& place : places_of(offer)) {
    if (place.point && entry.points.size() < k_most_listed) entry.points.push_back(column_point(*place.point));
  }
  entry.starts = starts_of(offer);
  if (entry.starts.options.size() > k_most_listed) entry.starts.options.resize(k_most_listed);
  const std::string title = fold(title_of(offer));
  entry.title_hash = hash_of(title);
  entry.title_key = std::string(truncate_utf8(title, k_longest_title_key));
  return entry;
}

std::string encode_entry(const ColumnEntry& entry) {
  ByteWriter out;
  out.signed_number(entry.provider);
  out.text(entry.provider_name);
  out.number(entry.level);
  out.text(entry.sector);
  out.number(entry.kind);
  out.number(entry.modes);
  out.number(entry.dayparts);
  out.number(entry.languages.size());
  for (const std::string& language : entry.languages) out.text(language);
  out.number(entry.price == k_no_price ? 0 : std::uint64_t{entry.price} + 1);
  out.number(entry.quality);
  out.flag(entry.online);
  out.number(entry.points.size());
  for (const ColumnPoint& point : entry.points) {
    for (std::int32_t part : point.at) out.signed_number(part);
  }
  out.flag(entry.starts.any_runs);
  out.number(entry.starts.options.size());
  for (const StartOption& option : entry.starts.options) {
    out.number(static_cast<std::uint64_t>(option.kind));
    out.number(option.full);
    out.number(option.enrol_until);
    out.number(option.from);
    out.number(option.until);
  }
  out.number(entry.title_hash);
  out.text(entry.title_key);
  return out.take();
}

ColumnEntry decode_entry(std::string_view bytes) {
  ByteReader in(bytes);
  ColumnEntry entry;
  entry.provider = in.signed_number();
  entry.provider_name = std::string(in.text());
  entry.level = small(in, EnumNames<NlqfLevel>::names.size());
  entry.sector = std::string(in.text());
  entry.kind = small(in, EnumNames<OfferKind>::names.size() - 1);
  entry.modes = small(in, (1U << EnumNames<DeliveryMode>::names.size()) - 1);
  entry.dayparts = small(in, (1U << EnumNames<Daypart>::names.size()) - 1);
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) entry.languages.emplace_back(in.text());
  const auto price = in.number();
  if (price > k_no_price) in.fail();
  if (price > 0) entry.price = static_cast<std::uint32_t>(price - 1);
  entry.quality = small(in, 255);
  entry.online = in.flag();
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) {
    ColumnPoint& point = entry.points.emplace_back();
    for (std::int32_t& part : point.at) part = coordinate(in);
  }
  entry.starts.any_runs = in.flag();
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) {
    entry.starts.options.push_back(option_from(in));
  }
  entry.title_hash = in.number();
  entry.title_key = std::string(in.text());
  const bool fits = entry.points.size() <= k_most_listed && entry.starts.options.size() <= k_most_listed &&
                    entry.title_key.size() <= k_longest_title_key;
  if (in.failed() || !in.at_end() || !fits) throw unreadable();
  return entry;
}

}  // namespace leerwijzer
