// The caseload of a desk, one case, and a case that was made now.
#include "api/client_answers.hpp"
#include "api/form_call.hpp"
#include "api/web/desk_data.hpp"
#include "api/web/list_order.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

PageData statuses_data(const Texts& texts, CaseStatus chosen) {
  PageData list = page_list();
  for (const auto& [status, name] : EnumNames<CaseStatus>::names) {
    PageData one;
    one.set("value", std::string(name));
    one.set("label", texts.text("desk.status." + std::string(name)));
    one.set("on", status == chosen);
    list << one;
  }
  return list;
}

PageData filters_data(const Texts& texts, const CaseloadView& view) {
  PageData list = page_list();
  const auto add = [&](const std::string& label, std::int64_t count, const TextPairs& pairs, bool on) {
    PageData one;
    one.set("label", label + " (" + texts.number(static_cast<std::size_t>(count)) + ")");
    one.set("url", address_with("/adviseur/clienten", pairs));
    one.set("on", on);
    list << one;
  };
  const CaseLoad& load = view.load;
  TextPairs own;
  if (view.mine) own.emplace_back("van", "mij");
  add(texts.text("desk.filter.all"), load.open + load.waiting + load.ended, own, !view.status);
  for (const auto& [status, name] : EnumNames<CaseStatus>::names) {
    TextPairs pairs = own;
    pairs.emplace_back("status", name);
    const std::int64_t count = status == CaseStatus::open      ? load.open
                               : status == CaseStatus::waiting ? load.waiting
                                                               : load.ended;
    add(texts.text("desk.status." + std::string(name)), count, pairs, view.status == status);
  }
  return list;
}

PageData entries_data(const Texts& texts, const CaseLoad& load, Date today) {
  PageData list = page_list();
  for (const CaseEntry& entry : load.entries) {
    PageData one;
    one.set("id", std::to_string(entry.id));
    one.set("label", entry.label);
    one.set("status", texts.text("desk.status." + std::string(name_of(entry.status))));
    set_or_false(one, "next", entry.next_action ? texts.date(*entry.next_action) : std::string{});
    one.set("late", entry.next_action && *entry.next_action < today && entry.status != CaseStatus::ended);
    one.set("warned", entry.warned_on.has_value());
    one.set("offered", entry.hand_over.has_value());
    one.set("touched", texts.date(entry.touched_on));
    list << one;
  }
  return list;
}

void add_pages(PageData& data, const CaseloadView& view) {
  TextPairs pairs;
  if (view.mine) pairs.emplace_back("van", "mij");
  if (view.status) pairs.emplace_back("status", name_of(*view.status));
  const auto at = [&](std::size_t page) {
    TextPairs with = pairs;
    if (page > 1) with.emplace_back("bladzijde", std::to_string(page));
    return address_with("/adviseur/clienten", with);
  };
  const bool more = view.page * view.page_size < static_cast<std::size_t>(view.load.total);
  set_or_false(data, "previous", view.page > 1 ? at(view.page - 1) : std::string{});
  set_or_false(data, "next_page", more ? at(view.page + 1) : std::string{});
}

std::string when_words(const Texts& texts, const FormAnswers& answers) {
  std::vector<Daypart> dayparts;
  for (const std::string& name : answers.dayparts) {
    if (const auto one = value_of<Daypart>(name)) dayparts.push_back(*one);
  }
  return dayparts_words(texts, dayparts);
}

/// What the client can and wants, as it is kept.
PageData profile_data(const Texts& texts, const std::string& profile) {
  PageData list = page_list();
  if (profile.empty()) return list;
  const FormAnswers answers = answers_of_profile(profile);
  const auto add = [&](const char* key, const std::string& value) {
    if (value.empty()) return;
    PageData one;
    one.set("name", texts.text(key));
    one.set("value", value);
    list << one;
  };
  add("desk.wish", answers.open ? texts.text("wish.open") : answers.wish);
  add("desk.work", answers.work);
  add("desk.place", answers.place);
  add("desk.hours", answers.hours);
  add("desk.when", when_words(texts, answers));
  add("desk.budget", answers.budget);
  const std::string situation = "clientsituation." + answers.situation;
  add("desk.situation", answers.situation.empty() || !texts.has(situation) ? std::string{} : texts.text(situation));
  add("desk.birth", answers.birth_year);
  return list;
}

}  // namespace

std::string caseload_page(const PageSettings& settings, const CaseloadView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, view.faults);
  set_done(data, texts, view.done);
  data.set("filters", filters_data(texts, view));
  data.set("mine", view.mine);
  data.set("entries", entries_data(texts, view.load, settings.today));
  data.set("none", view.load.entries.empty());
  set_or_false(data, "overdue",
               view.load.overdue > 0 ? texts.counted("desk.overdue", static_cast<std::size_t>(view.load.overdue))
                                     : std::string{});
  add_pages(data, view);
  data.set("label", view.label);
  data.set("datum", view.next_action);
  data.set("consents", consent_choices(texts, view.consents));
  data.set("consent_version", std::string(k_case_consent_version));
  data.set("form_key", new_form_key());
  data.set("has_answers", view.has_answers);
  data.set("takes_answers", view.takes_answers);
  return desk_page(settings, "desk_clients", "clients", texts.text("desk.clients.heading"), !view.faults.empty(), data);
}

std::string case_made_page(const PageSettings& settings, std::int64_t id, const std::string& label,
                           const std::string& code) {
  const Texts& texts = settings.texts();
  PageData data;
  data.set("id", std::to_string(id));
  data.set("label", label);
  data.set("code", code);
  return desk_page(settings, "desk_case_made", "clients", texts.text("desk.made.heading"), false, data);
}

std::string desk_case_page(const PageSettings& settings, const CaseView& view) {
  const Texts& texts = settings.texts();
  const CaseEntry& entry = view.file->entry;
  PageData data;
  add_faults(data, view.faults);
  set_done(data, texts, view.done);
  const std::string title = texts.text("desk.case") + " " + std::to_string(entry.id);
  data.set("id", std::to_string(entry.id));
  data.set("heading", title + ": " + entry.label);
  data.set("label", entry.label);
  data.set("version", std::to_string(entry.version));
  data.set("datum", entry.next_action ? format_iso(*entry.next_action) : std::string{});
  data.set("statuses", statuses_data(texts, entry.status));
  data.set("lead", texts.with("desk.case.lead", {{"made", day_of_moment(texts, entry.made_at)},
                                                 {"erased", texts.date(erased_from(entry))}}));
  PageData profile = profile_data(texts, view.file->profile);
  data.set("has_profile", !profile.list_value().empty());
  data.set("profile", profile);
  add_case_parts(data, texts, *view.file, view.account);
  data.set("notitie", view.note);
  data.set("bericht", view.message);
  data.set("may_erase", view.may_erase);
  set_or_false(data, "referral", entry.referral ? std::to_string(*entry.referral) : std::string{});
  data.set("may_hand_over", stands(view.file->consents, ConsentKind::hand_over));
  data.set("offered", entry.hand_over.has_value());
  PageData desks = page_list();
  for (const auto& [id, name] : view.desks) {
    PageData one;
    one.set("value", id);
    one.set("label", name);
    desks << one;
  }
  data.set("desks", desks);
  return desk_page(settings, "desk_case", "clients", title, !view.faults.empty(), data);
}

}  // namespace leerwijzer
