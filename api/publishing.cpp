#include "api/publishing.hpp"

#include "api/condition.hpp"
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/cohort.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

void link_outcomes(const Taxonomy& taxonomy, const OfferDraft& draft, Offer& offer) {
  for (std::size_t i = 0; i < offer.outcomes.size(); ++i) {
    Outcome& outcome = offer.outcomes[i];
    const std::string& uri = i < draft.outcome_uris.size() ? draft.outcome_uris[i] : std::string();
    const Skill* skill = uri.empty() ? nullptr : taxonomy.skill_by_uri(uri);
    if (skill != nullptr) {
      outcome.skill = skill->id;
      outcome.confidence = 1.0;
      if (outcome.text.empty()) outcome.text = std::string(taxonomy.label(skill->id));
    } else if (const auto match = taxonomy.skill_of_outcome(outcome.text)) {
      outcome.skill = match->id;
      outcome.confidence = match->confidence;
    }
  }
  // A URI that nobody knows, without words, says nothing.
  std::erase_if(offer.outcomes, [](const Outcome& outcome) { return outcome.text.empty(); });
}

void add_point(const Geography& geography, Location& place) {
  if (!place.point && !place.postcode.empty()) place.point = geography.point_of(place.postcode);
}

std::string key_named(const Call& call, std::string_view name) {
  std::string key = call.parameters.text(name);
  if (is_publication_key(key)) return key;
  throw InvalidInput(
      {{std::string(name), "Deze sleutel kan niet.",
        "Gebruik letters, cijfers, punten en streepjes, hoogstens 100, en begin met een letter of cijfer."}});
}

json::array write_cohorts(const std::vector<RunCohort>& cohorts) {
  json::array list;
  for (const RunCohort& one : cohorts) {
    list.push_back(json::object{{"run", one.run},
                                {"minimum", value_or_null(one.counts.minimum)},
                                {"maximum", value_or_null(one.counts.maximum)},
                                {"enrolled", one.counts.enrolled},
                                {"pending", value_or_null(one.counts.pending)}});
  }
  return list;
}

DraftChange change_of(const Call& call, const OfferDraft& draft, const std::string& key) {
  const Offer offer = offer_of(call, draft, key, {});
  DraftChange change;
  change.provider = provider_in_path(call);
  change.key = key;
  change.title = std::string(title_of(offer));
  change.quality = offer.quality;
  change.draft = json::serialize(write_draft(draft));
  return change;
}

Error gone() {
  return {ErrorCode::not_found, "Er is geen opleiding met deze sleutel.", "Bekijk de lijst met opleidingen.", "key"};
}

}  // namespace

PublishingDesk& publishing_of(const Call& call) {
  if (call.services.publishing != nullptr) return *call.services.publishing;
  throw ErrorException(
      {ErrorCode::unavailable, "Publiceren staat hier uit.", "Vraag de beheerder van deze dienst.", ""});
}

ProviderId provider_in_path(const Call& call) {
  if (const auto id = call.parameters.integer("id")) return ProviderId{*id};
  if (call.caller.provider) return *call.caller.provider;
  throw ErrorException({ErrorCode::permission_denied, "Dit account hoort niet bij een school.",
                        "Meld u aan met het account van uw school.", ""});
}

std::string key_in_path(const Call& call) { return key_named(call, "key"); }
std::string run_in_path(const Call& call) { return key_named(call, "run"); }

Publication publication_in_path(const Call& call) {
  auto found = publishing_of(call).find(provider_in_path(call), key_in_path(call));
  if (found) return std::move(*found);
  throw ErrorException(gone());
}

PageAsked page_asked(const Call& call) {
  return {static_cast<std::size_t>(call.parameters.integer("page").value_or(1)),
          static_cast<std::size_t>(call.parameters.integer("pageSize").value_or(20))};
}

Offer offer_of(const Call& call, const OfferDraft& draft, const std::string& key, std::span<const RunCohort> cohorts) {
  const Snapshot& snapshot = snapshot_of(call);
  Offer offer = draft.offer;
  offer.key = key;
  offer.provider = provider_in_path(call);
  if (const auto provider = call.services.catalogue->provider(offer.provider)) offer.provider_name = provider->name;
  link_outcomes(snapshot.taxonomy, draft, offer);
  for (Location& place : offer.locations) add_point(snapshot.geography, place);
  for (Run& run : offer.runs) {
    if (run.location) add_point(snapshot.geography, *run.location);
  }
  apply_cohorts(offer, cohorts);
  offer.quality = assess_quality(offer).score;
  return offer;
}

std::vector<FieldError> faults_of(const Offer& offer) {
  std::vector<FieldError> faults;
  if (title_of(offer).empty())
    faults.push_back({"/texts", "De titel ontbreekt.", "Vul de naam van de opleiding in, met field \"title\"."});
  return faults;
}

json::object write_publication(const Publication& publication) {
  json::object out;
  out["key"] = publication.key;
  out["state"] = name_of(publication.state);
  out["version"] = publication.version;
  out["title"] = text_or_null(publication.title);
  out["quality"] = rounded(publication.quality, 1e4);
  out["offerId"] = publication.offer.stored() ? json::value(publication.offer.value) : json::value(nullptr);
  out["changedAt"] = text_or_null(publication.changed_at);
  out["publishedAt"] = text_or_null(publication.published_at);
  out["withdrawnAt"] = text_or_null(publication.withdrawn_at);
  return out;
}

json::object write_publication(const Call& call, const Publication& publication, const OfferDraft& draft) {
  const Offer offer = offer_of(call, draft, publication.key, publication.cohorts);
  json::object out = write_publication(publication);
  out["offer"] = write_draft(draft);
  out["cohorts"] = write_cohorts(publication.cohorts);
  json::array faults;
  for (const FieldError& fault : faults_of(offer))
    faults.push_back(json::object{{"field", fault.field}, {"detail", fault.what}, {"hint", fault.hint}});
  out["publishable"] = faults.empty();
  out["faults"] = std::move(faults);
  out["remarks"] = write_remarks(call, draft, offer);
  return out;
}

Answer answer_with(const Call& call, const Publication& publication, int status) {
  Answer answer =
      render(write_publication(call, publication, read_stored_draft(publication.draft)), provenance_of(call));
  answer.status = status;
  answer.headers.emplace_back("etag", tag_of(publication.version));
  if (status == 201) answer.headers.emplace_back("location", address_of_offer(provider_in_path(call), publication.key));
  return answer;
}

Result<Answer> store_draft(const Call& call, const OfferDraft& draft, std::optional<std::int64_t> expected,
                           bool only_new) {
  PublishingDesk& desk = publishing_of(call);
  const std::string key = key_in_path(call);
  DraftChange change = change_of(call, draft, key);
  change.expected = expected;
  change.only_new = only_new;
  const auto stored = desk.put(change);
  if (!stored) return stored.error();
  auto publication = desk.find(change.provider, key);
  if (!publication) return gone();
  return answer_with(call, *publication, stored->created ? 201 : 200);
}

Result<Answer> change_draft(const Call& call, const std::function<void(OfferDraft&)>& change) {
  const std::int64_t expected = expected_version(call);
  const Publication publication = publication_in_path(call);
  if (publication.version != expected) return changed_since();
  OfferDraft draft = read_stored_draft(publication.draft);
  change(draft);
  return store_draft(call, draft, expected, false);
}

std::string new_offer_key() {
  std::string code = normal_code(random_code()).value_or("");
  return "o-" + to_lower_ascii(code.substr(0, 10));
}

std::string address_of_offer(ProviderId provider, const std::string& key) {
  return "/v1/providers/" + std::to_string(provider.value) + "/offers/" + key;
}

}  // namespace leerwijzer
