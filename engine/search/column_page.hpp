// One page of the columns while it is written, and the dictionaries while they grow.
#pragma once

#include "engine/search/column_layout.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class ColumnPage {
 public:
  explicit ColumnPage(std::uint32_t number) : number_(number), rows_(k_rows_in_page), heaps_(k_rows_in_page) {}

  /// A page as it was written. Throws ErrorException (corrupt).
  ColumnPage(std::uint32_t number, std::string_view bytes);

  /// `row` has the codes of the entry's names; the rest is taken from the entry.
  void put(std::uint32_t document, const ColumnEntry& entry, ColumnRow row);
  void remove(std::uint32_t document);

  [[nodiscard]] bool empty() const;
  [[nodiscard]] std::string bytes() const;

 private:
  std::uint32_t number_;
  std::vector<ColumnRow> rows_;
  std::vector<std::string> heaps_;  ///< of each row
};

class ColumnNames {
 public:
  ColumnNames() : ColumnNames(ColumnDictionaries{}) {}
  explicit ColumnNames(ColumnDictionaries names);

  /// A row with the codes of the entry's sector, languages and provider; new names get the next code. Throws
  /// ErrorException (unsupported) when there are more sectors or lists of languages than a row can name.
  [[nodiscard]] ColumnRow codes_of(const ColumnEntry& entry);

  [[nodiscard]] const ColumnDictionaries& all() const noexcept { return names_; }

 private:
  ColumnDictionaries names_;
  std::map<std::string, std::uint16_t> sectors_;
  std::map<std::vector<std::string>, std::uint16_t> languages_;
  std::map<ProviderName, std::uint32_t> providers_;
};

}  // namespace leerwijzer
