#include "api/web/search_data.hpp"

#include "api/http/target.hpp"
#include "api/reply.hpp"
#include "engine/core/text.hpp"
#include "engine/search/highlight.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_values = 8;  ///< of a facet
constexpr std::size_t k_summary = 200;     ///< bytes, where nothing in it was found

using Name = std::pair<std::string_view, std::string_view>;
constexpr auto k_facets = std::to_array<Name>({{"level", "Niveau"},
                                               {"sector", "Sector"},
                                               {"mode", "Lesvorm"},
                                               {"daypart", "Dagdeel"},
                                               {"kind", "Soort opleiding"},
                                               {"language", "Taal"},
                                               {"provider", "School"}});
constexpr auto k_sorts = std::to_array<Name>({{"relevance", "Beste eerst"},
                                              {"price", "Goedkoopste eerst"},
                                              {"start", "Begint het eerst"},
                                              {"distance", "Dichtst bij u"},
                                              {"title", "Van A tot Z"}});
constexpr auto k_distances =
    std::to_array<Name>({{"", "Maakt niet uit"}, {"10", "Tot 10 km"}, {"25", "Tot 25 km"}, {"50", "Tot 50 km"}});

PageData empty_list() { return PageData(PageData::type::list); }

std::string address_of(const TextPairs& pairs) {
  std::string address = "/zoeken";
  for (const auto& [name, value] : pairs) {
    address += (address.size() == 7 ? "?" : "&") + percent_encode(name) + "=" + percent_encode(value);
  }
  return address;
}

/// This search from its first page, without the parameters that `leave` says.
TextPairs without(const Call& call, const std::function<bool(const std::string&, const std::string&)>& leave) {
  TextPairs pairs;
  for (const auto& [name, value] : call.query) {
    if (name != "page" && name != "cursor" && !leave(name, value)) pairs.emplace_back(name, value);
  }
  return pairs;
}

/// A text in parts, each marked or not.
PageData parts_of(std::string_view text, const std::vector<TextRange>& ranges) {
  PageData parts = empty_list();
  const auto add = [&](std::size_t from, std::size_t to, bool on) {
    if (from >= to) return;
    PageData part;
    part.set("text", std::string(text.substr(from, to - from)));
    part.set("on", on);
    parts << part;
  };
  std::size_t at = 0;
  for (const TextRange& range : ranges) {
    add(at, range.from, false);
    add(range.from, range.to, true);
    at = range.to;
  }
  add(at, text.size(), false);
  return parts;
}

PageData hit_data(const Call& call, const SearchHit& hit, const OfferQuestion& question,
                  const Highlighter& highlighter) {
  const OfferHighlights highlights = highlights_of(highlighter, hit.offer);
  const std::string_view summary = text_of(hit.offer, TextField::summary);
  const Fragment shown = highlights.summary.text.empty() ? fragment_of(summary, {}, k_summary) : highlights.summary;
  PageData data;
  data.set("title_parts", parts_of(title_of(hit.offer), highlights.title));
  data.set("summary", parts_of(shown.text, shown.ranges));
  data.set("has_summary", !shown.text.empty());
  MatchedOffer matched;
  matched.offer = hit.offer;
  matched.distance_km = hit.distance_km;
  matched.price = catalogue_price(hit.offer);
  matched.net = net_for_anyone(call, hit.offer, matched.price);
  add_offer(data, matched, question.place ? question.place->point : std::nullopt, call.today);
  return data;
}

PageData hits_data(const Call& call, const std::vector<SearchHit>& hits, bool related, const OfferQuestion& question,
                   const Highlighter& highlighter) {
  PageData list = empty_list();
  for (const SearchHit& hit : hits) {
    if (hit.related == related) list << hit_data(call, hit, question, highlighter);
  }
  return list;
}

bool is_chosen(const Call& call, std::string_view name, const std::string& value) {
  const std::vector<std::string> chosen = call.parameters.all(name);
  return std::find(chosen.begin(), chosen.end(), value) != chosen.end();
}

PageData facet_data(const Call& call, const Name& facet, const std::vector<FacetCount>& counts) {
  const auto& [name, heading] = facet;
  PageData values = empty_list();
  std::size_t shown = 0;
  for (const FacetCount& one : counts) {
    const bool on = is_chosen(call, name, one.value);
    if (one.value == "unknown" || (shown == k_shown_values && !on)) continue;
    TextPairs pairs = without(call, [&, key = name](const std::string& given, const std::string& value) {
      return given == key && value == one.value;
    });
    if (!on) pairs.emplace_back(name, one.value);
    PageData value;
    value.set("label", one.label);
    value.set("count", with_thousands(one.count));
    value.set("on", on);
    value.set("url", address_of(pairs));
    values << value;
    ++shown;
  }
  if (shown == 0) return PageData(false);
  PageData data;
  data.set("heading", std::string(heading));
  data.set("values", values);
  return data;
}

/// What was chosen and is no word of `q`: each with an address without it.
PageData selected_data(const Call& call, const OfferAnswer& answer) {
  PageData list = empty_list();
  for (const auto& [name, value] : call.query) {
    const auto facet = answer.found.facets.find(name);
    std::string label = value;
    if (facet != answer.found.facets.end()) {
      for (const FacetCount& one : facet->second) {
        if (one.value == value) label = one.label;
      }
    } else if (name == "maxPrice") {
      label = "tot € " + value;
    } else {
      continue;
    }
    PageData one;
    one.set("label", label);
    one.set("url", address_of(without(call, [&, key = name, chosen = value](const auto& given, const auto& said) {
              return given == key && said == chosen;
            })));
    list << one;
  }
  return list;
}

PageData sorts_data(const Call& call, const OfferQuestion& question) {
  PageData list = empty_list();
  for (const auto& [name, label] : k_sorts) {
    if (name == "distance" && !question.query.filters.centre) continue;
    TextPairs pairs = without(call, [](const std::string& given, const std::string&) { return given == "sort"; });
    if (name != "relevance") pairs.emplace_back("sort", name);
    PageData one;
    one.set("label", std::string(label));
    one.set("url", address_of(pairs));
    one.set("on", name == name_of(question.query.sort));
    list << one;
  }
  return list;
}

PageData understood_data(const Call& call, const OfferQuestion& question) {
  PageData list = empty_list();
  for (const UnderstoodWords& words : question.words) {
    PageData one;
    one.set("typed", words.typed);
    one.set("said_otherwise", fold(words.typed) != fold(words.text));
    one.set("text", words.text);
    one.set("url", same_address(call, "asWords", name_of(words.kind)));
    list << one;
  }
  return list;
}

PageData spelling_data(const Call& call, const OfferQuestion& question, const SearchAnswer& found) {
  if (!found.corrected || !found.did_you_mean) return PageData(false);
  PageData data;
  data.set("better", *found.did_you_mean);
  data.set("typed", question.query.text);
  data.set("url", same_address(call, "asWords", "spelling"));
  return data;
}

}  // namespace

PageData card_of(const Call& call, const Offer& offer) {
  SearchHit hit;
  hit.offer = offer;
  return hit_data(call, hit, OfferQuestion{}, Highlighter(""));
}

std::string search_heading(const Call& call, const OfferAnswer& answer) {
  if (answer.found.total == 0) return "Geen opleidingen gevonden";
  const std::string count =
      answer.found.total == 1 ? "1 opleiding" : with_thousands(answer.found.total) + " opleidingen";
  return call.parameters.has("q") ? count + " gevonden" : count;
}

void add_search_form(PageData& data, const Call& call) {
  data.set("heading", std::string("Zoek een opleiding"));
  data.set("q", call.parameters.text("q"));
  std::string place = call.parameters.text("plaats");
  if (place.empty()) place = call.parameters.text(call.parameters.has("postcode") ? "postcode" : "municipality");
  data.set("plaats", place);
  PageData distances = empty_list();
  const std::string chosen = call.parameters.text("radiusKm");
  for (const auto& [value, label] : k_distances) {
    PageData one;
    one.set("value", std::string(value));
    one.set("label", std::string(label));
    one.set("on", value == chosen);
    distances << one;
  }
  data.set("distances", distances);
  TextPairs hidden = without(call, [](const std::string& name, const std::string&) {
    return name == "q" || name == "plaats" || name == "postcode" || name == "municipality" || name == "radiusKm" ||
           name == "asWords";
  });
  data.set("hidden", hidden_data(hidden));
  data.set("has_faults", false);
  data.set("shown", false);
}

void add_search_faults(PageData& data, const std::vector<FieldError>& faults) {
  PageData list = empty_list();
  for (const FieldError& fault : faults) {
    const bool of_place = fault.field == "postcode" || fault.field == "municipality";
    list << PageData(of_place             ? fault.what + ". " + fault.hint
                     : fault.field == "q" ? std::string("Uw tekst is te lang. Gebruik hoogstens 500 tekens.")
                                          : "Het deel “" + fault.field + "” van dit adres klopt niet. Zoek opnieuw.");
  }
  data.set("has_faults", true);
  data.set("faults", list);
}

void add_search(PageData& data, const Call& call, const OfferQuestion& question, const OfferAnswer& answer) {
  const SearchAnswer& found = answer.found;
  const Highlighter highlighter(found.corrected && found.did_you_mean ? *found.did_you_mean : question.query.text);
  const bool any_related =
      std::any_of(found.hits.begin(), found.hits.end(), [](const SearchHit& hit) { return hit.related; });
  data.set("heading", search_heading(call, answer));
  data.set("shown", true);
  data.set("spelling", spelling_data(call, question, found));
  data.set("relaxed", found.relaxed);
  data.set("index_changed", answer.index_changed);
  data.set("understood", understood_data(call, question));
  PageData selected = selected_data(call, answer);
  data.set("has_notes", found.corrected || found.relaxed || answer.index_changed || !question.words.empty() ||
                            !selected.list_value().empty());
  data.set("selected", selected);
  data.set("has_sorts", found.total > 1);
  data.set("sorts", sorts_data(call, question));
  PageData relax = empty_list();
  for (const RelaxedSearch& one : answer.relax) {
    PageData link;
    link.set("url", one.url);
    link.set("text", one.text);
    relax << link;
  }
  data.set("has_relax", !answer.relax.empty());
  data.set("relax", relax);
  data.set("none", found.total == 0);
  data.set("results", hits_data(call, found.hits, false, question, highlighter));
  data.set("has_related", any_related);
  data.set("related", hits_data(call, found.hits, true, question, highlighter));
  data.set("has_nearest", !answer.nearest.empty());
  data.set("nearest", hits_data(call, answer.nearest, false, question, highlighter));
  data.set("advice", answer.advice ? advice_data(*answer.advice) : PageData(false));
  if (answer.next.empty()) {
    data.set("next", false);
  } else {
    data.set("next", answer.next);
  }
  PageData facets = empty_list();
  for (const Name& facet : k_facets) {
    const auto counts = found.facets.find(std::string(facet.first));
    if (counts == found.facets.end()) continue;
    PageData one = facet_data(call, facet, counts->second);
    if (one.is_object()) facets << one;
  }
  data.set("has_facets", !facets.list_value().empty());
  data.set("facets", facets);
}

}  // namespace leerwijzer
