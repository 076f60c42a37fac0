// What endpoints of accounts do at their begin and end: the desk behind them, who may manage, and an answer in JSON.
#pragma once

#include "api/account_desk.hpp"
#include "api/endpoint.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_json_body = std::to_array<std::string_view>({"application/json"});
inline constexpr auto k_if_match = std::to_array<std::string_view>({"If-Match"});
inline constexpr auto k_invitation_code = std::to_array<std::string_view>({"Leerwijzer-Code"});

/// Throws ErrorException with unavailable where accounts are off.
[[nodiscard]] AccountDesk& accounts_of(const Call& call);

/// The desk, for whoever manages accounts of a workplace. Throws ErrorException with permission_denied for others, and
/// for somebody whose last code is too long ago when the call changes something.
[[nodiscard]] AccountDesk& managed_accounts_of(const Call& call);

/// The code of an invitation from the header, in its one form. Throws ErrorException with invalid_input.
[[nodiscard]] std::string invitation_of(const Call& call);

[[nodiscard]] Answer json_answer(const boost::json::object& document, int status = 200);
/// One account, with its ETag.
[[nodiscard]] Answer account_answer(const StoredAccount& account);
/// A session that was opened: its cookie goes along.
[[nodiscard]] Answer opened_answer(const OpenedSession& session);

/// The answer to something that is made under an Idempotency-Key: that of now, or the one of the first time.
[[nodiscard]] Answer made_answer(const Call& call, const boost::json::object& now,
                                 const std::optional<std::string>& earlier);

/// Nothing is answered of what was ended, and it is no longer there.
[[nodiscard]] Answer ended_answer();

}  // namespace leerwijzer
