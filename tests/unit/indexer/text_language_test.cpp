// The language of a text is what the feed states, else what the text shows, else Dutch.
#include "indexer/reading/text_language.hpp"
#include "indexer/reading/offer_assembly.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr const char* k_english =
    "In this course you learn how to manage a project from the first idea to the final report. You work together with "
    "other students on a real assignment of a company in the region, and you present your results.";
constexpr const char* k_dutch =
    "In deze cursus leert u hoe u een project leidt, van het eerste idee tot het laatste verslag. U werkt samen met "
    "andere deelnemers aan een echte opdracht van een bedrijf in de regio en u laat zien wat het resultaat is.";
constexpr const char* k_german =
    "In diesem Kurs lernen Sie, wie man ein Projekt von der ersten Idee bis zum Abschlussbericht leitet. Sie arbeiten "
    "gemeinsam mit anderen an einer echten Aufgabe eines Unternehmens aus der Region.";

struct Read {
  Offer offer;
  std::vector<Diagnostic> said;

  [[nodiscard]] std::string language(TextField field) const {
    for (const OfferText& text : offer.texts) {
      if (text.field == field) return text.language;
    }
    return "none";
  }
  [[nodiscard]] bool says(const std::string& code) const {
    return std::any_of(said.begin(), said.end(), [&](const Diagnostic& d) { return d.code == code; });
  }
};

Read read(const std::string& title, const std::string& description, const std::string& language = "") {
  Read result;
  add_text(result.offer, TextField::title, language, title);
  add_text(result.offer, TextField::description, language, description);
  add_outcome(result.offer, "Lead a project", language);
  RecordReport report("k");
  finish_offer(result.offer, report);
  result.said = report.take();
  return result;
}

TEST(TextLanguage, is_found_where_the_feed_does_not_state_it) {
  EXPECT_EQ(detected_language(k_english), "en");
  EXPECT_EQ(detected_language(k_dutch), "nl");
  EXPECT_EQ(detected_language(k_german), "de");
}

TEST(TextLanguage, a_short_title_goes_with_its_description) {
  const Read english = read("Project management", k_english);
  EXPECT_EQ(english.language(TextField::title), "en");
  EXPECT_EQ(english.language(TextField::description), "en");
  EXPECT_EQ(english.offer.outcomes.at(0).language, "en");
  EXPECT_TRUE(english.says("language-detected"));
  const Read dutch = read("Project management", k_dutch);
  EXPECT_EQ(dutch.language(TextField::title), "nl");
  EXPECT_FALSE(dutch.says("language-detected"));
}

TEST(TextLanguage, what_is_too_short_or_uncertain_is_taken_for_dutch) {
  for (const char* title :
       {"Excel", "Yoga", "BHV", "Python", "12345 67890 12345 67890 12345 67890 12345", "Management"})
    EXPECT_EQ(read(title, "").language(TextField::title), "nl") << title;
}

TEST(TextLanguage, what_the_feed_states_is_believed) {
  EXPECT_EQ(read("Projectmanagement", k_english, "nl").language(TextField::description), "nl");
}

TEST(TextLanguage, a_long_text_may_differ_from_the_others) {
  Offer offer;
  add_text(offer, TextField::title, "", "Projecten leiden");
  add_text(offer, TextField::description, "", k_dutch);
  add_text(offer, TextField::admission, "", k_english);
  RecordReport report("k");
  finish_offer(offer, report);
  EXPECT_EQ(offer.texts.at(1).language, "nl");
  EXPECT_EQ(offer.texts.at(2).language, "en");
}

TEST(TextLanguage, a_stated_text_of_the_same_language_goes_before_a_found_one) {
  Offer offer;
  add_text(offer, TextField::description, "en", "Stated in English.");
  add_text(offer, TextField::description, "", k_english);
  RecordReport report("k");
  finish_offer(offer, report);
  ASSERT_EQ(offer.texts.size(), 1U);
  EXPECT_EQ(offer.texts[0].text, "Stated in English.");
}

TEST(TextLanguage, says_nothing_of_the_language_of_instruction) {
  const Read english = read("Project management", k_english);
  EXPECT_TRUE(english.offer.languages.empty());
  EXPECT_TRUE(english.says("missing-language"));
}

}  // namespace
}  // namespace leerwijzer
