// Who works with Leerwijzer: people at a desk or a school, each in one role, and the keys of a school's programs. Rules
// only; nothing here is stored or reads a clock. Moments are seconds since 1970.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class AccountRole : std::uint8_t { advisor, desk_manager, editor, publisher, administrator };
template <>
struct EnumNames<AccountRole> {
  static constexpr auto names = std::to_array<EnumName<AccountRole>>({
      {AccountRole::advisor, "advisor"},
      {AccountRole::desk_manager, "desk-manager"},
      {AccountRole::editor, "editor"},
      {AccountRole::publisher, "publisher"},
      {AccountRole::administrator, "administrator"},
  });
};

enum class AccountStatus : std::uint8_t {
  invited,  ///< has no password and no code yet, or was reset
  active,
  locked  ///< by a person; only a person unlocks
};
template <>
struct EnumNames<AccountStatus> {
  static constexpr auto names = std::to_array<EnumName<AccountStatus>>(
      {{AccountStatus::invited, "invited"}, {AccountStatus::active, "active"}, {AccountStatus::locked, "locked"}});
};

/// What a key of a provider may do.
enum class KeyScope : std::uint8_t { read, write, publish, manage };
template <>
struct EnumNames<KeyScope> {
  static constexpr auto names = std::to_array<EnumName<KeyScope>>({{KeyScope::read, "provider-read"},
                                                                   {KeyScope::write, "provider-write"},
                                                                   {KeyScope::publish, "provider-publish"},
                                                                   {KeyScope::manage, "provider-manage"}});
};

/// Where somebody works: a desk or a provider, never both.
struct Workplace {
  std::string desk{};                    ///< id of an advice point; empty: none
  std::optional<ProviderId> provider{};  ///< of a school
  bool operator==(const Workplace&) const = default;
};

/// Is the role one of that kind of workplace?
[[nodiscard]] bool fits(AccountRole role, const Workplace& place) noexcept;

/// Does the role manage the accounts of its workplace?
[[nodiscard]] bool manages(AccountRole role) noexcept;

/// What a role at a provider may do; nothing for a role at a desk.
[[nodiscard]] std::vector<KeyScope> scopes_of(AccountRole role);

/// "account 12" and "key 7": all that the audit tells of who it was.
[[nodiscard]] std::string account_name(std::int64_t id);
[[nodiscard]] std::string key_name(std::int64_t id);

/// The one form of an e-mail address, in small letters; nothing for what is none, or is longer than 254 bytes.
[[nodiscard]] std::optional<std::string> normal_email(std::string_view typed);

/// 80 bits at random, to keep on paper: "A1B2-C3D4-E5F6-G7H8".
[[nodiscard]] std::string random_recovery_code();
/// The one form, whatever dashes, spaces and capitals were typed; nothing for what is no recovery code.
[[nodiscard]] std::optional<std::string> normal_recovery_code(std::string_view typed);
inline constexpr int k_recovery_codes = 10;

/// What is stored of an invitation's code (random_code of core/sealing.hpp), in its one form.
[[nodiscard]] std::string digest_of_invitation(std::string_view code);
inline constexpr std::int64_t k_invitation_seconds = 7 * 24 * 3600;

/// How long a session holds.
struct SessionLimits {
  std::int64_t idle_seconds = 30 * 60;
  std::int64_t absolute_seconds = 8 * 3600;
  static constexpr std::int64_t k_longest = 12 * 3600;  ///< no setting goes further
};
/// After this time a deed that matters asks for the code again.
inline constexpr std::int64_t k_confirmed_seconds = 10 * 60;
/// A session or key that was used this recently is not written again.
inline constexpr std::int64_t k_seen_seconds = 60;

[[nodiscard]] bool is_over(std::int64_t created, std::int64_t seen, const SessionLimits& limits,
                           std::int64_t now) noexcept;

/// Seconds that the next attempt must wait after this many failures in a row: the first are free, then 2, 4, 8 and so
/// on to at most a minute. That leaves fewer than a hundred guesses an hour, and shuts nobody out for long.
[[nodiscard]] std::int64_t wait_after_failures(int failures, int free_failures) noexcept;
inline constexpr int k_free_per_account = 5;
inline constexpr int k_free_per_address = 30;
/// After this long without an attempt the failures are forgotten.
inline constexpr std::int64_t k_failures_kept_seconds = 24 * 3600;

/// The parts of a provider's key as a client sends it: "lw_<prefix>_<secret>".
struct KeyText {
  std::string prefix;  ///< 10 signs, known to everybody
  std::string secret;  ///< 40 hexadecimal digits: 160 bits
};
[[nodiscard]] KeyText random_key();
[[nodiscard]] std::string text_of(const KeyText& key);
/// Nothing for another form.
[[nodiscard]] std::optional<KeyText> parse_key(std::string_view text);

}  // namespace leerwijzer
