#include "api/offer_search.hpp"
#include "api/web/list_order.hpp"
#include "api/web/page_data.hpp"
#include "api/web/school_data.hpp"

#include "api/http/target.hpp"
#include "api/reply.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/cohort.hpp"
#include "engine/search/highlight.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_values = 8;  ///< of a facet
constexpr std::size_t k_summary = 200;     ///< bytes, where nothing in it was found

constexpr auto k_facets =
    std::to_array<std::string_view>({"level", "sector", "mode", "daypart", "kind", "language", "provider"});
constexpr auto k_sorts = std::to_array<std::string_view>({"relevance", "price", "start", "distance", "title"});

std::string address_of(const TextPairs& pairs) { return address_with("/zoeken", pairs); }

/// An address of the search itself, without the language that the template puts before it.
std::string own_address(const std::string& address) { return std::string(path_without_language(address)); }

/// This search from its first page, without the parameters that `leave` says.
TextPairs without(const Call& call, const std::function<bool(const std::string&, const std::string&)>& leave) {
  return query_without(call.query, [&](const std::string& name, const std::string& value) {
    return name == "page" || name == "cursor" || leave(name, value);
  });
}

/// A text in parts, each marked or not.
PageData parts_of(std::string_view text, const std::vector<TextRange>& ranges) {
  PageData parts = page_list();
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

PageData hit_data(const Call& call, const Texts& texts, const SearchHit& hit, const OfferQuestion& question,
                  const Highlighter& highlighter) {
  const OfferHighlights highlights = highlights_of(highlighter, hit.offer);
  const std::string_view summary = text_of(hit.offer, TextField::summary);
  const Fragment shown = highlights.summary.text.empty() ? fragment_of(summary, {}, k_summary) : highlights.summary;
  PageData data;
  data.set("summary", parts_of(shown.text, shown.ranges));
  data.set("has_summary", !shown.text.empty());
  MatchedOffer matched;
  matched.offer = hit.offer;
  matched.distance_km = hit.distance_km;
  matched.price = catalogue_price(hit.offer);
  matched.net = net_for_anyone(call, hit.offer, matched.price);
  add_offer(data, texts, matched, question.place ? question.place->point : std::nullopt, call.today);
  data.set("title_parts", parts_of(title_of(hit.offer), highlights.title));
  return data;
}

PageData hits_data(const Call& call, const Texts& texts, const std::vector<SearchHit>& hits, bool related,
                   const OfferQuestion& question, const Highlighter& highlighter) {
  PageData list = page_list();
  for (const SearchHit& hit : hits) {
    if (hit.related == related) list << hit_data(call, texts, hit, question, highlighter);
  }
  return list;
}

bool is_chosen(const Call& call, std::string_view name, const std::string& value) {
  const std::vector<std::string> chosen = call.parameters.all(name);
  return std::find(chosen.begin(), chosen.end(), value) != chosen.end();
}

PageData facet_data(const Call& call, const Texts& texts, std::string_view name,
                    const std::vector<FacetCount>& counts) {
  PageData values = page_list();
  std::size_t shown = 0;
  for (const FacetCount& one : counts) {
    const bool on = is_chosen(call, name, one.value);
    if (one.value == "unknown" || (shown == k_shown_values && !on)) continue;
    TextPairs pairs = without(
        call, [&](const std::string& given, const std::string& value) { return given == name && value == one.value; });
    if (!on) pairs.emplace_back(name, one.value);
    PageData value;
    value.set("label", value_words(texts, name, one.value, one.label));
    value.set("count", texts.number(one.count));
    value.set("on", on);
    value.set("url", address_of(pairs));
    values << value;
    ++shown;
  }
  if (shown == 0) return PageData(false);
  PageData data;
  data.set("heading", texts.text("facet." + std::string(name)));
  data.set("values", values);
  return data;
}

/// What was chosen and is no word of `q`: each with an address without it.
PageData selected_data(const Call& call, const Texts& texts, const OfferAnswer& answer) {
  PageData list = page_list();
  for (const auto& [name, value] : call.query) {
    const auto facet = answer.found.facets.find(name);
    std::string label = value;
    if (facet != answer.found.facets.end()) {
      for (const FacetCount& one : facet->second) {
        if (one.value == value) label = value_words(texts, name, value, one.label);
      }
    } else if (name == "maxPrice") {
      label = texts.with("chip.upto", {{"amount", value}});
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

PageData sorts_data(const Call& call, const Texts& texts, const OfferQuestion& question) {
  PageData list = page_list();
  for (const std::string_view name : k_sorts) {
    if (name == "distance" && !question.query.filters.centre) continue;
    TextPairs pairs = without(call, [](const std::string& given, const std::string&) { return given == "sort"; });
    if (name != "relevance") pairs.emplace_back("sort", name);
    PageData one;
    one.set("label", texts.text("sort." + std::string(name)));
    one.set("url", address_of(pairs));
    one.set("on", name == name_of(question.query.sort));
    list << one;
  }
  return list;
}

PageData understood_data(const Call& call, const OfferQuestion& question) {
  PageData list = page_list();
  for (const UnderstoodWords& words : question.words) {
    PageData one;
    one.set("typed", words.typed);
    one.set("said_otherwise", fold(words.typed) != fold(words.text));
    one.set("text", words.text);
    one.set("url", own_address(same_address(call, "asWords", name_of(words.kind))));
    list << one;
  }
  return list;
}

PageData spelling_data(const Call& call, const Texts& texts, const OfferQuestion& question, const SearchAnswer& found) {
  if (!found.corrected || !found.did_you_mean) return PageData(false);
  PageData data;
  data.set("better", *found.did_you_mean);
  data.set("anyway", texts.with("search.anyway", {{"words", question.query.text}}));
  data.set("url", own_address(same_address(call, "asWords", "spelling")));
  return data;
}

std::string search_heading(const Call& call, const Texts& texts, const OfferAnswer& answer) {
  if (answer.found.total == 0) return texts.text("result.heading.none");
  return texts.counted(call.parameters.has("q") ? "search.found" : "start.offers", answer.found.total);
}

void add_search_form(PageData& data, const Texts& texts, const Call& call) {
  data.set("heading", texts.text("search.heading"));
  data.set("q", call.parameters.text("q"));
  std::string place = call.parameters.text("plaats");
  if (place.empty()) place = call.parameters.text(call.parameters.has("postcode") ? "postcode" : "municipality");
  data.set("plaats", place);
  data.set("distances", choices_data(texts, "radius", {"", "10", "25", "50"}, {call.parameters.text("radiusKm")}));
  TextPairs hidden = without(call, [](const std::string& name, const std::string&) {
    return name == "q" || name == "plaats" || name == "postcode" || name == "municipality" || name == "radiusKm" ||
           name == "asWords";
  });
  data.set("hidden", hidden_data(hidden));
  data.set("has_faults", false);
  data.set("shown", false);
}

void add_search_faults(PageData& data, const Texts& texts, const Call& call, const std::vector<FieldError>& faults) {
  PageData list = page_list();
  for (const FieldError& fault : faults) {
    PageData one;
    const bool of_place = fault.field == "postcode" || fault.field == "municipality";
    one.set("id", std::string(of_place ? "plaats" : "q"));
    const TextValues values = {{"place", call.parameters.text(fault.field)}, {"field", fault.field}};
    one.set("text", texts.with(of_place ? "fault.place" : fault.field == "q" ? "fault.long" : "fault.address", values));
    set_or_false(one, "hint", of_place ? fault.hint : std::string{});
    list << one;
  }
  data.set("has_faults", true);
  data.set("faults", list);
}

void add_search(PageData& data, const Texts& texts, const Call& call, const OfferQuestion& question,
                const OfferAnswer& answer) {
  const SearchAnswer& found = answer.found;
  const Highlighter highlighter(found.corrected && found.did_you_mean ? *found.did_you_mean : question.query.text);
  const bool any_related =
      std::any_of(found.hits.begin(), found.hits.end(), [](const SearchHit& hit) { return hit.related; });
  data.set("heading", search_heading(call, texts, answer));
  data.set("shown", true);
  data.set("spelling", spelling_data(call, texts, question, found));
  data.set("relaxed", found.relaxed);
  data.set("index_changed", answer.index_changed);
  data.set("understood", understood_data(call, question));
  PageData selected = selected_data(call, texts, answer);
  data.set("has_notes", found.corrected || found.relaxed || answer.index_changed || !question.words.empty() ||
                            !selected.list_value().empty());
  data.set("selected", selected);
  data.set("has_sorts", found.total > 1);
  data.set("sorts", sorts_data(call, texts, question));
  PageData relax = page_list();
  for (const RelaxedSearch& one : answer.relax) {
    PageData link;
    link.set("url", own_address(one.url));
    link.set("text", one.text);
    relax << link;
  }
  data.set("has_relax", !answer.relax.empty());
  data.set("relax", relax);
  data.set("none", found.total == 0);
  data.set("results", hits_data(call, texts, found.hits, false, question, highlighter));
  data.set("has_related", any_related);
  data.set("related", hits_data(call, texts, found.hits, true, question, highlighter));
  data.set("has_nearest", !answer.nearest.empty());
  data.set("nearest", hits_data(call, texts, answer.nearest, false, question, highlighter));
  data.set("advice", answer.advice ? advice_data(texts, *answer.advice) : PageData(false));
  set_or_false(data, "next", answer.next.empty() ? std::string{} : own_address(answer.next));
  PageData facets = page_list();
  for (const std::string_view facet : k_facets) {
    const auto counts = found.facets.find(std::string(facet));
    if (counts == found.facets.end()) continue;
    PageData one = facet_data(call, texts, facet, counts->second);
    if (one.is_object()) facets << one;
  }
  data.set("has_facets", !facets.list_value().empty());
  data.set("facets", facets);
}

}  // namespace

PageData card_data(const Call& call, const Texts& texts, const Offer& offer) {
  SearchHit hit;
  hit.offer = offer;
  return hit_data(call, texts, hit, OfferQuestion{}, Highlighter(""));
}

std::string search_page(const PageSettings& settings, const Call& call, const OfferQuestion& question,
                        const OfferAnswer& answer) {
  const Texts& texts = settings.texts();
  PageData data;
  add_search_form(data, texts, call);
  add_search(data, texts, call, question, answer);
  return whole_page(settings, {.title = search_heading(call, texts, answer), .menu = "search"},
                    render_template("search.mustache", settings.language, data));
}

std::string search_fault_page(const PageSettings& settings, const Call& call, const std::vector<FieldError>& faults) {
  const Texts& texts = settings.texts();
  PageData data;
  add_search_form(data, texts, call);
  add_search_faults(data, texts, call, faults);
  const std::string title = texts.with("faults.title", {{"title", texts.text("search.heading")}});
  return whole_page(settings, {.title = title, .menu = "search", .personal = true},
                    render_template("search.mustache", settings.language, data));
}

std::string preview_page(const PageSettings& settings, const Call& call, const Offer& offer,
                         const std::vector<std::string>& advice) {
  const Texts& texts = settings.texts();
  PageData data;
  PageData cards = page_list();
  cards << card_data(call, texts, offer);
  data.set("cards", cards);
  set_or_false(data, "description", std::string(text_of(offer, TextField::description)));
  std::vector<std::string> groups;
  for (const Run& run : offer.runs) {
    const auto cohort = cohort_of(run);
    if (cohort && !cohort->text.empty()) groups.push_back(cohort->text);
  }
  data.set("groups", texts_data(groups));
  data.set("has_advice", !advice.empty());
  data.set("advice", texts_data(advice));
  return whole_page(settings, {.title = texts.text("preview.heading"), .personal = true},
                    render_template("preview.mustache", settings.language, data));
}

}  // namespace leerwijzer
