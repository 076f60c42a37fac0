// Accounts, sessions and keys on the wire. Readers throw InvalidInput with every fault.
#pragma once

#include "api/account_desk.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

[[nodiscard]] Credentials read_credentials(std::string_view body);
/// {"code": "123456"}
[[nodiscard]] std::string read_code(std::string_view body);
/// {"password": "..."}
[[nodiscard]] std::string read_password(std::string_view body);
[[nodiscard]] PasswordChange read_password_change(std::string_view body);
[[nodiscard]] InviteAccount read_invitation(std::string_view body);
/// Role or locked, or both; id and version are the caller's to fill in.
[[nodiscard]] AccountChange read_account_change(std::string_view body);
[[nodiscard]] MakeKey read_key_wish(std::string_view body);

/// "2026-11-28T14:05:00Z"
[[nodiscard]] std::string iso_moment(std::int64_t seconds);

[[nodiscard]] boost::json::object write_account(const StoredAccount& account);
[[nodiscard]] boost::json::object write_opened(const OpenedSession& session);
[[nodiscard]] boost::json::object write_session(const StoredSession& session, std::int64_t current);
[[nodiscard]] boost::json::object write_invited(const Invited& invited);
[[nodiscard]] boost::json::object write_key(const ProviderKey& key);
[[nodiscard]] boost::json::object write_made_key(const MadeKey& made);
/// {"recoveryCodes": [...], "keepCodes": "..."} added to what is there.
void write_recovery_codes(boost::json::object& document, const std::vector<std::string>& codes);

}  // namespace leerwijzer
