// The answer to a person, as a page tells it: in B1 Dutch, unknown shown as unknown.
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/expiry.hpp"
#include "engine/domain/sector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_reasons = 7;
constexpr std::size_t k_shown_transitions = 5;

PageData empty_list() { return PageData(PageData::type::list); }

std::string kilometres(double distance) {
  return distance < 1.0 ? "minder dan 1 km" : fmt::format("{} km", std::lround(distance));
}

std::string whole(double number) {
  const double tenth = std::round(number * 10) / 10;
  std::string text = tenth == std::floor(tenth) ? fmt::format("{}", std::lround(tenth)) : fmt::format("{:.1f}", tenth);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

/// The place that its distance was measured to: the nearest one with a town.
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

std::string where_of(const MatchedOffer& matched, const std::optional<GeoPoint>& home) {
  std::string text = matched.offer.provider_name.empty() ? "School niet bekend" : matched.offer.provider_name;
  const std::vector<Location> places = places_of(matched.offer);
  if (const Location* town = nearest_place(places, home)) {
    text += ", " + town->city;
    if (matched.distance_km) text += " (" + kilometres(*matched.distance_km) + " van u)";
  } else {
    text += can_be_followed_online(matched.offer) ? ", online" : ", plaats niet bekend";
  }
  return text;
}

std::string start_of(const Offer& offer, Date today) {
  if (const auto first = first_start(offer, today)) return "Start " + format_dutch(*first);
  for (const Run* run : joinable_runs(offer, today)) {
    if (!run->start_text.empty()) return "Start: " + run->start_text;
    if (run->start_kind == StartKind::rolling) return "Start elk moment";
    if (run->start_kind == StartKind::on_agreement) return "Start in overleg";
  }
  if (has_only_past_runs(offer, today)) return "Geen startmoment meer: alle startdata zijn voorbij";
  return "Startdatum nog niet bekend";
}

std::string duration_of(const Offer& offer) {
  std::string text;
  if (offer.duration_months) {
    const double months = *offer.duration_months;
    text = months >= 23.5   ? whole(months / 12) + " jaar"
           : months >= 1.75 ? whole(std::round(months)) + " maanden"
                            : whole(std::max(1.0, std::round(months * 4.345))) + " weken";
    if (text == "1 weken") text = "1 week";
  }
  if (offer.hours_per_week) text += (text.empty() ? "" : ", ") + whole(*offer.hours_per_week) + " uur per week";
  if (text.empty() && offer.study_load_hours) text = fmt::format("{} uur in totaal", *offer.study_load_hours);
  return text;
}

std::string gross_of(const MatchedOffer& matched) {
  const CataloguePrice& price = matched.price;
  if (!price.gross) return "Vraag de school wat de opleiding kost";
  if (price.gross->max.value == 0)
    return price.confirmed ? "De opleiding is gratis" : "De school noemt geen bedrag. Vraag het na";
  std::string text = "De opleiding kost ";
  if (price.gross->min != price.gross->max) text += format_euro(price.gross->min) + " tot ";
  text += format_euro(price.gross->max);
  if (price.per_year) text += " per jaar";
  return text;
}

std::string net_of(const MatchedOffer& matched) {
  if (!matched.price.gross) return "Prijs nog niet bekend";
  if (!matched.net || matched.net->min == matched.net->max) {
    const Cents amount = matched.net ? matched.net->max : matched.price.gross->max;
    if (amount.value == 0) return matched.price.confirmed ? "U betaalt niets" : "Waarschijnlijk gratis";
    return "U betaalt " + format_euro(amount);
  }
  return "U betaalt " + format_euro(matched.net->min) + " tot " + format_euro(matched.net->max);
}

std::string_view said_of(ReasonStatus status) {
  switch (status) {
    case ReasonStatus::met: return "Past";
    case ReasonStatus::unknown: return "Nog niet bekend";
    case ReasonStatus::failed: return "Past niet";
  }
  return "";
}

PageData reasons_data(const std::vector<Reason>& reasons) {
  PageData list = empty_list();
  std::size_t shown = 0;
  for (const ReasonStatus status : {ReasonStatus::met, ReasonStatus::unknown, ReasonStatus::failed}) {
    for (const Reason& reason : reasons) {
      const bool of_the_record = reason.kind == "quality" || reason.kind == "freshness";
      if (reason.status != status || reason.text.empty() || of_the_record || shown == k_shown_reasons) continue;
      PageData one;
      one.set("status", std::string(name_of(status)));
      one.set("said", std::string(said_of(status)));
      one.set("text", reason.text);
      list << one;
      ++shown;
    }
  }
  return list;
}

/// Only web addresses become links.
void set_link(PageData& data, const std::string& url) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  if (web) {
    data.set("url", url);
  } else {
    data.set("url", false);
  }
}

void set_text_or_false(PageData& data, const std::string& name, const std::string& text) {
  if (text.empty()) {
    data.set(name, false);
  } else {
    data.set(name, text);
  }
}

PageData results_data(const MatchAnswer& answer) {
  PageData list = empty_list();
  const std::optional<GeoPoint> home = answer.advice.place ? answer.advice.place->point : std::nullopt;
  for (std::size_t i = 0; i < answer.offers.size(); ++i) {
    const MatchedOffer& matched = answer.offers[i];
    const std::string number = std::to_string(i + 1);
    PageData one;
    one.set("number", number);
    one.set("title", std::string(title_of(matched.offer)));
    add_offer(one, matched, home, answer.today);
    const std::size_t missing = answer.gap.missing.size();
    const std::size_t learned = std::min(missing, matched.closes.size());
    one.set("picture", skills_picture("vaardigheden-" + number, answer.gap.had.size(), learned, missing - learned));
    one.set("reasons", reasons_data(matched.reasons));
    list << one;
  }
  return list;
}

PageData labels_data(const std::vector<RequiredSkill>& skills, const Taxonomy& taxonomy) {
  PageData list = empty_list();
  for (const RequiredSkill& skill : skills) list << PageData(std::string(taxonomy.label(skill.skill)));
  return list;
}

PageData gap_data(const MatchAnswer& answer, const Taxonomy& taxonomy) {
  const SkillsGap& gap = answer.gap;
  if (gap.required.empty()) return PageData(false);
  const std::string what = answer.goal.occupation
                               ? "werk als " + std::string(taxonomy.label(answer.goal.occupation->id))
                               : "wat u wilt leren";
  PageData data;
  data.set("heading", gap.had.empty() ? fmt::format("{} dingen zijn nodig voor {}", gap.required.size(), what)
                                      : fmt::format("U kunt al {} van de {} dingen voor {}", gap.had.size(),
                                                    gap.required.size(), what));
  data.set("picture", skills_picture("vaardigheden-alle", gap.had.size(), 0, gap.missing.size()));
  data.set("total", std::to_string(gap.required.size()));
  data.set("had", labels_data(gap.had, taxonomy));
  data.set("missing", labels_data(gap.missing, taxonomy));
  return data;
}

void add_chip(PageData& list, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  PageData one;
  one.set("name", name);
  one.set("value", value);
  list << one;
}

std::string place_text(const FormAnswers& answers, const AdviceAnswer& advice) {
  if (!advice.place) return {};
  std::string text = advice.place->place.empty() ? advice.place->municipality : advice.place->place;
  if (text.empty()) text = answers.place;
  if (!answers.travel.empty() && !text.empty()) text += ", tot " + answers.travel + " km";
  return text;
}

PageData chips_data(const FormAnswers& answers, const MatchAnswer& answer, const Taxonomy& taxonomy) {
  PageData list = empty_list();
  for (const auto& [held, match] : answer.held) {
    add_chip(list, "Werk", match ? std::string(taxonomy.label(match->id)) : held.occupation.text + " (kennen we niet)");
  }
  std::string wish = answers.wish;
  if (answer.goal.occupation) wish = taxonomy.label(answer.goal.occupation->id);
  if (answer.goal.kind == UnderstoodGoal::Kind::open) wish = "Weet ik nog niet";
  add_chip(list, "Wens", wish);
  add_chip(list, "Plaats", place_text(answers, answer.advice));
  add_chip(list, "Tijd", answers.hours.empty() ? "" : answers.hours + " uur per week");
  add_chip(list, "Budget", answers.budget.empty() ? "" : "tot € " + answers.budget);
  return list;
}

PageData transitions_data(const MatchAnswer& answer, const Taxonomy& taxonomy) {
  PageData list = empty_list();
  for (std::size_t i = 0; i < std::min(k_shown_transitions, answer.transitions.size()); ++i) {
    const Transition& transition = answer.transitions[i];
    PageData one;
    one.set("label", std::string(taxonomy.label(transition.occupation)));
    one.set("percent", std::to_string(std::lround(transition.overlap * 100)));
    one.set("picture", overlap_picture(transition.overlap));
    one.set("text", fmt::format("U kunt al {} van de {} dingen.", transition.shared.size(),
                                transition.shared.size() + transition.missing.size()));
    list << one;
  }
  return list;
}

}  // namespace

PageData advice_data(const AdviceAnswer& answer) {
  if (answer.points.empty()) return PageData(false);
  const RoutedAdvicePoint& first = answer.points.front();
  PageData data;
  data.set("name", first.point.name);
  std::string where = first.point.channels.address.empty() ? first.point.municipality : first.point.channels.address;
  if (first.distance_km) where += (where.empty() ? "" : ", ") + kilometres(*first.distance_km) + " van u";
  set_text_or_false(data, "where", where);
  data.set("reason", first.reason);
  set_text_or_false(data, "hours", first.point.channels.opening_hours);
  set_text_or_false(data, "phone", first.point.channels.phone);
  set_link(data, first.point.channels.url);
  data.set("check_first", first.check_first);
  set_text_or_false(data, "note", answer.note);
  return data;
}

void add_offer(PageData& data, const MatchedOffer& matched, const std::optional<GeoPoint>& home, Date today) {
  set_link(data, matched.offer.url);
  data.set("where", where_of(matched, home));
  data.set("start", start_of(matched.offer, today));
  set_text_or_false(data, "duration", duration_of(matched.offer));
  data.set("net", net_of(matched));
  data.set("gross", gross_of(matched));
}

std::string with_thousands(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ".");
  return digits;
}

std::string answer_heading(const MatchAnswer& answer) {
  if (answer.offers.empty()) return "Geen opleidingen gevonden";
  if (answer.total == 1) return "1 opleiding voor u";
  return with_thousands(std::max(answer.total, answer.offers.size())) + " opleidingen voor u";
}

PageData hidden_data(const std::vector<std::pair<std::string, std::string>>& fields) {
  PageData list = empty_list();
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    PageData one;
    one.set("name", name);
    one.set("value", value);
    list << one;
  }
  return list;
}

void add_answer(PageData& data, const FormAnswers& answers, const MatchAnswer& answer, const Taxonomy& taxonomy) {
  data.set("heading", answer_heading(answer));
  data.set("chips", chips_data(answers, answer, taxonomy));
  set_text_or_false(data, "goal_text", answer.goal.text);
  PageData alternatives = empty_list();
  for (const OccupationMatch& one : answer.goal.alternatives)
    alternatives << PageData(std::string(taxonomy.label(one.id)));
  data.set("has_alternatives", !answer.goal.alternatives.empty());
  data.set("alternatives", alternatives);
  data.set("hidden_but_wish", hidden_data(answers.fields(true)));
  data.set("gap", gap_data(answer, taxonomy));
  PageData relax = empty_list();
  for (const Relaxation& one : answer.relax) relax << PageData(one.text);
  data.set("has_relax", !answer.relax.empty());
  data.set("relax", relax);
  data.set("none", answer.offers.empty());
  data.set("results", results_data(answer));
  const bool more = answer.total > answer.offers.size() && !answer.offers.empty();
  set_text_or_false(data, "more",
                    more ? fmt::format("Dit zijn de {} die het best passen, van de {}.", answer.offers.size(),
                                       with_thousands(answer.total))
                         : std::string{});
  const bool shows_work = answer.goal.kind == UnderstoodGoal::Kind::open && !answer.held.empty();
  data.set("has_transitions", shows_work && !answer.transitions.empty());
  data.set("transitions", transitions_data(answer, taxonomy));
  data.set("money", money_data(answers, answer));
  data.set("advice", advice_data(answer.advice));
}

}  // namespace leerwijzer
