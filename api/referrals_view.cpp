#include "api/referrals_view.hpp"

#include "api/referral_note.hpp"

namespace leerwijzer {

ReferralsView referrals_view_of(const Call& call, bool also_ended) {
  CaseDesk& cases = cases_of(call);
  const CaseActor actor = actor_of(call);
  ReferralsView view;
  view.also_ended = also_ended;
  view.referrals = cases.referrals(actor, also_ended, call.today);
  view.hand_overs = cases.hand_overs(actor, also_ended);
  view.own_desk = actor.desk;
  for (const HandOver& one : view.hand_overs) {
    for (const std::string& desk : {one.from_desk, one.to_desk})
      view.desk_names.emplace_back(desk, desk_name(call, desk));
  }
  return view;
}

ReferralView referral_view_of(const OpenedReferral& opened) {
  ReferralView view;
  view.referral = &opened.referral;
  view.opened = opened.content.has_value();
  for (ReferralPart& part : parts_of_referral(opened))
    view.parts.emplace_back(std::move(part.title), std::move(part.text));
  return view;
}

}  // namespace leerwijzer
