// The answer to a person, as a page tells it.
#include "api/web/list_order.hpp"
#include "api/web/map_picture.hpp"
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_reasons = 5;
constexpr std::size_t k_helped_after = 3;  ///< offers, then a reminder of money, advice and map
constexpr std::size_t k_quick_filters = 5;
constexpr std::size_t k_filter_values = 8;  ///< of a facet
constexpr std::size_t k_more = 10;          ///< offers that one press adds
constexpr std::size_t k_marked = 12;        ///< offers on the map
constexpr auto k_filters = std::to_array<std::string_view>({"daypart", "mode", "level", "kind", "sector"});
constexpr auto k_sorts = std::to_array<std::string_view>({"best", "price", "start", "distance"});

void add_chip(PageData& list, const Texts& texts, const char* key, const std::string& field, const std::string& value) {
  if (value.empty()) return;
  PageData one;
  one.set("name", texts.text(std::string("chip.") + key));
  one.set("value", value);
  one.set("field", field);
  one.set("undo", texts.with("chip.undo", {{"what", value}}));
  list << one;
}

std::string place_text(const Texts& texts, const FormAnswers& answers, const AdviceAnswer& advice) {
  if (!advice.place) return {};
  std::string text = advice.place->place.empty() ? advice.place->municipality : advice.place->place;
  if (text.empty()) text = answers.place;
  if (!answers.travel.empty() && !text.empty()) text += ", " + texts.with("chip.within", {{"km", answers.travel}});
  return text;
}

PageData labels_data(const std::vector<RequiredSkill>& skills, const Taxonomy& taxonomy) {
  PageData list = page_list();
  for (const RequiredSkill& one : skills) list << PageData(std::string(taxonomy.label(one.skill)));
  return list;
}

PageData gap_data(const Texts& texts, const MatchAnswer& answer, const Taxonomy& taxonomy) {
  const SkillsGap& gap = answer.gap;
  if (gap.required.empty()) return PageData(false);
  const std::string goal =
      answer.goal.occupation ? std::string(taxonomy.label(answer.goal.occupation->id)) : texts.text("gap.goal");
  PageData data;
  const char* key = gap.had.empty() ? "gap.none" : "gap.some";
  data.set("heading", texts.with(key, {{"had", texts.number(gap.had.size())},
                                       {"all", texts.number(gap.required.size())},
                                       {"goal", goal}}));
  data.set("picture", skills_picture(texts, "vaardigheden-alle", {gap.had.size(), 0, gap.missing.size()}));
  data.set("all", texts.with("gap.show", {{"count", texts.number(gap.required.size())}}));
  data.set("had", labels_data(gap.had, taxonomy));
  data.set("missing", labels_data(gap.missing, taxonomy));
  return data;
}

PageData results_data(const PageSettings& settings, const MatchAnswer& answer,
                      const std::vector<const MatchedOffer*>& offers) {
  const Texts& texts = settings.texts();
  PageData list = page_list();
  const std::optional<GeoPoint> home = answer.advice.place ? answer.advice.place->point : std::nullopt;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const MatchedOffer& matched = *offers[i];
    const std::string number = std::to_string(i + 1);
    PageData one;
    add_offer(one, texts, matched, home, settings.today);
    one.set("number", number);
    const std::size_t missing = answer.gap.missing.size();
    const std::size_t learned = std::min(missing, matched.closes.size());
    one.set("picture", learned == 0 ? std::string{}
                                    : skills_picture(texts, "vaardigheden-" + number,
                                                     {answer.gap.had.size(), learned, missing - learned}));
    one.set("reasons", reasons_data(texts, matched.reasons, k_shown_reasons));
    one.set("helped", i + 1 == k_helped_after && offers.size() > k_helped_after);
    list << one;
  }
  return list;
}

/// The value of a facet to offer for one press: what keeps the most, but not all.
std::string quick_value(const std::vector<FacetCount>& counts, std::size_t total) {
  const FacetCount* best = nullptr;
  for (const FacetCount& one : counts) {
    if (one.value == "unknown" || one.count >= total) continue;
    if (best == nullptr || one.count > best->count) best = &one;
  }
  return best == nullptr ? std::string{} : best->value;
}

PageData filter_value(const Texts& texts, const TextPairs& query, std::string_view facet, const FacetCount& count) {
  const bool on = query_has(query, facet, count.value);
  TextPairs pairs = query_without(query, [&](const std::string& name, const std::string& value) {
    return name == "meer" || (name == facet && value == count.value);
  });
  if (!on) pairs.emplace_back(facet, count.value);
  PageData one;
  one.set("name", std::string(facet));
  one.set("value", count.value);
  one.set("label", value_words(texts, facet, count.value, count.label));
  one.set("count", texts.number(count.count));
  one.set("on", on);
  one.set("url", address_with("/resultaat", pairs));
  return one;
}

/// Filters of the address that no offer is left for: they count nothing, and are what to take off first.
void add_lost_filters(PageData& quick, const Texts& texts, const ResultView& view) {
  for (const auto& [facet, value] : view.query) {
    if (std::find(k_filters.begin(), k_filters.end(), facet) == k_filters.end()) continue;
    const auto counts = view.answer->facets.find(facet);
    const bool counted = counts != view.answer->facets.end() &&
                         std::any_of(counts->second.begin(), counts->second.end(),
                                     [&, wanted = value](const FacetCount& one) { return one.value == wanted; });
    if (counted) continue;
    const std::string key = "value." + facet + "." + value;
    const std::string label = texts.has(key) ? texts.text(key) : value;
    quick << filter_value(texts, view.query, facet, {value, label, 0});
  }
}

void add_filters(PageData& data, const Texts& texts, const ResultView& view) {
  PageData quick = page_list();
  PageData filters = page_list();
  for (const std::string_view facet : k_filters) {
    const auto counts = view.answer->facets.find(std::string(facet));
    if (counts == view.answer->facets.end()) continue;
    PageData values = page_list();
    std::size_t shown = 0;
    const std::string quickest = quick_value(counts->second, std::max(view.answer->total, view.answer->offers.size()));
    for (const FacetCount& one : counts->second) {
      const bool on = query_has(view.query, facet, one.value);
      if (one.value == "unknown" || (shown == k_filter_values && !on)) continue;
      const PageData value = filter_value(texts, view.query, facet, one);
      if (on || (one.value == quickest && quick.list_value().size() < k_quick_filters)) quick << value;
      values << value;
      ++shown;
    }
    if (shown == 0) continue;
    PageData filter;
    filter.set("heading", texts.text("facet." + std::string(facet)));
    filter.set("values", values);
    filters << filter;
  }
  add_lost_filters(quick, texts, view);
  data.set("has_quick", !quick.list_value().empty());
  data.set("quick", quick);
  data.set("has_filters", !filters.list_value().empty());
  data.set("filters", filters);
  set_or_false(data, "sort", view.sort == "best" ? std::string{} : view.sort);
}

void add_sorts(PageData& data, const Texts& texts, const ResultView& view) {
  PageData list = page_list();
  for (const std::string_view sort : k_sorts) {
    if (sort == "distance" && !view.answer->advice.place) continue;
    TextPairs pairs =
        query_without(view.query, [](const std::string& name, const std::string&) { return name == "sort"; });
    if (sort != "best") pairs.emplace_back("sort", sort);
    PageData one;
    one.set("label", texts.text("sort." + std::string(sort)));
    one.set("url", address_with("/resultaat", pairs));
    one.set("on", view.sort == sort);
    list << one;
  }
  // One offer has no order; an order that was asked for can still be undone.
  data.set("has_sorts", view.answer->offers.size() > 1 || (view.sort != "best" && !view.answer->offers.empty()));
  data.set("sorts", list);
}

void add_more(PageData& data, const Texts& texts, const ResultView& view, std::size_t shown) {
  const std::size_t total = std::max(view.answer->total, view.answer->offers.size());
  const bool more = total > shown && shown > 0;
  set_or_false(
      data, "more",
      more ? texts.with("result.of", {{"shown", texts.number(shown)}, {"all", texts.number(total)}}) : std::string{});
  TextPairs pairs =
      query_without(view.query, [](const std::string& name, const std::string&) { return name == "meer"; });
  pairs.emplace_back("meer", std::to_string(shown + k_more));
  const std::string url = address_with("/resultaat", pairs) + "#opleiding-" + std::to_string(shown + 1);
  set_or_false(data, "more_url", more && view.answer->offers.size() > shown ? url : std::string{});
}

const Region* region_of(const Geography& geography, const AdviceAnswer& advice) {
  if (!advice.place) return nullptr;
  for (const Region* one : geography.regions()) {
    if (one->slug == advice.place->region) return one;
  }
  return nullptr;
}

std::vector<MapMark> marks_of(const PageSettings& settings, const AdviceAnswer& advice,
                              const std::vector<const MatchedOffer*>& offers) {
  std::vector<MapMark> marks;
  for (const RoutedAdvicePoint& desk : advice.points) {
    if (!desk.point.point || !marks.empty()) continue;
    marks.push_back(
        {*desk.point.point, "i", settings.texts().with("map.desk", {{"name", desk.point.name}}), "#adviespunt", true});
  }
  const std::optional<GeoPoint> home = advice.place->point;
  for (std::size_t i = 0; i < std::min(offers.size(), k_marked); ++i) {
    const Location* nearest = nullptr;
    const std::vector<Location> places = places_of(offers[i]->offer);
    for (const Location& place : places) {
      if (!place.point) continue;
      const bool nearer =
          nearest == nullptr || (home && distance_km(*home, *place.point) < distance_km(*home, *nearest->point));
      if (nearer) nearest = &place;
    }
    if (nearest == nullptr) continue;
    const std::string number = std::to_string(i + 1);
    marks.push_back(
        {*nearest->point, number, number + ". " + std::string(title_of(offers[i]->offer)), "#opleiding-" + number});
  }
  return marks;
}

PageData map_data(const PageSettings& settings, const ResultView& view, const Snapshot& snapshot,
                  const std::vector<const MatchedOffer*>& offers) {
  const AdviceAnswer& advice = view.answer->advice;
  const Region* region = region_of(snapshot.geography, advice);
  if (region == nullptr) return PageData(false);
  const MapQuestion question{*region, advice.place->point, view.travel_km, marks_of(settings, advice, offers)};
  const std::string picture = map_picture(settings.texts(), question);
  if (picture.empty()) return PageData(false);
  PageData data;
  data.set("picture", picture);
  data.set("text", settings.texts().text("map.text"));
  return data;
}

}  // namespace

PageData texts_data(const std::vector<std::string>& texts) {
  PageData list = page_list();
  for (const std::string& text : texts) list << PageData(text);
  return list;
}

PageData hidden_data(const std::vector<std::pair<std::string, std::string>>& fields) {
  PageData list = page_list();
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    PageData one;
    one.set("name", name);
    one.set("value", value);
    list << one;
  }
  return list;
}

PageData chips_data(const Texts& texts, const FormAnswers& answers, const MatchAnswer& answer,
                    const Taxonomy& taxonomy) {
  PageData list = page_list();
  for (const auto& [held, match] : answer.held) {
    std::string work =
        match ? std::string(taxonomy.label(match->id)) : texts.with("chip.unknown", {{"words", held.occupation.text}});
    if (!answers.years.empty()) work += ", " + texts.with("chip.years", {{"count", answers.years}});
    add_chip(list, texts, "work", "werk", work);
  }
  std::string wish = answers.wish;
  if (answer.goal.occupation) wish = taxonomy.label(answer.goal.occupation->id);
  if (answers.open) wish = texts.text("wish.open");
  add_chip(list, texts, "wish", "wens", wish);
  add_chip(list, texts, "place", "woonplaats", place_text(texts, answers, answer.advice));
  add_chip(list, texts, "time", "uren",
           answers.hours.empty() ? "" : texts.with("hours.week", {{"count", answers.hours}}));
  std::vector<Daypart> dayparts;
  for (const std::string& one : answers.dayparts) dayparts.push_back(value_of<Daypart>(one).value());
  add_chip(list, texts, "when", "dagdeel", dayparts_words(texts, dayparts));
  add_chip(list, texts, "budget", "budget",
           answers.budget.empty() ? "" : texts.with("chip.upto", {{"amount", answers.budget}}));
  if (!answers.situation.empty())
    add_chip(list, texts, "situation", "situatie", texts.text("situation." + answers.situation));
  return list;
}

PageData desk_data(const Texts& texts, const RoutedAdvicePoint& desk) {
  PageData data;
  data.set("id", desk.point.id);
  data.set("name", desk.point.name);
  data.set("primary", desk.primary);
  std::string where = desk.point.channels.address.empty() ? desk.point.municipality : desk.point.channels.address;
  if (desk.distance_km)
    where += (where.empty() ? "" : ", ") +
             texts.with("distance.from", {{"distance", distance_words(texts, *desk.distance_km)}});
  set_or_false(data, "where", where);
  data.set("reason", desk.reason);
  set_or_false(data, "hours", desk.point.channels.opening_hours);
  set_or_false(data, "phone", desk.point.channels.phone);
  set_link(data, desk.point.channels.url);
  data.set("check_first", desk.check_first);
  return data;
}

PageData advice_data(const Texts& texts, const AdviceAnswer& answer) {
  if (answer.points.empty()) return PageData(false);
  PageData data = desk_data(texts, answer.points.front());
  set_or_false(data, "note", answer.note);
  return data;
}

std::vector<const MatchedOffer*> offers_in_list(const ResultView& view, Date today) {
  std::vector<const MatchedOffer*> offers = in_order_of(view.answer->offers, view.sort, today);
  offers.resize(std::min(offers.size(), view.shown));
  return offers;
}

std::string answer_heading(const Texts& texts, const MatchAnswer& answer) {
  if (answer.offers.empty()) return texts.text("result.heading.none");
  return texts.counted("result.heading", std::max(answer.total, answer.offers.size()));
}

void add_answer(PageData& data, const PageSettings& settings, const ResultView& view, const Snapshot& snapshot) {
  const Texts& texts = settings.texts();
  const MatchAnswer& answer = *view.answer;
  const std::vector<const MatchedOffer*> offers = offers_in_list(view, settings.today);
  data.set("heading", answer_heading(texts, answer));
  data.set("chips", chips_data(texts, view.answers, answer, snapshot.taxonomy));
  set_or_false(data, "goal_text", answer.goal.text);
  PageData alternatives = page_list();
  for (const OccupationMatch& one : answer.goal.alternatives)
    alternatives << PageData(std::string(snapshot.taxonomy.label(one.id)));
  data.set("has_alternatives", !answer.goal.alternatives.empty());
  data.set("alternatives", alternatives);
  const bool open = answer.goal.kind == UnderstoodGoal::Kind::open && !answer.held.empty();
  data.set("open_goal",
           open ? first_routes_data(texts, answer, view.answers.work, snapshot.taxonomy) : PageData(false));
  data.set("gap", gap_data(texts, answer, snapshot.taxonomy));
  std::vector<std::string> relax;
  for (const Relaxation& one : answer.relax) relax.push_back(one.text);
  data.set("has_relax", !relax.empty());
  data.set("relax", texts_data(relax));
  data.set("none", answer.offers.empty());
  data.set("results", results_data(settings, answer, offers));
  add_filters(data, texts, view);
  add_sorts(data, texts, view);
  add_more(data, texts, view, offers.size());
  const auto paid = std::find_if(answer.offers.begin(), answer.offers.end(),
                                 [&](const MatchedOffer& one) { return answer.funding_for == one.offer.id; });
  data.set("money", money_data(texts, answer.funding, paid == answer.offers.end() ? nullptr : &*paid,
                               address_with("/resultaat", view.query), settings.today));
  data.set("advice", advice_data(texts, answer.advice));
  data.set("map", map_data(settings, view, snapshot, offers));
}

}  // namespace leerwijzer
