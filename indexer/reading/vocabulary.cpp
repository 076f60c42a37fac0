#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

using Nlqf = NlqfLevel;

/// Source: NLQF level table; EDU-DEX programLevel, OOAPI level, and words of Dutch catalogues, folded.
constexpr auto k_level_words = std::to_array<std::pair<std::string_view, std::optional<Nlqf>>>({
    {"entree", Nlqf::level_1},
    {"mbo entree", Nlqf::level_1},
    {"entreeopleiding", Nlqf::level_1},
    {"basisberoepsopleiding", Nlqf::level_2},
    {"vakopleiding", Nlqf::level_3},
    {"middenkaderopleiding", Nlqf::level_4},
    {"specialistenopleiding", Nlqf::level_4},
    {"vwo", Nlqf::level_4_plus},
    {"gymnasium", Nlqf::level_4_plus},
    {"ad", Nlqf::level_5},
    {"associate", Nlqf::level_5},
    {"associate degree", Nlqf::level_5},
    {"hbo associate degree", Nlqf::level_5},
    {"bachelor", Nlqf::level_6},
    {"hbo bachelor", Nlqf::level_6},
    {"wo bachelor", Nlqf::level_6},
    {"academic bachelor", Nlqf::level_6},
    {"master", Nlqf::level_7},
    {"hbo master", Nlqf::level_7},
    {"wo master", Nlqf::level_7},
    {"academic master", Nlqf::level_7},
    {"doctoral", Nlqf::level_8},
    {"phd", Nlqf::level_8},
    {"secondary vocational education", std::nullopt},
    {"undefined", std::nullopt},
    {"undivided", std::nullopt},
    {"onbepaald", std::nullopt},
    {"ongedeeld", std::nullopt},
    {"none", std::nullopt},
    {"geen", std::nullopt},
    {"nvt", std::nullopt},
    {"n.v.t.", std::nullopt},
    {"mbo", std::nullopt},
    {"hbo", std::nullopt},
    {"wo", std::nullopt},
    {"propedeuse", std::nullopt},
    {"post hbo", std::nullopt},
    {"post academic", std::nullopt},
    {"post mbo", std::nullopt},
    {"mbo+", std::nullopt},
    {"mavo", std::nullopt},
    {"havo", std::nullopt},
    {"vbo", std::nullopt},
    {"lbo", std::nullopt},
    {"vmbo", std::nullopt},
    {"vmbo/mavo", std::nullopt},
    {"nt2 1", std::nullopt},
    {"nt2 2", std::nullopt},
    {"higher professional education", std::nullopt},
    {"university education", std::nullopt},
});

constexpr auto k_mbo_prefixes = std::to_array<std::string_view>(
    {"mbo niveau ", "mbo ", "secondary vocational education ", "mbo certificaat niveau ", "niveau "});

constexpr auto k_kind_words = std::to_array<std::pair<std::string_view, OfferKind>>({
    {"qualification", OfferKind::qualification},
    {"opleiding", OfferKind::qualification},
    {"diploma", OfferKind::qualification},
    {"beroepsopleiding", OfferKind::qualification},
    {"certificate", OfferKind::certificate},
    {"certificaat", OfferKind::certificate},
    {"mbo-certificaat", OfferKind::certificate},
    {"keuzedeel", OfferKind::keuzedeel},
    {"praktijkverklaring", OfferKind::praktijkverklaring},
    {"mbo-verklaring", OfferKind::praktijkverklaring},
    {"mbo-praktijkverklaring", OfferKind::praktijkverklaring},
    {"module", OfferKind::module},
    {"minor", OfferKind::module},
    {"course", OfferKind::course},
    {"cursus", OfferKind::course},
    {"training", OfferKind::course},
    {"workshop", OfferKind::course},
    {"orientation", OfferKind::orientation},
    {"orientatie", OfferKind::orientation},
    {"retraining", OfferKind::retraining},
    {"omscholing", OfferKind::retraining},
    {"zij-instroom", OfferKind::retraining},
    {"exam", OfferKind::exam},
    {"examen", OfferKind::exam},
    {"evc", OfferKind::exam},
});

/// In order: the first phrase that is met decides.
constexpr auto k_kind_phrases = std::to_array<std::pair<std::string_view, OfferKind>>({
    {"keuzedeel", OfferKind::keuzedeel},
    {"praktijkverklaring", OfferKind::praktijkverklaring},
    {"mbo-verklaring", OfferKind::praktijkverklaring},
    {"mbo-certificaat", OfferKind::certificate},
    {"mbo certificaat", OfferKind::certificate},
    {"omscholing", OfferKind::retraining},
    {"zij-instroom", OfferKind::retraining},
    {"zijinstroom", OfferKind::retraining},
    {"orientatie", OfferKind::orientation},
    {"orienteren", OfferKind::orientation},
    {"kennismaken met", OfferKind::orientation},
    {"proefdag", OfferKind::orientation},
    {"meeloopdag", OfferKind::orientation},
    {"snuffeldag", OfferKind::orientation},
    {"toelatingsexamen", OfferKind::exam},
    {"mbo-diploma", OfferKind::qualification},
    {"bachelordiploma", OfferKind::qualification},
    {"masterdiploma", OfferKind::qualification},
    {"diploma associate degree", OfferKind::qualification},
    {"certificaat met studiepunten", OfferKind::module},
});

constexpr auto k_mode_words = std::to_array<std::pair<std::string_view, DeliveryMode>>({
    {"on campus", DeliveryMode::on_site},
    {"situated", DeliveryMode::on_site},
    {"klassikaal", DeliveryMode::on_site},
    {"op locatie", DeliveryMode::on_site},
    {"contact", DeliveryMode::on_site},
    {"on-site", DeliveryMode::on_site},
    {"classroom", DeliveryMode::on_site},
    {"classroom teaching", DeliveryMode::on_site},
    {"online", DeliveryMode::online},
    {"live online", DeliveryMode::online},
    {"virtual classroom", DeliveryMode::online},
    {"webinar", DeliveryMode::online},
    {"distance-learning", DeliveryMode::self_study},
    {"distance learning", DeliveryMode::self_study},
    {"afstandsonderwijs", DeliveryMode::self_study},
    {"e-learning", DeliveryMode::self_study},
    {"elearning", DeliveryMode::self_study},
    {"self-study", DeliveryMode::self_study},
    {"self study", DeliveryMode::self_study},
    {"zelfstudie", DeliveryMode::self_study},
    {"hybrid", DeliveryMode::blended},
    {"hybride", DeliveryMode::blended},
    {"blended", DeliveryMode::blended},
    {"blended learning", DeliveryMode::blended},
    {"workplace", DeliveryMode::workplace},
    {"werkplek", DeliveryMode::workplace},
    {"op de werkplek", DeliveryMode::workplace},
    {"praktijk", DeliveryMode::workplace},
    {"work placement", DeliveryMode::workplace},
    {"internship", DeliveryMode::workplace},
    {"traineeship", DeliveryMode::workplace},
});

/// ISO 639-2 codes and names to ISO 639-1, for what Dutch catalogues teach in or teach.
constexpr auto k_languages = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"nld", "nl"},    {"dut", "nl"},       {"nederlands", "nl"}, {"dutch", "nl"},    {"eng", "en"},
    {"engels", "en"}, {"english", "en"},   {"deu", "de"},        {"ger", "de"},      {"duits", "de"},
    {"german", "de"}, {"fra", "fr"},       {"fre", "fr"},        {"frans", "fr"},    {"french", "fr"},
    {"spa", "es"},    {"spaans", "es"},    {"spanish", "es"},    {"ita", "it"},      {"italiaans", "it"},
    {"por", "pt"},    {"portugees", "pt"}, {"pol", "pl"},        {"pools", "pl"},    {"tur", "tr"},
    {"turks", "tr"},  {"ara", "ar"},       {"arabisch", "ar"},   {"ukr", "uk"},      {"oekraiens", "uk"},
    {"fry", "fy"},    {"fries", "fy"},     {"rus", "ru"},        {"russisch", "ru"}, {"zho", "zh"},
    {"chi", "zh"},    {"chinees", "zh"},   {"tir", "ti"},        {"som", "so"},      {"fas", "fa"},
    {"dse", "nl"},
});

std::string word_key(std::string_view word) {
  std::string key = collapse_spaces(fold(word));
  std::replace(key.begin(), key.end(), '-', ' ');
  std::replace(key.begin(), key.end(), '_', ' ');
  return collapse_spaces(key);
}

template <std::size_t N, typename V>
std::optional<V> look_up(const std::array<std::pair<std::string_view, V>, N>& table, std::string_view word) {
  for (const auto& [key, value] : table) {
    if (key == word) return value;
  }
  return std::nullopt;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Nlqf> mbo_level(std::string_view key) {
  for (std::string_view prefix : k_mbo_prefixes) {
    if (key.starts_with(prefix) && key.size() == prefix.size() + 1 && key.back() >= '1' && key.back() <= '4') {
      return static_cast<Nlqf>(key.back() - '1');
    }
  }
  return std::nullopt;
}

bool has_word(std::string_view text, std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool left = at == 0 || !letter(text[at - 1]);
    const std::size_t end = at + word.size();
    if (left && (end == text.size() || !letter(text[end]))) return true;
  }
  return false;
}

}  // namespace

LevelWord level_of_word(std::string_view word) {
  const std::string key = word_key(word);
  if (const auto mbo = mbo_level(key)) return {true, mbo};
  for (const auto& [known, level] : k_level_words) {
    if (known == key) return {true, level};
  }
  if (key.starts_with("nlqf ") || key.starts_with("eqf ")) {
    const auto level = level_of_code(std::string_view(key).substr(key.find(' ') + 1));
    return {level.has_value(), level};
  }
  return {};
}

std::optional<NlqfLevel> level_of_code(std::string_view code) {
  std::string key = word_key(code);
  for (std::string_view prefix : {"nlqf ", "eqf ", "level ", "niveau "}) {
    if (key.starts_with(prefix)) key.erase(0, prefix.size());
  }
  if (key == "4+" || key == "4p" || key == "4plus") return Nlqf::level_4_plus;
  if (key.size() != 1 || key[0] < '1' || key[0] > '8') return std::nullopt;
  const int number = key[0] - '0';
  return static_cast<Nlqf>(number <= 4 ? number - 1 : number);
}

std::optional<NlqfLevel> prior_level_of_text(std::string_view text) {
  constexpr auto k_words = std::to_array<std::pair<std::string_view, Nlqf>>({
      {"entree", Nlqf::level_1},
      {"vmbo", Nlqf::level_1},
      {"mbo niveau 1", Nlqf::level_1},
      {"mbo 1", Nlqf::level_1},
      {"mbo niveau 2", Nlqf::level_2},
      {"mbo 2", Nlqf::level_2},
      {"niveau 2", Nlqf::level_2},
      {"mbo niveau 3", Nlqf::level_3},
      {"mbo 3", Nlqf::level_3},
      {"niveau 3", Nlqf::level_3},
      {"havo", Nlqf::level_4},
      {"mbo niveau 4", Nlqf::level_4},
      {"mbo 4", Nlqf::level_4},
      {"niveau 4", Nlqf::level_4},
      {"vwo", Nlqf::level_4_plus},
      {"associate degree", Nlqf::level_5},
      {"hbo", Nlqf::level_6},
      {"bachelor", Nlqf::level_6},
      {"bachelordiploma", Nlqf::level_6},
  });
  const std::string key = word_key(text);
  std::optional<Nlqf> lowest;
  for (const auto& [word, level] : k_words) {
    if (has_word(key, word) && (!lowest || level < *lowest)) lowest = level;
  }
  return lowest;
}

std::optional<OfferKind> kind_of_word(std::string_view word) {
  return look_up(k_kind_words, collapse_spaces(fold(word)));
}

std::optional<OfferKind> kind_in_text(std::string_view text) {
  const std::string folded = fold(text);
  for (const auto& [phrase, kind] : k_kind_phrases) {
    if (contains(folded, phrase)) return kind;
  }
  return std::nullopt;
}

std::string language_of(std::string_view code) {
  const std::string key = fold(trim(code));
  const std::size_t cut = key.find_first_of("-_");
  const std::string_view bare = std::string_view(key).substr(0, cut);
  if (const auto known = look_up(k_languages, bare)) return std::string(*known);
  const bool letters = std::all_of(bare.begin(), bare.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return bare.size() == 2 && letters ? std::string(bare) : std::string{};
}

std::optional<DeliveryMode> mode_of_word(std::string_view word) {
  return look_up(k_mode_words, collapse_spaces(fold(word)));
}

std::string isced_of(std::string_view code) {
  std::string bare(trim(code));
  if (!all_digits(bare) || bare.size() < 2 || bare.size() > 4) return {};
  if (bare.size() == 3 && bare[0] != '0' && bare[0] != '1') bare.insert(0, 1, '0');
  return bare;
}

CodeScheme scheme_of_croho_crebo(std::string_view code, std::optional<NlqfLevel> level) {
  const std::string_view bare = trim(code);
  if (bare.size() != 5 || !all_digits(bare)) return CodeScheme::other;
  // Both registers use five digits: the level tells them apart, else the series (crebo 2xxxx and 9xxxx).
  if (level) return *level <= NlqfLevel::level_4 ? CodeScheme::crebo : CodeScheme::croho;
  return bare.starts_with('2') || bare.starts_with('9') ? CodeScheme::crebo : CodeScheme::croho;
}

LearningPath path_in_text(std::string_view text) {
  const std::string key = fold(text);
  if (has_word(key, "bbl")) return LearningPath::bbl;
  if (has_word(key, "bol")) return LearningPath::bol;
  if (contains(key, "derde leerweg") || has_word(key, "ovo") || has_word(key, "odt")) return LearningPath::third;
  return LearningPath::none;
}

}  // namespace leerwijzer
