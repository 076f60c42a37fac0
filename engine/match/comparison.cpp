#include "engine/match/comparison.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

enum class Best : std::uint8_t { least, most, none };

/// What a row needs besides its cells.
struct Row {
  ComparisonQuestion question;
  std::string_view title;
  Best best;
  std::string_view to_ask;  ///< of the school, where it is not known; empty: nobody can be asked
  ComparisonCell (*cell)(const ComparedOffer& offer, const ComparisonContext& context);
};

ComparisonCell unknown(std::string text = "Niet bekend") { return {false, std::move(text), {}}; }

std::string euro_text(CentsInterval price) {
  return price.min == price.max ? format_euro(price.min) : format_euro(price.min) + " tot " + format_euro(price.max);
}

std::string one_decimal(double number) {
  std::string text = fmt::format("{:.1f}", number);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

ComparisonCell price_cell(const ComparedOffer& one, const ComparisonContext&) {
  if (!one.price.gross) return unknown();
  if (!one.price.confirmed && one.price.gross->max == Cents{}) return unknown("De school noemt nul euro");
  const std::string per_year = one.price.per_year ? " per jaar" : "";
  // A price of one year says nothing of a whole course next to it.
  const auto number =
      one.price.per_year ? std::nullopt : std::optional(static_cast<double>(one.price.gross->max.value));
  return {true, euro_text(*one.price.gross) + per_year, number};
}

ComparisonCell net_cell(const ComparedOffer& one, const ComparisonContext& context) {
  if (!one.net || !price_cell(one, context).known) return unknown();
  const std::string per_year = one.price.per_year ? " per jaar" : "";
  const auto number = one.price.per_year ? std::nullopt : std::optional(static_cast<double>(one.net->max.value));
  return {true, euro_text(*one.net) + per_year, number};
}

ComparisonCell level_cell(const ComparedOffer& one, const ComparisonContext&) {
  const Level& level = one.offer.level;
  if (!level.nlqf) return unknown();
  const std::string name(name_of(*level.nlqf));
  switch (level.basis) {
    case LevelBasis::register_: return {true, "Niveau " + name + ", officieel", {}};
    case LevelBasis::stated: return {true, "Niveau " + name + ", zegt de school", {}};
    case LevelBasis::inferred:
    case LevelBasis::unknown: break;
  }
  return unknown("Ongeveer niveau " + name + ", dat schatten wij");
}

ComparisonCell start_cell(const ComparedOffer& one, const ComparisonContext& context) {
  const auto runs = joinable_runs(one.offer, context.today);
  for (const Run* run : runs) {
    if (run->status == RunStatus::full) continue;
    const bool open = run->window_until && *run->window_until >= context.today &&
                      (!run->window_from || *run->window_from <= context.today);
    if (open || run->start_kind == StartKind::rolling) return {true, "U kunt beginnen wanneer u wilt", 0.0};
  }
  std::optional<Date> first;
  for (const Run* run : runs) {
    const std::optional<Date> start = run->start ? run->start : run->window_from;
    if (run->status != RunStatus::full && start && *start >= context.today && (!first || *start < *first))
      first = start;
  }
  if (first) return {true, format_dutch(*first), static_cast<double>(days_between(context.today, *first))};
  if (runs.empty() && !one.offer.runs.empty()) return {true, "Er is geen start meer", {}};
  return unknown();
}

ComparisonCell duration_cell(const ComparedOffer& one, const ComparisonContext&) {
  if (one.offer.duration_months) {
    const double months = *one.offer.duration_months;
    if (months < 1.0) {
      const long weeks = std::max(1L, std::lround(months * 52.0 / 12.0));
      return {true, weeks == 1 ? "1 week" : fmt::format("{} weken", weeks), months};
    }
    return {true, std::lround(months * 10) == 10 ? "1 maand" : one_decimal(months) + " maanden", months};
  }
  if (one.offer.study_load_hours) return {true, fmt::format("{} uur in totaal", *one.offer.study_load_hours), {}};
  return unknown();
}

ComparisonCell distance_cell(const ComparedOffer& one, const ComparisonContext&) {
  if (can_be_followed_online(one.offer)) return {true, "U kunt dit thuis volgen", 0.0};
  if (!one.distance_km) return unknown();
  return {true, fmt::format("{} km", std::max(1L, std::lround(*one.distance_km))), *one.distance_km};
}

std::string_view mode_words(DeliveryMode mode) {
  switch (mode) {
    case DeliveryMode::on_site: return "les op school";
    case DeliveryMode::online: return "online les";
    case DeliveryMode::self_study: return "zelf leren";
    case DeliveryMode::blended: return "deels online";
    case DeliveryMode::workplace: return "leren op het werk";
  }
  return {};
}

ComparisonCell mode_cell(const ComparedOffer& one, const ComparisonContext&) {
  if (one.offer.modes.empty()) return unknown();
  std::vector<std::string> words;
  for (const DeliveryMode mode : one.offer.modes) words.emplace_back(mode_words(mode));
  return {true, join(words, ", "), {}};
}

ComparisonCell skills_cell(const ComparedOffer& one, const ComparisonContext& context) {
  // Without outcomes nobody can tell what is not taught.
  if (one.closes.empty() && one.offer.outcomes.empty()) return unknown();
  return {true, fmt::format("{} van de {} die u mist", one.closes.size(), context.gap),
          static_cast<double>(one.closes.size())};
}

ComparisonCell enrolment_cell(const ComparedOffer& one, const ComparisonContext& context) {
  std::optional<Date> last;
  for (const Run* run : joinable_runs(one.offer, context.today)) {
    const bool waits = run->enrol_until && *run->enrol_until >= context.today && run->status != RunStatus::full;
    if (waits && (!last || *run->enrol_until < *last)) last = run->enrol_until;
  }
  if (!last) return unknown();
  return {true, "Uiterlijk " + format_dutch(*last), {}};
}

ComparisonCell quality_cell(const ComparedOffer& one, const ComparisonContext&) {
  if (one.offer.quality >= 0.75) return {true, "Bijna volledig", one.offer.quality};
  return {true, one.offer.quality >= 0.4 ? "Er ontbreekt wat" : "Er ontbreekt veel", one.offer.quality};
}

constexpr std::array<Row, 10> k_rows = {{
    {ComparisonQuestion::price, "Wat het kost", Best::least, "Wat kost de opleiding precies?", price_cell},
    {ComparisonQuestion::net_price, "Wat u zelf betaalt", Best::least, "", net_cell},
    {ComparisonQuestion::level, "Niveau", Best::none, "Op welk niveau is de opleiding?", level_cell},
    {ComparisonQuestion::start, "Wanneer u kunt beginnen", Best::least, "Wanneer kan ik beginnen?", start_cell},
    {ComparisonQuestion::duration, "Hoe lang het duurt", Best::least, "Hoe lang duurt de opleiding?", duration_cell},
    {ComparisonQuestion::distance, "Hoe ver het is", Best::least, "Waar is de les?", distance_cell},
    {ComparisonQuestion::mode, "Hoe u leert", Best::none, "Is de les op school of online?", mode_cell},
    {ComparisonQuestion::skills, "Wat u leert", Best::most, "Wat kan ik na de opleiding?", skills_cell},
    {ComparisonQuestion::enrolment, "Aanmelden", Best::none, "Tot wanneer kan ik mij aanmelden?", enrolment_cell},
    {ComparisonQuestion::quality, "Hoe volledig de informatie is", Best::none, "", quality_cell},
}};

std::vector<std::size_t> best_of(const std::vector<ComparisonCell>& cells, Best which) {
  std::vector<std::size_t> best;
  std::size_t numbers = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (which == Best::none || !cells[i].known || !cells[i].number) continue;
    ++numbers;
    const double gain =
        best.empty() ? 0.0 : (*cells[i].number - *cells[best.front()].number) * (which == Best::most ? 1.0 : -1.0);
    if (gain > 0) best.clear();
    if (gain >= 0) best.push_back(i);
  }
  // All the same, or alone: nothing to choose by.
  return numbers < 2 || best.size() == numbers ? std::vector<std::size_t>{} : best;
}

bool applies(const Row& row, const ComparisonContext& context) {
  if (row.question == ComparisonQuestion::skills) return context.gap > 0;
  return row.question != ComparisonQuestion::distance || context.has_place;
}

std::optional<double> nearest_place(const Offer& offer, const std::optional<GeoPoint>& home) {
  std::optional<double> nearest;
  if (!home) return nearest;
  for (const Location& place : places_of(offer)) {
    if (!place.point) continue;
    const double km = distance_km(*place.point, *home);
    if (!nearest || km < *nearest) nearest = km;
  }
  return nearest;
}

}  // namespace

Comparison compare(std::vector<ComparedOffer> offers, const ComparisonContext& context) {
  Comparison out;
  out.to_ask.resize(offers.size());
  for (const Row& row : k_rows) {
    if (!applies(row, context)) continue;
    ComparisonRow& written = out.rows.emplace_back();
    written.question = row.question;
    written.title = row.title;
    for (std::size_t i = 0; i < offers.size(); ++i) {
      written.cells.push_back(row.cell(offers[i], context));
      if (!written.cells.back().known && !row.to_ask.empty()) out.to_ask[i].emplace_back(row.to_ask);
    }
    written.best = best_of(written.cells, row.best);
  }
  out.offers = std::move(offers);
  return out;
}

Result<Comparison> compare_for(const Matcher& matcher, const SearchIndex& index, const Taxonomy& taxonomy,
                               const MatchRequest& request, std::span<const OfferId> ids) {
  auto offers = index.offers(ids);
  if (!offers) return offers.error();
  auto all = matcher.candidates(request, Matcher::Nets::over_budget);
  if (!all) return all.error();
  const auto& occupation = all->answer.goal.occupation;
  const Occupation* goal = occupation ? taxonomy.occupation(occupation->id) : nullptr;
  const auto& home = all->located.filters.centre;
  // The offers take the place of the candidates, so that money is worked out as in a match.
  all->hits.clear();
  all->prices.clear();
  all->nets.clear();
  std::vector<ComparedOffer> compared;
  for (std::size_t i = 0; i < offers->size(); ++i) {
    if (!(*offers)[i]) {
      return Error{ErrorCode::not_found, "Deze opleiding is er niet.", "Misschien is hij ingetrokken. Zoek opnieuw.",
                   "/offerIds/" + std::to_string(i)};
    }
    ComparedOffer one{*(*offers)[i], catalogue_price(*(*offers)[i]), {}, nearest_place(*(*offers)[i], home), {}};
    all->hits.push_back({one.offer, 0.0, one.distance_km, {}});
    all->prices.push_back(one.price);
    if (one.price.gross) one.net = matcher.funding_of(*all, i).net;
    for (const auto& [skill, confidence] : closing_of(one.offer, all->answer.gap.missing, goal).skills)
      one.closes.push_back({skill, confidence, std::string(taxonomy.label(skill))});
    compared.push_back(std::move(one));
  }
  ComparisonContext context{all->answer.gap.missing.size(), home.has_value(), request.today};
  Comparison out = compare(std::move(compared), context);
  out.answer = std::move(all->answer);
  return out;
}

}  // namespace leerwijzer
