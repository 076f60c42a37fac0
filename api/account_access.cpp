#include "api/account_access.hpp"

#include "api/condition.hpp"
#include "api/retry_key.hpp"
#include "api/session_token.hpp"
#include "api/wire/account_wire.hpp"
#include "engine/core/sealing.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

AccountDesk& accounts_of(const Call& call) {
  if (call.services.accounts != nullptr) return *call.services.accounts;
  throw ErrorException({ErrorCode::unavailable, "Aanmelden kan hier niet.", "Vraag de beheerder van deze dienst.", ""});
}

AccountDesk& managed_accounts_of(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  if (!call.caller.may(Right::desk_manage) && !call.caller.may(Right::provider_manage)) {
    desk.note_denied(call.caller, call.request.method + " accounts");
    throw ErrorException({ErrorCode::permission_denied, "Dit mag u niet met dit account.",
                          "Vraag de beheerder van uw adviespunt of school.", ""});
  }
  if (is_unsafe(call.request.method)) {
    if (const auto fresh = desk.require_confirmed(call.request, call.caller); !fresh)
      throw ErrorException(fresh.error());
  }
  return desk;
}

std::string invitation_of(const Call& call) {
  const auto code = normal_code(call.request.header("leerwijzer-code"));
  if (code) return *code;
  throw ErrorException({ErrorCode::invalid_input, "Dit is geen code.",
                        "Stuur de code van de uitnodiging in de header Leerwijzer-Code: 28 letters en cijfers.",
                        "Leerwijzer-Code"});
}

Answer json_answer(const boost::json::object& document, int status) {
  return Answer{.body = boost::json::serialize(document), .status = status};
}

Answer account_answer(const StoredAccount& account) {
  Answer answer = json_answer(write_account(account));
  answer.headers.emplace_back("etag", tag_of(account.version));
  return answer;
}

Answer opened_answer(const OpenedSession& session) {
  Answer answer = json_answer(write_opened(session), 201);
  answer.headers.emplace_back("set-cookie", session_cookie(session.token));
  return answer;
}

Answer made_answer(const Call& call, const boost::json::object& now, const std::optional<std::string>& earlier) {
  if (!earlier) return json_answer(now, 201);
  const auto opened = open_answer(call, *earlier);
  if (!opened) throw ErrorException({ErrorCode::corrupt, "A remembered answer cannot be read", "", ""});
  return Answer{.body = *opened, .status = 201};
}

Answer ended_answer() { return json_answer(boost::json::object{{"ended", true}}); }

}  // namespace leerwijzer
