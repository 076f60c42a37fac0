// GET /v1/offers: full-text search with filters, facets, distance, highlights and did-you-mean; where little
// is found, what gives more.
#include "api/offer_search.hpp"
#include "api/reply.hpp"
#include "api/shown_offers.hpp"
#include "api/wire/json_values.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

using Input = OfferQuestion;
using Output = OfferAnswer;

json::array write_words(const Call& call, const Input& input) {
  json::array words;
  for (const UnderstoodWords& one : input.words) {
    words.push_back(json::object{{"kind", name_of(one.kind)},
                                 {"typed", one.typed},
                                 {"text", one.text},
                                 {"undo", same_address(call, "asWords", name_of(one.kind))}});
  }
  return words;
}

json::array write_hits(const Call& call, const std::vector<SearchHit>& hits, const Highlighter& highlighter) {
  json::array items;
  for (const SearchHit& hit : hits) {
    const CataloguePrice price = catalogue_price(hit.offer);
    const OfferHighlights highlights = highlights_of(highlighter, hit.offer);
    OfferView view{hit.offer, price};
    view.net = net_for_anyone(call, hit.offer, price);
    view.distance_km = hit.distance_km;
    view.score = hit.score;
    view.matched = hit.matched;
    view.related = hit.related;
    view.highlights = &highlights;
    items.push_back(write_offer(view, snapshot_of(call).taxonomy, call.today));
  }
  return items;
}

json::object write_understood(const Call& call, const Input& input, const SearchAnswer& found) {
  json::object understood;
  understood["q"] = text_or_null(call.parameters.text("q"));
  understood["subject"] = text_or_null(input.query.text);
  understood["words"] = write_words(call, input);
  understood["didYouMean"] = found.did_you_mean ? text_or_null(*found.did_you_mean) : json::value(nullptr);
  understood["corrected"] = found.corrected;
  understood["undoSpelling"] =
      found.corrected ? json::value(same_address(call, "asWords", "spelling")) : json::value(nullptr);
  understood["relaxed"] = found.relaxed;
  understood["place"] = write_place(input.place);
  understood["radiusKm"] = value_or_null(input.query.filters.radius_km);
  understood["sort"] = name_of(input.query.sort);
  return understood;
}

json::array write_relax(const std::vector<RelaxedSearch>& relaxed) {
  json::array list;
  for (const RelaxedSearch& one : relaxed) {
    list.push_back(json::object{{"parameter", one.parameter},
                                {"without", one.without},
                                {"total", one.total},
                                {"url", one.url},
                                {"text", one.text}});
  }
  return list;
}

json::value write_advice(const Call& call, const std::optional<AdviceAnswer>& advice) {
  if (!advice || advice->points.empty()) return nullptr;
  json::object out;
  out["text"] = "Vindt u niet wat u zoekt? Een adviseur zoekt gratis met u mee.";
  out["note"] = text_or_null(advice->note);
  out["point"] = write_advice_points(*advice, snapshot_of(call).geography).at(0);
  return out;
}

Answer write(const Call& call, const Input& input, const Output& output) {
  const SearchAnswer& found = output.found;
  const Highlighter highlighter(found.corrected && found.did_you_mean ? *found.did_you_mean : input.query.text);
  json::object document = write_collection(write_hits(call, found.hits, highlighter), found.total, found.facets,
                                           write_understood(call, input, found), output.next);
  document["page"] = input.cursor ? json::value(nullptr) : json::value(input.page);
  document["pageSize"] = input.query.limit;
  document["indexChanged"] = output.index_changed;
  document["relax"] = write_relax(output.relax);
  document["nearest"] = write_hits(call, output.nearest, highlighter);
  document["advice"] = write_advice(call, output.advice);
  Answer answer = render(std::move(document), provenance_of(call, found.index));
  tell_shown(answer, offers_shown(output));
  return answer;
}

Result<Answer> handle(const Call& call) {
  const Input input = read_offer_question(call);
  const Result<Output> output = search_offers(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_offers_search = {.method = "GET",
                                                  .path = "/v1/offers",
                                                  .parameters = k_offer_parameters,
                                                  .pace = Pace::reading,
                                                  .handle = handle,
                                                  .kept = true};

}  // namespace leerwijzer
