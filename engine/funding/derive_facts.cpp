// Facts that follow from what is known of the learner and the offer. Only what truly follows is said; where
// half is known (a birth year, "employee"), the half is said (see knowledge.hpp).
#include "engine/core/text.hpp"
#include "engine/funding/fact_table.hpp"
#include "engine/funding/funding.hpp"
#include "engine/funding/price_parts.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace leerwijzer {
namespace {

constexpr int k_latest_start_months = 12;  // a course without a start date is taken to start within a year

/// Collects facts; a fact that is there already, whole or in part, is left as it is.
class Derived {
 public:
  explicit Derived(Facts answers) : facts_(std::move(answers)) {}

  void say(const std::string& name, FactValue value) {
    if (!is_answered(name)) facts_.emplace(name, std::move(value));
  }

  void say_bounds(const std::string& name, double low, double high) {
    if (is_answered(name)) return;
    if (low == high) {
      facts_.emplace(name, low);
      return;
    }
    facts_.emplace(name + ":min", low);
    facts_.emplace(name + ":max", high);
  }

  void say_member(const std::string& name, std::string_view member, bool holds) {
    if (!facts_.contains(name)) facts_.emplace(name + ":" + std::string(member), holds);
  }

  [[nodiscard]] Facts take() { return std::move(facts_); }

 private:
  [[nodiscard]] bool is_answered(const std::string& name) const {
    const auto at = facts_.lower_bound(name);
    return at != facts_.end() && (at->first == name || at->first.starts_with(name + ":"));
  }

  Facts facts_;
};

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The situations that a person chose say which statuses hold. Situations that speak of work or benefits were all on
/// offer, so the ones that were not chosen do not hold; statuses that no situation names stay open.
void derive_statuses(const std::vector<std::string>& situations, Derived& derived) {
  static constexpr auto k_pairs = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"employee", "employee"},
      {"self_employed", "self_employed"},
      {"no_benefit", "nug"},
      {"ww", "unemployed_ww"},
      {"bijstand", "bijstand"},
      {"wia", "wia_wga"},
      {"zw", "zw"},
      {"wajong", "wajong"},
  });
  const std::string statuses = "person.statuses";
  const bool says_work =
      std::any_of(k_pairs.begin(), k_pairs.end(), [&](const auto& pair) { return has(situations, pair.first); });
  const bool says_other_work = has(situations, "at_risk") || has(situations, "no_startkwalificatie_working");
  if (says_work) {
    for (const auto& [situation, status] : k_pairs) {
      const bool holds = has(situations, situation);
      // Somebody whose job is at risk has work, of whatever kind.
      if (!holds && says_other_work && (status == k_employee || status == "self_employed")) continue;
      derived.say_member(statuses, status, holds);
    }
    // The question on bijstand covers IOAW and IOAZ; which of the three is not known.
    if (!has(situations, "bijstand")) {
      derived.say_member(statuses, "ioaw", false);
      derived.say_member(statuses, "ioaz", false);
    }
    if (has(situations, "employee") || !has(situations, "self_employed")) {
      if (!says_other_work || has(situations, "employee")) derived.say_member(statuses, "self_employed_only", false);
    } else if (!says_other_work) {
      derived.say_member(statuses, "self_employed_only", true);
    }
  }
  if (has(situations, "at_risk")) derived.say("person.threatened_with_unemployment", true);
  if (has(situations, "low_basic_skills")) derived.say("person.basic_skill_level", std::string("below_2F"));
}

double level_number(NlqfLevel level) {
  switch (level) {
    case NlqfLevel::level_1: return 1;
    case NlqfLevel::level_2: return 2;
    case NlqfLevel::level_3: return 3;
    case NlqfLevel::level_4:
    case NlqfLevel::level_4_plus: return 4;
    case NlqfLevel::level_5: return 5;
    case NlqfLevel::level_6: return 6;
    case NlqfLevel::level_7: return 7;
    case NlqfLevel::level_8: return 8;
  }
  return 0;
}

/// A birth year leaves two ages on any day, except on 31 December; both are said as bounds.
void derive_ages(int birth_year, const FactSources& sources, Derived& derived) {
  const auto youngest = [&](Date date) {
    const bool last_day = date.month() == std::chrono::December && date.day() == std::chrono::day{31};
    return static_cast<int>(date.year()) - birth_year - (last_day ? 0 : 1);
  };
  const auto oldest = [&](Date date) { return static_cast<int>(date.year()) - birth_year; };
  const auto first_august = [](Date start) {
    const auto year = start.month() >= std::chrono::August ? start.year() : start.year() - std::chrono::years{1};
    return Date{year, std::chrono::August, std::chrono::day{1}};
  };
  const Date first = sources.course_start.value_or(sources.today);
  const Date last = sources.course_start.value_or(plus_months(sources.today, k_latest_start_months));
  if (!first.ok() || !last.ok()) return;
  derived.say_bounds("person.age_on_course_start", youngest(first), oldest(last));
  derived.say_bounds("person.age_on_1_aug", youngest(first_august(first)), oldest(first_august(last)));
}

/// Without a birth year, somebody who names work that they do or did is taken to be an adult: else the
/// best case of every worker would be the free schooling of a minor.
void derive_adulthood(Derived& derived) {
  constexpr int k_adult = 18;
  constexpr int k_oldest = 120;
  derived.say_bounds("person.age_on_course_start", k_adult, k_oldest);
  derived.say_bounds("person.age_on_1_aug", k_adult, k_oldest);
}

void derive_from_learner(const FactSources& sources, Derived& derived) {
  const Learner& learner = *sources.learner;
  derive_statuses(learner.situations, derived);
  if (learner.birth_year) {
    derive_ages(*learner.birth_year, sources, derived);
  } else if (!learner.occupations.empty()) {
    derive_adulthood(derived);
  }
  if (learner.education) {
    derived.say("person.edu_eqf", level_number(*learner.education));
    if (*learner.education >= NlqfLevel::level_6) derived.say("person.has_bachelor_or_master", true);
  }
}

bool is_official(const Level& level) {
  return level.nlqf && (level.basis == LevelBasis::stated || level.basis == LevelBasis::register_);
}

bool names_any(const Offer& offer, std::initializer_list<std::string_view> words) {
  const std::string name = fold(offer.provider_name);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return contains(name, word); });
}

bool is_hogeschool(const Offer& offer) { return names_any(offer, {"hogeschool", "university of applied sciences"}); }

bool is_university(const Offer& offer) {
  return !is_hogeschool(offer) && names_any(offer, {"universiteit", "university"});
}

/// Which of the paths that the schemes tell apart; empty when it does not follow.
std::string_view higher_education_path(const Offer& offer) {
  if (!is_official(offer.level) || *offer.level.nlqf < NlqfLevel::level_5) return {};
  const bool is_part =
      offer.kind == OfferKind::module || offer.kind == OfferKind::certificate || offer.kind == OfferKind::course;
  if (is_part) return offer.recognised == true && (is_hogeschool(offer) || is_university(offer)) ? "ho_module" : "";
  if (offer.kind != OfferKind::qualification || offer.recognised != true) return {};
  if (*offer.level.nlqf == NlqfLevel::level_5) return "ad";
  if (is_university(offer)) return "wo";
  if (!is_hogeschool(offer)) return {};
  switch (offer.intensity) {
    case Intensity::full_time: return "hbo_vt";
    case Intensity::part_time: return "hbo_dt";
    case Intensity::dual: return "hbo_duaal";
    default: return {};
  }
}

std::string_view path_of(const Offer& offer) {
  switch (offer.path) {
    case LearningPath::bol: return offer.intensity == Intensity::part_time ? "mbo_dt" : "mbo_bol_vt";
    case LearningPath::bbl: return "mbo_bbl";
    case LearningPath::third: return "mbo_third";
    case LearningPath::none: break;
  }
  if (const auto path = higher_education_path(offer); !path.empty()) return path;
  return offer.recognised == false ? "private" : "";
}

std::string_view outcome_of(const Offer& offer) {
  switch (offer.kind) {
    case OfferKind::qualification: return offer.recognised == true ? "diploma" : "";
    case OfferKind::certificate:
    case OfferKind::keuzedeel: return offer.recognised == true ? "certificaat" : "";
    case OfferKind::praktijkverklaring: return "praktijkverklaring";
    default: return {};
  }
}

/// Care and welfare is one sector here, and "gezondheid" is only a part of it: left out.
std::string_view sector_of(const Offer& offer) {
  if (offer.sector == "ict" || offer.sector == "onderwijs") return offer.sector;
  if (offer.sector == "techniek" || offer.sector == "bouw" || offer.sector == "energie") return "bouw_techniek_energie";
  if (offer.sector.empty() || offer.sector == "zorg-welzijn" || offer.sector == "overig") return {};
  return "other";
}

/// The run that starts on the asked date, else nothing.
const Run* asked_run(const Offer& offer, const std::optional<Date>& start) {
  for (const Run& run : offer.runs) {
    if (start && run.start == start && run.end) return &run;
  }
  return nullptr;
}

void derive_duration(const Offer& offer, const std::optional<Date>& start, Derived& derived) {
  if (const Run* run = asked_run(offer, start); run != nullptr && *run->end >= *run->start) {
    const double days = days_between(*run->start, *run->end) + 1;
    derived.say("course.weeks", std::ceil(days / 7));
    if (!offer.duration_months) derived.say("course.months", std::round(days / 365.25 * 12));
  }
  if (!offer.duration_months || !(*offer.duration_months > 0)) return;
  derived.say("course.months", *offer.duration_months);
  derived.say("course.weeks", std::round(*offer.duration_months * 52 / 12));
}

void derive_from_offer(const FactSources& sources, Derived& derived) {
  const Offer& offer = *sources.offer;
  const auto say_word = [&](const char* name, std::string_view word) {
    if (!word.empty()) derived.say(name, std::string(word));
  };
  say_word("course.path", path_of(offer));
  say_word("course.outcome", outcome_of(offer));
  say_word("course.sector", sector_of(offer));
  if (is_official(offer.level)) derived.say("course.nlqf", level_number(*offer.level.nlqf));
  const bool is_degree = is_official(offer.level) && offer.kind == OfferKind::qualification && offer.recognised == true;
  if (is_degree && *offer.level.nlqf == NlqfLevel::level_6) say_word("course.level", "bachelor");
  if (is_degree && *offer.level.nlqf == NlqfLevel::level_7) say_word("course.level", "master");
  if (offer.recognised) derived.say("course.recognised_nl", *offer.recognised);
  const bool has_register_code = std::any_of(offer.codes.begin(), offer.codes.end(), [](const OfferCode& code) {
    return code.scheme == CodeScheme::crebo || code.scheme == CodeScheme::croho;
  });
  if (has_register_code) derived.say("course.crebo_or_croho", true);
  if (!has_register_code && offer.recognised == false) derived.say("course.crebo_or_croho", false);
  derive_duration(offer, sources.course_start, derived);
  const PriceParts parts = price_parts(offer);
  if (parts.without_vat) {
    derived.say_bounds("course.price_without_vat", static_cast<double>(parts.without_vat->min.value),
                       static_cast<double>(parts.without_vat->max.value));
  }
  if (parts.exam) {
    derived.say_bounds("course.exam_cost", static_cast<double>(parts.exam->min.value),
                       static_cast<double>(parts.exam->max.value));
  }
  const CataloguePrice price = catalogue_price(offer);
  if (price.gross && price.confirmed && !price.per_year) {
    derived.say_bounds("course.total_cost", static_cast<double>(price.gross->min.value),
                       static_cast<double>(price.gross->max.value));
  }
}

}  // namespace

Facts derive_facts(const FactSources& sources) {
  Derived derived(sources.learner != nullptr ? sources.learner->facts : Facts{});
  if (sources.learner != nullptr) derive_from_learner(sources, derived);
  if (sources.offer != nullptr) derive_from_offer(sources, derived);
  if (!sources.municipality.empty()) {
    derived.say("person.residence_municipality", sources.municipality);
    derived.say("person.residence_known", true);
  }
  if (!sources.region_name.empty()) derived.say("person.labour_region", sources.region_name);
  if (sources.today.ok()) derived.say("case.tax_year", static_cast<double>(static_cast<int>(sources.today.year())));
  if (sources.course_start && sources.course_start->ok() && sources.today.ok()) {
    const int days = days_between(sources.today, *sources.course_start);
    derived.say("case.course_already_started", days < 0);
    if (days >= 0) derived.say("case.weeks_application_to_start", days / 7.0);
  }
  return derived.take();
}

}  // namespace leerwijzer
