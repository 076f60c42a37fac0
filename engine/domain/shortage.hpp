// How hard it is for employers to find people, by labour-market region and sector: a dated table with its source.
// A pair that is not in the table is unknown, which is not the same as no shortage.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

/// The five classes of UWV's Spanningsindicator, from few vacancies for a job-seeker to many.
enum class Tension : std::uint8_t { very_wide, wide, average, tight, very_tight };
template <>
struct EnumNames<Tension> {
  static constexpr auto names = std::to_array<EnumName<Tension>>({
      {Tension::very_wide, "very-wide"},
      {Tension::wide, "wide"},
      {Tension::average, "average"},
      {Tension::tight, "tight"},
      {Tension::very_tight, "very-tight"},
  });
};

struct ShortageRow {
  std::string region;  ///< slug of schema/regions
  std::string sector;  ///< code of sector.hpp
  Tension tension = Tension::average;
  Date measured_on{};
  std::string source;
  bool sample = false;  ///< invented; every answer that uses it says so
  bool operator==(const ShortageRow&) const = default;
};

class ShortageTable {
 public:
  ShortageTable() = default;
  /// Of several rows of one region and sector the one measured last counts; of the same day the later in the list.
  explicit ShortageTable(std::vector<ShortageRow> rows);

  /// Nothing where it is unknown.
  [[nodiscard]] const ShortageRow* find(std::string_view region, std::string_view sector) const;

  /// All that is known of a region, by sector.
  [[nodiscard]] std::vector<const ShortageRow*> of_region(std::string_view region) const;

  /// The rows that count, by region and sector.
  [[nodiscard]] std::vector<const ShortageRow*> rows() const;

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

 private:
  std::map<std::pair<std::string, std::string>, ShortageRow, std::less<>> rows_;
};

/// 0 for very wide to 1 for very tight, in equal steps.
[[nodiscard]] constexpr double weight_of(Tension tension) noexcept { return static_cast<double>(tension) / 4.0; }

}  // namespace leerwijzer
