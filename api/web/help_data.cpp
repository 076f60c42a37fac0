// Talking to somebody: the desks for this person, the note that one of them would read, and that it was sent.
#include "api/web/help_pages.hpp"
#include "api/web/page_data.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_desks = 5;

bool is_chosen(const NoteForm& form, NoteSection section) {
  return std::any_of(form.approved.begin(), form.approved.end(),
                     [&](const ApprovedSection& one) { return one.section == section; });
}

bool was_shown(const NoteForm& form, NoteSection section) {
  return std::find(form.shown.begin(), form.shown.end(), section) != form.shown.end();
}

PageData told_data(const std::vector<std::pair<std::string, std::string>>& told) {
  PageData sections = page_list();
  for (const auto& [title, text] : told) {
    PageData one;
    one.set("title", title);
    one.set("text", text);
    sections << one;
  }
  return sections;
}

}  // namespace

std::string help_page(const PageSettings& settings, const HelpView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_form(data, texts, view.answers, view.faults);
  data.set("told", view.told);
  PageData desks = page_list();
  for (std::size_t i = 0; i < std::min(view.advice.points.size(), k_shown_desks); ++i) {
    const RoutedAdvicePoint& point = view.advice.points[i];
    PageData one = desk_data(texts, point);
    one.set("takes", std::find(view.takers.begin(), view.takers.end(), point.point.id) != view.takers.end());
    desks << one;
  }
  data.set("desks", desks);
  set_or_false(data, "note", view.advice.note);
  const std::string heading = texts.text("help.heading");
  return whole_page(
      settings,
      {.title = view.faults.empty() ? heading : texts.with("faults.title", {{"title", heading}}), .menu = "help"},
      render_template("help.mustache", settings.language, data));
}

std::string note_page(const PageSettings& settings, const NoteView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, view.faults);
  for (const char* field : {"telefoon", "email", "tekst", "toestemming", "vraag"}) {
    const auto fault =
        std::find_if(view.faults.begin(), view.faults.end(), [&](const FieldError& one) { return one.field == field; });
    set_or_false(data, std::string(field) + "_fout", fault == view.faults.end() ? std::string{} : fault->what);
  }
  data.set("lead", texts.with("note.lead", {{"desk", view.desk_name}}));
  data.set("desk", view.form.desk);
  data.set("retry", view.form.retry);
  data.set("channels", choices_data(texts, "channel", {"none", "phone", "email"}, {view.form.channel}));
  data.set("naam", view.form.name);
  data.set("telefoon", view.form.phone);
  data.set("email", view.form.email);
  data.set("vraag", view.form.remark);
  PageData sections = page_list();
  for (const NotePart& part : view.note) {
    PageData one;
    one.set("section", std::string(name_of(part.section)));
    one.set("approval", part.approval);
    one.set("title", part.title);
    one.set("text", part.text);
    one.set("sensitive", part.sensitive);
    one.set("on", was_shown(view.form, part.section) ? is_chosen(view.form, part.section) : !part.sensitive);
    sections << one;
  }
  data.set("has_sections", !view.note.empty());
  data.set("sections", sections);
  data.set("consent", std::string(k_consent_text));
  data.set("consent_version", std::string(k_consent_version));
  data.set("consents", view.form.consent_version == k_consent_version);
  const std::string heading = texts.text("note.heading");
  return whole_page(settings,
                    {.title = view.faults.empty() ? heading : texts.with("faults.title", {{"title", heading}}),
                     .menu = "help",
                     .personal = true},
                    render_template("note.mustache", settings.language, data));
}

std::string sent_page(const PageSettings& settings, const SentView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  data.set("lead", texts.with("sent.lead", {{"desk", view.desk_name}}));
  data.set("code", view.code);
  data.set("kept", texts.with("sent.kept", {{"date", texts.date(view.until)}}));
  std::vector<std::pair<std::string, std::string>> told;
  for (const NotePart& part : view.told) told.emplace_back(part.title, part.text);
  data.set("sections", told_data(told));
  return whole_page(settings, {.title = texts.text("sent.heading"), .menu = "help", .personal = true},
                    render_template("sent.mustache", settings.language, data));
}

std::string follow_page(const PageSettings& settings, const FollowView& view) {
  const Texts& texts = settings.texts();
  const auto words = [](const boost::json::value& value) { return std::string(value.as_string()); };
  PageData data;
  const boost::json::object& referral = view.referral;
  data.set("notice", view.withdrawn);
  data.set("code", view.code);
  data.set("desk", words(referral.at("desk").at("name")));
  data.set("status", words(referral.at("words")));
  const auto& refusal = referral.at("refusal");
  set_or_false(data, "refusal", refusal.is_object() ? words(refusal.at("words")) : std::string{});
  const auto day = parse_iso_date(words(referral.at("expiresDate")));
  data.set("kept", day ? texts.with("follow.kept", {{"date", texts.date(*day)}}) : std::string{});
  std::vector<std::pair<std::string, std::string>> told;
  for (const boost::json::value& one : referral.at("sections").as_array())
    told.emplace_back(words(one.at("title")), words(one.at("text")));
  data.set("has_sections", !told.empty());
  data.set("sections", told_data(told));
  data.set("may_withdraw", view.may_withdraw);
  return whole_page(settings, {.title = texts.text("follow.heading"), .menu = "help", .personal = true},
                    render_template("follow.mustache", settings.language, data));
}

std::string follow_code_page(const PageSettings& settings, std::string_view fault, const std::string& typed) {
  const Texts& texts = settings.texts();
  const std::string heading = texts.text("follow.ask");
  std::vector<FieldError> faults;
  if (!fault.empty()) faults.push_back({"code", texts.text(fault), ""});
  PageData data;
  data.set("code_fout", false);
  add_faults(data, faults);
  data.set("typed", typed);
  const std::string title = fault.empty() ? heading : texts.with("faults.title", {{"title", heading}});
  return whole_page(settings, {.title = title, .menu = "help", .personal = true},
                    render_template("follow_code.mustache", settings.language, data));
}

}  // namespace leerwijzer
