#include "engine/domain/shortage.hpp"

namespace leerwijzer {

ShortageTable::ShortageTable(std::vector<ShortageRow> rows) {
  for (ShortageRow& row : rows) {
    auto key = std::pair(row.region, row.sector);
    const auto found = rows_.find(key);
    if (found == rows_.end() || found->second.measured_on <= row.measured_on)
      rows_.insert_or_assign(std::move(key), std::move(row));
  }
}

const ShortageRow* ShortageTable::find(std::string_view region, std::string_view sector) const {
  const auto found = rows_.find(std::pair(std::string(region), std::string(sector)));
  return found == rows_.end() ? nullptr : &found->second;
}

std::vector<const ShortageRow*> ShortageTable::of_region(std::string_view region) const {
  std::vector<const ShortageRow*> rows;
  for (auto at = rows_.lower_bound(std::pair(std::string(region), std::string()));
       at != rows_.end() && at->first.first == region; ++at) {
    rows.push_back(&at->second);
  }
  return rows;
}

std::vector<const ShortageRow*> ShortageTable::rows() const {
  std::vector<const ShortageRow*> all;
  for (const auto& [key, row] : rows_) all.push_back(&row);
  return all;
}

}  // namespace leerwijzer
