#include "engine/search/document.hpp"

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/search/analysis.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/offer_codec.hpp"
#include "engine/search/without_tags.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_description = 20'000;  ///< bytes that are searched
constexpr std::size_t k_shortest_spelled = 4;

void add_words(Xapian::Document& document, Field field, std::string_view text) {
  const FieldRow& row = row_of(field);
  for (const std::string& term : terms_of_text(text)) {
    document.add_term(term, row.weight);
  }
}

void add_pairs(Xapian::Document& document, std::string_view text) {
  for (const std::string& pair : pair_terms_of(text)) document.add_boolean_term(term_of(Field::pair, pair));
}

void add_title(Xapian::Document& document, std::string_view title) {
  add_words(document, Field::title, title);
  for (const TitleTerm& each : title_terms_of(title)) document.add_term(term_of(Field::title, each.term), each.times);
  add_pairs(document, title);
}

void add_filter(Xapian::Document& document, Field field, std::string_view value) {
  document.add_boolean_term(std::string(truncate_utf8(term_of(field, value), k_longest_term)));
}

/// The values of a field, or the term that says that it is unknown.
template <typename Values>
void add_filters(Xapian::Document& document, Field field, const Values& values) {
  for (const auto& value : values) add_filter(document, field, value);
  if (values.empty()) add_filter(document, field, k_unknown);
}

void add_texts(Xapian::Document& document, const Offer& offer) {
  std::set<std::string> spelled;
  const auto spell = [&](std::string_view text, bool title) {
    for (const std::string& word : written_words_of(text)) {
      if (title) document.add_boolean_term(term_of(Field::title_word, word));
      const bool letters = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (letters && word.size() >= k_shortest_spelled) spelled.insert(word);
    }
  };
  for (const OfferText& text : offer.texts) {
    const std::string plain = without_tags(text.text);
    switch (text.field) {
      case TextField::title:
        add_title(document, plain);
        spell(plain, true);
        break;
      case TextField::summary:
        add_words(document, Field::summary, plain);
        spell(plain, false);
        break;
      default: add_words(document, Field::description, truncate_utf8(plain, k_most_description));
    }
  }
  for (const Outcome& outcome : offer.outcomes) {
    add_words(document, Field::outcomes, outcome.text);
    add_pairs(document, outcome.text);
    spell(outcome.text, false);
  }
  for (const OfferCode& code : offer.codes) add_words(document, Field::codes, code.value);
  add_words(document, Field::provider, offer.provider_name);
  spell(offer.provider_name, false);
  for (const Location& place : places_of(offer)) add_words(document, Field::place, place.city + " " + place.name);
  for (const std::string& word : spelled) document.add_boolean_term(term_of(Field::known_word, word));
}

/// Names of the values of which the bits are set.
template <typename E>
std::vector<std::string> names_of_bits(std::uint8_t bits) {
  std::vector<std::string> names;
  for (const auto& [value, name] : EnumNames<E>::names) {
    if ((bits >> static_cast<unsigned>(value) & 1U) != 0) names.emplace_back(name);
  }
  return names;
}

void add_filter_terms(Xapian::Document& document, const Offer& offer, const ColumnEntry& entry) {
  const auto single = [](const std::string& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
  };
  add_filters(document, Field::level,
              single(offer.level.nlqf ? std::string(name_of(*offer.level.nlqf)) : std::string{}));
  add_filters(document, Field::sector, single(entry.sector));
  add_filter(document, Field::kind, name_of(offer.kind));
  add_filters(document, Field::mode, names_of_bits<DeliveryMode>(entry.modes));
  add_filters(document, Field::language, entry.languages);
  add_filters(document, Field::daypart, names_of_bits<Daypart>(entry.dayparts));
  add_filters(document, Field::provider_id,
              single(entry.provider != 0 ? std::to_string(entry.provider) : std::string{}));
  std::set<std::string> skills;
  for (const Outcome& outcome : offer.outcomes) {
    if (outcome.skill.stored()) skills.insert(std::to_string(outcome.skill.value));
  }
  add_filters(document, Field::skill, skills);
}

}  // namespace

ColumnEntry column_entry_in(const Xapian::Document& document) {
  return decode_entry(document.get_value(slot_of(Field::columns)));
}

Xapian::docid docid_of(OfferId offer) {
  if (offer.value < 1 || offer.value > 0xFFFFFFFELL) {
    throw ErrorException({ErrorCode::unsupported,
                          "offer id " + std::to_string(offer.value) + " does not fit in the index",
                          "offers must be stored, with ids up to 4294967294", "search index"});
  }
  return static_cast<Xapian::docid>(offer.value);
}

Xapian::Document document_of(const Offer& offer) {
  Xapian::Document document;
  document.add_boolean_term(term_of(Field::offer_id, std::to_string(offer.id.value)));
  add_texts(document, offer);
  const ColumnEntry entry = column_entry_of(offer);
  add_filter_terms(document, offer, entry);
  document.add_value(slot_of(Field::columns), encode_entry(entry));
  document.add_value(slot_of(Field::content_hash), offer.content_hash);
  document.set_data(encode_offer(offer));
  return document;
}

}  // namespace leerwijzer
