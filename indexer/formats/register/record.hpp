// What the national register (RIO) says of one offered programme, whatever it was delivered in: a row of a DUO file
// or objects of the RIO service. Members are found by name without regard for case and underscores, so that
// AANGEBODEN_OPLEIDINGCODE and aangebodenOpleidingcode are the same.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/core/date.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// "EIGENNAAM_ENGELS" and "eigennaamEngels" give "EIGENNAAMENGELS".
[[nodiscard]] std::string register_name(std::string_view raw);

class RegisterRecord {
 public:
  /// The first value of a name stays; empty values are left out.
  void add(std::string_view name, std::string_view value, std::string_view path);

  /// The first of these (in the form of register_name) that is there; empty when none is.
  [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> names) const;
  [[nodiscard]] std::string_view operator[](std::string_view name) const { return first({name}); }

  /// Where the first of these stands in the record.
  [[nodiscard]] std::string path(std::initializer_list<std::string_view> names) const;

 private:
  struct Value {
    std::string text;
    std::string path;
  };
  std::map<std::string, Value, std::less<>> values_;
};

/// The parts of one offered programme; in a DUO file `offered` and `unit` are the same row.
struct RegisterParts {
  const RegisterRecord& offered;
  const RegisterRecord& unit;
  std::vector<Location> places;
  std::vector<Run> runs;  ///< of the cohorts; empty where they are not known
};

/// Why an offered programme is not for this catalogue: primary or secondary school, or ended before today. Empty: it
/// is.
[[nodiscard]] std::string reason_not_offered(const RegisterRecord& offered, const RegisterRecord& unit, Date today);

/// The offer without its key. Codes and level have the basis of the register.
[[nodiscard]] Offer read_register_offer(const RegisterParts& parts, Date today, RecordReport& report);

/// A cohort (intake) as a run.
[[nodiscard]] Run read_register_cohort(const RegisterRecord& cohort, RecordReport& report);

[[nodiscard]] Location read_register_place(const RegisterRecord& place, RecordReport& report);

/// `offered` tells by its level what kind of school it is.
[[nodiscard]] Provider read_register_provider(const RegisterRecord& provider, const RegisterRecord& offered,
                                              RecordReport& report);

}  // namespace leerwijzer
