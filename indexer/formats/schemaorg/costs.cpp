#include "indexer/formats/schemaorg/course.hpp"

#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

struct StatedPrice {
  std::string raw;
  bool is_number = false;
  std::string currency;
  std::optional<bool> vat_included;
};

StatedPrice price_in(const json::object& node, const SchemaNodes& nodes) {
  StatedPrice price;
  for (const char* name : {"price", "lowPrice", "minPrice"}) {
    const auto values = nodes.values(node, name);
    if (values.empty() || !price.raw.empty()) continue;
    price.raw = nodes.text_of(*values.front());
    price.is_number = values.front()->is_number();
  }
  price.currency = to_lower_ascii(nodes.text(node, "priceCurrency"));
  const std::string vat = to_lower_ascii(nodes.text(node, "valueAddedTaxIncluded"));
  if (vat == "true" || vat == "https://schema.org/true") price.vat_included = true;
  if (vat == "false" || vat == "https://schema.org/false") price.vat_included = false;
  return price;
}

/// The price of an offer itself, completed by its price specification.
StatedPrice stated_price(const json::object& offer, const SchemaNodes& nodes) {
  StatedPrice price = price_in(offer, nodes);
  for (const json::object* specification : nodes.objects(offer, "priceSpecification")) {
    const StatedPrice inner = price_in(*specification, nodes);
    if (price.raw.empty()) {
      price.raw = inner.raw;
      price.is_number = inner.is_number;
    }
    if (price.currency.empty()) price.currency = inner.currency;
    if (!price.vat_included) price.vat_included = inner.vat_included;
  }
  return price;
}

std::string note_of(const json::object& offer, const SchemaNodes& nodes) {
  for (const char* name : {"name", "description", "category"}) {
    if (const std::string text = plain_text(nodes.text(offer, name)); !text.empty())
      return std::string(truncate_utf8(text, 300));
  }
  return {};
}

Cost read_cost(const json::object& offer, const SchemaNodes& nodes, const std::string& path, RecordReport& report) {
  Cost cost;
  const StatedPrice price = stated_price(offer, nodes);
  cost.note = note_of(offer, nodes);
  const auto decimal = parse_decimal_amount(price.raw);
  const ReadAmount words = read_amount(price.raw);
  cost.amount = price.is_number && decimal ? std::optional<Cents>(*decimal) : words.amount;
  if (price.vat_included) cost.vat_basis = *price.vat_included ? VatBasis::incl : VatBasis::excl;
  if (cost.vat_basis == VatBasis::unknown) cost.vat_basis = words.vat_basis;
  cost.period = words.period;
  const bool euro = price.currency == "eur" || price.currency == "€" || price.currency == "euro" ||
                    contains(price.raw, "€") || contains(to_lower_ascii(price.raw), "eur");
  if (!cost.amount || cost.amount->value < 0) {
    cost.amount.reset();
    if (!price.raw.empty())
      report.warning("price-not-a-number", path + "/price",
                     raw_value(price.raw) + " is not an amount; the price is unknown. Write 395.00.");
    if (cost.note.empty()) cost.note = price.raw;
  } else if (!euro && !price.currency.empty()) {
    report.warning("other-currency", path + "/priceCurrency",
                   raw_value(price.raw + " " + price.currency) + " is not in euro; the price is unknown.");
    cost.note =
        price.raw + " " + nodes.text(offer, "priceCurrency") + (cost.note.empty() ? "" : " (" + cost.note + ")");
    cost.amount.reset();
  } else if (!euro) {
    cost.confirmed = words.says_free;
    if (!cost.confirmed)
      report.warning("currency-not-stated", path + "/priceCurrency",
                     "The price " + raw_value(price.raw) +
                         " has no currency, so it is shown as not confirmed. Add priceCurrency EUR.");
  }
  return cost;
}

/// An AggregateOffer says from what price; where the highest differs the price is not one amount.
void read_range(const json::object& offer, const SchemaNodes& nodes, const std::string& path, Cost& cost,
                RecordReport& report) {
  const std::string high = nodes.text(offer, "highPrice");
  const std::string low = nodes.text(offer, "lowPrice");
  if (!cost.amount || (high.empty() && nodes.text(offer, "offerCount").empty())) return;
  if (const auto top = read_amount(high).amount; top && *top == *cost.amount) return;
  cost.confirmed = false;
  cost.note = high.empty() ? "vanaf " + low : low + " tot " + high;
  report.info("price-range", path, "The price is a range (" + cost.note + "); the lowest is shown as not confirmed.");
}

}  // namespace

std::vector<Cost> read_schema_costs(const json::object& node, const SchemaNodes& nodes, const std::string& path,
                                    RecordReport& report) {
  std::vector<Cost> costs;
  const auto values = nodes.values(node, "offers");
  for (std::size_t i = 0; i < values.size() && i < 50; ++i) {
    const std::string at = path + "/offers" + (values.size() > 1 ? "/" + std::to_string(i) : "");
    const auto* offer = values[i]->if_object();
    if (offer == nullptr) {
      report.warning("not-an-object", at, raw_value(nodes.text_of(*values[i])) + " is not an Offer.");
      continue;
    }
    Cost cost = read_cost(*offer, nodes, at, report);
    if (is_schema_type(*offer, "AggregateOffer") || offer->contains("lowPrice"))
      read_range(*offer, nodes, at, cost, report);
    const bool free_category = fold(nodes.text(*offer, "category")) == "free";
    if (!cost.amount && free_category && cost.note != nodes.text(*offer, "price")) cost.amount = Cents{0};
    if (!cost.amount && cost.note.empty()) continue;
    const bool said = std::any_of(costs.begin(), costs.end(),
                                  [&](const Cost& other) { return cost.amount && other.amount == cost.amount; });
    if (said) continue;
    if (!costs.empty()) {
      cost.required = false;
      report.info("several-prices", at, "The offers are alternatives; the first counts as the price.");
    }
    costs.push_back(std::move(cost));
  }
  if (costs.empty() && fold(nodes.text(node, "isAccessibleForFree")) == "true") {
    Cost free;
    free.amount = Cents{0};
    free.note = "isAccessibleForFree";
    costs.push_back(std::move(free));
  }
  return costs;
}

}  // namespace leerwijzer
