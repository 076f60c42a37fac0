#include "engine/domain/same_offer.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <utility>

namespace leerwijzer {
namespace {

/// Words that nearly every title may have or leave out.
constexpr auto k_filler = std::to_array<std::string_view>(
    {"aan", "and", "bij",      "cursus",     "de",  "een", "en",   "het",       "hbo",         "in",
     "mbo", "met", "module",   "naar",       "of",  "om",  "op",   "opleiding", "opleidingen", "te",
     "the", "tot", "training", "trainingen", "uit", "van", "voor", "workshop"});

/// Words that tell one of a series from the next: titles that differ in such a word are two offers.
constexpr auto k_series = std::to_array<std::string_view>(
    {"i",      "ii",       "iii",       "iv",           "v",           "vi",       "basis",
     "basic",  "beginner", "beginners", "gevorderd",    "gevorderden", "advanced", "vervolg",
     "expert", "experts",  "herhaling", "intermediate", "niveau",      "opfris",   "deel",
     "junior", "senior",   "bol",       "bbl",          "deeltijd",    "voltijd",  "duaal",
     "ad",     "bachelor", "master",    "instructeur",  "examen",      "proefles"});

/// One town, two names.
constexpr auto k_towns = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"s gravenhage", "den haag"}, {"the hague", "den haag"}, {"s hertogenbosch", "den bosch"}});

template <typename T>
void in_order(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <typename T>
std::vector<T> shared(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

/// Both state something, and nothing of it is the same.
template <typename T>
bool disjoint(const std::vector<T>& a, const std::vector<T>& b) {
  return !a.empty() && !b.empty() && shared(a, b).empty();
}

template <typename T>
bool differ(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b && *a != *b;
}

/// Folded words; tags of cleaned HTML are left out.
std::vector<std::string> words_of(std::string_view text) {
  std::string plain;
  bool in_tag = false;
  for (const char c : fold(text)) {
    if (c == '<') in_tag = true;
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    plain += in_tag || (ascii && std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '#') ? ' ' : c;
    if (c == '>') in_tag = false;
  }
  return split_trimmed(plain, ' ');
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> title_words(std::string_view title) {
  std::vector<std::string> all = words_of(title);
  std::vector<std::string> telling;
  std::copy_if(all.begin(), all.end(), std::back_inserter(telling),
               [](const std::string& word) { return !is_one_of(k_filler, word); });
  std::vector<std::string>& kept = telling.empty() ? all : telling;
  in_order(kept);
  return std::move(kept);
}

/// FNV-1a: the same everywhere and for good, because keys and similarities must not depend on a build.
std::uint64_t digest_of(const std::string& a, const std::string& b, const std::string& c) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const std::string* word : {&a, &b, &c}) {
    for (const char letter : *word + " ") {
      hash ^= static_cast<unsigned char>(letter);
      hash *= 1'099'511'628'211U;
    }
  }
  return hash;
}

/// The longest of description and summary, in the language that the title was taken in.
std::vector<std::uint64_t> shingles(const Offer& offer) {
  const std::string_view description = text_of(offer, TextField::description);
  const std::string_view summary = text_of(offer, TextField::summary);
  const std::vector<std::string> words = words_of(description.size() >= summary.size() ? description : summary);
  std::vector<std::uint64_t> digests;
  for (std::size_t i = 2; i < words.size(); ++i) digests.push_back(digest_of(words[i - 2], words[i - 1], words[i]));
  in_order(digests);
  return digests;
}

void add_place(const Location& place, OfferCard& card) {
  std::string town = join(words_of(place.city), " ");
  for (const auto& [other, name] : k_towns) {
    if (town == other) town = name;
  }
  if (!town.empty()) card.towns.push_back(town);
  if (place.postcode.size() >= 4) card.postcodes.push_back(place.postcode.substr(0, 4));
}

std::string address_key(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.starts_with("www.")) url.remove_prefix(4);
  // A home page is the address of every offer of a provider.
  return url.find('/') == std::string_view::npos ? std::string() : to_lower_ascii(url);
}

enum class Agreement { no, unknown, partly, wholly };

template <typename T>
Agreement agreement(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.empty() || b.empty()) return Agreement::unknown;
  if (a == b) return Agreement::wholly;
  return shared(a, b).empty() ? Agreement::no : Agreement::partly;
}

/// Towns where both state them, else postcodes.
Agreement place_agreement(const OfferCard& a, const OfferCard& b) {
  const Agreement towns = agreement(a.towns, b.towns);
  return towns == Agreement::unknown ? agreement(a.postcodes, b.postcodes) : towns;
}

Agreement intensity_agreement(const OfferCard& a, const OfferCard& b) {
  const bool one_path = a.path != LearningPath::none && a.path == b.path;
  if (a.intensity == Intensity::unknown || b.intensity == Intensity::unknown)
    return one_path ? Agreement::wholly : Agreement::unknown;
  return a.intensity == b.intensity ? Agreement::wholly : Agreement::no;
}

bool is_remote(DeliveryMode mode) { return mode == DeliveryMode::online || mode == DeliveryMode::self_study; }

/// One can only be followed online, the other only by going there. Blended and workplace go with either.
bool modes_differ(const OfferCard& a, const OfferCard& b) {
  const auto only = [](const OfferCard& card, auto is) {
    return !card.modes.empty() && std::all_of(card.modes.begin(), card.modes.end(), is);
  };
  const auto on_site = [](DeliveryMode mode) { return mode == DeliveryMode::on_site; };
  return (only(a, is_remote) && only(b, on_site)) || (only(a, on_site) && only(b, is_remote));
}

bool far_apart(double a, double b, double factor) { return std::max(a, b) > factor * std::max(1.0, std::min(a, b)); }

bool price_differs(const OfferCard& a, const OfferCard& b) {
  if (!a.price || !b.price) return false;
  const auto cents = [](Cents value) { return static_cast<double>(value.value); };
  const bool above =
      far_apart(cents(a.price->max), cents(b.price->min), same_offer::k_price_factor) && a.price->max < b.price->min;
  const bool below =
      far_apart(cents(b.price->max), cents(a.price->min), same_offer::k_price_factor) && b.price->max < a.price->min;
  return above || below;
}

template <typename T>
double jaccard(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.empty() && b.empty()) return 0.0;
  const auto both = static_cast<double>(shared(a, b).size());
  return both / (static_cast<double>(a.size() + b.size()) - both);
}

/// Jaccard, or for a text that one feed cuts short the share of it that is in the other.
double text_similarity(const OfferCard& a, const OfferCard& b) {
  const std::size_t least = std::min(a.text.size(), b.text.size());
  if (least < same_offer::k_least_text) return 0.0;
  const double whole = jaccard(a.text, b.text);
  const double within = static_cast<double>(shared(a.text, b.text).size()) / static_cast<double>(least);
  const bool counts = least >= same_offer::k_least_within && within >= same_offer::k_text_within;
  return counts ? std::max(whole, within) : whole;
}

bool tells_apart(const std::string& word) {
  return is_one_of(k_series, word) ||
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "Excel 1" and "Excel 2", "Lassen basis" and "Lassen".
bool of_one_series(const OfferCard& a, const OfferCard& b) {
  std::vector<std::string> one_sided;
  std::set_symmetric_difference(a.title.begin(), a.title.end(), b.title.begin(), b.title.end(),
                                std::back_inserter(one_sided));
  return std::any_of(one_sided.begin(), one_sided.end(), tells_apart);
}

/// A fact that both state and agree on; it stands in for a text that is not there.
std::string confirming_fact(const OfferCard& a, const OfferCard& b) {
  if (!a.url.empty() && a.url == b.url) return "url";
  if (!shared(a.starts, b.starts).empty()) return "start";
  if (a.price && b.price && *a.price == *b.price && a.price->max.value > 0) return "price";
  if (place_agreement(a, b) == Agreement::wholly) return "town";
  if (a.study_load_hours && a.study_load_hours == b.study_load_hours) return "study-load";
  return {};
}

bool nearly_same_text(const OfferCard& a, const OfferCard& b, SamePair& pair) {
  if (pair.title < same_offer::k_title || of_one_series(a, b)) return false;
  const bool has_text = std::min(a.text.size(), b.text.size()) >= same_offer::k_least_text;
  if (has_text) return pair.text >= same_offer::k_text;
  pair.key = confirming_fact(a, b);
  return a.title == b.title && !pair.key.empty();
}

}  // namespace

OfferCard card_of(const Offer& offer) {
  OfferCard card;
  card.id = offer.id;
  card.source = offer.source;
  card.provider = offer.provider;
  for (const OfferCode& code : offer.codes) {
    const bool names_a_programme =
        code.scheme == CodeScheme::rio || code.scheme == CodeScheme::crebo || code.scheme == CodeScheme::croho;
    const std::string value = fold(trim(code.value));
    if (names_a_programme && !value.empty()) card.codes.push_back(std::string(name_of(code.scheme)) + ":" + value);
  }
  for (const Location& place : places_of(offer)) add_place(place, card);
  card.title = title_words(title_of(offer));
  card.text = shingles(offer);
  card.languages = offer.languages;
  card.modes = offer.modes;
  for (const Run& run : offer.runs) {
    if (run.start) card.starts.push_back(*run.start);
  }
  card.url = address_key(offer.url);
  card.intensity = offer.intensity;
  card.path = offer.path;
  if (offer.kind_basis == Basis::stated) card.kind = offer.kind;
  if (offer.level.basis == LevelBasis::stated || offer.level.basis == LevelBasis::register_)
    card.level = offer.level.nlqf;
  card.study_load_hours = offer.study_load_hours;
  card.price = catalogue_price(offer).gross;
  in_order(card.codes);
  in_order(card.towns);
  in_order(card.postcodes);
  in_order(card.languages);
  in_order(card.modes);
  in_order(card.starts);
  return card;
}

std::vector<std::string> blocking_keys(const OfferCard& card) {
  std::vector<std::string> keys = card.codes;
  // Long words first: they are rarer, so fewer offers are compared. Any fixed order would be right.
  std::vector<std::string> words = card.title;
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return std::pair(b.size(), std::string_view(a)) < std::pair(a.size(), std::string_view(b));
  });
  const auto needed =
      static_cast<std::size_t>(std::ceil(same_offer::k_title * static_cast<double>(words.size()) - 1e-9));
  const std::size_t first = words.empty() ? 0 : words.size() - needed + 1;
  for (std::size_t i = 0; i < first; ++i) keys.push_back("word:" + std::string(truncate_utf8(words[i], 60)));
  in_order(keys);
  return keys;
}

std::string_view contradiction(const OfferCard& a, const OfferCard& b) {
  if (differ(a.kind, b.kind)) return "kind";
  if (differ(a.level, b.level)) return "level";
  if (place_agreement(a, b) == Agreement::no) return "town";
  if (intensity_agreement(a, b) == Agreement::no) return "intensity";
  if (a.path != LearningPath::none && b.path != LearningPath::none && a.path != b.path) return "learning-path";
  if (modes_differ(a, b)) return "mode";
  if (disjoint(a.languages, b.languages)) return "language";
  if (a.study_load_hours && b.study_load_hours &&
      far_apart(*a.study_load_hours, *b.study_load_hours, same_offer::k_load_factor))
    return "study-load";
  return {};
}

std::optional<SamePair> compare_offers(const OfferCard& a, const OfferCard& b) {
  if (!contradiction(a, b).empty()) return std::nullopt;
  SamePair pair;
  pair.a = std::min(a.id, b.id);
  pair.b = std::max(a.id, b.id);
  pair.title = jaccard(a.title, b.title);
  pair.text = text_similarity(a, b);
  if (const auto codes = shared(a.codes, b.codes); !codes.empty()) {
    pair.exact = place_agreement(a, b) == Agreement::wholly && intensity_agreement(a, b) == Agreement::wholly;
    // A code that does not settle it leaves it to the text, where that does.
    pair.ground = !pair.exact && nearly_same_text(a, b, pair) ? SameGround::text : SameGround::code;
    pair.key = codes.back();  // rio comes last, and names an offer most narrowly
    return pair;
  }
  pair.ground = SameGround::text;
  if (disjoint(a.codes, b.codes) || price_differs(a, b) || !nearly_same_text(a, b, pair)) return std::nullopt;
  return pair;
}

}  // namespace leerwijzer
