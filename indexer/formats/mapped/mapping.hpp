// Records of a feed with field names of its own to rows with the columns of CSV, as a profile says.
#pragma once

#include "indexer/formats/csv/row.hpp"
#include "indexer/formats/mapped/profile.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class RecordMapping {
 public:
  explicit RecordMapping(MappingProfile profile);

  /// A JSON record.
  [[nodiscard]] CsvOfferRow row_of(const boost::json::object& record);

  /// A CSV row; `headers` are the names of its fields.
  [[nodiscard]] CsvOfferRow row_of(const std::vector<std::string>& headers, const std::vector<std::string>& fields);

  /// Names in the profile that no record had so far: a typing error, or a field that is never filled.
  [[nodiscard]] std::vector<std::string> never_met() const;

  /// Names in the feed that the profile does nothing with; at most 50.
  [[nodiscard]] std::vector<std::string> not_used() const { return {not_used_.begin(), not_used_.end()}; }

 private:
  using Lookup = std::function<std::vector<std::string>(const std::string& name, const std::vector<std::string>& path)>;

  CsvOfferRow build(const Lookup& lookup);
  std::string value_of(const FieldSource& source, const Lookup& lookup);
  void note_name(std::string_view name);

  MappingProfile profile_;
  std::map<std::string, std::vector<std::string>, std::less<>> paths_;  ///< of every name in the profile
  std::set<std::string, std::less<>> first_names_;                      ///< of those paths
  std::set<std::string, std::less<>> met_;
  std::set<std::string, std::less<>> not_used_;
};

}  // namespace leerwijzer
