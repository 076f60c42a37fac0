#include "engine/match/diplomas.hpp"

#include "engine/core/text.hpp"
#include "engine/language/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace leerwijzer {
namespace {

constexpr double k_accept = 0.6;
constexpr std::size_t k_longest = 500;

/// Words that say the kind of diploma; the level is that of the NLQF (source: nlqf.nl, "niveaus").
constexpr auto k_levels = std::to_array<std::pair<std::string_view, NlqfLevel>>({
    {"entree", NlqfLevel::level_1},
    {"mavo", NlqfLevel::level_2},
    {"havo", NlqfLevel::level_4},
    {"vwo", NlqfLevel::level_4_plus},
    {"gymnasium", NlqfLevel::level_4_plus},
    {"atheneum", NlqfLevel::level_4_plus},
    {"ad", NlqfLevel::level_5},
    {"associate", NlqfLevel::level_5},
    {"hbo", NlqfLevel::level_6},
    {"bachelor", NlqfLevel::level_6},
    {"ba", NlqfLevel::level_6},
    {"bsc", NlqfLevel::level_6},
    {"wo", NlqfLevel::level_7},
    {"master", NlqfLevel::level_7},
    {"ma", NlqfLevel::level_7},
    {"msc", NlqfLevel::level_7},
    {"doctoraal", NlqfLevel::level_7},
    {"phd", NlqfLevel::level_8},
});

/// After one of these a digit is a level: "mbo 3", "niveau 4", "NLQF 5".
constexpr auto k_before_digit = std::to_array<std::string_view>({"mbo", "niveau", "nlqf", "eqf", "level", "nivo"});

/// Words of a diploma that name no work.
constexpr auto k_filler = std::to_array<std::string_view>({"diploma",     "certificaat",  "getuigschrift",
                                                           "bewijs",      "opleiding",    "beroepsopleiding",
                                                           "afgerond",    "behaald",      "gehaald",
                                                           "mijn",        "een",          "in",
                                                           "de",          "het",          "van",
                                                           "of",          "degree",       "bol",
                                                           "bbl",         "vmbo",         "tl",
                                                           "gl",          "kb",           "bb",
                                                           "mts",         "meao",         "mdgo",
                                                           "buitenlands", "buitenlandse", "buitenland",
                                                           "uit",         "the",          "science",
                                                           "arts",        "basisschool",  "middelbare",
                                                           "school"});

/// Countries and words that say that a diploma is from abroad.
constexpr auto k_abroad = std::to_array<std::string_view>(
    {"buitenland",  "buitenlands", "buitenlandse", "syrie",      "syrisch",     "syrische",  "oekraine",   "oekraiens",
     "oekraiense",  "eritrea",     "eritrees",     "turkije",    "turks",       "turkse",    "marokko",    "marokkaans",
     "marokkaanse", "polen",       "pools",        "poolse",     "afghanistan", "afghaans",  "iran",       "iraans",
     "irak",        "iraaks",      "somalie",      "ethiopie",   "soedan",      "jemen",     "pakistan",   "india",
     "china",       "suriname",    "roemenie",     "bulgarije",  "duitsland",   "duits",     "belgie",     "belgisch",
     "spanje",      "italie",      "portugal",     "engeland",   "rusland",     "egypte",    "nigeria",    "ghana",
     "brazilie",    "colombia",    "venezuela",    "filipijnen", "indonesie",   "hongarije", "griekenland"});

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<NlqfLevel> level_of_digit(std::string_view word) { return value_of<NlqfLevel>(word); }

void take_higher(std::optional<NlqfLevel>& level, NlqfLevel other) { level = level ? std::max(*level, other) : other; }

/// Takes level and origin out of the words; gives what is left: the title.
std::string read_words(const std::vector<Word>& words, UnderstoodDiploma& diploma) {
  std::vector<std::string> title;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (has(k_before_digit, word)) {
      if (i + 1 < words.size() && level_of_digit(words[i + 1].text)) {
        take_higher(diploma.level, *level_of_digit(words[++i].text));
      }
      continue;
    }
    if (word.size() == 4 && word.starts_with("mbo") && level_of_digit(word.substr(3))) {
      take_higher(diploma.level, *level_of_digit(word.substr(3)));
      continue;
    }
    const auto level =
        std::find_if(k_levels.begin(), k_levels.end(), [&](const auto& one) { return one.first == word; });
    if (level != k_levels.end()) {
      take_higher(diploma.level, level->second);
      continue;
    }
    if (word == "vmbo" && !diploma.level) diploma.level = NlqfLevel::level_1;
    if ((word == "tl" || word == "gl" || word == "kb") && diploma.level == NlqfLevel::level_1)
      diploma.level = NlqfLevel::level_2;
    if (has(k_abroad, word)) {
      diploma.foreign = true;
      continue;
    }
    if (!has(k_filler, word)) title.push_back(word);
  }
  return join(title, " ");
}

std::string taken_as(const Taxonomy& taxonomy, const UnderstoodDiploma& diploma) {
  std::string text =
      diploma.occupation ? "We denken dat dit een diploma is voor het werk als \"" +
                               std::string(taxonomy.label(diploma.occupation->id)) + "\"."
      : diploma.skill ? "We denken dat u hiervoor leerde: \"" + std::string(taxonomy.label(diploma.skill->id)) + "\"."
      : diploma.level ? "Dit diploma zegt welk niveau u hebt, niet voor welk werk."
                      : "We weten niet wat u voor dit diploma leerde. Vul bij vaardigheden in wat u kunt.";
  if (diploma.foreign)
    text +=
        " Het diploma is uit een ander land. U kunt het laten waarderen bij IDW (idw.nl). Wij vragen liever eerst wat "
        "u kunt.";
  return text;
}

}  // namespace

UnderstoodDiploma understand_diploma(const Taxonomy& taxonomy, std::string_view words) {
  UnderstoodDiploma diploma;
  diploma.words = std::string(words);
  const std::string title = read_words(words_of(truncate_utf8(words, k_longest)), diploma);
  if (!title.empty()) {
    // "mbo-verpleegkundige" is a title in full; most are so without the words for kind and level only.
    auto occupations = taxonomy.resolve_occupations(truncate_utf8(words, k_longest), 1);
    if (occupations.empty() || occupations.front().relation != MatchRelation::exact)
      occupations = taxonomy.resolve_occupations(title, 1);
    const auto skills = taxonomy.resolve_skills(title, 1);
    const double occupation = occupations.empty() ? 0.0 : occupations.front().confidence;
    const double skill = skills.empty() ? 0.0 : skills.front().confidence;
    if (occupation >= k_accept && occupation >= skill) {
      diploma.occupation = occupations.front();
    } else if (skill >= k_accept) {
      diploma.skill = skills.front();
    }
  }
  diploma.text = taken_as(taxonomy, diploma);
  return diploma;
}

std::optional<NlqfLevel> level_of(const std::vector<UnderstoodDiploma>& diplomas) {
  std::optional<NlqfLevel> level;
  for (const UnderstoodDiploma& diploma : diplomas) {
    if (diploma.level && !diploma.foreign) take_higher(level, *diploma.level);
  }
  return level;
}

}  // namespace leerwijzer
