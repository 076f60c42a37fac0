#include "engine/domain/cohort.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

bool is_full(const Run& run) {
  if (run.status == RunStatus::full) return true;
  return run.places_max && run.places_enrolled && *run.places_enrolled >= *run.places_max;
}

std::string pending_text(int pending) {
  if (pending <= 0) return {};
  return pending == 1 ? " 1 aanmelding is nog niet zeker."
                      : " " + std::to_string(pending) + " aanmeldingen zijn nog niet zeker.";
}

std::string text_of(const Cohort& cohort) {
  if (cohort.full) return "Deze groep is vol.";
  if (!cohort.needed) return {};
  if (*cohort.needed == 0) return "Er zijn genoeg deelnemers om te starten.";
  const std::string needed = *cohort.needed == 1
                                 ? "Er is nog 1 deelnemer nodig."
                                 : "Er zijn nog " + std::to_string(*cohort.needed) + " deelnemers nodig.";
  return needed + pending_text(cohort.pending.value_or(0));
}

}  // namespace

std::optional<Cohort> cohort_of(const Run& run) {
  if (!run.places_min && !run.places_enrolled) return std::nullopt;
  Cohort cohort{
      run.places_min, run.places_max, run.places_enrolled, run.places_pending, std::nullopt, is_full(run), ""};
  if (cohort.minimum && cohort.enrolled) cohort.needed = std::max(0, *cohort.minimum - *cohort.enrolled);
  cohort.text = text_of(cohort);
  return cohort;
}

void apply_cohorts(Offer& offer, std::span<const RunCohort> cohorts) {
  for (const RunCohort& cohort : cohorts) {
    const auto run =
        std::find_if(offer.runs.begin(), offer.runs.end(), [&](const Run& one) { return one.key == cohort.run; });
    if (run == offer.runs.end()) continue;
    if (cohort.counts.minimum) run->places_min = cohort.counts.minimum;
    if (cohort.counts.maximum) run->places_max = cohort.counts.maximum;
    run->places_enrolled = cohort.counts.enrolled;
    run->places_pending = cohort.counts.pending;
  }
  for (Run& run : offer.runs) {
    const bool undecided = run.status == RunStatus::open || run.status == RunStatus::unknown;
    if (undecided && is_full(run)) run.status = RunStatus::full;
  }
}

}  // namespace leerwijzer
