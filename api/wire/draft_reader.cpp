// The draft of an offer.
#include "api/wire/draft_wire.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"
#include "engine/domain/allowed_markup.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_long_text = 20'000;
constexpr std::size_t k_title = 300;
constexpr double k_most_months = 120.0;
constexpr double k_most_hours_a_week = 80.0;
constexpr std::int64_t k_most_hours = 20'000;

template <typename E>
std::optional<E> chosen(ObjectReader& reader, std::string_view key) {
  const auto names = names_of<E>();
  const auto name = reader.choice(key, names);
  return name ? value_of<E>(*name) : std::nullopt;
}

std::string plain(ObjectReader& reader, std::string_view key, std::size_t characters) {
  return collapse_spaces(reader.text(key, characters).value_or(""));
}

bool is_language(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string language(ObjectReader& reader, std::string_view key, std::string otherwise) {
  const auto code = reader.text(key, 2);
  if (!code) return otherwise;
  if (!is_language(*code))
    reader.fault(key, "Dit is geen taal.", "Schrijf twee kleine letters, bijvoorbeeld nl of en.");
  return *code;
}

/// A title is plain; the others may hold markup.
std::string cleaned(ObjectReader& reader, std::string_view key, TextField field, const std::string& text) {
  if (field == TextField::title) return collapse_spaces(text);
  auto allowed = allowed_markup(trim(text));
  if (allowed) return std::move(*allowed);
  reader.fault(key, allowed.error().what, allowed.error().hint);
  return {};
}

void add_text(ObjectReader& reader, std::string_view key, Offer& offer, OfferText text) {
  text.text = cleaned(reader, key, text.field, text.text);
  if (text.text.empty()) return;
  const bool twice = std::any_of(offer.texts.begin(), offer.texts.end(), [&](const OfferText& one) {
    return one.field == text.field && one.language == text.language;
  });
  if (twice) return reader.fault(key, "Deze tekst staat er twee keer in dezelfde taal.", "Laat er een weg.");
  offer.texts.push_back(std::move(text));
}

void read_texts(ObjectReader& reader, Offer& offer) {
  for (const auto& [key, field] : {std::pair{"title", TextField::title}, std::pair{"summary", TextField::summary},
                                   std::pair{"description", TextField::description}}) {
    if (auto text = reader.text(key, field == TextField::title ? k_title : k_long_text))
      add_text(reader, key, offer, {field, "nl", std::move(*text)});
  }
  reader.objects("texts", [&](ObjectReader& one) {
    const auto field = chosen<TextField>(one, "field");
    OfferText text{field.value_or(TextField::description), language(one, "language", "nl"), ""};
    text.text = one.text("text", text.field == TextField::title ? k_title : k_long_text).value_or("");
    if (!field && one.any("field") == nullptr)
      return one.fault("field", "Er staat niet bij welke tekst dit is.", "Kies bijvoorbeeld title of description.");
    if (one.any("text") == nullptr)
      return one.fault("text", "De tekst ontbreekt.", "Vul text in, of laat dit deel weg.");
    add_text(one, "text", offer, std::move(text));
  });
}

void read_outcomes(ObjectReader& reader, OfferDraft& draft) {
  reader.objects("outcomes", [&](ObjectReader& one) {
    Outcome outcome;
    outcome.text = plain(one, "text", 500);
    outcome.language = language(one, "language", "nl");
    std::string uri(trim(one.text("uri", 300).value_or("")));
    if (outcome.text.empty() && uri.empty())
      return one.fault("text", "Dit leerdoel is leeg.", "Vul text in, of de uri van een vaardigheid uit /v1/skills.");
    draft.offer.outcomes.push_back(std::move(outcome));
    draft.outcome_uris.push_back(std::move(uri));
  });
}

bool has_digits(std::string_view value, std::size_t count) {
  return value.size() == count && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void read_codes(ObjectReader& reader, Offer& offer) {
  reader.objects("codes", [&](ObjectReader& one) {
    const auto scheme = chosen<CodeScheme>(one, "scheme");
    OfferCode code{scheme.value_or(CodeScheme::other), plain(one, "value", 100)};
    if (!scheme && one.any("scheme") == nullptr)
      one.fault("scheme", "Er staat niet bij van welk register deze code is.", "Kies bijvoorbeeld crebo of croho.");
    if (code.value.empty()) one.fault("value", "De code ontbreekt.", "Vul value in, of laat dit deel weg.");
    const bool five = code.scheme == CodeScheme::crebo || code.scheme == CodeScheme::croho;
    if (five && !code.value.empty() && !has_digits(code.value, 5))
      one.fault("value", "Een code van dit register heeft vijf cijfers.", "Bijvoorbeeld 25655.");
    offer.codes.push_back(std::move(code));
  });
}

void read_level(ObjectReader& reader, Offer& offer) {
  offer.level.nlqf = chosen<NlqfLevel>(reader, "level");
  constexpr auto k_bases = std::to_array<std::string_view>({"stated", "inferred"});
  const auto basis = reader.choice("levelBasis", k_bases);
  if (offer.level.nlqf)
    offer.level.basis = value_of<LevelBasis>(basis.value_or("stated")).value_or(LevelBasis::stated);
  else if (basis && reader.any("level") == nullptr)
    reader.fault("levelBasis", "Er is geen niveau waar dit bij hoort.", "Vul level in, of laat levelBasis weg.");
  offer.level_raw = plain(reader, "levelText", 200);
  offer.prior_level = chosen<NlqfLevel>(reader, "priorLevel");
}

/// Above zero: what is not known is left out.
std::optional<double> amount_of_time(ObjectReader& reader, std::string_view key, double most) {
  constexpr double k_steps = 100.0;  // so that what is written reads back as the same number
  auto number = reader.number(key, 0, most);
  if (number) *number = std::round(*number * k_steps) / k_steps;
  if (!number || *number > 0) return number;
  reader.fault(key, "0 betekent hier niets.", "Laat dit veld weg als u het niet weet.");
  return std::nullopt;
}

void read_duration(ObjectReader& reader, Offer& offer) {
  offer.duration_months = amount_of_time(reader, "durationMonths", k_most_months);
  offer.hours_per_week = amount_of_time(reader, "hoursPerWeek", k_most_hours_a_week);
  if (offer.hours_per_week) offer.hours_per_week_basis = Basis::stated;
  const auto hours = reader.integer("studyLoadHours", 1, k_most_hours);
  if (hours) offer.study_load_hours = static_cast<int>(*hours);
  offer.intensity = chosen<Intensity>(reader, "intensity").value_or(Intensity::unknown);
  offer.path = chosen<LearningPath>(reader, "learningPath").value_or(LearningPath::none);
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at) != std::string_view::npos && text.back() != '.' &&
         text.find_first_of(" \t\r\n,;<>\"") == std::string_view::npos;
}

void read_contact(ObjectReader& reader, Offer& offer) {
  offer.url = std::string(trim(reader.text("url", 2000).value_or("")));
  if (!offer.url.empty() && !is_page_address(offer.url))
    reader.fault("url", "Dit is geen adres van een pagina.",
                 "Schrijf het hele adres, bijvoorbeeld https://school.nl/lassen.");
  offer.contact_email = std::string(trim(reader.text("contactEmail", 200).value_or("")));
  if (!offer.contact_email.empty() && !is_email(offer.contact_email))
    reader.fault("contactEmail", "Dit is geen e-mailadres.", "Vul een adres in, bijvoorbeeld info@school.nl.");
  offer.contact_phone = plain(reader, "contactPhone", 30);
  const bool phone = offer.contact_phone.find_first_not_of("0123456789 +-()") == std::string::npos;
  if (!phone) reader.fault("contactPhone", "Dit is geen telefoonnummer.", "Schrijf cijfers, bijvoorbeeld 030 1234567.");
}

void read_runs(ObjectReader& reader, Offer& offer) {
  std::set<std::string> keys;
  reader.objects("runs", [&](ObjectReader& one) {
    Run run = read_draft_run(one, "");
    if (!run.key.empty() && !keys.insert(run.key).second)
      one.fault("key", "Deze sleutel staat er twee keer.", "Geef elk startmoment een eigen sleutel.");
    offer.runs.push_back(std::move(run));
  });
}

void read_locations(ObjectReader& reader, Offer& offer) {
  reader.objects("locations", [&](ObjectReader& one) {
    Location place = read_draft_location(one);
    if (place == Location{})
      return one.fault("city", "Deze plaats is leeg.", "Vul een plaats of postcode in, of laat dit deel weg.");
    offer.locations.push_back(std::move(place));
  });
}

OfferDraft read_fields(ObjectReader& reader) {
  OfferDraft draft;
  Offer& offer = draft.offer;
  if (const auto kind = chosen<OfferKind>(reader, "kind")) {
    offer.kind = *kind;
    offer.kind_basis = Basis::stated;
  }
  read_level(reader, offer);
  const auto sectors = sector_names();
  offer.sector = reader.choice("sector", sectors).value_or("");
  offer.modes = reader.enums<DeliveryMode>("modes");
  offer.dayparts = reader.enums<Daypart>("dayparts");
  offer.languages = reader.texts("languages", 20);
  for (std::size_t i = 0; i < offer.languages.size(); ++i) {
    if (!is_language(offer.languages[i]))
      reader.fault("languages", "\"" + std::string(truncate_utf8(offer.languages[i], 20)) + "\" is geen taal.",
                   "Schrijf twee kleine letters, bijvoorbeeld nl of en.");
  }
  read_texts(reader, offer);
  read_outcomes(reader, draft);
  read_codes(reader, offer);
  offer.costs = read_draft_costs(reader, "costs");
  read_runs(reader, offer);
  read_locations(reader, offer);
  read_duration(reader, offer);
  read_contact(reader, offer);
  offer.awarded = plain(reader, "awarded", 300);
  offer.recognised = reader.boolean("recognised");
  return draft;
}

}  // namespace

bool is_page_address(std::string_view url) noexcept {
  const std::size_t start = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (start == 0 || url.size() > 2000) return false;
  const std::string_view host = url.substr(start, url.find_first_of("/?#", start) - start);
  if (host.size() < 3 || host.find('.') == std::string_view::npos || host.find('@') != std::string_view::npos)
    return false;
  return std::all_of(url.begin(), url.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f && c != '"' && c != '<' && c != '>' && c != '\\';
  });
}

OfferDraft read_draft(std::string_view body) {
  const json::object object = parse_body(body, FaultLanguage::dutch);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors, FaultLanguage::dutch);
  OfferDraft draft = read_fields(reader);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return draft;
}

OfferDraft read_stored_draft(std::string_view text) {
  try {
    return read_draft(text);
  } catch (const InvalidInput& fault) {
    const std::string where = fault.errors().empty() ? "" : fault.errors().front().field;
    throw ErrorException({ErrorCode::corrupt, "A stored draft cannot be read any more: " + fault.error().what,
                          "It was written by another version of the program.", where});
  }
}

}  // namespace leerwijzer
