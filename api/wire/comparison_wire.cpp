#include "api/wire/comparison_wire.hpp"

#include "api/wire/json_values.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/requests.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::object write_row(const ComparisonRow& row, const Comparison& comparison) {
  json::object out;
  out["question"] = name_of(row.question);
  out["title"] = row.title;
  json::array cells;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const bool best = std::find(row.best.begin(), row.best.end(), i) != row.best.end();
    cells.push_back(json::object{{"offerId", comparison.offers[i].offer.id.value},
                                 {"known", row.cells[i].known},
                                 {"text", row.cells[i].text},
                                 {"best", best}});
  }
  out["cells"] = std::move(cells);
  return out;
}

}  // namespace

ComparisonCall read_comparison_request(std::string_view body, bool allow_today, Date today) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  ComparisonCall input;
  input.match = read_match_parts(reader, allow_today, today);
  std::set<std::int64_t> named;
  for (const std::int64_t id : reader.integers("offerIds", 1, std::numeric_limits<std::int32_t>::max())) {
    if (named.insert(id).second) input.offers.push_back(OfferId{id});
  }
  if (input.offers.size() < k_least_compared || input.offers.size() > k_most_compared) {
    reader.fault("offerIds", "Vergelijken kan met twee, drie of vier opleidingen.",
                 "Noem de nummers van verschillende opleidingen.");
  }
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return input;
}

json::object write_comparison(const Comparison& comparison, const Snapshot& snapshot) {
  json::object out;
  const json::object match = write_match(comparison.answer, snapshot);
  for (const char* key : {"goal", "gap"}) out[key] = match.at(key);
  json::array offers;
  for (std::size_t i = 0; i < comparison.offers.size(); ++i) {
    const ComparedOffer& one = comparison.offers[i];
    const OfferView view{one.offer, one.price, one.net, one.distance_km, 0.0, {}, one.closes, {}};
    json::object offer = write_offer(view, snapshot.taxonomy, comparison.answer.today);
    for (const char* key : {"score", "reasons"}) offer.erase(key);
    offer["toAsk"] = text_list(comparison.to_ask[i]);
    offers.push_back(std::move(offer));
  }
  out["offers"] = std::move(offers);
  json::array rows;
  for (const ComparisonRow& row : comparison.rows) rows.push_back(write_row(row, comparison));
  out["rows"] = std::move(rows);
  return out;
}

}  // namespace leerwijzer
