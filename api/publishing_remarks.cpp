// What there is to improve on a draft, and what is missed without it.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "engine/domain/cohort.hpp"
#include "engine/domain/expiry.hpp"
#include "engine/search/search_index.hpp"
#include "engine/store/storable_offer.hpp"
#include "report/remark_texts.hpp"
#include "report/wording.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// Where in a draft a criterion is met.
std::string_view field_of(Criterion criterion) {
  switch (criterion) {
    case Criterion::title:
    case Criterion::description:
    case Criterion::readability: return "/texts";
    case Criterion::price: return "/costs";
    case Criterion::starts: return "/runs";
    case Criterion::location: return "/locations";
    case Criterion::level: return "/level";
    case Criterion::outcomes: return "/outcomes";
    case Criterion::duration: return "/durationMonths";
    case Criterion::contact: return "/url";
    case Criterion::freshness: return "";
  }
  return "";
}

json::object remark(std::string_view field, Severity severity, std::string_view code, const RemarkText& text,
                    double gain = 0.0) {
  return {{"field", field},
          {"severity", name_of(severity)},
          {"code", code},
          {"means", text.means},
          {"change", text.change},
          {"example", text_or_null(text.example)},
          {"gain", rounded(gain, 1e4)}};
}

void add_criteria(json::array& list, const Call& call, const Offer& offer) {
  QualityMoment moment;
  moment.today = call.today;
  const QualityAssessment assessed = assess_quality(offer, moment);
  double weights = 0.0;
  for (const CriterionScore& one : assessed.scores) weights += one.applicable ? one.weight : 0.0;
  for (const CriterionScore& one : assessed.scores) {
    if (!one.applicable || one.advice.empty()) continue;
    const double gain = weights > 0 ? one.weight * (1.0 - one.value) / weights : 0.0;
    list.push_back(remark(field_of(one.criterion), one.value == 0.0 ? Severity::warning : Severity::info, one.advice,
                          advice_text(one.advice), gain));
  }
}

void add_outcomes(json::array& list, const Call& call, const OfferDraft& draft) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  for (std::size_t i = 0; i < draft.offer.outcomes.size(); ++i) {
    const std::string place = "/outcomes/" + std::to_string(i);
    const std::string& uri = i < draft.outcome_uris.size() ? draft.outcome_uris[i] : std::string();
    if (!uri.empty() && taxonomy.skill_by_uri(uri) == nullptr) {
      list.push_back(
          remark(place + "/uri", Severity::warning, "outcome-unknown-uri", remark_text("outcome-unknown-uri")));
    } else if (uri.empty() && !taxonomy.skill_of_outcome(draft.offer.outcomes[i].text)) {
      list.push_back(remark(place, Severity::info, "outcome-without-skill", remark_text("outcome-without-skill")));
    }
  }
}

/// What the catalogue would put right by itself.
void add_storable(json::array& list, const Offer& offer) {
  Offer stored = offer;
  for (const Diagnostic& one : make_storable(stored))
    list.push_back(remark(one.path, one.severity, one.code, remark_text(one.code)));
}

bool lacks(const Offer& offer, ChosenBy field) {
  switch (field) {
    case ChosenBy::price: return !catalogue_price(offer).gross;
    case ChosenBy::start:
      return std::none_of(offer.runs.begin(), offer.runs.end(),
                          [](const Run& run) { return run.start || run.window_from || run.window_until; });
    case ChosenBy::level: return !offer.level.nlqf;
    case ChosenBy::place: return places_of(offer).empty() && !can_be_followed_online(offer);
    case ChosenBy::skills:
      return std::none_of(offer.outcomes.begin(), offer.outcomes.end(),
                          [](const Outcome& outcome) { return outcome.skill.stored(); });
  }
  return false;
}

std::string_view missed_by(ChosenBy field) {
  switch (field) {
    case ChosenBy::price: return "Wie kiest op prijs, ziet deze opleiding lager of niet: de prijs is niet bekend.";
    case ChosenBy::start: return "Wie kiest op startdatum, ziet deze opleiding lager of niet: er is geen datum.";
    case ChosenBy::level: return "Wie kiest op niveau, ziet deze opleiding lager of niet: het niveau is niet bekend.";
    case ChosenBy::place: return "Wie kiest op afstand, ziet deze opleiding lager of niet: er is geen plaats.";
    case ChosenBy::skills:
      return "Wie zoekt met een beroep of een vaardigheid als doel, vindt deze opleiding niet op vaardigheden.";
  }
  return "";
}

/// Measured in the index, where the offer is there already.
json::value measured(const Call& call, const Offer& offer, ChosenBy field) {
  if (call.services.index == nullptr || !offer.id.stored()) return nullptr;
  RankQuestion question;
  question.offer = offer.id;
  question.field = field;
  question.today = call.today;
  if (field == ChosenBy::place) return nullptr;  // from where somebody looks is not known here
  const auto effect = call.services.index->rank_if_known(question);
  if (!effect || effect->now == 0) return nullptr;
  return json::object{
      {"offers", effect->hits}, {"known", effect->known}, {"placeNow", effect->now}, {"placeThen", effect->then}};
}

}  // namespace

json::array write_remarks(const Call& call, const OfferDraft& draft, const Offer& offer) {
  json::array list;
  add_criteria(list, call, offer);
  add_outcomes(list, call, draft);
  if (offer.sector.empty())
    list.push_back(remark("/sector", Severity::info, "sector-missing", remark_text("sector-missing")));
  for (std::size_t i = 0; i < offer.runs.size(); ++i) {
    if (has_passed(offer.runs[i], call.today))
      list.push_back(remark("/runs/" + std::to_string(i), Severity::info, "run-over", remark_text("run-over")));
  }
  add_storable(list, offer);
  return list;
}

json::array write_findability(const Call& call, const Offer& offer) {
  json::array list;
  for (const auto& [field, name] : EnumNames<ChosenBy>::names) {
    if (!lacks(offer, field)) continue;
    list.push_back(
        json::object{{"field", name}, {"text", missed_by(field)}, {"measured", measured(call, offer, field)}});
  }
  return list;
}

}  // namespace leerwijzer
