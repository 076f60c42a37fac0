// One's own account on a page, and for who manages the accounts of a desk or school those as well.
#include "api/web/page_data.hpp"
#include "api/web/session_pages.hpp"

#include <chrono>
#include <vector>

namespace leerwijzer {
namespace {

/// In the time of Amsterdam it would need a time zone; a day is what a person recognises.
std::string day_of(const Texts& texts, std::int64_t moment) {
  const std::chrono::sys_seconds at{std::chrono::seconds{moment}};
  return texts.date(Date{std::chrono::floor<std::chrono::days>(at)});
}

PageData sessions_data(const Texts& texts, const AccountView& view) {
  PageData list = page_list();
  for (const StoredSession& session : view.sessions) {
    PageData one;
    one.set("id", std::to_string(session.id));
    one.set("current", session.id == view.now.now.session.id);
    one.set("text", texts.with("account.session.since",
                               {{"date", day_of(texts, session.created_at)}, {"number", std::to_string(session.id)}}));
    list << one;
  }
  return list;
}

PageData people_data(const Texts& texts, const AccountView& view) {
  PageData list = page_list();
  for (const StoredAccount& account : view.people) {
    PageData one;
    const bool locked = account.status == AccountStatus::locked;
    one.set("id", std::to_string(account.id));
    one.set("version", std::to_string(account.version));
    one.set("email", account.email);
    one.set("text", texts.text("role." + std::string(name_of(account.role))) + ", " +
                        texts.text("account.status." + std::string(name_of(account.status))));
    one.set("actions", view.confirmed && account.id != view.now.now.account.id);
    one.set("lock", std::string(locked ? "vrijgeven" : "blokkeren"));
    one.set("lock_label", texts.text(locked ? "account.people.unlock" : "account.people.lock"));
    list << one;
  }
  return list;
}

std::vector<std::string_view> roles_at(std::string_view area) {
  if (area == "school") return {"editor", "publisher", "administrator"};
  return {"advisor", "desk-manager"};
}

}  // namespace

std::string account_page(const PageSettings& settings, const AccountView& view) {
  const Texts& texts = settings.texts();
  const StoredAccount& account = view.now.now.account;
  PageData data;
  add_faults(data, view.faults);
  set_or_false(data, "done", view.done.empty() ? std::string{} : texts.text(view.done));
  data.set("csrf", settings.csrf);
  data.set("email", account.email);
  data.set("lead", texts.with("account.lead", {{"email", account.email},
                                               {"role", texts.text("role." + std::string(name_of(account.role)))}}));
  data.set("own_password", !account.external);
  data.set("recovery_left", texts.counted("account.recovery.left", static_cast<std::size_t>(account.recovery_codes)));
  data.set("sessions", sessions_data(texts, view));
  data.set("several", view.sessions.size() > 1);
  data.set("confirmed", view.confirmed);
  data.set("manages", view.manages);
  data.set("people", people_data(texts, view));
  data.set("roles", choices_data(texts, "role", roles_at(settings.area), {}));
  set_or_false(
      data, "invited",
      view.invited_link.empty() ? std::string{} : texts.with("account.invited", {{"email", view.invited_email}}));
  data.set("invited_link", view.invited_link);
  const std::string title = texts.text("account.heading");
  return whole_page(settings,
                    {.title = view.faults.empty() ? title : texts.with("faults.title", {{"title", title}}),
                     .menu = "account",
                     .personal = true,
                     .area = settings.area},
                    render_template("account.mustache", settings.language, data));
}

}  // namespace leerwijzer
