// Other work: ways from what a person can to work that is near, and to where one could grow, as pictures.
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_routes = 6;
constexpr std::size_t k_first_routes = 3;  ///< beside offers, for who does not know yet
constexpr std::size_t k_told_parts = 2;

PageData stop_data(std::string_view kind, const std::string& name, const std::string& note) {
  PageData stop;
  stop.set("is_stop", true);
  stop.set("kind", std::string(kind));
  stop.set("name", name);
  set_or_false(stop, "note", note);
  return stop;
}

PageData hop_data(const Texts& texts, const Transition& to) {
  PageData hop;
  hop.set("is_stop", false);
  hop.set("picture", leg_picture(to.overlap));
  hop.set("percent", std::to_string(std::lround(to.overlap * 100)));
  hop.set("note", texts.counted("work.learn", to.missing.size()));
  return hop;
}

std::string months_words(const Texts& texts, const std::optional<std::pair<double, double>>& months) {
  if (!months) return texts.text("work.time.unknown");
  const auto [least, most] = *months;
  const std::string from = texts.decimal(std::round(least));
  const std::string to = texts.decimal(std::round(most));
  return from == to ? texts.with("work.time.one", {{"count", to}})
                    : texts.with("work.time.between", {{"least", from}, {"most", to}});
}

PageData route_data(const Texts& texts, const std::string& from, const std::string& goal, const PageData& parts,
                    std::size_t stops) {
  PageData route;
  route.set("name", goal);
  route.set("goal", goal);
  route.set("stops", std::to_string(stops));
  route.set("label", texts.with("work.route", {{"from", from}, {"to", goal}}));
  route.set("parts", parts);
  return route;
}

PageData path_data(const Texts& texts, const std::string& from, const Pathway& path, const Taxonomy& taxonomy) {
  PageData parts = page_list();
  parts << stop_data("from", from, texts.text("work.now"));
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const PathStep& step = path.steps[i];
    parts << hop_data(texts, step.to);
    parts << stop_data(i + 1 == path.steps.size() ? "to" : "via", std::string(taxonomy.label(step.to.occupation)),
                       months_words(texts, step.estimate.months));
  }
  PageData route = route_data(texts, from, std::string(taxonomy.label(path.steps.back().to.occupation)), parts,
                              path.steps.size() + 1);
  set_or_false(route, "text", path.text);
  route.set("reasons_text", false);
  return route;
}

PageData near_data(const Texts& texts, const std::string& from, const NextOccupation& next, const Taxonomy& taxonomy) {
  const std::string goal(taxonomy.label(next.occupation));
  PageData parts = page_list();
  parts << stop_data("from", from, texts.text("work.now"));
  parts << hop_data(texts, next);
  parts << stop_data("to", goal, "");
  PageData route = route_data(texts, from, goal, parts, 2);
  std::vector<std::string> reasons;
  for (const ScorePart& part : next.parts) {
    if (!part.text.empty() && part.kind != "overlap" && reasons.size() < k_told_parts) reasons.push_back(part.text);
  }
  route.set("text", false);
  set_or_false(route, "reasons_text", join(reasons, " "));
  return route;
}

PageData routes_data(const Texts& texts, const MatchAnswer& answer, const std::string& from, const Taxonomy& taxonomy,
                     std::size_t most) {
  PageData routes = page_list();
  std::set<OccupationId> told;
  for (const Pathway& path : answer.paths) {
    if (path.steps.size() < 2 || routes.list_value().size() == most) continue;
    routes << path_data(texts, from, path, taxonomy);
    told.insert(path.steps.back().to.occupation);
  }
  for (const NextOccupation& next : answer.transitions) {
    if (routes.list_value().size() == most) break;
    if (told.insert(next.occupation).second) routes << near_data(texts, from, next, taxonomy);
  }
  return routes;
}

/// Heading and routes of routes.mustache; how many there are.
std::size_t add_routes(PageData& data, const Texts& texts, const MatchAnswer& answer, const std::string& words,
                       const Taxonomy& taxonomy, std::size_t most) {
  std::string from = words;
  if (!answer.held.empty() && answer.held.front().second) from = taxonomy.label(answer.held.front().second->id);
  const PageData routes = routes_data(texts, answer, from, taxonomy, most);
  const std::size_t count = routes.list_value().size();
  data.set("routes_heading", texts.counted("work.routes", count, {{"from", from}}));
  data.set("routes", routes);
  return count;
}

}  // namespace

PageData first_routes_data(const Texts& texts, const MatchAnswer& answer, const std::string& work,
                           const Taxonomy& taxonomy) {
  PageData data;
  return add_routes(data, texts, answer, work, taxonomy, k_first_routes) > 0 ? data : PageData(false);
}

std::string work_page(const PageSettings& settings, const FormAnswers& answers, const std::vector<FieldError>& faults,
                      const MatchAnswer* answer, const Taxonomy& taxonomy) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, faults);
  data.set("werk", answers.work);
  data.set("scale", choices_data(texts, "different", {"0", "1", "2", "3", "4"},
                                 {answers.different.empty() ? "2" : answers.different}));
  PageData sectors_list = page_list();
  for (const Sector& sector : sectors()) {
    PageData one;
    const std::string code(sector.code);
    one.set("value", code);
    one.set("label", value_words(texts, "sector", code, std::string(sector.label)));
    one.set("on", std::find(answers.likes.begin(), answers.likes.end(), code) != answers.likes.end());
    sectors_list << one;
  }
  data.set("sectors", sectors_list);
  data.set("liked", !answers.likes.empty());
  data.set("has_routes", false);
  set_or_false(data, "nothing", answer == nullptr ? texts.text("work.first") : std::string{});
  if (answer != nullptr) {
    const std::size_t count = add_routes(data, texts, *answer, answers.work, taxonomy, k_routes);
    data.set("has_routes", count > 0);
    if (count == 0) data.set("nothing", texts.text("work.none"));
  }
  return whole_page(settings, {.title = texts.text("work.heading"), .menu = "work"},
                    render_template("work.mustache", settings.language, data));
}

}  // namespace leerwijzer
