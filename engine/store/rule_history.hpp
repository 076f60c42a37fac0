// What rules were in force when: every published set of schemes under its digest, and the versions of a
// scheme as they were imported. Nothing here is ever altered.
#pragma once

#include "engine/core/date.hpp"
#include "engine/store/reference_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct RulePublication {
  std::string digest;
  std::string at;  ///< in UTC
  std::string by;
  std::string reason;
};

struct SchemeHistoryRow {
  int number = 0;  ///< of the document; the highest is in force
  std::string stored_on;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;  ///< not included
  std::string status;
  std::string legal_basis;
  std::string source;
  std::string confidence;
  std::optional<Date> checked_at;
  std::optional<Date> next_check;
  std::string windows;   ///< JSON
  std::string evidence;  ///< JSON
};

class RuleHistory {
 public:
  explicit RuleHistory(Pool& pool) : pool_(pool) {}

  /// The newest first.
  [[nodiscard]] std::vector<RulePublication> publications(int most);
  /// The schemes that the rules with this digest were compiled from, by id; empty: never published.
  [[nodiscard]] std::vector<SchemeDocument> schemes(const std::string& digest);
  /// The newest document first.
  [[nodiscard]] std::vector<SchemeHistoryRow> versions(const std::string& scheme);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
