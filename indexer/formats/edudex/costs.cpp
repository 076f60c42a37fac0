#include "indexer/formats/edudex/program.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

/// A price part with the type it states; parts are compared level by level on this type.
struct TypedCost {
  std::string type;
  Cost cost;
};

CostKind kind_of_type(const std::string& type, RecordReport& report) {
  constexpr auto k_types = std::to_array<std::pair<std::string_view, CostKind>>({
      {"tuition fee", CostKind::tuition},
      {"coaching", CostKind::tuition},
      {"examination", CostKind::exam},
      {"certificate", CostKind::exam},
      {"study material", CostKind::material},
      {"registration fee", CostKind::registration},
      {"excursions", CostKind::travel},
      {"visa/permit", CostKind::travel},
      {"housing", CostKind::lodging},
      {"accommodation", CostKind::lodging},
      {"second accommodation", CostKind::lodging},
      {"single payment discount", CostKind::discount},
      {"cost of living", CostKind::other},
      {"insurance", CostKind::other},
      {"location", CostKind::other},
      {"lunch", CostKind::other},
      {"dinner", CostKind::other},
  });
  for (const auto& [name, kind] : k_types) {
    if (name == type) return kind;
  }
  report.info("unknown-cost-type", "cost/costType",
              raw_value(type) + " is not a type of cost that is known; it was kept as another cost.");
  return cost_kind_of_text(type);
}

std::optional<Cents> amount_of(const XmlElement& element, std::string_view name, RecordReport& report) {
  const std::string_view raw = element.text_of(name);
  if (raw.empty()) return std::nullopt;
  if (const auto machine = parse_decimal_amount(raw)) return *machine;
  const ReadAmount read = read_amount(raw);
  const std::string path = "cost/" + std::string(name);
  if (read.amount) {
    report.info("amount-as-text", path,
                raw_value(raw) + " was read as " + format_euro(*read.amount) + ". Write 1250.00.");
  } else {
    report.warning("price-not-a-number", path,
                   raw_value(raw) + " is not an amount; this price part is unknown. Write 1250.00.");
  }
  return read.amount;
}

CostPeriod period_of(std::string_view raw, RecordReport& report) {
  const std::string key = fold(trim(raw));
  // "1st year" is paid once: the other years have parts of their own, or none.
  if (key.empty() || key == "program" || key == "1st year") return CostPeriod::whole;
  if (key == "year") return CostPeriod::year;
  if (key == "month") return CostPeriod::month;
  if (key == "week") return CostPeriod::week;
  if (key == "day") return CostPeriod::day;
  if (key == "hour") return CostPeriod::hour;
  report.warning("unknown-period", "cost/period",
                 raw_value(raw) + " is not a period that is known; the amount was taken to be for the whole.");
  return CostPeriod::whole;
}

/// The amount is without VAT; what VAT comes on top is stated as an amount or a percentage.
void read_vat(const XmlElement& element, Cost& cost, RecordReport& report) {
  cost.vat_basis = VatBasis::excl;
  cost.vat = amount_of(element, "amountVAT", report);
  const std::string_view percentage = element.text_of("VATPercentage");
  if (!cost.vat && cost.amount && !percentage.empty()) {
    const auto rate = parse_decimal_amount(percentage);
    if (rate && rate->value >= 0 && rate->value <= 10'000) {
      const double exact = static_cast<double>(cost.amount->value) * static_cast<double>(rate->value) / 10'000.0;
      cost.vat = Cents{std::llround(exact)};
    } else {
      report.warning("bad-vat", "cost/VATPercentage", raw_value(percentage) + " is not a percentage of VAT.");
    }
  }
  if (cost.vat && cost.vat->value == 0) cost.vat_basis = VatBasis::exempt;
  if (!cost.vat)
    report.info("vat-not-stated", "cost/amountVAT",
                "The VAT on this amount is not stated, so the price is without VAT.");
}

void read_exempt(const XmlElement& element, Cost& cost, RecordReport& report) {
  const auto exempt = amount_of(element, "VATExemptAmount", report);
  if (!exempt) return;
  if (exempt->value == 0 && cost.amount && cost.amount->value > 0) {
    report.info("zero-exempt-amount", "cost/VATExemptAmount",
                "An exempt price of 0 beside a real price was taken to be not stated.");
    return;
  }
  cost.amount_exempt = *exempt + amount_of(element, "VATExemptAmountVAT", report).value_or(Cents{0});
}

bool is_valid_on(const XmlElement& element, Date today, RecordReport& report) {
  const auto from = read_date(element.text_of("amountValidFrom"), "cost/amountValidFrom", report);
  const auto until = read_date(element.text_of("amountValidUntil"), "cost/amountValidUntil", report);
  return !(from && *from > today && until) && !(until && *until < today);
}

std::optional<TypedCost> read_cost(const XmlElement& element, Date today, RecordReport& report) {
  if (!is_valid_on(element, today, report)) return std::nullopt;
  TypedCost typed;
  typed.type = fold(collapse_spaces(element.text_of("costType")));
  Cost& cost = typed.cost;
  cost.kind = kind_of_type(typed.type, report);
  cost.amount = amount_of(element, "amount", report);
  cost.period = period_of(element.text_of("period"), report);
  read_vat(element, cost, report);
  read_exempt(element, cost, report);
  cost.confirmed = fold(element.text_of("amountIsFinal")) != "false";
  cost.payer = std::string(element.text_of("payableBy"));
  cost.note = plain_text(element.text_of("summaryText"));
  if (cost.note.empty() && cost.kind == CostKind::other) cost.note = typed.type;
  const std::string required = fold(element.text_of("isRequiredCost"));
  if (required.empty())
    report.warning("required-not-stated", "cost/isRequiredCost",
                   "It is not stated whether this cost is required; it was counted as required.");
  cost.required = required != "false" && required != "0" && cost.payer != "group";
  const std::string currency = fold(element.text_of("currency"));
  if (!currency.empty() && currency != "eur") {
    report.warning("other-currency", "cost/currency",
                   raw_value(currency) + " is not euro; this price part is unknown. State the price in euro.");
    cost.note = std::string(element.text_of("amount")) + " " + currency;
    cost.amount.reset();
  }
  if (cost.kind == CostKind::discount && cost.amount && cost.amount->value > 0) {
    report.info("positive-discount", "cost/amount", "A discount above 0 was taken to be subtracted.");
    cost.amount = Cents{-cost.amount->value};
    if (cost.vat) cost.vat = Cents{-std::abs(cost.vat->value)};
  }
  return typed;
}

/// Adds the part; several alike at one level (days, modules) become one part with their sum.
void add_cost(std::vector<TypedCost>& costs, TypedCost typed, bool sum_up) {
  if (sum_up && typed.cost.period == CostPeriod::day) typed.cost.period = CostPeriod::whole;  // each day is listed
  for (TypedCost& present : costs) {
    const bool alike = sum_up && present.type == typed.type && present.cost.required == typed.cost.required &&
                       present.cost.payer == typed.cost.payer && present.cost.vat_basis == typed.cost.vat_basis &&
                       present.cost.period == typed.cost.period &&
                       present.cost.amount.has_value() == typed.cost.amount.has_value() &&
                       present.cost.vat.has_value() == typed.cost.vat.has_value() &&
                       present.cost.amount_exempt.has_value() == typed.cost.amount_exempt.has_value();
    if (!alike) continue;
    if (present.cost.amount) *present.cost.amount += *typed.cost.amount;
    if (present.cost.vat) *present.cost.vat += *typed.cost.vat;
    if (present.cost.amount_exempt) *present.cost.amount_exempt += *typed.cost.amount_exempt;
    present.cost.confirmed = present.cost.confirmed && typed.cost.confirmed;
    return;
  }
  costs.push_back(std::move(typed));
}

std::vector<TypedCost> costs_in(const std::vector<const XmlElement*>& holders, bool sum_up, Date today,
                                RecordReport& report) {
  std::vector<TypedCost> costs;
  for (const XmlElement* holder : holders) {
    for (const XmlElement* element : holder->all("cost")) {
      if (auto typed = read_cost(*element, today, report)) add_cost(costs, std::move(*typed), sum_up);
    }
  }
  return costs;
}

/// Levels of one run or general run, the most specific first: days, modules, itself.
void add_levels(const XmlElement& run, std::vector<std::vector<TypedCost>>& levels, Date today, RecordReport& report) {
  std::vector<const XmlElement*> days = run.all("courseDay");
  std::vector<const XmlElement*> modules = run.all("module");
  for (const XmlElement* module : run.all("genericModule")) modules.push_back(module);
  for (const XmlElement* module : modules) {
    for (const XmlElement* day : module->all("courseDay")) days.push_back(day);
  }
  levels.push_back(costs_in(days, true, today, report));
  levels.push_back(costs_in(modules, true, today, report));
  levels.push_back(costs_in({&run}, false, today, report));
}

}  // namespace

std::vector<Cost> read_edudex_costs(const XmlElement* run, const XmlElement* general, Date today,
                                    RecordReport& report) {
  std::vector<std::vector<TypedCost>> levels;
  if (run != nullptr) {
    add_levels(*run, levels, today, report);
    if (levels[0].empty() && levels[1].empty() && levels[2].empty()) return {};  // as the offer
  }
  RecordReport heard;  // the general level is reported once, with the offer
  if (general != nullptr) add_levels(*general, levels, today, run != nullptr ? heard : report);
  std::vector<TypedCost> chosen;
  for (const std::vector<TypedCost>& level : levels) {
    const std::vector<TypedCost> above = chosen;
    for (const TypedCost& typed : level) {
      const bool overruled =
          std::any_of(above.begin(), above.end(), [&](const TypedCost& one) { return one.type == typed.type; });
      if (!overruled) chosen.push_back(typed);
    }
  }
  std::vector<Cost> costs;
  for (TypedCost& typed : chosen) costs.push_back(std::move(typed.cost));
  return costs;
}

}  // namespace leerwijzer
