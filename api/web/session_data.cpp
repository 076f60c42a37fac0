#include "api/web/page_data.hpp"
#include "api/web/qr_picture.hpp"
#include "api/web/session_pages.hpp"

#include <chrono>

namespace leerwijzer {
namespace {

std::string titled(const Texts& texts, const std::string& title, bool faulty) {
  return faulty ? texts.with("faults.title", {{"title", title}}) : title;
}

std::string page_of(const PageSettings& settings, const char* name, const std::string& title, bool faulty,
                    const PageData& data) {
  return whole_page(settings, {.title = titled(settings.texts(), title, faulty), .personal = true},
                    render_template(std::string(name) + ".mustache", settings.language, data));
}

/// In groups of four, to type over.
std::string in_groups(const std::string& secret) {
  std::string out;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += secret[i];
  }
  return out;
}

}  // namespace

std::string login_page(const PageSettings& settings, const LoginView& view) {
  PageData data;
  add_faults(data, view.faults);
  data.set("email", view.email);
  data.set("back", view.back);
  data.set("ended", view.ended);
  data.set("elsewhere", view.elsewhere);
  return page_of(settings, "login", settings.texts().text("login.heading"), !view.faults.empty(), data);
}

std::string invitation_page(const PageSettings& settings, std::string_view code,
                            const std::vector<FieldError>& faults) {
  PageData data;
  add_faults(data, faults);
  data.set("code", std::string(code));
  return page_of(settings, "invitation", settings.texts().text("invitation.heading"), !faults.empty(), data);
}

std::string app_page(const PageSettings& settings, const AppView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_faults(data, view.faults);
  data.set("invitation", view.invitation);
  data.set("email", view.email);
  data.set("secret", view.secret);
  data.set("secret_shown", in_groups(view.secret));
  data.set("uri", view.uri);
  const auto picture = qr_picture(view.uri, texts.text("app.picture"));
  set_or_false(data, "picture", picture ? *picture : std::string{});
  return page_of(settings, "app", texts.text("app.heading"), !view.faults.empty(), data);
}

std::string recovery_page(const PageSettings& settings, const std::vector<std::string>& codes, bool fresh) {
  PageData data;
  data.set("codes", texts_data(codes));
  data.set("fresh", fresh);
  std::string lines;
  for (const std::string& code : codes) lines += code + "\n";
  data.set("lines", lines);
  const std::string title = settings.texts().text("recovery.heading");
  PageHead head{.title = title, .personal = true};
  if (!fresh) head.area = settings.area;
  head.menu = "account";
  return whole_page(settings, head, render_template("recovery.mustache", settings.language, data));
}

}  // namespace leerwijzer
