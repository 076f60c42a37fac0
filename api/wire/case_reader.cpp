#include "api/wire/case_wire.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/requests.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_label_characters = 80;
constexpr std::size_t k_note_characters = 4'000;
constexpr std::size_t k_message_characters = 1'000;
constexpr std::size_t k_most_profile_bytes = 64'000;

/// Learner and goal as they were sent, once they were read without a fault.
std::string read_profile(ObjectReader& reader, Date today, Facts& facts) {
  facts = read_match_parts(reader, false, today).learner.facts;
  if (reader.any("filters") != nullptr)
    reader.fault("filters", "Filters horen bij een zoekvraag.", "Stuur ze mee naar /matches.");
  json::object profile;
  for (const char* key : {"learner", "goal"}) {
    const json::value* part = reader.raw().if_contains(key);
    if (part != nullptr && part->is_object() && !part->get_object().empty()) profile[key] = *part;
  }
  if (profile.empty()) return {};
  std::string text = json::serialize(profile);
  if (text.size() > k_most_profile_bytes)
    reader.fault("learner", "Dit is te veel om te bewaren.", "Noem alleen wat nodig is.");
  return text;
}

void read_label(ObjectReader& reader, Date today, CaseBody& body) {
  body.label = collapse_spaces(reader.text("label", k_label_characters).value_or(""));
  if (body.label.empty())
    return reader.fault("label", "Het dossier heeft nog geen omschrijving.",
                        "Kies woorden die u herkent en een ander niet, bijvoorbeeld: zij-instroom zorg, dinsdag.");
  body.finding = check_label(body.label, today);
  if (is_refused(body.finding))
    reader.fault("label", std::string(words_of(body.finding)), "Kies woorden waaraan niemand de persoon herkent.");
}

bool is_version_of_now(ObjectReader& reader) {
  if (reader.text("version", 20).value_or("") == k_case_consent_version) return true;
  reader.fault("version", "Dit is niet de versie van nu van de tekst.",
               "Lees de tekst van /v1/desk/consent-texts voor, en stuur die versie.");
  return false;
}

std::optional<ConsentKind> read_kind(ObjectReader& reader) {
  const auto name = reader.choice("kind", names_of<ConsentKind>());
  if (name) return value_of<ConsentKind>(*name);
  if (!reader.raw().contains("kind"))
    reader.fault("kind", "Waarvoor is de toestemming?", "Noem keep, plan of hand-over.");
  return std::nullopt;
}

/// Reads one body: the reader is finished, and every fault thrown.
template <typename Read>
auto read_body(std::string_view body, const Read& read) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  auto out = read(reader);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return out;
}

template <typename E>
std::optional<E> choice_of(ObjectReader& reader, std::string_view key) {
  const auto name = reader.choice(key, names_of<E>());
  return name ? value_of<E>(*name) : std::nullopt;
}

std::optional<RefusalReason> read_reason(ObjectReader& reader, bool refuses) {
  const auto reason = choice_of<RefusalReason>(reader, "reason");
  if (refuses && !reason && !reader.raw().contains("reason"))
    reader.fault("reason", "Een weigering heeft een reden.", "Noem er een.");
  if (!refuses && reason) reader.fault("reason", "Alleen een weigering heeft een reden.", "Laat dit weg.");
  return reason;
}

}  // namespace

CaseBody read_case(std::string_view text, CaseBodyOf kind, Date today) {
  return read_body(text, [&](ObjectReader& reader) {
    CaseBody body;
    read_label(reader, today, body);
    body.profile = read_profile(reader, today, body.facts);
    body.next_action = reader.date("nextActionDate");
    if (kind == CaseBodyOf::made) {
      reader.objects("consents", [&](ObjectReader& one) {
        const auto consent = read_kind(one);
        if (is_version_of_now(one) && consent) body.consents.push_back(*consent);
      });
      return body;
    }
    body.status = choice_of<CaseStatus>(reader, "status");
    if (!reader.raw().contains("status"))
      reader.fault("status", "De stand van het dossier ontbreekt.", "Noem open, waiting of ended.");
    body.advisor = reader.integer("advisor", 1, std::numeric_limits<std::int32_t>::max());
    return body;
  });
}

std::string read_note(std::string_view body) {
  return read_body(body, [](ObjectReader& reader) {
    std::string text(trim(reader.text("text", k_note_characters).value_or("")));
    if (text.empty()) reader.fault("text", "De notitie is leeg.", "Schrijf wat u wilt onthouden.");
    return text;
  });
}

ConsentKind read_consent(std::string_view body) {
  return read_body(body, [](ObjectReader& reader) {
    const auto kind = read_kind(reader);
    static_cast<void>(is_version_of_now(reader));
    return kind.value_or(ConsentKind::keep);
  });
}

std::string read_share_code(std::string_view body) {
  return read_body(body, [](ObjectReader& reader) {
    const auto code = normal_code(reader.text("code", 100).value_or(""));
    if (!code) reader.fault("code", "Dit is geen code.", "De code heeft 28 letters en cijfers.");
    return code.value_or("");
  });
}

HandOverBody read_hand_over(std::string_view body) {
  return read_body(body, [](ObjectReader& reader) {
    HandOverBody out;
    out.desk = reader.text("desk", 100).value_or("");
    if (out.desk.empty()) reader.fault("desk", "Naar welk adviespunt?", "Neem het id over van /v1/advice-points.");
    out.message = trim(reader.text("message", k_message_characters).value_or(""));
    return out;
  });
}

HandOverDecision read_decision(std::string_view body, std::int64_t id) {
  return read_body(body, [id](ObjectReader& reader) {
    HandOverDecision decision;
    decision.id = id;
    const auto status = choice_of<HandOverStatus>(reader, "status");
    if (!status || *status == HandOverStatus::offered)
      reader.fault("status", "Wat besluit u?", "Noem accepted, refused of withdrawn.");
    decision.status = status.value_or(HandOverStatus::accepted);
    decision.refusal = read_reason(reader, decision.status == HandOverStatus::refused);
    return decision;
  });
}

ReferralChange read_referral_change(std::string_view body, std::int64_t id) {
  return read_body(body, [id](ObjectReader& reader) {
    ReferralChange change;
    change.id = id;
    const auto status = choice_of<ReferralStatus>(reader, "status");
    if (!status || *status == ReferralStatus::received || *status == ReferralStatus::withdrawn)
      reader.fault("status", "Wat is de nieuwe stand?", "Noem seen, accepted, refused of done.");
    change.status = status.value_or(ReferralStatus::seen);
    change.refusal = read_reason(reader, change.status == ReferralStatus::refused);
    return change;
  });
}

TemplateBody read_template(std::string_view body, Date today) {
  return read_body(body, [today](ObjectReader& reader) {
    TemplateBody out;
    const std::string name = collapse_spaces(reader.text("name", k_label_characters).value_or(""));
    if (name.empty())
      reader.fault("name", "Het sjabloon heeft nog geen naam.", "Noem het doel, bijvoorbeeld: naar de zorg.");
    if (is_refused(check_label(name, today)))
      reader.fault("name", std::string(words_of(check_label(name, today))), "Een sjabloon gaat over een doel.");
    const std::string profile = read_profile(reader, today, out.facts);
    json::object content = profile.empty() ? json::object{} : json::parse(profile).as_object();
    if (content.empty()) reader.fault("goal", "Het sjabloon is leeg.", "Vul goal of learner in.");
    content["name"] = name;
    out.content = json::serialize(content);
    return out;
  });
}

}  // namespace leerwijzer
