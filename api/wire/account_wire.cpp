#include "api/wire/account_wire.hpp"

#include "api/account_rights.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/object_reader.hpp"
#include "engine/core/passwords.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <chrono>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_email_characters = 254;
constexpr std::size_t k_code_characters = 20;
constexpr std::size_t k_recovery_characters = 40;
constexpr int k_most_key_days = 730;
constexpr int k_most_overlap_hours = 30 * 24;

/// Reads an object strictly with `read`, and throws with all that is wrong.
template <typename Read>
void read_strictly(std::string_view body, Read&& read) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  read(reader);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
}

std::string needed(ObjectReader& reader, std::string_view key, std::size_t characters, const char* what) {
  std::string text = reader.text(key, characters).value_or("");
  if (text.empty()) reader.fault(key, std::string(what) + " ontbreekt.", "Vul het in.");
  return text;
}

json::value moment_or_null(const std::optional<std::int64_t>& moment) {
  return moment ? json::value(iso_moment(*moment)) : json::value(nullptr);
}

}  // namespace

Credentials read_credentials(std::string_view body) {
  Credentials credentials;
  read_strictly(body, [&](ObjectReader& reader) {
    credentials.email = needed(reader, "email", k_email_characters, "Het e-mailadres");
    credentials.password = needed(reader, "password", k_longest_password, "Het wachtwoord");
    credentials.code = reader.text("code", k_code_characters).value_or("");
    credentials.recovery_code = reader.text("recoveryCode", k_recovery_characters).value_or("");
    if (credentials.code.empty() == credentials.recovery_code.empty())
      reader.fault("code", "Stuur een code van de app, of een herstelcode.", "Een van de twee, niet allebei.");
  });
  return credentials;
}

std::string read_code(std::string_view body) {
  std::string code;
  read_strictly(body, [&](ObjectReader& reader) { code = needed(reader, "code", k_code_characters, "De code"); });
  return code;
}

std::string read_password(std::string_view body) {
  std::string password;
  read_strictly(body, [&](ObjectReader& reader) {
    // What is too long for a password is told as a fault of the password, so the reader takes more.
    password = needed(reader, "password", 2 * k_longest_password, "Het wachtwoord");
  });
  return password;
}

PasswordChange read_password_change(std::string_view body) {
  PasswordChange change;
  read_strictly(body, [&](ObjectReader& reader) {
    change.password = needed(reader, "password", k_longest_password, "Het oude wachtwoord");
    change.new_password = needed(reader, "newPassword", 2 * k_longest_password, "Het nieuwe wachtwoord");
    change.code = needed(reader, "code", k_code_characters, "De code");
  });
  return change;
}

InviteAccount read_invitation(std::string_view body) {
  InviteAccount who;
  read_strictly(body, [&](ObjectReader& reader) {
    who.email = needed(reader, "email", k_email_characters, "Het e-mailadres");
    const auto role = reader.choice("role", names_of<AccountRole>());
    if (role) who.role = value_of<AccountRole>(*role).value();
    if (reader.any("role") == nullptr) reader.fault("role", "De rol ontbreekt.", "Kies een rol.");
  });
  return who;
}

AccountChange read_account_change(std::string_view body) {
  AccountChange change;
  read_strictly(body, [&](ObjectReader& reader) {
    if (const auto role = reader.choice("role", names_of<AccountRole>())) change.role = value_of<AccountRole>(*role);
    change.locked = reader.boolean("locked");
    if (reader.any("role") == nullptr && reader.any("locked") == nullptr)
      reader.fault("role", "Er staat niet wat er verandert.", "Stuur role, locked of allebei.");
  });
  return change;
}

MakeKey read_key_wish(std::string_view body) {
  MakeKey wish;
  read_strictly(body, [&](ObjectReader& reader) {
    wish.name = std::string(trim(needed(reader, "name", 100, "De naam")));
    if (wish.name.empty() && reader.any("name") != nullptr)
      reader.fault("name", "De naam is leeg.", "Noem het programma dat de sleutel gebruikt.");
    wish.scopes = reader.enums<KeyScope>("scopes");
    if (wish.scopes.empty()) reader.fault("scopes", "De sleutel mag nog niets.", "Noem een recht of meer.");
    wish.days = static_cast<int>(reader.integer("expiresInDays", 1, k_most_key_days).value_or(wish.days));
    wish.replaces = reader.integer("replaces", 1, 9'000'000'000'000'000).value_or(0);
    wish.overlap_hours =
        static_cast<int>(reader.integer("overlapHours", 0, k_most_overlap_hours).value_or(wish.overlap_hours));
  });
  std::sort(wish.scopes.begin(), wish.scopes.end());
  wish.scopes.erase(std::unique(wish.scopes.begin(), wish.scopes.end()), wish.scopes.end());
  return wish;
}

std::string iso_moment(std::int64_t seconds) {
  const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time{moment - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", format_iso(Date{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

json::object write_account(const StoredAccount& account) {
  json::object document;
  document["id"] = account.id;
  document["email"] = text_or_null(account.email);
  document["role"] = name_of(account.role);
  document["status"] = name_of(account.status);
  document["deskId"] = text_or_null(account.place.desk);
  document["providerId"] = account.place.provider ? json::value(account.place.provider->value) : json::value(nullptr);
  document["external"] = account.external;
  document["recoveryCodesLeft"] = account.recovery_codes;
  document["createdAt"] = iso_moment(account.created_at);
  document["lastLoginAt"] = moment_or_null(account.last_login_at);
  document["version"] = account.version;
  return document;
}

json::object write_opened(const OpenedSession& session) {
  json::object document;
  document["account"] = write_account(session.now.account);
  document["rights"] = name_list(rights_of(session.now.account.role));
  document["csrfToken"] = session.csrf;
  document["confirmedAt"] = iso_moment(session.now.session.confirmed_at);
  document["expiresAt"] = iso_moment(session.expires_at);
  return document;
}

json::object write_session(const StoredSession& session, std::int64_t current) {
  json::object document;
  document["id"] = session.id;
  document["current"] = session.id == current;
  document["createdAt"] = iso_moment(session.created_at);
  document["seenAt"] = iso_moment(session.seen_at);
  return document;
}

json::object write_invited(const Invited& invited) {
  json::object document;
  document["account"] = write_account(invited.account);
  document["invitationCode"] = invited.code;
  document["expiresAt"] = iso_moment(invited.expires_at);
  document["keepCode"] =
      "Geef deze code zelf aan de persoon, niet met dezelfde mail als het adres van de dienst. We laten hem maar een "
      "keer zien.";
  return document;
}

json::object write_key(const ProviderKey& key) {
  json::object document;
  document["id"] = key.id;
  document["name"] = key.name;
  document["prefix"] = "lw_" + key.prefix;
  document["scopes"] = name_list(key.scopes);
  document["createdAt"] = iso_moment(key.created_at);
  document["createdBy"] = key.created_by;
  document["lastUsedAt"] = moment_or_null(key.used_at);
  document["expiresAt"] = iso_moment(key.expires_at);
  return document;
}

json::object write_made_key(const MadeKey& made) {
  json::object document = write_key(made.key);
  document["key"] = made.text;
  document["keepKey"] = "Bewaar deze sleutel goed. We laten hem maar een keer zien.";
  return document;
}

void write_recovery_codes(json::object& document, const std::vector<std::string>& codes) {
  document["recoveryCodes"] = text_list(codes);
  document["keepCodes"] =
      "Bewaar deze codes op papier. Met een code meldt u zich aan als uw telefoon weg is. Elke code werkt een keer.";
}

}  // namespace leerwijzer
