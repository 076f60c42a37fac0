// Questions of people to the desk, cases between desks, and goals that come often.
#include "api/form_call.hpp"
#include "api/web/desk_data.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string name_in(const ReferralsView& view, const std::string& desk) {
  for (const auto& [id, name] : view.desk_names) {
    if (id == desk) return name;
  }
  return desk;
}

PageData inbox_data(const Texts& texts, const ReferralsView& view) {
  PageData list = page_list();
  for (const StoredReferral& one : view.referrals) {
    PageData data;
    data.set("id", std::to_string(one.id));
    data.set("date", day_of_moment(texts, one.consented_at));
    data.set("status", texts.text("desk.referral." + std::string(name_of(one.status))));
    std::string parts;
    for (const NoteSection section : one.sections)
      parts += (parts.empty() ? "" : ", ") + texts.text("desk.section." + std::string(name_of(section)));
    data.set("parts", parts);
    data.set("until", texts.date(one.expires_at));
    list << data;
  }
  return list;
}

PageData refusals_data(const Texts& texts) {
  PageData list = page_list();
  for (const auto& [reason, name] : EnumNames<RefusalReason>::names) {
    PageData one;
    one.set("value", std::string(name));
    one.set("label", texts.text("desk.refusal." + std::string(name)));
    list << one;
  }
  return list;
}

PageData hand_overs_data(const Texts& texts, const ReferralsView& view) {
  PageData list = page_list();
  for (const HandOver& one : view.hand_overs) {
    const bool to_us = one.to_desk == view.own_desk;
    PageData data;
    data.set("id", std::to_string(one.id));
    data.set("text", texts.with(to_us ? "desk.hand_over.from_them" : "desk.hand_over.to_them",
                                {{"desk", name_in(view, to_us ? one.from_desk : one.to_desk)},
                                 {"date", day_of_moment(texts, one.offered_at)}}));
    set_or_false(data, "message", one.message);
    data.set("status", texts.text("desk.offer." + std::string(name_of(one.status))));
    const bool waits = one.status == HandOverStatus::offered;
    data.set("to_us", waits && to_us);
    data.set("from_us", waits && !to_us);
    set_or_false(data, "case",
                 !to_us || one.status == HandOverStatus::accepted ? std::to_string(one.of_case) : std::string{});
    list << data;
  }
  return list;
}

PageData steps_data(const Texts& texts, ReferralStatus now) {
  PageData list = page_list();
  for (const ReferralStatus next : {ReferralStatus::seen, ReferralStatus::accepted, ReferralStatus::done}) {
    if (!may_follow(now, next)) continue;
    PageData one;
    one.set("value", std::string(name_of(next)));
    one.set("label", texts.text("desk.step." + std::string(name_of(next))));
    list << one;
  }
  return list;
}

}  // namespace

std::string referrals_page(const PageSettings& settings, const ReferralsView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, view.faults);
  set_done(data, texts, view.done);
  data.set("inbox", inbox_data(texts, view));
  data.set("none", view.referrals.empty());
  data.set("also_ended", view.also_ended);
  data.set("hand_overs", hand_overs_data(texts, view));
  data.set("no_hand_overs", view.hand_overs.empty());
  data.set("refusals", refusals_data(texts));
  return desk_page(settings, "desk_referrals", "referrals", texts.text("desk.referrals.heading"), !view.faults.empty(),
                   data);
}

std::string referral_page(const PageSettings& settings, const ReferralView& view) {
  const Texts& texts = settings.texts();
  const StoredReferral& referral = *view.referral;
  PageData data;
  add_faults(data, view.faults);
  set_done(data, texts, view.done);
  const std::string title = texts.text("desk.referral") + " " + std::to_string(referral.id);
  data.set("id", std::to_string(referral.id));
  data.set("heading", title);
  data.set("lead", texts.with("desk.referral.lead",
                              {{"date", day_of_moment(texts, referral.consented_at)},
                               {"status", texts.text("desk.referral." + std::string(name_of(referral.status)))},
                               {"until", texts.date(referral.expires_at)}}));
  data.set("opened", view.opened);
  PageData parts = page_list();
  for (const auto& [name, text] : view.parts) {
    PageData one;
    one.set("title", name);
    one.set("text", text);
    parts << one;
  }
  data.set("parts", parts);
  PageData steps = steps_data(texts, referral.status);
  data.set("has_steps", !steps.list_value().empty());
  data.set("steps", steps);
  data.set("may_refuse", may_follow(referral.status, ReferralStatus::refused));
  data.set("refusals", refusals_data(texts));
  data.set("may_make", referral.status == ReferralStatus::accepted);
  data.set("label", view.label);
  data.set("datum", std::string{});
  data.set("consents", consent_choices(texts, {}));
  data.set("consent_version", std::string(k_case_consent_version));
  data.set("form_key", new_form_key());
  return desk_page(settings, "desk_referral", "referrals", title, !view.faults.empty(), data);
}

std::string templates_page(const PageSettings& settings, const TemplatesView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, view.faults);
  set_done(data, texts, view.done);
  PageData list = page_list();
  for (const GoalButton& button : view.templates) {
    PageData one;
    one.set("id", std::to_string(button.id));
    one.set("name", button.name);
    set_or_false(one, "goal", button.goal);
    list << one;
  }
  data.set("templates", list);
  data.set("none", view.templates.empty());
  data.set("naam", view.name);
  data.set("doel", view.goal);
  return desk_page(settings, "desk_templates", "templates", texts.text("desk.templates.heading"), !view.faults.empty(),
                   data);
}

}  // namespace leerwijzer
