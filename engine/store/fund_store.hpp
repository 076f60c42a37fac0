// Funds of a region: what was promised and paid of their budgets. The database refuses a promise beyond
// what is left, also when many are made at once; a key that comes twice is one promise or one payment.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/error.hpp"
#include "engine/core/money.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct FundPromise {
  std::string scheme;
  std::string key;  ///< of the one who promises; the same key twice is one promise
  Date on{};
  std::string voucher;    ///< kind; empty: none
  std::string desk;       ///< that gave its positive advice; empty: none
  std::string reference;  ///< case number of the office, never a name
  Cents amount;
  std::string by;
  bool operator==(const FundPromise&) const = default;
};

enum class FundMove { pay, release };
template <>
struct EnumNames<FundMove> {
  static constexpr auto names =
      std::to_array<EnumName<FundMove>>({{FundMove::pay, "pay"}, {FundMove::release, "release"}});
};

/// A part of a promise that is paid, or that goes back to the budget.
struct FundMovement {
  std::string scheme;
  std::string promise;  ///< key
  std::string key;
  FundMove kind = FundMove::pay;
  Date on{};
  Cents amount;
  std::string by;
};

/// One period of a budget.
struct FundBalance {
  std::string scheme;
  Date from{};
  Date to{};  ///< not included
  Cents budget;
  std::int64_t promises = 0;
  Cents promised, released, paid, remaining;
  std::string state;  ///< open, nearly, exhausted
};

/// What was promised in a month, by kind of voucher and desk.
struct FundPart {
  std::string month;  ///< "2027-03"
  std::string voucher, desk;
  std::int64_t promises = 0;
  Cents promised, released, paid;
};

/// A promise of which a part is neither paid nor released.
struct OpenPromise {
  FundPromise promise;
  Cents open;
};

class FundStore {
 public:
  explicit FundStore(Pool& pool) : pool_(pool) {}

  /// Was it new? Fails with conflict when more is asked than is left (the hint says how much is), when there is no
  /// budget for the day, or when the key was used for something else.
  [[nodiscard]] Result<bool> promise(const FundPromise& asked);
  /// Was it new? Fails with not_found without such a promise, and with conflict beyond what is open of it, or when the
  /// key was used for something else.
  [[nodiscard]] Result<bool> move(const FundMovement& asked);

  /// Of one fund, or of all (empty), by scheme and period.
  [[nodiscard]] std::vector<FundBalance> balances(const std::string& scheme);
  [[nodiscard]] std::vector<FundPart> parts(const std::string& scheme);
  [[nodiscard]] std::vector<OpenPromise> open_promises(const std::string& scheme);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
