#include "engine/funding/contradictions.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace leerwijzer {
namespace {

enum class ClaimKind : std::uint8_t { is_true, is_false, below, at_least, above, one_of, stated };

/// Something that one fact says.
struct Claim {
  std::string_view fact;
  ClaimKind kind = ClaimKind::is_true;
  double number = 0.0;
  std::string_view words;  ///< separated by spaces
};

struct Exclusion {
  Claim one;
  Claim other;
  std::string_view why;
};

using enum ClaimKind;

// Sources: Participatiewet art. 13 and 20 (bijstand, IOAW and IOAZ from 18), Wajong art. 1a:1 (from 18), AOW art. 7a
// (the pension age lies between 66 and 70), NLQF (a bachelor is level 6); the rest follows from what the words mean.
constexpr auto k_exclusions = std::to_array<Exclusion>({
    {{"person.age_on_course_start", below, 18, {}},
     {"person.statuses", one_of, 0, "bijstand ioaw ioaz wajong"},
     "Somebody below 18 has no bijstand, IOAW, IOAZ or Wajong."},
    {{"person.age_on_course_start", at_least, 71, {}},
     {"person.below_aow_age", is_true, 0, {}},
     "Nobody of 71 or older is below the pension age (AOW)."},
    {{"person.statuses", one_of, 0, "self_employed_only"},
     {"person.statuses", one_of, 0, "employee_permanent employee_temporary agency_worker"},
     "self_employed_only says that there is no job beside it."},
    {{"person.statuses", one_of, 0, "nug"},
     {"person.statuses", one_of, 0, "unemployed_ww bijstand ioaw ioaz"},
     "nug says that there is no benefit."},
    {{"person.residence_known", is_false, 0, {}},
     {"person.residence_municipality", stated, 0, {}},
     "The municipality is stated, so it is known."},
    {{"case.course_already_started", is_true, 0, {}},
     {"case.weeks_application_to_start", above, 0, {}},
     "A course that has started does not start after the application."},
    {{"person.has_bachelor_or_master", is_true, 0, {}},
     {"person.edu_eqf", below, 6, {}},
     "A bachelor is level 6, a master level 7."},
    {{"course.path", one_of, 0, "mbo_bol_vt mbo_bbl mbo_dt mbo_third"},
     {"course.level", one_of, 0, "bachelor master premaster postinitial_master ad"},
     "An mbo path leads to no degree of higher education."},
    {{"case.fee_fully_paid_by_other", is_true, 0, {}},
     {"case.participant_pays_fee", is_true, 0, {}},
     "Nothing is left to pay when somebody else pays all."},
});

std::uint64_t mask_of(const FactSpec& spec, std::string_view words) {
  std::uint64_t mask = 0;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (const auto at = find_word(spec, words.substr(0, end))) mask |= std::uint64_t{1} << *at;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return mask;
}

/// Does what is known leave no other way than that the claim holds?
bool holds(const Claim& claim, const Knowledge& knowledge) {
  const std::size_t fact = *find_fact(claim.fact);
  const FactKnowledge& known = knowledge[fact];
  switch (claim.kind) {
    case is_true: return known.exact && known.flag;
    case is_false: return known.exact && !known.flag;
    case below: return known.high < claim.number;
    case at_least: return known.low >= claim.number;
    case above: return known.low > claim.number;
    case stated: return !known.place.empty();
    case one_of: {
      const std::uint64_t mask = mask_of(fact_table()[fact], claim.words);
      const std::uint64_t open = known.one_of & ~known.out;
      return (known.in & mask) != 0 || (open != 0 && (open & ~mask) == 0);
    }
  }
  return false;
}

/// The age at the start of a course and the age on 1 August of its school year differ by at most one year.
std::optional<Contradiction> ages_apart(const Knowledge& knowledge) {
  constexpr std::string_view k_start = "person.age_on_course_start";
  constexpr std::string_view k_august = "person.age_on_1_aug";
  const FactKnowledge& start = knowledge[*find_fact(k_start)];
  const FactKnowledge& august = knowledge[*find_fact(k_august)];
  // Only two answers: what follows from a birth year gives way to an answer.
  if (!start.exact || !august.exact) return std::nullopt;
  if (start.high >= august.low - 1 && start.low <= august.high + 1) return std::nullopt;
  return Contradiction{k_august, k_start, "The two ages differ by at most one year."};
}

std::optional<Contradiction> crossed_bounds(const Knowledge& knowledge) {
  for (std::size_t i = 0; i < fact_table().size(); ++i) {
    const FactSpec& spec = fact_table()[i];
    const FactKnowledge& known = knowledge[i];
    if (known.low > known.high) {
      return Contradiction{spec.name, spec.name, "The lower bound (:min) lies above the upper bound (:max)."};
    }
    if ((known.in & known.out) != 0 || (known.one_of != 0 && (known.one_of & ~known.out) == 0)) {
      return Contradiction{spec.name, spec.name, "A member both holds and does not hold."};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Contradiction> find_contradiction(const Knowledge& knowledge) {
  if (auto crossed = crossed_bounds(knowledge)) return crossed;
  for (const Exclusion& each : k_exclusions) {
    if (holds(each.one, knowledge) && holds(each.other, knowledge)) {
      return Contradiction{each.one.fact, each.other.fact, std::string(each.why)};
    }
  }
  return ages_apart(knowledge);
}

}  // namespace leerwijzer
