#include "api/web/offer_words.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/expiry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace leerwijzer {
namespace {

/// The nearest place with a town.
const Location* nearest_place(const std::vector<Location>& places, const std::optional<GeoPoint>& home) {
  const Location* best = nullptr;
  double least = 0.0;
  for (const Location& place : places) {
    if (place.city.empty()) continue;
    const double distance = home && place.point ? distance_km(*home, *place.point) : 1e6;
    if (best != nullptr && distance >= least) continue;
    best = &place;
    least = distance;
  }
  return best;
}

bool is_told(const Reason& reason) {
  return !reason.text.empty() && reason.kind != "quality" && reason.kind != "freshness";
}

}  // namespace

std::string distance_words(const Texts& texts, double kilometres) {
  return kilometres < 1.0 ? texts.text("distance.near")
                          : texts.with("distance.km", {{"km", std::to_string(std::lround(kilometres))}});
}

std::string place_words(const Texts& texts, const Offer& offer, const std::optional<GeoPoint>& home) {
  const std::vector<Location> places = places_of(offer);
  if (const Location* town = nearest_place(places, home)) return town->city;
  return can_be_followed_online(offer) ? texts.text("place.online") : std::string{};
}

std::string where_words(const Texts& texts, const MatchedOffer& matched, const std::optional<GeoPoint>& home) {
  std::string text = matched.offer.provider_name.empty() ? texts.text("school.unknown") : matched.offer.provider_name;
  const std::string place = place_words(texts, matched.offer, home);
  text += ", " + (place.empty() ? texts.text("place.unknown") : place);
  const std::vector<Location> places = places_of(matched.offer);
  if (nearest_place(places, home) != nullptr && matched.distance_km)
    text += " (" + texts.with("distance.from", {{"distance", distance_words(texts, *matched.distance_km)}}) + ")";
  return text;
}

std::string start_words(const Texts& texts, const Offer& offer, Date today) {
  if (const auto first = first_start(offer, today)) return texts.with("start.on", {{"date", texts.date(*first)}});
  for (const Run* run : joinable_runs(offer, today)) {
    if (!run->start_text.empty()) return texts.with("start.words", {{"words", run->start_text}});
    if (run->start_kind == StartKind::rolling) return texts.text("start.rolling");
    if (run->start_kind == StartKind::on_agreement) return texts.text("start.agreement");
  }
  return texts.text(has_only_past_runs(offer, today) ? "start.past" : "start.unknown");
}

std::string length_words(const Texts& texts, const Offer& offer) {
  if (!offer.duration_months) return {};
  const double months = *offer.duration_months;
  if (months >= 23.5) return texts.with("length.years", {{"count", texts.decimal(months / 12)}});
  if (months >= 1.75) return texts.counted("length.months", static_cast<std::size_t>(std::lround(months)));
  return texts.counted("length.weeks", static_cast<std::size_t>(std::max(1L, std::lround(months * 4.345))));
}

std::string duration_words(const Texts& texts, const Offer& offer) {
  std::string text = length_words(texts, offer);
  if (offer.hours_per_week)
    text += (text.empty() ? "" : ", ") + texts.with("hours.week", {{"count", texts.decimal(*offer.hours_per_week)}});
  if (text.empty() && offer.study_load_hours)
    text = texts.with("hours.total", {{"count", texts.number(static_cast<std::size_t>(*offer.study_load_hours))}});
  return text;
}

std::string gross_words(const Texts& texts, const MatchedOffer& matched) {
  const CataloguePrice& price = matched.price;
  if (!price.gross) return texts.text("price.ask");
  if (price.gross->max.value == 0) return texts.text(price.confirmed ? "price.free" : "price.unsaid");
  return texts.with(price.per_year ? "price.gross.year" : "price.gross", {{"amount", texts.money(*price.gross)}});
}

std::string net_words(const Texts& texts, const MatchedOffer& matched) {
  if (!matched.price.gross) return texts.text("price.unknown");
  const CentsInterval net =
      matched.net ? *matched.net : CentsInterval{matched.price.gross->max, matched.price.gross->max};
  if (net.max.value == 0) return texts.text(matched.price.confirmed ? "price.nothing" : "price.likely_free");
  return texts.with("price.net", {{"amount", texts.money(net)}});
}

std::string dayparts_words(const Texts& texts, const std::vector<Daypart>& dayparts) {
  std::vector<std::string> words;
  for (const Daypart one : dayparts) words.push_back(texts.text("daypart." + std::string(name_of(one))));
  return join(words, ", ");
}

std::string value_words(const Texts& texts, std::string_view facet, const std::string& value,
                        const std::string& otherwise) {
  const std::string key = "value." + std::string(facet) + "." + value;
  return texts.language() != Language::nl && texts.has(key) ? texts.text(key) : otherwise;
}

void set_link(PageData& data, const std::string& url) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  set_or_false(data, "url", web ? url : std::string{});
}

std::string offer_address(OfferId id) { return "/opleidingen/" + std::to_string(id.value); }

void add_offer(PageData& data, const Texts& texts, const MatchedOffer& matched, const std::optional<GeoPoint>& home,
               Date today) {
  set_link(data, matched.offer.url);
  data.set("id", std::to_string(matched.offer.id.value));
  data.set("address", offer_address(matched.offer.id));
  data.set("title", std::string(title_of(matched.offer)));
  data.set("title_parts", false);
  data.set("where", where_words(texts, matched, home));
  data.set("start", start_words(texts, matched.offer, today));
  set_or_false(data, "duration", duration_words(texts, matched.offer));
  data.set("net", net_words(texts, matched));
  data.set("gross", gross_words(texts, matched));
}

PageData reasons_data(const Texts& texts, const std::vector<Reason>& reasons, std::size_t most) {
  PageData list = page_list();
  // What is not so and what is not known is told whatever else fits: a list of ticks alone would flatter.
  const auto others = static_cast<std::size_t>(std::count_if(reasons.begin(), reasons.end(), [](const Reason& one) {
    return one.status != ReasonStatus::met && is_told(one);
  }));
  const std::size_t most_met = most - std::min(others, most - 1);
  std::size_t shown = 0;
  for (const ReasonStatus status : {ReasonStatus::met, ReasonStatus::unknown, ReasonStatus::failed}) {
    for (const Reason& reason : reasons) {
      if (reason.status != status || !is_told(reason) || shown == most) continue;
      if (status == ReasonStatus::met && shown == most_met) continue;
      PageData one;
      one.set("status", std::string(name_of(status)));
      one.set("said", texts.text("reason." + std::string(name_of(status))));
      one.set("text", reason.text);
      list << one;
      ++shown;
    }
  }
  return list;
}

}  // namespace leerwijzer
