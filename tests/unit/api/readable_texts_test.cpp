// The words of the pages can be read by people at level B1: short sentences, no abbreviations, no words of the office,
// no very long words, and one form of address. What is checked is also shown to be noticed.
#include "api/web/texts.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {
namespace {

/// Sentences of our own that are longer than the rule, each with its reason.
bool may_be_long(const std::string& key) {
  static const std::set<std::string> k_long = {
      "plan.proof.best",  // says what may still be better, which is one thought
      "footer.note",      // the attribution that ESCO asks for
  };
  return k_long.contains(key);
}

/// Long words that have no shorter one: names of benefits and papers, as people find them on their letters.
const std::set<std::string> k_long_words = {"toegankelijkheid", "praktijkverklaring", "bijstandsuitkering",
                                            "ziektewetuitkering", "basisvaardigheden"};
/// A form of address, or a word, that stands in a name and not in a sentence.
const std::set<std::string> k_names = {"developers.parameter", "developers.parameters", "kind.module",
                                       "value.kind.module"};

constexpr std::size_t k_most_letters = 15;

struct Rules {
  std::size_t most_words = 0;
  std::regex abbreviation;
  std::regex address;  ///< forms of address that the pages do not use
  std::regex hard;
};

std::regex words(const std::string& list) {
  return std::regex("(^|[^a-z])(" + list + ")([^a-z]|$)", std::regex::icase);
}

const Rules& rules_of(Language language) {
  static const Rules k_dutch = {
      15,
      std::regex(
          R"((^|\s)(bijv|bv|o\.a|i\.p\.v|i\.v\.m|evt|d\.w\.z|m\.b\.t|m\.b\.v|t\/m|enz|etc|incl|excl|max|min|nr|tel)(\.|\s|$))",
          std::regex::icase),
      words("je|jij|jou|jouw|jullie"),
      words("netto|bruto|competenties?|trajecten|traject|faciliteren|optimaliseren|indien|derhalve|middels|teneinde|"
            "alsmede|betreffende|omtrent|dient|dienen|geschieden|conform|inzake|tevens|reeds|gaarne|verstrekken|"
            "retourneren|additionele?|initieel|initiële|autoriseren|valideren|genereren|verifiëren|verificatie|"
            "specificaties?|parameters?|functionaliteit|realiseren|implementeren|substantieel|significant|"
            "modaliteit|overlap|transitie|modules?|respectievelijk|eveneens|voornoemde?|desgewenst")};
  static const Rules k_english = {
      16, std::regex(R"((^|\s)(e\.g|i\.e|etc|approx|incl|excl|max|min|nr|tel|asap)(\.|,|\s|$))", std::regex::icase),
      words("thou|one's"),
      words("utili[sz]e|facilitate|prior to|commence|terminate|endeavour|hereby|therefore|thus|regarding|pursuant|"
            "subsequent|subsequently|additional|obtain|ascertain|approximately|sufficient|implement|optimi[sz]e|"
            "competenc(y|ies)|modality|trajectory|net|gross|modules?|upon|whilst|notwithstanding|leverage")};
  return language == Language::nl ? k_dutch : k_english;
}

std::string without_places(const std::string& text) {
  return std::regex_replace(text, std::regex(R"(\{[a-z_]+\})"), "1");
}

/// What is hard to read in a text, in words; nothing for one that is plain.
std::vector<std::string> hard_in(Language language, const std::string& key, const std::string& with_places) {
  const Rules& rules = rules_of(language);
  const std::string text = without_places(with_places);
  std::vector<std::string> out;
  if (std::regex_search(text, rules.abbreviation)) out.emplace_back("an abbreviation");
  if (std::regex_search(text, rules.address)) out.emplace_back("a form of address that the pages do not use");
  if (!k_names.contains(key) && std::regex_search(text, rules.hard)) out.emplace_back("a word of the office");
  std::string sentence;
  for (const char c : text + ".") {
    if (c != '.' && c != '?' && c != '!' && c != ':') {
      sentence += c;
      continue;
    }
    std::istringstream parts(sentence);
    std::size_t count = 0;
    for (std::string word; parts >> word;) ++count;
    if (count > rules.most_words && !may_be_long(key)) out.push_back("a long sentence:" + sentence);
    sentence.clear();
  }
  static const std::regex k_word("[A-Za-z]+");
  for (std::sregex_iterator at(text.begin(), text.end(), k_word), end; at != end; ++at) {
    std::string word = at->str();
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (word.size() >= k_most_letters && !k_long_words.contains(word)) out.push_back("a long word: " + word);
  }
  return out;
}

TEST(ReadableTexts, both_languages_are_short_and_plain) {
  for (const Language language : {Language::nl, Language::en}) {
    for (const auto& [key, text] : Texts::in(language).all()) {
      for (const std::string& what : hard_in(language, key, text)) ADD_FAILURE() << key << ": " << what << "\n" << text;
    }
  }
}

TEST(ReadableTexts, what_is_hard_to_read_is_noticed) {
  for (const char* text :
       {"Indien u dit wilt, kies dan een opleiding.", "U kunt kiezen, bijv. een cursus.", "Kies wat je wilt leren.",
        "Dit zijn de netto kosten.", "Vul de scholingsvoucheraanvraag in.",
        "Als u een opleiding heeft gekozen die bij u past en u weet wat die kost, dan kunt u verder gaan."})
    EXPECT_EQ(hard_in(Language::nl, "a.text", text).size(), 1U) << text;
  for (const char* text :
       {"Prior to this, choose a course.", "Choose a course, e.g. one nearby.", "This is the gross price.",
        "When you have chosen a course that suits you and you know what it costs then you may go on."})
    EXPECT_EQ(hard_in(Language::en, "a.text", text).size(), 1U) << text;
  EXPECT_TRUE(hard_in(Language::nl, "a.text", "Kies een opleiding. U kunt later nog veranderen.").empty());
  EXPECT_TRUE(hard_in(Language::en, "a.text", "Choose a course. You can change it later.").empty());
}

}  // namespace
}  // namespace leerwijzer
