#include "engine/domain/account.hpp"

#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_prefix_digits = 10;
constexpr std::size_t k_secret_digits = 40;
constexpr std::size_t k_recovery_letters = 16;
constexpr std::size_t k_longest_email = 254;
constexpr std::int64_t k_longest_wait = 60;

bool is_hex(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// What would end a line, a list or an address has no place in one.
bool may_stand_in_email(char c) noexcept {
  constexpr std::string_view k_not = ",;<>\"()[]\\";
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && k_not.find(c) == std::string_view::npos;
}

}  // namespace

bool fits(AccountRole role, const Workplace& place) noexcept {
  if (place.desk.empty() == !place.provider) return false;
  const bool of_desk = role == AccountRole::advisor || role == AccountRole::desk_manager;
  return of_desk == !place.desk.empty();
}

bool manages(AccountRole role) noexcept {
  return role == AccountRole::desk_manager || role == AccountRole::administrator;
}

std::vector<KeyScope> scopes_of(AccountRole role) {
  switch (role) {
    case AccountRole::advisor:
    case AccountRole::desk_manager: return {};
    case AccountRole::editor: return {KeyScope::read, KeyScope::write};
    case AccountRole::publisher: return {KeyScope::read, KeyScope::write, KeyScope::publish};
    case AccountRole::administrator: return {KeyScope::read, KeyScope::write, KeyScope::publish, KeyScope::manage};
  }
  return {};
}

std::string account_name(std::int64_t id) { return "account " + std::to_string(id); }
std::string key_name(std::int64_t id) { return "key " + std::to_string(id); }

std::optional<std::string> normal_email(std::string_view typed) {
  const std::string_view text = trim(typed);
  const std::size_t at = text.find('@');
  if (text.size() > k_longest_email || at == std::string_view::npos || at == 0 ||
      text.find('@', at + 1) != std::string_view::npos)
    return std::nullopt;
  const std::size_t dot = text.find('.', at);
  if (dot == std::string_view::npos || dot == at + 1 || text.back() == '.') return std::nullopt;
  if (!is_clean_utf8(text) || !std::all_of(text.begin(), text.end(), may_stand_in_email)) return std::nullopt;
  return to_lower(text);
}

std::string random_recovery_code() { return random_code().substr(0, k_recovery_letters + k_recovery_letters / 4 - 1); }

std::optional<std::string> normal_recovery_code(std::string_view typed) {
  // normal_code knows the alphabet; what it checks is as long as a code of a person.
  std::string letters;
  for (const char c : typed.substr(0, 100)) {
    if (c != ' ' && c != '-') letters += c;
  }
  if (letters.size() != k_recovery_letters || typed.size() > 100) return std::nullopt;
  const auto whole = normal_code(letters + std::string(28 - k_recovery_letters, '0'));
  return whole ? std::optional(whole->substr(0, k_recovery_letters)) : std::nullopt;
}

std::string digest_of_invitation(std::string_view code) { return secret_digest("leerwijzer invitation", code); }

bool is_over(std::int64_t created, std::int64_t seen, const SessionLimits& limits, std::int64_t now) noexcept {
  const std::int64_t absolute = std::min(limits.absolute_seconds, SessionLimits::k_longest);
  return now - seen >= limits.idle_seconds || now - created >= absolute;
}

std::int64_t wait_after_failures(int failures, int free_failures) noexcept {
  const int beyond = failures - free_failures;
  if (beyond <= 0) return 0;
  return beyond >= 6 ? k_longest_wait : std::min(k_longest_wait, std::int64_t{1} << beyond);
}

KeyText random_key() { return {hex_of(random_bytes(k_prefix_digits / 2)), hex_of(random_bytes(k_secret_digits / 2))}; }

std::string text_of(const KeyText& key) { return "lw_" + key.prefix + "_" + key.secret; }

std::optional<KeyText> parse_key(std::string_view text) {
  constexpr std::size_t k_secret_at = 3 + k_prefix_digits + 1;
  if (text.size() != k_secret_at + k_secret_digits || !text.starts_with("lw_") || text[k_secret_at - 1] != '_')
    return std::nullopt;
  KeyText key{std::string(text.substr(3, k_prefix_digits)), std::string(text.substr(k_secret_at))};
  if (!is_hex(key.prefix) || !is_hex(key.secret)) return std::nullopt;
  return key;
}

}  // namespace leerwijzer
