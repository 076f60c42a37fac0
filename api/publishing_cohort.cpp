// Who takes part in a run by now.
#include "api/publishing.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr int k_attempts = 3;

bool has_run(const Offer& offer, const std::string& key) {
  return std::any_of(offer.runs.begin(), offer.runs.end(), [&](const Run& one) { return one.key == key; });
}

/// The counts as they will be.
std::vector<RunCohort> with(std::vector<RunCohort> cohorts, const RunCohort& changed) {
  std::erase_if(cohorts, [&](const RunCohort& one) { return one.run == changed.run; });
  cohorts.push_back(changed);
  return cohorts;
}

Result<Offer> put(const Call& call, const RunCohort& cohort) {
  const Publication publication = publication_in_path(call);
  const OfferDraft draft = read_stored_draft(publication.draft);
  const auto published = publication.published.empty() || !publication.offer.stored()
                             ? std::nullopt
                             : std::optional(read_stored_draft(publication.published));
  const bool shown = published && has_run(published->offer, cohort.run);
  if (!shown && !has_run(draft.offer, cohort.run))
    return Error{ErrorCode::not_found, "Dit startmoment is er niet.", "Bekijk de opleiding.", "run"};
  const std::vector<RunCohort> cohorts = with(publication.cohorts, cohort);
  CohortChange change;
  change.provider = provider_in_path(call);
  change.key = publication.key;
  change.cohort = cohort;
  if (shown) {
    change.republished = Republished{publication.published_version, publication.published,
                                     offer_of(call, *published, publication.key, cohorts)};
  }
  const auto stored = publishing_of(call).put_cohort(change);
  if (!stored) return stored.error();
  return shown ? change.republished->offer : offer_of(call, draft, publication.key, cohorts);
}

}  // namespace

Result<Offer> count_cohort(const Call& call, const RunCohort& cohort) {
  for (int attempt = 1;; ++attempt) {
    auto offer = put(call, cohort);
    if (!offer && offer.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    return offer;
  }
}

}  // namespace leerwijzer
