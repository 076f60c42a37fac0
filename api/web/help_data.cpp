// Talking to somebody: the desks for this person, the note that one of them would read, and that it was sent.
#include "api/web/help_pages.hpp"
#include "api/web/page_data.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_desks = 5;

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
  for (const char* field : {"telefoon", "email"}) {
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
    one.set("on", !part.sensitive);
    sections << one;
  }
  data.set("has_sections", !view.note.empty());
  data.set("sections", sections);
  data.set("consent", std::string(k_consent_text));
  data.set("consent_version", std::string(k_consent_version));
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
  PageData sections = page_list();
  for (const NotePart& part : view.told) {
    PageData one;
    one.set("title", part.title);
    one.set("text", part.text);
    sections << one;
  }
  data.set("sections", sections);
  return whole_page(settings, {.title = texts.text("sent.heading"), .menu = "help", .personal = true},
                    render_template("sent.mustache", settings.language, data));
}

}  // namespace leerwijzer
