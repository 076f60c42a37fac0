#include "api/case_call.hpp"

#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/object_reader.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace leerwijzer {

namespace json = boost::json;

CaseDesk& cases_of(const Call& call) {
  if (call.services.cases != nullptr) return *call.services.cases;
  throw ErrorException({ErrorCode::unavailable, "Werken met dossiers kan hier niet.",
                        "Vraag de beheerder van deze dienst om --desk-key.", ""});
}

CaseActor actor_of(const Call& call) {
  if (!call.caller.desk.empty())
    return {call.caller.desk, call.caller.id, call.caller.name, call.caller.may(Right::desk_manage)};
  throw ErrorException({ErrorCode::permission_denied, "Dit account hoort niet bij een adviespunt.",
                        "Vraag de beheerder van uw adviespunt om een account.", ""});
}

std::int64_t id_in_path(const Call& call, std::string_view name) { return call.parameters.integer(name).value_or(0); }

bool is_desk(const Call& call, std::string_view desk) {
  return snapshot_of(call).geography.desk(desk, call.today).has_value();
}

std::string desk_name(const Call& call, const std::string& desk) {
  const auto found = snapshot_of(call).geography.desk(desk, call.today);
  return found ? found->point.name : desk;
}

Once once_of(const Call& call, const std::string& code) {
  Once once;
  once.retry = retry_of(call);
  once.seal = [&call, code](std::int64_t id) {
    return seal_answer(call, std::to_string(id) + (code.empty() ? "" : " " + code));
  };
  return once;
}

MadeOnce told(const Call& call, const MadeRow& made, const std::string& code) {
  if (!made.earlier) return {made.id, code};
  const auto answer = open_answer(call, *made.earlier);
  MadeOnce earlier;
  if (answer) {
    const char* const end = answer->data() + answer->size();
    const auto [rest, error] = std::from_chars(answer->data(), end, earlier.id);
    if (error == std::errc{}) {
      if (rest != end) earlier.code.assign(rest + 1, end);
      return earlier;
    }
  }
  throw ErrorException({ErrorCode::corrupt, "The answer that was kept for this Idempotency-Key does not open",
                        "Use a new key.", "Idempotency-Key"});
}

Answer created(const Call& call, json::object document, const std::string& address) {
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  answer.headers.emplace_back("location", address);
  return answer;
}

std::string with_profile(std::string_view body, const std::string& profile) {
  json::object object = parse_body(body);
  std::vector<FieldError> errors;
  for (const char* key : {"learner", "goal"}) {
    if (object.contains(key))
      errors.push_back({std::string("/") + key, "Dit staat in het dossier.", "Laat het weg, of wijzig het dossier."});
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  if (profile.empty()) {
    throw ErrorException({ErrorCode::conflict, "In dit dossier staat nog niet wat de klant kan en wil.",
                          "Vul learner of goal in het dossier in.", "profile"});
  }
  const json::object kept = json::parse(profile).as_object();
  for (const char* key : {"learner", "goal"}) {
    if (const json::value* part = kept.if_contains(key)) object[key] = *part;
  }
  return json::serialize(object);
}

}  // namespace leerwijzer
