#include "engine/store/fund_store.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/reference_statements.hpp"
#include "engine/store/transaction.hpp"

#include <pqxx/except>

#include <charconv>
#include <optional>

namespace leerwijzer {
namespace {

Error other_use(const std::string& key) {
  return {ErrorCode::conflict, "The key \"" + key + "\" was used for something else",
          "Give a new key for a new promise or payment; repeat the same words to be sure that one arrived.", "--key"};
}

/// "there is 120 left" with the amount that the database named.
std::string amount_left(std::string_view message) {
  // pqxx gives "ERROR:  12000\nCONTEXT: ..."
  const std::size_t at = message.find_first_of("0123456789");
  std::int64_t cents = 0;
  if (at == std::string_view::npos) return "0";
  std::from_chars(message.data() + at, message.data() + message.size(), cents);
  const std::string decimals = std::to_string(cents % 100);
  return std::to_string(cents / 100) + "." + (decimals.size() < 2 ? "0" : "") + decimals;
}

/// What the triggers of the tables refuse, in words; other failures go on as they are.
[[noreturn]] void refuse(const pqxx::sql_error& e, const std::string& scheme) {
  if (e.sqlstate() == "LW001")
    throw ErrorException({ErrorCode::conflict, "The budget of " + scheme + " does not allow this promise",
                          amount_left(e.what()) + " euro is left.", "--amount"});
  if (e.sqlstate() == "LW002")
    throw ErrorException({ErrorCode::conflict, scheme + " has no budget for this day",
                          "Add the period to fund.budgets in its file, and publish it.", "--on"});
  if (e.sqlstate() == "LW003")
    throw ErrorException({ErrorCode::conflict, "This is more than is open of the promise",
                          amount_left(e.what()) + " euro is open.", "--amount"});
  throw;
}

struct StoredPromise {
  std::int64_t id = 0;
  FundPromise promise;
};

std::optional<StoredPromise> find_promise(Transaction& tx, const std::string& scheme, const std::string& key) {
  const auto rows = tx.run(k_fund_sql["find-promise"], scheme, key);
  if (rows.empty()) return std::nullopt;
  StoredPromise found;
  FundPromise& p = found.promise;
  p.scheme = scheme;
  p.key = key;
  RowReader(rows[0]).into(found.id, p.on, p.voucher, p.desk, p.reference, p.amount, p.by);
  return found;
}

bool add_promise(Transaction& tx, const FundPromise& p) {
  if (tx.run(k_fund_sql["lock-fund"], p.scheme).empty())
    throw ErrorException({ErrorCode::not_found, "There is no fund " + p.scheme, "Publish its file first.", p.scheme});
  if (const auto stored = find_promise(tx, p.scheme, p.key)) {
    FundPromise same = p;  // who repeats it, and when, does not make it another
    same.by = stored->promise.by;
    same.on = stored->promise.on;
    if (stored->promise != same) throw ErrorException(other_use(p.key));
    return false;
  }
  try {
    tx.run(k_fund_sql["add-promise"], p.scheme, p.key, format_iso(p.on), p.voucher, p.desk, p.reference, p.amount.value,
           p.by);
  } catch (const pqxx::sql_error& e) {
    refuse(e, p.scheme);
  }
  return true;
}

bool add_movement(Transaction& tx, const FundMovement& m) {
  tx.run(k_fund_sql["lock-fund"], m.scheme);
  const auto promise = find_promise(tx, m.scheme, m.promise);
  if (!promise)
    throw ErrorException({ErrorCode::not_found, "There is no promise \"" + m.promise + "\" of " + m.scheme,
                          "fund report " + m.scheme + " --open lists them.", "--promise"});
  const auto rows = tx.run(k_fund_sql["find-movement"], promise->id, m.key);
  if (!rows.empty()) {
    FundMovement stored;
    RowReader(rows[0]).into(stored.kind, stored.on, stored.amount);
    if (stored.kind != m.kind || stored.amount != m.amount) throw ErrorException(other_use(m.key));
    return false;
  }
  try {
    tx.run(k_fund_sql["add-movement"], promise->id, m.key, std::string(name_of(m.kind)), format_iso(m.on),
           m.amount.value, m.by);
  } catch (const pqxx::sql_error& e) {
    refuse(e, m.scheme);
  }
  return true;
}

}  // namespace

Result<bool> FundStore::promise(const FundPromise& asked) {
  try {
    return in_transaction(pool_, Access::write, [&](Transaction& tx) { return add_promise(tx, asked); });
  } catch (const ErrorException& e) {
    return e.error();
  }
}

Result<bool> FundStore::move(const FundMovement& asked) {
  try {
    return in_transaction(pool_, Access::write, [&](Transaction& tx) { return add_movement(tx, asked); });
  } catch (const ErrorException& e) {
    return e.error();
  }
}

std::vector<FundBalance> FundStore::balances(const std::string& scheme) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<FundBalance> all;
    for (const auto& row : tx.run(k_fund_sql["read-fund-balances"], scheme)) {
      FundBalance& b = all.emplace_back();
      RowReader(row).into(b.scheme, b.from, b.to, b.budget, b.promises, b.promised, b.released, b.paid, b.remaining,
                          b.state);
    }
    return all;
  });
}

std::vector<FundPart> FundStore::parts(const std::string& scheme) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<FundPart> all;
    for (const auto& row : tx.run(k_fund_sql["read-fund-parts"], scheme)) {
      FundPart& p = all.emplace_back();
      RowReader(row).into(p.month, p.voucher, p.desk, p.promises, p.promised, p.released, p.paid);
    }
    return all;
  });
}

std::vector<OpenPromise> FundStore::open_promises(const std::string& scheme) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<OpenPromise> all;
    for (const auto& row : tx.run(k_fund_sql["read-open-promises"], scheme)) {
      OpenPromise& o = all.emplace_back();
      FundPromise& p = o.promise;
      p.scheme = scheme;
      RowReader(row).into(p.key, p.on, p.voucher, p.desk, p.reference, p.amount, o.open);
    }
    return all;
  });
}

}  // namespace leerwijzer
