#include "api/oidc/oidc_settings.hpp"

#include "api/oidc/json_web_token.hpp"
#include "engine/core/text.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace leerwijzer {
namespace {

Error wrong(std::string what, std::string hint, std::string where) {
  return {ErrorCode::invalid_input, std::move(what), std::move(hint), std::move(where)};
}

bool is_section_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// False for a name that does not exist. The secret's file is kept as its path until it is read.
bool set(OidcProvider& provider, std::string_view name, std::string_view value) {
  const std::string text(value);
  if (name == "issuer") {
    provider.issuer = text;
  } else if (name == "client-id") {
    provider.client_id = text;
  } else if (name == "client-secret-file") {
    provider.client_secret = text;
  } else if (name == "redirect") {
    provider.redirect = text;
  } else if (name == "scope") {
    provider.scope = text;
  } else if (name == "desk-claim") {
    provider.desk_claim = text;
  } else if (name == "desks") {
    provider.desks = split_trimmed(value, ',');
  } else if (name == "role-claim") {
    provider.role_claim = text;
  } else if (name == "advisors") {
    provider.advisors = split_trimmed(value, ',');
  } else if (name == "managers") {
    provider.managers = split_trimmed(value, ',');
  } else if (name == "ca-file") {
    provider.ca_file = text;
  } else {
    return false;
  }
  return true;
}

Result<void> check(const OidcProvider& provider, const std::string& file) {
  const std::string where = file + " [" + provider.name + "]";
  if (!provider.issuer.starts_with("https://"))
    return wrong("issuer is no https address", "issuer = https://login.example.nl", where);
  if (!provider.redirect.starts_with("https://") || !provider.redirect.ends_with("/v1/sessions/oidc/callback"))
    return wrong("redirect is not the address of the callback",
                 "redirect = https://THIS-HOST/v1/sessions/oidc/callback", where);
  if (provider.client_id.empty()) return wrong("client-id is missing", "The organisation gives it.", where);
  if (provider.desks.empty()) return wrong("desks is missing", "Name the desks that it speaks for.", where);
  if (provider.desk_claim.empty() && provider.desks.size() > 1)
    return wrong("desk-claim is missing", "With several desks a claim must tell which.", where);
  if (provider.role_claim.empty() || provider.advisors.size() + provider.managers.size() == 0)
    return wrong("role-claim, and advisors or managers, are missing", "Say which values are which role.", where);
  return k_ok;
}

Result<std::string> read_secret(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return Error{ErrorCode::permission_denied, "Others can read the file with the client secret", "chmod 600 " + path,
                 path};
  std::ifstream in(path);
  std::string secret;
  if (in >> secret) return secret;
  return Error{ErrorCode::not_found, "The file with the client secret cannot be read", "", path};
}

bool has_one_of(const std::vector<std::string>& values, const std::vector<std::string>& wanted) {
  return std::find_first_of(values.begin(), values.end(), wanted.begin(), wanted.end()) != values.end();
}

}  // namespace

Result<std::vector<OidcProvider>> parse_oidc_settings(std::string_view text, const std::string& file) {
  std::vector<OidcProvider> providers;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string where = file + ":" + std::to_string(number);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      const std::string name(trim(line.substr(1, line.size() - (line.back() == ']' ? 2 : 1))));
      const bool known = std::any_of(providers.begin(), providers.end(), [&](const auto& p) { return p.name == name; });
      if (line.back() != ']' || !is_section_name(name) || known)
        return wrong("This is no new section", "[werkcentrum], with small letters, digits and dashes", where);
      providers.emplace_back().name = name;
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || providers.empty() ||
        !set(providers.back(), trim(line.substr(0, equals)), trim(line.substr(equals + 1))))
      return wrong("This setting is not known, or stands before the first section", "See docs/operators.md.", where);
  }
  for (const OidcProvider& provider : providers) {
    if (const auto right = check(provider, file); !right) return right.error();
  }
  return providers;
}

Result<std::vector<OidcProvider>> read_oidc_settings(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in)
    return Error{ErrorCode::not_found, "The file with organisations cannot be read", "Check --oidc.", file.string()};
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto providers = parse_oidc_settings(text, file.string());
  if (!providers) return providers;
  for (OidcProvider& provider : *providers) {
    if (provider.client_secret.empty()) continue;
    auto secret = read_secret(provider.client_secret);
    if (!secret) return secret.error();
    provider.client_secret = std::move(*secret);
  }
  return providers;
}

Result<OidcPlace> place_by_claims(const OidcProvider& provider, const boost::json::object& claims) {
  OidcPlace found;
  found.place.desk = provider.desks.front();
  if (!provider.desk_claim.empty()) {
    const auto named = texts_of_claim(claims, provider.desk_claim);
    if (named.size() != 1 ||
        std::find(provider.desks.begin(), provider.desks.end(), named.front()) == provider.desks.end()) {
      return Error{ErrorCode::permission_denied, "Uw organisatie noemt geen adviespunt waar u hier mag werken.",
                   "Vraag de beheerder van uw organisatie.", ""};
    }
    found.place.desk = named.front();
  }
  const auto roles = texts_of_claim(claims, provider.role_claim);
  if (has_one_of(roles, provider.managers)) {
    found.role = AccountRole::desk_manager;
  } else if (!has_one_of(roles, provider.advisors)) {
    return Error{ErrorCode::permission_denied, "U heeft bij uw organisatie geen rol die hier mag werken.",
                 "Vraag de beheerder van uw organisatie.", ""};
  }
  return found;
}

}  // namespace leerwijzer
