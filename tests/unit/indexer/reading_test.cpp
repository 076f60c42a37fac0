// The building blocks of readers: words, amounts, durations, HTML.
#include "indexer/reading/amounts.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

TEST(LevelWords, follow_the_nlqf_table) {
  for (const auto& [word, level] : {std::pair{"mbo niveau 1", NlqfLevel::level_1},
                                    {"mbo 2", NlqfLevel::level_2},
                                    {"MBO-3", NlqfLevel::level_3},
                                    {"secondary vocational education 4", NlqfLevel::level_4},
                                    {"vwo", NlqfLevel::level_4_plus},
                                    {"Ad", NlqfLevel::level_5},
                                    {"associate degree", NlqfLevel::level_5},
                                    {"bachelor", NlqfLevel::level_6},
                                    {"academic master", NlqfLevel::level_7},
                                    {"PhD", NlqfLevel::level_8},
                                    {"entree", NlqfLevel::level_1}}) {
    EXPECT_EQ(level_of_word(word).nlqf, level) << word;
    EXPECT_TRUE(level_of_word(word).known) << word;
  }
}

TEST(LevelWords, name_no_level_where_the_framework_gives_none) {
  for (const char* word : {"mbo", "hbo", "wo", "post-hbo", "post-academic", "none", "undivided", "undefined"}) {
    EXPECT_TRUE(level_of_word(word).known) << word;
    EXPECT_FALSE(level_of_word(word).nlqf.has_value()) << word;
  }
  for (const char* word : {"hbo-niveau", "instap", "", "mbo 5", "vakniveau"})
    EXPECT_FALSE(level_of_word(word).known) << word;
}

TEST(LevelCodes, include_four_plus_in_each_spelling) {
  for (const char* code : {"4+", "4p", "nlqf_4plus"}) EXPECT_EQ(level_of_code(code), NlqfLevel::level_4_plus) << code;
  EXPECT_EQ(level_of_code("5"), NlqfLevel::level_5);
  for (const char* code : {"0", "9", "", "45", "+"}) EXPECT_FALSE(level_of_code(code).has_value()) << code;
}

TEST(PriorLevel, is_the_lowest_that_a_sentence_names) {
  EXPECT_EQ(prior_level_of_text("Mbo-4 of hbo-werk- en denkniveau."), NlqfLevel::level_4);
  EXPECT_EQ(prior_level_of_text("Havo, vwo of mbo niveau 3"), NlqfLevel::level_3);
  EXPECT_FALSE(prior_level_of_text("Er zijn geen diploma-eisen.").has_value());
}

TEST(KindWords, tell_what_one_gets) {
  EXPECT_EQ(kind_of_word("mbo-certificaat"), OfferKind::certificate);
  EXPECT_EQ(kind_of_word("Oriëntatie"), OfferKind::orientation);
  EXPECT_FALSE(kind_of_word("iets anders").has_value());
  EXPECT_EQ(kind_in_text("Vermelding van het keuzedeel op het diploma of een mbo-certificaat."), OfferKind::keuzedeel);
  EXPECT_EQ(kind_in_text("Mbo-praktijkverklaring."), OfferKind::praktijkverklaring);
  EXPECT_EQ(kind_in_text("Omscholing tot monteur"), OfferKind::retraining);
  EXPECT_FALSE(kind_in_text("Lassen voor beginners").has_value());
}

TEST(Languages, come_in_many_codes) {
  for (const char* code : {"nl", "nld", "dut", "nl-NL", "Nederlands", "NL"}) EXPECT_EQ(language_of(code), "nl") << code;
  EXPECT_EQ(language_of("en-GB"), "en");
  EXPECT_EQ(language_of("Oekraïens"), "uk");
  for (const char* code : {"", "klingon", "n", "12"}) EXPECT_EQ(language_of(code), "") << code;
}

TEST(IscedCode, gets_its_lost_zero_back) {
  EXPECT_EQ(isced_of("0732"), "0732");
  EXPECT_EQ(isced_of("732"), "0732");
  EXPECT_EQ(isced_of("104"), "104");
  for (const char* code : {"", "7", "07321", "07a2"}) EXPECT_EQ(isced_of(code), "") << code;
}

TEST(CrohoOrCrebo, is_told_by_the_level_else_by_its_series) {
  EXPECT_EQ(scheme_of_croho_crebo("25491", NlqfLevel::level_3), CodeScheme::crebo);
  EXPECT_EQ(scheme_of_croho_crebo("34808", NlqfLevel::level_6), CodeScheme::croho);
  EXPECT_EQ(scheme_of_croho_crebo("34808", std::nullopt), CodeScheme::croho);
  EXPECT_EQ(scheme_of_croho_crebo("string", std::nullopt), CodeScheme::other);
}

TEST(Amount, is_read_with_what_is_said_around_it) {
  struct Expected {
    const char* text;
    std::int64_t cents;
    VatBasis vat;
    CostPeriod period;
  };
  for (const Expected& e : {Expected{"1.250,00", 125'000, VatBasis::unknown, CostPeriod::whole},
                            Expected{"€ 417,45 incl. btw", 41'745, VatBasis::incl, CostPeriod::whole},
                            Expected{"740,00 per jaar", 74'000, VatBasis::unknown, CostPeriod::year},
                            Expected{"€ 306 cursusgeld per schooljaar", 30'600, VatBasis::unknown, CostPeriod::year},
                            Expected{"€ 9.250 (vrij van btw)", 925'000, VatBasis::exempt, CostPeriod::whole},
                            Expected{"49 euro excl. btw", 4'900, VatBasis::excl, CostPeriod::whole},
                            Expected{"€ 59,-", 5'900, VatBasis::unknown, CostPeriod::whole},
                            Expected{"gratis", 0, VatBasis::unknown, CostPeriod::whole}}) {
    const ReadAmount read = read_amount(e.text);
    ASSERT_TRUE(read.amount.has_value()) << e.text;
    EXPECT_EQ(read.amount->value, e.cents) << e.text;
    EXPECT_EQ(read.vat_basis, e.vat) << e.text;
    EXPECT_EQ(read.period, e.period) << e.text;
  }
}

TEST(Amount, is_unknown_rather_than_guessed) {
  for (const char* text : {"op aanvraag", "vanaf 95 euro, groepen op aanvraag", "", "n.v.t.", "100-200", "12 appels"}) {
    EXPECT_FALSE(read_amount(text).amount.has_value()) << text;
  }
}

TEST(ExtraCosts, are_parts_with_a_kind) {
  const auto costs = read_extra_costs("boeken 520,00; skillslabtas 75,00 | laptop (optioneel)");
  ASSERT_EQ(costs.size(), 3U);
  EXPECT_EQ(costs[0].kind, CostKind::material);
  EXPECT_EQ(costs[0].amount, Cents{52'000});
  EXPECT_EQ(costs[1].amount, Cents{7'500});
  EXPECT_FALSE(costs[2].amount.has_value());
  EXPECT_FALSE(costs[2].required);
}

TEST(Duration, is_read_in_both_notations) {
  EXPECT_EQ(parse_iso_duration("P2Y6M")->months, 30.0);
  EXPECT_EQ(parse_iso_duration("PT30H")->hours, 30);
  EXPECT_EQ(parse_iso_duration("P1DT30H4S")->hours, 30);
  EXPECT_NEAR(*parse_dutch_duration("10 weken")->months, 2.3, 0.01);
  EXPECT_EQ(parse_dutch_duration("anderhalf jaar")->months, 18.0);
  EXPECT_EQ(parse_dutch_duration("2,5 maand")->months, 2.5);
  for (const char* text : {"", "P", "PX", "P5", "even", "P99999999Y"})
    EXPECT_FALSE(parse_iso_duration(text).has_value()) << text;
  EXPECT_FALSE(parse_dutch_duration("een tijdje").has_value());
}

TEST(StudyLoad, counts_28_hours_for_a_credit) {
  EXPECT_EQ(*parse_study_load("5 EC"), 140);
  EXPECT_EQ(*parse_study_load("40 uur"), 40);
  EXPECT_EQ(*parse_study_load("32"), 32);
  EXPECT_FALSE(parse_study_load("veel").has_value());
}

TEST(HoursAWeek, are_found_in_a_sentence) {
  EXPECT_EQ(hours_per_week_in_text("Reken op 12 uur per week."), 12.0);
  EXPECT_EQ(hours_per_week_in_text("ongeveer 8 tot 10 uur in de week"), 10.0);
  EXPECT_EQ(hours_per_week_in_text("Je werkt vier uur per week thuis"), 4.0);
  EXPECT_FALSE(hours_per_week_in_text("In 12 uur leer je veel. Per week een les.").has_value());
  EXPECT_FALSE(hours_per_week_in_text("200 uur per week").has_value());
}

TEST(Dayparts, are_found_in_words) {
  EXPECT_EQ(dayparts_in_text("op dinsdagavond en zaterdagochtend"),
            (std::vector{Daypart::morning, Daypart::evening, Daypart::weekend}));
  EXPECT_EQ(dayparts_in_text("Zes zaterdagen lang"), (std::vector{Daypart::weekend}));
  EXPECT_TRUE(dayparts_in_text("Overal en altijd").empty());
  EXPECT_EQ(dayparts_of_word("day"), (std::vector{Daypart::morning, Daypart::afternoon}));
}

TEST(CleanHtml, keeps_only_what_may_be_shown) {
  EXPECT_EQ(clean_html("<p onclick=\"x()\">Zorg &amp; <b>welzijn</b><script>alert(1)</script></p>"),
            "<p>Zorg &amp; <b>welzijn</b></p>");
  EXPECT_EQ(clean_html("<h2>Kop</h2><ul><li>een<li>twee</ul>"), "<p>Kop</p><ul><li>een</li><li>twee</li></ul>");
  EXPECT_EQ(clean_html("<a href=\"javascript:alert(1)\">x</a> <a href=\"https://x.example/?a=1&amp;b=2\">y</a>"),
            "x <a href=\"https://x.example/?a=1&amp;b=2\">y</a>");
  EXPECT_EQ(clean_html("<img src=x onerror=alert(1)><iframe>y</iframe>"), "");
  EXPECT_EQ(clean_html("<div><span>a</span></div>"), "a");
}

TEST(CleanHtml, decodes_entities_once) {
  EXPECT_EQ(clean_html("caf&eacute; &amp;lt;b&amp;gt;"), "café &amp;lt;b&amp;gt;");
  EXPECT_EQ(plain_text("Tandwiel &amp; Toorts"), "Tandwiel & Toorts");
  EXPECT_EQ(plain_text("A & B"), "A & B");
}

TEST(CleanHtml, of_plain_text_is_escaped) {
  EXPECT_EQ(clean_html("3 < 4 & 5"), "3 &lt; 4 &amp; 5");
  EXPECT_EQ(clean_html("regel een\nregel twee"), "regel een\nregel twee");
}

TEST(CleanHtml, survives_thousands_of_tags) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "<b>";
  EXPECT_LE(clean_html(deep).size(), 80'000U);
  std::string nested;
  for (int i = 0; i < 3'000; ++i) nested += "<div>";
  EXPECT_EQ(clean_html(nested + "diep"), "");
}

TEST(ListItems, come_from_lists_or_lines) {
  EXPECT_EQ(list_items("<ul><li>een</li><li>twee <b>drie</b></li></ul>"),
            (std::vector<std::string>{"een", "twee drie"}));
  EXPECT_EQ(list_items("- een\r\n• twee; drie\n"), (std::vector<std::string>{"een", "twee", "drie"}));
}

TEST(Postcode, is_normalised_or_refused) {
  EXPECT_EQ(normal_postcode("3731 ga"), "3731GA");
  EXPECT_EQ(normal_postcode(" 3542BK "), "3542BK");
  EXPECT_EQ(normal_postcode("3511"), "3511");
  for (const char* text : {"12 AB", "0123 AA", "ABCD", "3511 E", "35111", "3511 E1"})
    EXPECT_EQ(normal_postcode(text), "") << text;
}

}  // namespace
}  // namespace leerwijzer
