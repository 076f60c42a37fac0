#include "api/wire/referral_wire.hpp"

#include "api/wire/json_values.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/requests.hpp"
#include "api/wire/writers.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_most_offers = 10;
constexpr std::size_t k_most_note_bytes = 16'000;

/// "06 12345678" or "+31 6 1234 5678": 6 to 15 digits, and what people write between them.
bool is_phone(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 6 && digits <= 15 && text.find_first_not_of("0123456789 +-()") == std::string_view::npos;
}

/// One @ with something on both sides, a dot behind it, and nothing that would end a line or an address.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const std::size_t dot = text.find('.', at);
  if (dot == std::string_view::npos || dot == at + 1 || dot + 1 == text.size()) return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == ',' || c == ';' || c == '<' || c == '>' ||
           c == '"';
  });
}

void read_contact(ObjectReader& reader, ContactDetails& contact) {
  const auto channels = names_of<ContactChannel>();
  contact.channel = value_of<ContactChannel>(reader.choice("channel", channels).value_or("none")).value();
  contact.name = reader.text("name", 100).value_or("");
  contact.phone = reader.text("phone", 30).value_or("");
  contact.email = reader.text("email", 200).value_or("");
  for (const FieldError& fault : contact_faults(contact)) reader.fault(fault.field, fault.what, fault.hint);
}

void read_approval(ObjectReader& reader, ReferralCall& input) {
  const auto sections = names_of<NoteSection>();
  std::set<NoteSection> named;
  reader.objects("approved", [&](ObjectReader& one) {
    ApprovedSection approved;
    const auto name = one.choice("section", sections);
    approved.approval = one.text("approval", 64).value_or("");
    if (!name) return one.fault("section", "De naam van het deel ontbreekt.", "Neem hem over uit het voorbeeld.");
    approved.section = value_of<NoteSection>(*name).value();
    if (!named.insert(approved.section).second)
      one.fault("section", "Dit deel staat er twee keer.", "Noem elk deel een keer.");
    input.approved.push_back(std::move(approved));
  });
  if (input.approved.empty())
    reader.fault("approved", "Er is geen deel van de tekst goedgekeurd.",
                 "Vraag eerst een voorbeeld, en kies wat mag.");
  reader.object("consent", [&](ObjectReader& consent) {
    input.consents = consent.boolean("given").value_or(false);
    input.consent_version = consent.text("version", 20).value_or("");
  });
  if (!input.consents || input.consent_version != k_consent_version) {
    reader.fault("consent", "Er is geen toestemming voor deze versie van de tekst.",
                 "Laat de tekst van het voorbeeld lezen, en stuur given: true met version \"" +
                     std::string(k_consent_version) + "\".");
  }
}

std::vector<std::string> offers_in_words(const ReferralCall& input, Catalogue& catalogue) {
  std::vector<std::string> lines;
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < input.offers.size(); ++i) {
    const auto offer = catalogue.offer(input.offers[i]);
    if (offer) {
      lines.push_back(std::string(title_of(*offer)) +
                      (offer->provider_name.empty() ? "" : " (" + offer->provider_name + ")"));
    } else {
      errors.push_back({"/offerIds/" + std::to_string(i), "There is no offer with this id.",
                        "It may have been withdrawn; search again."});
    }
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return lines;
}

/// The words of a concept; of one that is named by its URI, its label. Throws InvalidInput for an unknown URI.
template <typename Find>
std::string words_of_concept(const ConceptRef& reference, const std::string& pointer, const Find& find) {
  if (reference.uri.empty()) return reference.text;
  const std::string label = find(reference.uri);
  if (label.empty())
    throw InvalidInput(
        {{pointer, "There is no concept with this URI.", "Look it up in /v1/occupations or /v1/skills."}});
  return label;
}

std::string goal_in_words(const Goal& goal, const Taxonomy& taxonomy) {
  std::vector<std::string> words;
  if (goal.occupation) {
    words.push_back(words_of_concept(*goal.occupation, "/goal/occupation/uri", [&](const std::string& uri) {
      const Occupation* found = taxonomy.occupation_by_uri(uri);
      return found == nullptr ? std::string{} : std::string(taxonomy.label(found->id));
    }));
  }
  for (const ConceptRef& skill : goal.skills) {
    words.push_back(words_of_concept(skill, "/goal/skills", [&](const std::string& uri) {
      const Skill* found = taxonomy.skill_by_uri(uri);
      return found == nullptr ? std::string{} : std::string(taxonomy.label(found->id));
    }));
  }
  if (words.empty() && !goal.sector.empty()) words.emplace_back(sector_label(goal.sector));
  return join(words, ", ");
}

std::string residence_of(const Learner& learner, const Geography& geography, Date today) {
  auto place = !learner.postcode.empty() ? geography.locate_postcode(learner.postcode, today)
                                         : geography.locate_name(learner.municipality, today);
  if (place) return place->municipality;
  if (place.error().code == ErrorCode::invalid_input && !learner.postcode.empty())
    throw InvalidInput({{"/learner/postcode", place.error().what, place.error().hint}});
  return {};
}

json::array write_sections(const std::vector<NotePart>& note) {
  json::array sections;
  for (const NotePart& part : note) {
    sections.push_back(json::object{{"section", name_of(part.section)},
                                    {"title", part.title},
                                    {"text", part.text},
                                    {"sensitive", part.sensitive},
                                    {"chosen", !part.sensitive},
                                    {"approval", part.approval}});
  }
  return sections;
}

}  // namespace

std::vector<FieldError> contact_faults(const ContactDetails& contact) {
  std::vector<FieldError> faults;
  if (contact.channel == ContactChannel::phone && !is_phone(contact.phone))
    faults.push_back({"phone", "Dit is geen telefoonnummer.", "Vul een nummer in, bijvoorbeeld 06 12345678."});
  if (contact.channel == ContactChannel::email && !is_email(contact.email))
    faults.push_back({"email", "Dit is geen e-mailadres.", "Vul een adres in, bijvoorbeeld naam@voorbeeld.nl."});
  return faults;
}

ReferralCall read_referral(std::string_view body, bool final, Date today) {
  const json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  ReferralCall input;
  input.match = read_match_parts(reader, false, today);
  input.desk = reader.text("desk", 100).value_or("");
  if (input.desk.empty())
    reader.fault("desk", "Er is geen adviespunt gekozen.", "Neem het id over van /v1/advice-points.");
  constexpr std::int64_t k_any_id = std::numeric_limits<std::int32_t>::max();
  for (const std::int64_t id : reader.integers("offerIds", 1, k_any_id)) input.offers.push_back(OfferId{id});
  if (input.offers.size() > k_most_offers)
    reader.fault("offerIds", "Er zijn te veel opleidingen gekozen.", "Kies er hoogstens 10.");
  reader.object("contact", [&](ObjectReader& contact) { read_contact(contact, input.contact); });
  input.remark = reader.text("remark", 1000).value_or("");
  if (final) read_approval(reader, input);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return input;
}

std::vector<NotePart> note_for(const ReferralCall& input, const Snapshot& snapshot, Catalogue& catalogue) {
  const Learner& learner = input.match.learner;
  if (const auto checked = snapshot.funding.check_facts(learner.facts); !checked)
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
  NoteParts parts;
  parts.contact = input.contact;
  parts.situations = learner.situations;
  parts.place = residence_of(learner, snapshot.geography, input.match.today);
  parts.education = learner.education;
  for (const HeldOccupation& held : learner.occupations) parts.occupations.push_back(held.occupation.text);
  std::erase_if(parts.occupations, [](const std::string& words) { return words.empty(); });
  parts.goal = goal_in_words(input.match.goal, snapshot.taxonomy);
  parts.open_goal = input.match.goal.open;
  parts.own_words = input.match.goal.text;
  if (!input.remark.empty()) parts.own_words += (parts.own_words.empty() ? "" : " ") + input.remark;
  parts.plan = offers_in_words(input, catalogue);
  parts.facts = learner.facts;
  std::vector<NotePart> note = compose_note(parts);
  std::size_t bytes = 0;
  for (const NotePart& part : note) bytes += part.text.size();
  if (note.empty()) throw InvalidInput({{"/goal", "Er is niets om door te geven.", "Vul in wat u wilt leren."}});
  if (bytes > k_most_note_bytes)
    throw InvalidInput({{"/learner", "De tekst is te lang.", "Noem minder werk en minder antwoorden."}});
  return note;
}

json::object write_preview(const std::vector<NotePart>& note, const RoutedAdvicePoint& desk, bool open,
                           const Snapshot& snapshot) {
  AdviceAnswer only;
  only.points.push_back(desk);
  json::object document;
  document["desk"] = write_advice_points(only, snapshot.geography).front();
  document["open"] = open;
  document["sections"] = write_sections(note);
  document["consent"] = json::object{{"version", k_consent_version}, {"text", k_consent_text}};
  document["keepDays"] = k_referral_days;
  return document;
}

std::string content_of(const std::vector<NotePart>& note) {
  json::array sections;
  for (const NotePart& part : note) {
    sections.push_back(json::object{{"section", name_of(part.section)}, {"title", part.title}, {"text", part.text}});
  }
  return json::serialize(json::object{{"sections", std::move(sections)}});
}

json::object write_referral(const StoredReferral& referral, const std::string& content, std::string_view desk_name) {
  json::object document;
  document["status"] = name_of(referral.status);
  document["words"] = words_of(referral.status);
  document["refusal"] =
      referral.refusal
          ? json::value(json::object{{"reason", name_of(*referral.refusal)}, {"words", words_of(*referral.refusal)}})
          : json::value(nullptr);
  document["desk"] = json::object{{"id", referral.desk}, {"name", desk_name.empty() ? referral.desk : desk_name}};
  document["consent"] = json::object{{"version", referral.consent_version}, {"at", referral.consented_at}};
  document["changedAt"] = referral.changed_at;
  document["expiresDate"] = format_iso(referral.expires_at);
  boost::system::error_code failed;
  json::value sections = json::parse(content.empty() ? R"({"sections":[]})" : content, failed);
  document["sections"] = failed ? json::value(json::array{}) : sections.at("sections");
  return document;
}

}  // namespace leerwijzer
