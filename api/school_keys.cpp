#include "api/school_keys.hpp"

#include "api/retry_key.hpp"
#include "api/wire/account_wire.hpp"
#include "engine/core/sealing.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// The fields of the form by those of the wish.
std::string field_of(std::string_view pointer) {
  if (pointer == "/scopes") return "mag";
  if (pointer == "/expiresInDays") return "dagen";
  if (pointer == "/replaces") return "vervangt";
  return "naam";
}

void put_number(json::object& wish, const char* key, const std::string& text, std::vector<FieldError>& faults,
                FieldError fault) {
  if (text.empty()) return;
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed == std::errc{} && end == text.data() + text.size())
    wish[key] = number;
  else
    faults.push_back(std::move(fault));
}

}  // namespace

AccountDesk& key_desk_of(const Call& call) {
  if (call.services.accounts != nullptr) return *call.services.accounts;
  throw ErrorException({ErrorCode::unavailable, "Aanmelden kan hier niet.", "Vraag de beheerder van deze dienst.", ""});
}

KeysView keys_view_of(const Call& call) {
  KeysView view;
  AccountDesk& desk = key_desk_of(call);
  view.keys = desk.keys(provider_in_path(call));
  view.asks_code = !desk.require_confirmed(call.request, call.caller).has_value();
  view.retry = random_code();
  return view;
}

bool confirm(const Call& call, const Texts& texts, KeysView& view) {
  const std::string code = view.form.text("code");
  if (code.empty()) {
    view.faults.push_back({"code", texts.text("school.fault.code"), ""});
    return false;
  }
  const auto known = key_desk_of(call).confirm(call.request, code);
  if (!known) view.faults.push_back({"code", known.error().what, known.error().hint});
  return known.has_value();
}

std::optional<MakeKey> typed_key(const OfferForm& form, const Texts& texts, std::vector<FieldError>& faults) {
  json::object wish;
  wish["name"] = form.text("naam");
  json::array scopes;
  if (const auto found = form.values.find("mag"); found != form.values.end()) {
    for (const std::string& scope : found->second) scopes.emplace_back(scope);
  }
  wish["scopes"] = std::move(scopes);
  put_number(wish, "expiresInDays", form.text("dagen"), faults, {"dagen", texts.text("school.fault.days"), ""});
  put_number(wish, "replaces", form.text("vervangt"), faults, {"vervangt", texts.text("school.fault.number"), ""});
  try {
    return read_key_wish(json::serialize(wish));
  } catch (const InvalidInput& found) {
    for (const FieldError& one : found.errors()) faults.push_back({field_of(one.field), one.what, one.hint});
    return std::nullopt;
  }
}

Result<KeyMadeOnce> make_key_once(const Call& call, const MakeKey& wish, const std::string& once) {
  WebRequest request = call.request;
  request.headers.emplace_back("idempotency-key", once);
  // The code is another one when the form is sent again.
  json::object same{{"name", wish.name}, {"days", wish.days}, {"replaces", wish.replaces}};
  for (const KeyScope scope : wish.scopes) same[json::string_view(name_of(scope).data(), name_of(scope).size())] = true;
  request.body = json::serialize(same);
  const Call retried{request,    call.parameters, call.services, call.metrics, call.cache,
                     call.query, call.snapshot,   call.today,    call.caller};
  if (retry_key_of(retried).empty())
    return Error{ErrorCode::invalid_input, "Dit formulier is niet van hier.", "Open de pagina opnieuw.", ""};
  const auto made =
      key_desk_of(call).make_key(call.caller, provider_in_path(call), wish, retry_of(retried), [&](const MadeKey& key) {
        return seal_answer(retried, json::serialize(json::object{{"key", key.text}}));
      });
  if (!made) return made.error();
  if (!made->earlier) return KeyMadeOnce{made->made.text};
  const auto opened = open_answer(retried, *made->earlier);
  if (!opened) throw ErrorException({ErrorCode::corrupt, "A remembered key cannot be read", "", ""});
  return KeyMadeOnce{std::string(json::parse(*opened).at("key").as_string())};
}

}  // namespace leerwijzer
