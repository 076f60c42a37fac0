#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/workspace.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/account_store.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::string email;
  std::string desk;
  std::int64_t provider = 0;
  std::int64_t id = 0;
  std::string by;
};

std::int64_t moment_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
}

std::string actor_in(const Options& options) { return "operator " + actor_of(options.by); }

Workplace place_of(const Options& options) {
  Workplace place{options.desk, std::nullopt};
  if (options.provider > 0) place.provider = ProviderId{options.provider};
  return place;
}

/// The first account of a workplace manages it; it invites the others itself.
AccountRole first_role(const Workplace& place) {
  return place.provider ? AccountRole::administrator : AccountRole::desk_manager;
}

NewInvitation new_invitation(const Options& options, std::string& code) {
  code = random_code();
  NewInvitation invitation;
  invitation.code_digest = digest_of_invitation(normal_code(code).value());
  invitation.expires_at = moment_now() + k_invitation_seconds;
  invitation.by = actor_in(options);
  return invitation;
}

void tell(const StoredAccount& account, const std::string& code, std::int64_t expires_at) {
  fmt::print("Account {} ({}) is invited. The code, which is not shown again:\n\n  {}\n\n", account.id,
             name_of(account.role), code);
  fmt::print("It holds until {:%F %R} UTC. Give it in person or by telephone: POST /v1/enrolments takes it.\n",
             fmt::gmtime(static_cast<std::time_t>(expires_at)));
}

int add(Workspace& workspace, const Options& options) {
  const Workplace place = place_of(options);
  if (place.desk.empty() == !place.provider) {
    throw ErrorException({ErrorCode::invalid_input, "An account is of one desk or of one provider",
                          "Give --desk ID (GET /v1/advice-points) or --provider NUMBER (GET /v1/providers).", ""});
  }
  const auto email = normal_email(options.email);
  if (!email) throw ErrorException({ErrorCode::invalid_input, "This is no e-mail address", "", "email"});
  AccountStore store(workspace.pool());
  if (!store.exists(place)) {
    throw ErrorException({ErrorCode::not_found, "There is no such desk or provider",
                          "Import the regions or the provider's feed first, and take its id from there.",
                          place.provider ? "--provider" : "--desk"});
  }
  std::string code;
  NewInvitation invitation = new_invitation(options, code);
  invitation.email = *email;
  invitation.place = place;
  invitation.role = first_role(place);
  const auto made = store.invite(invitation, {}, [](const StoredAccount&) { return std::string{}; });
  if (!made) throw ErrorException(made.error());
  tell(made->made, code, invitation.expires_at);
  return 0;
}

int list(Workspace& workspace, const Options& options) {
  const auto accounts = AccountStore(workspace.pool()).list(place_of(options));
  if (accounts.empty()) fmt::print("There are no accounts.\n");
  for (const StoredAccount& one : accounts) {
    const std::string place =
        one.place.provider ? "provider " + std::to_string(one.place.provider->value) : one.place.desk;
    const std::string last =
        one.last_login_at ? fmt::format("{:%F}", fmt::gmtime(static_cast<std::time_t>(*one.last_login_at))) : "never";
    fmt::print("{:>5}  {:<7}  {:<13}  {}  {}  last login {}{}\n", one.id, name_of(one.status), name_of(one.role), place,
               one.email, last, one.external ? "  (elsewhere)" : "");
  }
  return 0;
}

int set_locked(Workspace& workspace, const Options& options, bool locked) {
  AccountStore store(workspace.pool());
  const auto account = store.find({}, options.id);
  if (!account) {
    throw ErrorException({ErrorCode::not_found, "There is no account " + std::to_string(options.id),
                          "leerwijzer-indexer accounts list names them.", "id"});
  }
  AccountChange change;
  change.id = options.id;
  change.version = account->version;
  change.locked = locked;
  change.by = actor_in(options);
  const auto changed = store.change(change);
  if (!changed) throw ErrorException(changed.error());
  fmt::print("Account {} is {}.\n", options.id, name_of(changed->status));
  return 0;
}

int reset(Workspace& workspace, const Options& options) {
  std::string code;
  const NewInvitation invitation = new_invitation(options, code);
  const auto account = AccountStore(workspace.pool()).reset(options.id, invitation);
  if (!account) throw ErrorException(account.error());
  tell(*account, code, invitation.expires_at);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  auto* const adding = command.add_subcommand("add", "Invite the first manager of a desk or administrator of a school");
  adding->add_option("email", options->email, "Address that the person logs in with")->required();
  auto* const listing = command.add_subcommand("list", "Accounts, of all or of one desk or provider");
  for (CLI::App* one : {adding, listing}) {
    one->add_option("--desk", options->desk, "Id of the desk");
    one->add_option("--provider", options->provider, "Number of the provider");
  }
  auto* const locking = command.add_subcommand("lock", "End every session of an account, and let it in no more");
  auto* const unlocking = command.add_subcommand("unlock", "Let a locked account in again");
  auto* const resetting =
      command.add_subcommand("reset", "Take away password, app and codes, and invite the person anew");
  for (CLI::App* one : {locking, unlocking, resetting})
    one->add_option("id", options->id, "Number of the account")->required();
  for (CLI::App* one : {adding, locking, unlocking, resetting})
    one->add_option("--by", options->by, "Who decides; else the user of this system");
  return [=](Workspace& workspace) {
    if (adding->parsed()) return add(workspace, *options);
    if (listing->parsed()) return list(workspace, *options);
    if (resetting->parsed()) return reset(workspace, *options);
    return set_locked(workspace, *options, locking->parsed());
  };
}

}  // namespace

extern const Verb k_verb_accounts = {
    "accounts", "People who work at a desk or a school: invite the first, list, lock, unlock, reset",
    "  leerwijzer-indexer accounts add jan@voorbeeld.nl --desk midden-utrecht-werkcentrum\n"
    "  leerwijzer-indexer accounts add els@school.example --provider 12\n"
    "  leerwijzer-indexer accounts list --desk midden-utrecht-werkcentrum\n"
    "  leerwijzer-indexer accounts lock 7 --by 'A. Jansen'\n",
    define};

}  // namespace leerwijzer
