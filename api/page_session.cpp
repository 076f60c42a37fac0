#include "api/page_session.hpp"

#include "api/http/target.hpp"
#include "api/session_token.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_signed_in = std::to_array<std::string_view>({"/adviseur", "/school", "/account"});

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '_';
}

}  // namespace

std::string csrf_field(const WebRequest& request) {
  const auto token = session_token_of(request);
  if (!token || token->empty()) return {};
  return "<input type=\"hidden\" name=\"csrf\" value=\"" + csrf_of(*token) + "\">";
}

std::string csrf_field(const Call& call) { return csrf_field(call.request); }

std::string_view area_of(const Caller& caller) {
  if (caller.kind == CallerKind::nobody) return {};
  return caller.provider ? "school" : "desk";
}

std::string_view home_of(std::string_view area) {
  if (area == "desk") return "/adviseur";
  return area == "school" ? "/school" : "/";
}

bool is_signed_in_path(std::string_view path) {
  return std::any_of(k_signed_in.begin(), k_signed_in.end(), [&](std::string_view one) {
    return path.starts_with(one) && (path.size() == one.size() || path[one.size()] == '/');
  });
}

std::string after_login(std::string_view wanted, std::string_view otherwise) {
  const bool plain = wanted.size() <= 200 && std::all_of(wanted.begin(), wanted.end(), is_plain);
  return std::string(plain && is_signed_in_path(wanted) ? wanted : otherwise);
}

std::string login_address(std::string_view path, bool may_come_back) {
  const std::string back = may_come_back ? after_login(path, "") : "";
  return back.empty() ? "/inloggen" : "/inloggen?naar=" + percent_encode(back);
}

}  // namespace leerwijzer
