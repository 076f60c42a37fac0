#include "engine/match/constraints.hpp"

#include "engine/core/text.hpp"
#include "engine/match/accessibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

/// Budgets below this weigh as this one, so that 0 euro divides nothing.
constexpr std::int64_t k_smallest_budget = 5000;

const Offer& offer_of(const Candidate& candidate) { return candidate.hit->offer; }

std::string offers_text(std::size_t count) { return count == 1 ? "1 opleiding" : fmt::format("{} opleidingen", count); }

std::string number_text(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string months_text(double months) {
  if (months < 1.0) {
    const int weeks = std::max(1, static_cast<int>(std::lround(months * 52.0 / 12.0)));
    return weeks == 1 ? "1 week" : fmt::format("{} weken", weeks);
  }
  if (months >= 24.0 && std::fmod(months, 12.0) < 0.01) return fmt::format("{} jaar", std::lround(months / 12.0));
  return std::lround(months) == 1 ? "1 maand" : number_text(months) + " maanden";
}

std::string price_text(CentsInterval price) {
  return price.min == price.max ? format_euro(price.min) : format_euro(price.min) + " tot " + format_euro(price.max);
}

// Place and travel. Source of the decay: none published; half the fit at the person's limit keeps a
// near offer before a far one without hiding the far one.
bool place_stated(const MatchRequest& request) {
  return request.filters.centre || request.learner.max_travel_km || request.learner.online_ok;
}

ConstraintFit weigh_place(const MatchRequest& request, const Candidate& candidate) {
  const Offer& offer = offer_of(candidate);
  const bool online = can_be_followed_online(offer);
  const std::optional<double> limit = request.learner.max_travel_km;
  const bool online_wanted = request.learner.online_ok.value_or(true);
  if (candidate.hit->distance_km) {
    const double km = *candidate.hit->distance_km;
    const std::string where = fmt::format("{} km van u", std::max(1L, std::lround(km)));
    if (!limit) return {ReasonStatus::met, std::exp(-km / 30.0), "Op " + where};
    if (km <= *limit) return {ReasonStatus::met, 1.0 - 0.5 * km / std::max(*limit, 1.0), "Op " + where};
    if (online && online_wanted) return {ReasonStatus::met, 0.7, "U kunt dit online volgen"};
    return {ReasonStatus::failed, 0.0, fmt::format("Op {}, u wilt hoogstens {} km reizen", where, number_text(*limit))};
  }
  if (online) {
    if (online_wanted) return {ReasonStatus::met, 0.7, "U kunt dit online volgen"};
    return {ReasonStatus::failed, 0.0, "Dit is online, u zoekt les op een plek"};
  }
  if (!request.filters.centre) return {ReasonStatus::unknown, 0.4, "We weten niet hoe ver dit van u is"};
  return {ReasonStatus::unknown, 0.4, "De plaats is niet opgegeven door de school"};
}

std::string relax_place(const MatchRequest& request, std::size_t gains) {
  const auto& limit = request.learner.max_travel_km;
  if (!limit) return fmt::format("Wilt u ook online leren? Dan passen er {} meer.", offers_text(gains));
  return fmt::format("Wilt u verder reizen dan {} km? Dan passen er {} meer.", number_text(*limit), offers_text(gains));
}

bool budget_stated(const MatchRequest& request) { return request.learner.budget.has_value(); }

ConstraintFit weigh_budget(const MatchRequest& request, const Candidate& candidate) {
  const Cents budget = *request.learner.budget;
  if (!candidate.price.gross)
    return {ReasonStatus::unknown, 0.4, "De prijs is nog niet bekend. Vraag de school ernaar"};
  const CentsInterval gross = *candidate.price.gross;
  const std::string per_year = candidate.price.per_year ? " per jaar" : "";
  const CentsInterval net = candidate.net.value_or(gross);
  if (net.max <= budget) {
    if (gross.max == Cents{} && !candidate.price.confirmed) {
      return {ReasonStatus::unknown, 0.6, "De school noemt een prijs van nul euro. Vraag of dat klopt"};
    }
    if (gross.max == Cents{}) return {ReasonStatus::met, 1.0, "Dit is gratis"};
    if (gross.max <= budget)
      return {ReasonStatus::met, 1.0, "Kost " + price_text(gross) + per_year + ", dat past in uw budget"};
    return {ReasonStatus::met, 0.95, "Kost u na vergoeding " + price_text(net) + ", dat past in uw budget"};
  }
  const auto times_over = [&](Cents cost) {
    return static_cast<double>(cost.value - budget.value) /
           static_cast<double>(std::max(budget.value, k_smallest_budget));
  };
  if (net.min <= budget) {
    // A grant that may bridge 300 euro is likelier than one that must bridge 10,000.
    return {ReasonStatus::unknown, 0.2 + 0.35 * std::exp(-times_over(net.max) / 4.0),
            "Kost " + price_text(gross) + per_year + ". Met een vergoeding past het misschien in uw budget"};
  }
  return {ReasonStatus::failed, 0.2 * std::exp(-times_over(net.min)),
          "Kost " + price_text(gross) + per_year + ", meer dan uw budget"};
}

std::string relax_budget(const MatchRequest& request, std::size_t gains) {
  return fmt::format("Is er meer geld dan {}? Dan passen er {} meer. Vraag een adviespunt naar vergoedingen.",
                     format_euro(*request.learner.budget), offers_text(gains));
}

/// How well too many hours still fit.
double fit_of_hours(double asked, double available) {
  return std::max(0.0, 0.6 - (asked - available) / std::max(available, 4.0));
}

bool hours_stated(const MatchRequest& request) { return request.learner.hours_per_week.has_value(); }

ConstraintFit weigh_hours(const MatchRequest& request, const Candidate& candidate) {
  const Offer& offer = offer_of(candidate);
  const double available = *request.learner.hours_per_week;
  if (!offer.hours_per_week) {
    if (offer.intensity == Intensity::self_paced)
      return {ReasonStatus::met, 0.9, "U bepaalt zelf hoeveel uur u per week leert"};
    if (offer.intensity == Intensity::full_time && available < 30) {
      return {ReasonStatus::failed, 0.0, fmt::format("Dit is voltijd, u hebt {} uur per week", number_text(available))};
    }
    if (offer.path == LearningPath::bbl && available < k_least_hours_of_bbl) {
      return {ReasonStatus::failed, fit_of_hours(k_least_hours_of_bbl, available),
              fmt::format("Bij bbl werkt en leert u zeker {} uur per week, u hebt {} uur",
                          number_text(k_least_hours_of_bbl), number_text(available))};
    }
    return {ReasonStatus::unknown, 0.5, "Hoeveel uur per week is niet opgegeven door de school"};
  }
  const double asked = *offer.hours_per_week;
  const std::string about = offer.hours_per_week_basis == Basis::inferred ? "Ongeveer " : "";
  const std::string text = fmt::format("{}{} uur per week", about, number_text(std::round(asked * 2) / 2));
  if (asked <= available + 0.5) return {ReasonStatus::met, 1.0, text};
  const double fit = fit_of_hours(asked, available);
  return {ReasonStatus::failed, fit, fmt::format("{}, u hebt {} uur", text, number_text(available))};
}

std::string relax_hours(const MatchRequest& request, std::size_t gains) {
  return fmt::format("Kunt u meer dan {} uur per week leren? Dan passen er {} meer.",
                     number_text(*request.learner.hours_per_week), offers_text(gains));
}

bool start_stated(const MatchRequest& request) { return request.learner.start_from.has_value(); }

ConstraintFit weigh_start(const MatchRequest& request, const Candidate& candidate) {
  const Date from = std::max(*request.learner.start_from, request.today);
  std::optional<Date> first;
  bool undated = false;
  for (const Run* run : joinable_runs(offer_of(candidate), request.today)) {
    if (run->status == RunStatus::full) continue;
    const bool window = run->window_until && *run->window_until >= from;
    if (window || run->start_kind == StartKind::rolling || run->start_kind == StartKind::on_agreement) {
      return {ReasonStatus::met, 1.0, "U kunt beginnen wanneer u wilt"};
    }
    if (!run->start) undated = true;
    if (run->start && *run->start >= from && (!first || *run->start < *first)) first = run->start;
  }
  if (first) {
    const double wait = days_between(from, *first);
    return {ReasonStatus::met, std::max(0.5, 1.0 - wait / 600.0), "Start op " + format_dutch(*first)};
  }
  if (undated) return {ReasonStatus::unknown, 0.5, "De startdatum is nog niet bekend"};
  return {ReasonStatus::failed, 0.0, "Er is geen start meer vanaf " + format_dutch(from)};
}

std::string relax_start(const MatchRequest&, std::size_t gains) {
  return fmt::format("Kunt u op een ander moment beginnen? Dan passen er {} meer.", offers_text(gains));
}

bool duration_stated(const MatchRequest& request) { return request.learner.max_months.has_value(); }

ConstraintFit weigh_duration(const MatchRequest& request, const Candidate& candidate) {
  const auto& months = offer_of(candidate).duration_months;
  if (!months) return {ReasonStatus::unknown, 0.5, "Hoe lang het duurt is niet opgegeven door de school"};
  if (*months <= *request.learner.max_months + 0.1) return {ReasonStatus::met, 1.0, "Duurt " + months_text(*months)};
  return {ReasonStatus::failed, 0.0,
          "Duurt " + months_text(*months) + ", u wilt hoogstens " + months_text(*request.learner.max_months)};
}

std::string relax_duration(const MatchRequest& request, std::size_t gains) {
  return fmt::format("Mag het langer duren dan {}? Dan passen er {} meer.", months_text(*request.learner.max_months),
                     offers_text(gains));
}

bool dayparts_stated(const MatchRequest& request) { return !request.learner.dayparts.empty(); }

std::string daypart_word(Daypart part) {
  switch (part) {
    case Daypart::morning: return "de ochtend";
    case Daypart::afternoon: return "de middag";
    case Daypart::evening: return "de avond";
    case Daypart::weekend: return "het weekend";
  }
  return {};
}

std::string daypart_words(const std::vector<Daypart>& parts) {
  std::vector<std::string> words;
  for (Daypart part : parts) words.push_back(daypart_word(part));
  return join(words, " of ");
}

std::vector<Daypart> dayparts_of(const Offer& offer) {
  std::vector<Daypart> parts = offer.dayparts;
  for (const Run& run : offer.runs) parts.insert(parts.end(), run.dayparts.begin(), run.dayparts.end());
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts;
}

ConstraintFit weigh_dayparts(const MatchRequest& request, const Candidate& candidate) {
  const Offer& offer = offer_of(candidate);
  const std::vector<Daypart> given = dayparts_of(offer);
  const auto& wanted = request.learner.dayparts;
  if (given.empty()) {
    const bool own_time =
        std::find(offer.modes.begin(), offer.modes.end(), DeliveryMode::self_study) != offer.modes.end() ||
        offer.intensity == Intensity::self_paced;
    if (own_time) return {ReasonStatus::met, 0.9, "U leert op uw eigen tijd"};
    return {ReasonStatus::unknown, 0.5, "De lestijden zijn niet opgegeven door de school"};
  }
  for (Daypart part : given) {
    if (std::find(wanted.begin(), wanted.end(), part) != wanted.end()) {
      return {ReasonStatus::met, 1.0, "Les in " + daypart_word(part)};
    }
  }
  return {ReasonStatus::failed, 0.0, "Les in " + daypart_words(given) + ", u vroeg om " + daypart_words(wanted)};
}

std::string relax_dayparts(const MatchRequest&, std::size_t gains) {
  return fmt::format("Kunt u ook op andere dagdelen? Dan passen er {} meer.", offers_text(gains));
}

bool level_stated(const MatchRequest& request) { return request.learner.education.has_value(); }

ConstraintFit weigh_level(const MatchRequest& request, const Candidate& candidate) {
  const Offer& offer = offer_of(candidate);
  if (offer.prior_level) {
    if (*offer.prior_level <= *request.learner.education) return {ReasonStatus::met, 1.0, "Uw vooropleiding is genoeg"};
    return {ReasonStatus::failed, 0.2,
            "De school vraagt niveau " + std::string(name_of(*offer.prior_level)) +
                " als vooropleiding. Vraag naar een toets of EVC"};
  }
  const bool short_offer = offer.kind == OfferKind::course || offer.kind == OfferKind::orientation;
  if (short_offer) return {ReasonStatus::met, 0.9, "Er is geen vooropleiding nodig, zover bekend"};
  if (offer.level.nlqf && *offer.level.nlqf > *request.learner.education) {
    const int steps = static_cast<int>(*offer.level.nlqf) - static_cast<int>(*request.learner.education);
    return {ReasonStatus::unknown, steps > 1 ? 0.3 : 0.6, "Vraag de school of uw vooropleiding genoeg is"};
  }
  return {ReasonStatus::unknown, 0.7, "Welke vooropleiding nodig is, is niet opgegeven"};
}

std::string relax_level(const MatchRequest&, std::size_t gains) {
  return fmt::format("Met een toets of EVC kunt u misschien ook zonder de gevraagde vooropleiding: {} meer.",
                     offers_text(gains));
}

bool language_stated(const MatchRequest& request) { return !request.learner.languages.empty(); }

ConstraintFit weigh_language(const MatchRequest& request, const Candidate& candidate) {
  const auto& given = offer_of(candidate).languages;
  if (given.empty()) return {ReasonStatus::unknown, 0.6, "De taal van de les is niet opgegeven"};
  for (const std::string& language : request.learner.languages) {
    if (std::find(given.begin(), given.end(), language) != given.end()) {
      return {ReasonStatus::met, 1.0,
              language == "nl" ? "De les is in het Nederlands" : "De les is in een taal die u spreekt"};
    }
  }
  if (offer_of(candidate).sector == "taal") {
    return {ReasonStatus::unknown, 0.7, "U leert hier een taal. Vraag de school op welk niveau u kunt beginnen"};
  }
  return {ReasonStatus::failed, 0.0, "De les is in een andere taal"};
}

std::string relax_language(const MatchRequest&, std::size_t gains) {
  return fmt::format("Mag de les in een andere taal zijn? Dan passen er {} meer.", offers_text(gains));
}

bool accessibility_stated(const MatchRequest& request) { return !request.learner.accessibility.empty(); }

ConstraintFit weigh_accessibility(const MatchRequest& request, const Candidate& candidate) {
  const Learner& learner = request.learner;
  AccessFit found = accessibility_of(offer_of(candidate), learner.accessibility, learner.online_ok.value_or(true));
  const double fit = found.status == ReasonStatus::met ? 1.0 : found.status == ReasonStatus::unknown ? 0.5 : 0.0;
  return {found.status, fit, std::move(found.text)};
}

std::string relax_accessibility(const MatchRequest&, std::size_t gains) {
  return fmt::format("{} schrijven dat iets voor u niet kan. Vraag een adviespunt of er toch een oplossing is.",
                     gains == 1 ? "1 school" : fmt::format("{} scholen", gains));
}

constexpr std::array<Constraint, 9> k_constraints = {{
    {Wish::distance, 0.15, place_stated, weigh_place, relax_place},
    {Wish::budget, 0.12, budget_stated, weigh_budget, relax_budget},
    {Wish::hours, 0.10, hours_stated, weigh_hours, relax_hours},
    {Wish::start, 0.06, start_stated, weigh_start, relax_start},
    {Wish::duration, 0.06, duration_stated, weigh_duration, relax_duration},
    {Wish::dayparts, 0.08, dayparts_stated, weigh_dayparts, relax_dayparts},
    {Wish::level, 0.08, level_stated, weigh_level, relax_level},
    {Wish::language, 0.05, language_stated, weigh_language, relax_language},
    {Wish::accessibility, 0.10, accessibility_stated, weigh_accessibility, relax_accessibility},
}};

}  // namespace

std::span<const Constraint> constraints() noexcept { return k_constraints; }

bool is_stated(const Learner& learner, Wish wish) {
  if (wish == Wish::distance) return learner.max_travel_km.has_value() || learner.online_ok.has_value();
  MatchRequest request;
  request.learner = learner;
  const auto one = std::find_if(k_constraints.begin(), k_constraints.end(),
                                [&](const Constraint& constraint) { return constraint.wish == wish; });
  return one != k_constraints.end() && one->stated(request);
}

}  // namespace leerwijzer
