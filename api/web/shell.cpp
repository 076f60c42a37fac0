#include "api/web/shell.hpp"

#include "api/endpoint.hpp"
#include "api/http/target.hpp"
#include "api/page_session.hpp"
#include "api/web/answers_cookie.hpp"
#include "api/web/assets.hpp"
#include "api/web/template_text.hpp"
#include "api/web/templates.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

namespace leerwijzer {
namespace {

/// Drawn in a box of 20 by 20.
constexpr auto k_signs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"met", R"(<path d="M4 10.5l4 4 8-9"/>)"},
    {"unknown", R"(<path d="M7 7.4a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2M10 15.4v.1"/>)"},
    {"failed", R"(<path d="M5 5l10 10M15 5L5 15"/>)"},
    {"clock", R"(<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>)"},
    {"cal", R"(<rect x="2.8" y="4" width="14.4" height="13" rx="2"/><path d="M2.8 8.3h14.4M6.7 2v3.5M13.3 2v3.5"/>)"},
    {"print", R"(<path d="M6 7V2.8h8V7M6 14H3V7.5h14V14h-3M6 11.5h8v5.7H6z"/>)"},
    {"talk", R"(<path d="M3 4h14v9.5H9.5L5.5 17v-3.5H3z"/>)"},
    {"out", R"(<path d="M8 4H4v12h12v-4M11.5 3.5h5v5M16 4l-7 7"/>)"},
    {"plus", R"(<path d="M10 4v12M4 10h12"/>)"},
    {"swap", R"(<path d="M4 7h11l-3-3M16 13H5l3 3"/>)"},
    {"lock", R"(<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>)"},
    {"next", R"(<path d="M4 10h12M11 5l5 5-5 5"/>)"},
    {"back", R"(<path d="M16 10H4M9 5l-5 5 5 5"/>)"},
    {"edit", R"(<path d="M3.5 16.5l.8-3.6 9.2-9.2 2.8 2.8-9.2 9.2z"/>)"},
    {"copy", R"(<rect x="7" y="7" width="10" height="10" rx="1.5"/><path d="M13 7V3H3v10h4"/>)"},
    {"warn", R"(<path d="M10 2.8L18 17H2zM10 8v4.2M10 14.6v.1"/>)"},
});

/// Only the signs that the page uses.
std::string sprite_for(std::string_view html) {
  std::string out;
  for (const auto& [name, drawing] : k_signs) {
    const std::string use = "#i-" + std::string(name) + "\"";
    if (html.find(use) == std::string_view::npos) continue;
    out += "<symbol id=\"i-" + std::string(name) + "\" viewBox=\"0 0 20 20\">" + std::string(drawing) + "</symbol>";
  }
  if (out.empty()) return out;
  return "<svg class=\"lw-sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">" + out + "</svg>";
}

/// The address that the client asked for, when it has the form of one.
std::string host_of(const WebRequest& request) {
  const std::string_view host = request.header("host");
  const bool clean = !host.empty() && host.size() < 200 &&
                     host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") ==
                         std::string_view::npos;
  if (!clean) return {};
  const std::string_view scheme = request.header("x-forwarded-proto") == "https" ? "https://" : "http://";
  return std::string(scheme) + std::string(host);
}

/// Menu, style and script of the people of a desk or a school.
void add_area(PageData& data, const PageSettings& settings, const PageHead& head) {
  const bool signed_in = !head.area.empty();
  data.set("everybody", !signed_in);
  data.set("signed_in", signed_in);
  data.set("at_desk", head.area == "desk");
  data.set("at_school", head.area == "school");
  data.set("wide", head.wide);
  data.set("home", std::string(home_of(head.area)));
  data.set("csrf", settings.csrf);
  if (!signed_in) return;
  data.set("area_style_address", web_asset(std::string(head.area) + "-style").address);
  data.set("area_script_address", web_asset(std::string(head.area) + "-script").address);
}

/// What sharing a link and search engines read. Without a host there are no whole addresses to give.
std::string shared_head(const PageSettings& settings, const PageHead& head) {
  std::string out;
  const auto meta = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("<meta property=\"{}\" content=\"{}\">\n", name, escaped(value));
  };
  const bool dutch = settings.language == Language::nl;
  const std::string in_dutch = settings.host + settings.path;
  const std::string in_english = settings.host + "/en" + (settings.path == "/" ? std::string{} : settings.path);
  meta("og:type", "website");
  meta("og:site_name", "Leerwijzer");
  meta("og:title", head.title);
  meta("og:description", head.description.empty() ? settings.texts().text("site.description") : head.description);
  meta("og:locale", dutch ? "nl_NL" : "en_GB");
  meta("og:locale:alternate", dutch ? "en_GB" : "nl_NL");
  if (settings.host.empty()) return out;
  const std::string& own = dutch ? in_dutch : in_english;
  meta("og:url", own);
  meta("og:image", settings.host + web_asset("card").address);
  meta("og:image:type", "image/png");
  meta("og:image:width", "1200");
  meta("og:image:height", "630");
  meta("og:image:alt", settings.texts().text("site.card"));
  out += fmt::format("<link rel=\"canonical\" href=\"{}\">\n", escaped(own));
  for (const auto& [language, address] : {std::pair{"nl", in_dutch}, {"en", in_english}, {"x-default", in_dutch}})
    out += fmt::format("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">\n", language, escaped(address));
  return out;
}

}  // namespace

PageSettings page_settings(const Call& call) {
  PageSettings settings;
  settings.sample = call.snapshot && call.snapshot->sample;
  settings.today = call.today;
  settings.language = language_of_path(call.request.path);
  settings.path = path_without_language(call.request.path);
  for (const auto& [name, value] : call.query)
    settings.query += (settings.query.empty() ? "?" : "&") + percent_encode(name) + "=" + percent_encode(value);
  settings.host = host_of(call.request);
  if (const auto answers = answers_of(call.request)) settings.in_plan = answers->pins.size();
  settings.area = area_of(call.caller);
  if (!settings.area.empty()) settings.csrf = csrf_field(call);
  return settings;
}

std::string whole_page(const PageSettings& settings, const PageHead& head, const std::string& content) {
  const Texts& texts = settings.texts();
  PageData data;
  data.set("title", head.title);
  data.set("description", head.description.empty() ? texts.text("site.description") : head.description);
  data.set("personal", head.personal);
  data.set("shared", head.personal ? std::string{} : shared_head(settings, head));
  data.set("extra", head.extra);
  for (const char* name : {"style", "script", "font", "icon", "touch-icon", "manifest"})
    data.set(std::string(name) + "_address", web_asset(name).address);
  data.set("today", texts.date(settings.today));
  data.set("sample", settings.sample);
  for (const char* name : {"start", "search", "work", "plan", "help", "clients", "referrals", "templates", "offers",
                           "files", "sources", "findability", "keys", "account"})
    data.set(std::string("in_") + name, head.menu == name);
  add_area(data, settings, head);
  data.set("has_plan", settings.in_plan > 0);
  data.set("plan_count", std::to_string(settings.in_plan));
  const bool dutch = settings.language == Language::nl;
  // What has no page in another language leads to its start.
  const std::string path = settings.path.starts_with("/v1/") ? "/" : settings.path;
  const std::string other = dutch ? "/en" + (path == "/" ? std::string{} : path) : path;
  data.set("other_address", other + settings.query);
  data.set("other_language", std::string(dutch ? "en" : "nl"));
  data.set("content", content);
  data.set("sprite", sprite_for(content));
  return render_template("layout.mustache", settings.language, data);
}

}  // namespace leerwijzer
