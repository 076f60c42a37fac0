#include "api/account_view.hpp"

#include "api/account_access.hpp"

namespace leerwijzer {

AccountView account_view_of(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  auto session = desk.current(call.request);
  if (!session) throw ErrorException(session.error());
  AccountView view;
  view.now = std::move(*session);
  view.sessions = desk.sessions(call.caller.id);
  view.confirmed = static_cast<bool>(desk.require_confirmed(call.request, call.caller));
  view.manages = call.caller.may(Right::desk_manage) || call.caller.may(Right::provider_manage);
  if (view.manages) view.people = desk.accounts(call.caller);
  return view;
}

}  // namespace leerwijzer
