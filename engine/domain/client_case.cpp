#include "engine/domain/client_case.hpp"

#include <algorithm>

namespace leerwijzer {

bool may_follow(HandOverStatus from, HandOverStatus to, HandOverSide by) noexcept {
  if (from != HandOverStatus::offered) return false;
  switch (to) {
    case HandOverStatus::accepted:
    case HandOverStatus::refused: return by == HandOverSide::receiver;
    case HandOverStatus::withdrawn: return by == HandOverSide::sender;
    case HandOverStatus::offered: return false;
  }
  return false;
}

std::string_view consent_text(ConsentKind kind) noexcept {
  switch (kind) {
    case ConsentKind::keep:
      return "Ik vind het goed dat het adviespunt bewaart wat ik vertel over mijn werk, mijn opleiding en wat ik wil. "
             "Mijn naam staat er niet bij. Ik kan dit altijd intrekken. Dan wordt alles wat ik vertelde gewist.";
    case ConsentKind::plan:
      return "Ik vind het goed dat mijn adviseur mijn eigen plan kan openen met de code die ik geef. Ik kan dit altijd "
             "intrekken. Dan wordt de code gewist.";
    case ConsentKind::hand_over:
      return "Ik vind het goed dat dit adviespunt mijn gegevens doorgeeft aan het adviespunt dat we samen kozen. Ik "
             "kan "
             "dit altijd intrekken. Dan wist het andere adviespunt wat het van mij kreeg.";
  }
  return {};
}

bool stands(std::span<const CaseConsent> consents, ConsentKind kind) noexcept {
  return std::any_of(consents.begin(), consents.end(),
                     [kind](const CaseConsent& one) { return one.kind == kind && one.withdrawn_at.empty(); });
}

std::vector<CasePart> resting_on(ConsentKind kind, bool handed_over) {
  switch (kind) {
    case ConsentKind::keep: return {CasePart::profile, CasePart::notes, CasePart::shown};
    case ConsentKind::plan: return {CasePart::shared_plan};
    case ConsentKind::hand_over:
      // Before the other desk accepts, only the offer rests on it; afterwards all that this desk got.
      if (!handed_over) return {CasePart::hand_over};
      return {CasePart::hand_over, CasePart::profile, CasePart::notes, CasePart::shown, CasePart::shared_plan};
  }
  return {};
}

bool may_erase(const CaseActor& actor, std::int64_t advisor) noexcept {
  return actor.manages || actor.account == advisor;
}

Date erased_from(const CaseEntry& entry) {
  if (entry.ended_on) return plus_months(*entry.ended_on, k_months_after_end);
  const Date warned = entry.warned_on ? *entry.warned_on : plus_months(entry.touched_on, k_months_untouched);
  return plus_days(warned, k_days_warned);
}

}  // namespace leerwijzer
