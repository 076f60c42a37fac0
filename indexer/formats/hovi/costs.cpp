#include "indexer/formats/hovi/product.hpp"
#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace leerwijzer {
namespace {

struct Fee {
  Cost cost;
  int year = 0;  ///< in which the academic year begins; 0: not stated
  int rank = 1;  ///< who pays it, the lower the more a person here; see rank_of
};

std::optional<Cents> amount_of(const JsonFields& fields) {
  const std::string raw = fields.text("amount");
  if (raw.empty()) return std::nullopt;
  if (const auto plain = parse_decimal_amount(raw); plain && plain->value >= 0) return *plain;
  const ReadAmount read = read_amount(raw);
  if (read.amount && read.amount->value >= 0) {
    fields.report().info("amount-as-text", fields.path_of("amount"),
                         raw_value(raw) + " was read as " + format_euro(*read.amount) + ". Write 2530.00.");
    return read.amount;
  }
  fields.report().warning("price-not-a-number", fields.path_of("amount"),
                          raw_value(raw) + " is not an amount; this price part is unknown. Write 2530.00.");
  return std::nullopt;
}

int rank_of(const std::string& words) {
  const auto any = [&](auto... parts) { return (contains(words, parts) || ...); };
  if (any("non eu", "noneu", "non eea", "noneea", "niet eu", "niet eer", "buiten de eu", "buiten de eer")) return 3;
  if (any("wettelijk", "statutory", "legal")) return 0;
  if (any("instelling", "institution")) return 2;
  return 1;
}

CostPeriod period_of(const JsonFields& fee, const HoviWords& words) {
  const std::string raw = fee.text("tuitionFeePeriod");
  const std::string word = words.words("period", raw);
  const auto any = [&](auto... parts) { return (contains(word, parts) || ...); };
  if (any("year", "jaar")) return CostPeriod::year;
  if (any("month", "maand")) return CostPeriod::month;
  if (any("programme", "program", "hele opleiding", "total", "totaal", "geheel", "eenmalig", "once"))
    return CostPeriod::whole;
  fee.report().warning("unknown-period", fee.path_of("tuitionFeePeriod"),
                       raw.empty() ? "The period of the tuition fee is not stated; a year was assumed."
                                   : raw_value(raw) + " is not a period that is known; a year was assumed.");
  return CostPeriod::year;
}

Fee read_fee(const JsonFields& fields, const HoviWords& words) {
  Fee fee;
  Cost& cost = fee.cost;
  cost.kind = CostKind::tuition;
  cost.amount = amount_of(fields);
  cost.period = period_of(fields, words);
  cost.confirmed = fold(fields.text("definitive")) != "false";
  fee.year = fields.count("year").value_or(0);
  const std::string type = fields.text("tuitionFeeType");
  fee.rank = rank_of(words.words("tuitionfeetype", type));
  cost.note = words.title("tuitionfeetype", type);
  if (fee.year > 0) cost.note += (cost.note.empty() ? "" : ", ") + std::to_string(fee.year);
  if (const std::string description = hovi_name(fields, "description"); !description.empty())
    cost.note += (cost.note.empty() ? "" : ": ") + description;
  cost.note = std::string(truncate_utf8(cost.note, 300));
  if (cost.amount && cost.amount->value == 0) {
    cost.confirmed = false;
    fields.report().info("zero-price", fields.path_of("amount"), "A tuition fee of 0 may mean that it is unknown.");
  }
  return fee;
}

/// How far a fee is from what somebody pays who begins now: years ahead count less than years gone.
int distance_of(const Fee& fee, int now) {
  if (fee.year == 0) return 0;
  return fee.year >= now ? fee.year - now : 100 + now - fee.year;
}

}  // namespace

std::vector<Cost> read_hovi_costs(const JsonFields& form, const HoviContext& context) {
  const unsigned month = static_cast<unsigned>(context.today.month());
  const int now = static_cast<int>(context.today.year()) - (month < 6 ? 1 : 0);  // June looks to the year that follows
  std::vector<Fee> fees;
  for (const JsonFields& fields : form.objects("tuitionFees")) fees.push_back(read_fee(fields, context.words));
  const Fee* chosen = nullptr;
  for (const Fee& fee : fees) {
    const auto key = [&](const Fee& one) {
      return std::tuple(one.rank == 3, !one.cost.amount.has_value(), distance_of(one, now), one.rank);
    };
    if (chosen == nullptr || key(fee) < key(*chosen)) chosen = &fee;
  }
  std::vector<Cost> costs;
  for (Fee& fee : fees) {
    fee.cost.required = &fee == chosen && fee.rank != 3;
    if (&fee == chosen && fee.year != 0 && fee.year < now) {
      fee.cost.confirmed = false;
      form.report().warning(
          "old-tuition-fee", form.path_of("tuitionFees"),
          "The latest tuition fee is of " + std::to_string(fee.year) + ". State that of " + std::to_string(now) + ".");
    }
    costs.push_back(fee.cost);
  }
  for (const JsonFields& fields : form.objects("studyCosts")) {
    Cost cost;
    cost.note = std::string(truncate_utf8(hovi_name(fields, "description"), 300));
    cost.kind = cost.note.empty() ? CostKind::other : cost_kind_of_text(cost.note);
    if (cost.kind == CostKind::tuition || cost.kind == CostKind::total) cost.kind = CostKind::other;
    cost.amount = amount_of(fields);
    cost.required = false;  // HOVI does not say that they must be paid, nor for which period
    costs.push_back(std::move(cost));
  }
  return costs;
}

}  // namespace leerwijzer
