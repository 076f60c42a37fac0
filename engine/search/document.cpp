#include "engine/search/document.hpp"

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/search/analysis.hpp"
#include "engine/search/bytes.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/offer_codec.hpp"
#include "engine/search/starts.hpp"
#include "engine/search/without_tags.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_description = 20'000;    ///< bytes that are searched
constexpr std::size_t k_longest_title_key = 80;       ///< bytes that are sorted by
constexpr std::size_t k_longest_provider_name = 100;  ///< bytes, in facets
constexpr std::size_t k_shortest_spelled = 4;

void add_words(Xapian::Document& document, Field field, std::string_view text) {
  const FieldRow& row = row_of(field);
  for (const std::string& term : terms_of_text(text)) {
    document.add_term(term, row.weight);
    if (!row.prefix.empty()) document.add_term(std::string(row.prefix) + term);
  }
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
        add_words(document, Field::title, plain);
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
    spell(outcome.text, false);
  }
  for (const OfferCode& code : offer.codes) add_words(document, Field::codes, code.value);
  add_words(document, Field::provider, offer.provider_name);
  spell(offer.provider_name, false);
  for (const Location& place : places_of(offer)) add_words(document, Field::place, place.city + " " + place.name);
  for (const std::string& word : spelled) document.add_boolean_term(term_of(Field::known_word, word));
}

template <typename E>
std::set<std::string> names_of(const std::vector<E>& values, const std::vector<Run>& runs,
                               std::vector<E> Run::*of_run) {
  std::set<std::string> names;
  for (E value : values) names.emplace(name_of(value));
  for (const Run& run : runs) {
    for (E value : run.*of_run) names.emplace(name_of(value));
  }
  return names;
}

void add_points(Xapian::Document& document, const Offer& offer) {
  Xapian::LatLongCoords points;
  for (const Location& place : places_of(offer)) {
    if (place.point) points.append(Xapian::LatLongCoord(place.point->latitude, place.point->longitude));
  }
  const bool online = can_be_followed_online(offer);
  if (!points.empty()) document.add_value(slot_of(Field::points), points.serialise());
  if (online) add_filter(document, Field::online, "yes");
  if (!online && points.empty()) add_filter(document, Field::online, k_unknown);
}

void add_price(Xapian::Document& document, const Offer& offer) {
  const CataloguePrice price = catalogue_price(offer);
  // A stated 0 that may mean "not filled in" is no price to sort or filter by.
  if (!price.gross || (price.gross->min.value == 0 && !price.confirmed)) {
    add_filter(document, Field::price, k_unknown);
    return;
  }
  document.add_value(slot_of(Field::price), Xapian::sortable_serialise(static_cast<double>(price.gross->min.value)));
}

void add_filter_terms(Xapian::Document& document, const Offer& offer) {
  FacetValues facets;
  facets.provider = offer.provider.value;
  facets.provider_name = std::string(truncate_utf8(offer.provider_name, k_longest_provider_name));
  if (offer.level.nlqf) facets.level = std::string(name_of(*offer.level.nlqf));
  facets.sector = offer.sector;
  facets.kind = std::string(name_of(offer.kind));
  const std::set<std::string> modes = names_of(offer.modes, offer.runs, &Run::modes);
  facets.modes.assign(modes.begin(), modes.end());
  const std::set<std::string> languages(offer.languages.begin(), offer.languages.end());
  facets.languages.assign(languages.begin(), languages.end());
  document.add_value(slot_of(Field::facets), encode_facets(facets));

  const auto single = [](const std::string& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
  };
  add_filters(document, Field::level, single(facets.level));
  add_filters(document, Field::sector, single(facets.sector));
  add_filters(document, Field::kind, single(facets.kind));
  add_filters(document, Field::mode, facets.modes);
  add_filters(document, Field::language, facets.languages);
  add_filters(document, Field::daypart, names_of(offer.dayparts, offer.runs, &Run::dayparts));
  add_filters(document, Field::provider_id,
              single(offer.provider.stored() ? std::to_string(offer.provider.value) : std::string{}));
  std::set<std::string> skills;
  for (const Outcome& outcome : offer.outcomes) {
    if (outcome.skill.stored()) skills.insert(std::to_string(outcome.skill.value));
  }
  add_filters(document, Field::skill, skills);
}

}  // namespace

std::string encode_facets(const FacetValues& values) {
  ByteWriter out;
  out.signed_number(values.provider);
  out.text(values.provider_name);
  out.text(values.level);
  out.text(values.sector);
  out.text(values.kind);
  for (const auto* list : {&values.modes, &values.languages}) {
    out.number(list->size());
    for (const std::string& value : *list) out.text(value);
  }
  return out.take();
}

FacetValues decode_facets(std::string_view bytes) {
  ByteReader in(bytes);
  FacetValues values;
  values.provider = in.signed_number();
  values.provider_name = std::string(in.text());
  values.level = std::string(in.text());
  values.sector = std::string(in.text());
  values.kind = std::string(in.text());
  for (auto* list : {&values.modes, &values.languages}) {
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count && !in.failed(); ++i) list->emplace_back(in.text());
  }
  return values;
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
  add_filter_terms(document, offer);
  add_price(document, offer);
  add_points(document, offer);
  document.add_value(slot_of(Field::starts), encode_starts(offer));
  if (offer.duration_months)
    document.add_value(slot_of(Field::duration), Xapian::sortable_serialise(*offer.duration_months));
  document.add_value(slot_of(Field::quality), Xapian::sortable_serialise(std::clamp(offer.quality, 0.0, 1.0)));
  document.add_value(slot_of(Field::title_key), std::string(truncate_utf8(fold(title_of(offer)), k_longest_title_key)));
  document.add_value(slot_of(Field::content_hash), offer.content_hash);
  document.set_data(encode_offer(offer));
  return document;
}

std::vector<std::string> spelled_words_of(const Xapian::Document& document) {
  const std::string prefix(row_of(Field::known_word).prefix);
  std::vector<std::string> words;
  auto term = document.termlist_begin();
  for (term.skip_to(prefix); term != document.termlist_end() && (*term).starts_with(prefix); ++term) {
    words.push_back((*term).substr(prefix.size()));
  }
  return words;
}

}  // namespace leerwijzer
