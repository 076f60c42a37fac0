#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::object write_goal(const UnderstoodGoal& goal, const Taxonomy& taxonomy) {
  json::object out;
  out["kind"] = name_of(goal.kind);
  out["occupation"] =
      goal.occupation ? json::value(write_occupation(taxonomy, *goal.occupation)) : json::value(nullptr);
  json::array alternatives;
  for (const OccupationMatch& one : goal.alternatives) alternatives.push_back(write_occupation(taxonomy, one));
  out["alternatives"] = std::move(alternatives);
  json::array skills;
  for (const SkillMatch& one : goal.skills) skills.push_back(write_skill(taxonomy, one));
  out["skills"] = std::move(skills);
  out["notUnderstood"] = text_list(goal.not_understood);
  out["sector"] = text_or_null(goal.sector);
  out["text"] = goal.text;
  return out;
}

json::array write_required(const std::vector<RequiredSkill>& skills, const Taxonomy& taxonomy) {
  json::array list;
  for (const RequiredSkill& skill : skills) list.push_back(write_required_skill(taxonomy, skill));
  return list;
}

json::object write_gap(const SkillsGap& gap, const Taxonomy& taxonomy) {
  json::object out;
  out["required"] = write_required(gap.required, taxonomy);
  out["had"] = write_required(gap.had, taxonomy);
  out["missing"] = write_required(gap.missing, taxonomy);
  out["coveredShare"] = rounded(gap.covered_share, 1e4);
  return out;
}

json::array write_offers(const MatchAnswer& answer, const Taxonomy& taxonomy) {
  json::array list;
  for (const MatchedOffer& one : answer.offers) {
    const OfferView view{one.offer, one.price, one.net, one.distance_km, one.score, one.reasons, one.closes, {}};
    json::object offer = write_offer(view, taxonomy, answer.today);
    offer["closedShare"] = rounded(one.closed_share, 1e4);
    offer["closesBy"] = name_of(one.closes_by);
    list.push_back(std::move(offer));
  }
  return list;
}

json::array write_held(const MatchAnswer& answer, const Taxonomy& taxonomy) {
  json::array list;
  for (const auto& [held, match] : answer.held) {
    json::object one;
    one["text"] = text_or_null(held.occupation.text);
    one["years"] = value_or_null(held.years);
    one["lastYear"] = value_or_null(held.last_year);
    one["occupation"] = match ? json::value(write_occupation(taxonomy, *match)) : json::value(nullptr);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

json::object write_match(const MatchAnswer& answer, const Snapshot& snapshot) {
  const Taxonomy& taxonomy = snapshot.taxonomy;
  json::object out;
  out["goal"] = write_goal(answer.goal, taxonomy);
  out["held"] = write_held(answer, taxonomy);
  out["learner"] = write_learner(answer.learner, taxonomy);
  out["questions"] = write_questions(answer.learner, taxonomy);
  out["gap"] = write_gap(answer.gap, taxonomy);
  out["offers"] = write_offers(answer, taxonomy);
  out["total"] = answer.total;
  out["fitting"] = answer.fitting;
  out["transitions"] = write_transitions(answer.transitions, taxonomy);
  out["paths"] = write_paths(answer.paths, taxonomy);
  out["shortage"] = write_shortage_sources(answer.transitions);
  json::array funding;
  for (const SchemeVerdict& scheme : answer.funding.schemes) funding.push_back(write_scheme(scheme));
  out["funding"] = std::move(funding);
  out["fundingFor"] = answer.funding_for ? json::value(answer.funding_for->value) : json::value(nullptr);
  out["stacks"] = write_stacks(answer.funding);
  out["nextQuestion"] = write_next_question(answer.funding.next_question);
  out["advicePoints"] = write_advice_points(answer.advice, snapshot.geography);
  out["openReferrals"] = write_open_referrals(answer.advice);
  out["place"] = write_place(answer.advice.place);
  out["adviceNote"] = text_or_null(answer.advice.note);
  out["facets"] = write_facets(answer.facets);
  json::array relax;
  for (const Relaxation& one : answer.relax) {
    relax.push_back(json::object{
        {"constraint", one.constraint},
        {"gains", one.gains},
        {"best",
         json::object{{"offerId", one.best.value}, {"title", one.best_title}, {"score", rounded(one.best_score, 1e4)}}},
        {"text", one.text}});
  }
  out["relax"] = std::move(relax);
  return out;
}

}  // namespace leerwijzer
