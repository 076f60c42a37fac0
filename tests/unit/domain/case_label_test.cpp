#include "engine/domain/case_label.hpp"

#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace leerwijzer {
namespace {

const Date k_today = testing::day(2026, 11, 28);

LabelFinding found(std::string_view label) { return check_label(label, k_today); }

TEST(CaseLabel, of_words_that_only_the_advisor_knows_is_fine) {
  for (const char* label : {"zij-instroom zorg, dinsdag", "Zorg 2026-117", "afspraak 12-11-2026", "lasser uit de wijk",
                            "traject 45+", "WW, wil naar techniek", "mbo 4 bbl", "case 123456789", "", "3511 EP",
                            "24 uur per week", "Dinsdaggroep 3", "100000000"})
    EXPECT_EQ(found(label), LabelFinding::none) << label;
}

TEST(CaseLabel, that_looks_like_a_name_is_warned_about_and_not_refused) {
  for (const char* label : {"Jan Jansen", "J. de Vries", "Fatima El Amrani", "mevrouw Bakker", "dhr. Smit",
                            "Anna van der Berg, zorg", "Özlem Yıldız"}) {
    EXPECT_EQ(found(label), LabelFinding::name) << label;
    EXPECT_FALSE(is_refused(found(label)));
  }
  EXPECT_FALSE(words_of(LabelFinding::name).empty());
}

TEST(CaseLabel, with_a_citizen_service_number_is_refused_however_it_is_written) {
  for (const char* label : {"111222333", "klant 111222333", "1112.22.333", "111 222 333", "bsn:123456782"}) {
    EXPECT_EQ(found(label), LabelFinding::bsn) << label;
    EXPECT_TRUE(is_refused(found(label)));
  }
  EXPECT_EQ(found("111222334"), LabelFinding::none) << "fails the eleven test";
}

TEST(CaseLabel, with_a_mail_address_is_refused) {
  for (const char* label : {"sam@voorbeeld.nl", "zorg sam.j@x.co.uk dinsdag"})
    EXPECT_EQ(found(label), LabelFinding::email) << label;
  EXPECT_EQ(found("zorg @ dinsdag"), LabelFinding::none);
}

TEST(CaseLabel, with_a_phone_number_is_refused) {
  for (const char* label :
       {"06 12345678", "06-12 34 56 78", "030-2345678", "+31 6 12345678", "0031612345678", "bel (030) 234 56 78"})
    EXPECT_EQ(found(label), LabelFinding::phone) << label;
}

TEST(CaseLabel, with_a_date_of_birth_is_refused_and_with_another_date_is_not) {
  for (const char* label : {"12-03-1985", "zorg 12/3/1985", "1985-03-12", "12.3.85", "19850312", "12031985",
                            "12 maart 1985", "Jansen 1-1-1970"})
    EXPECT_EQ(found(label), LabelFinding::birth_date) << label;
  for (const char* label : {"12-11-2026", "2027-02-08", "start 1-9-2025", "99-99-1985", "32 december 1985"})
    EXPECT_EQ(found(label), LabelFinding::none) << label;
}

TEST(CaseLabel, is_looked_at_whatever_bytes_it_has) {
  std::mt19937 random(7);
  const std::string letters = "0123456789 -./+@aZ\xc3\xab\xff().,jJvan";
  for (int round = 0; round < 20'000; ++round) {
    std::string label;
    for (std::size_t i = random() % 40; i > 0; --i) label += letters[random() % letters.size()];
    const LabelFinding finding = found(label);
    EXPECT_EQ(is_refused(finding), finding != LabelFinding::none && finding != LabelFinding::name);
    EXPECT_EQ(words_of(finding).empty(), finding == LabelFinding::none);
  }
}

}  // namespace
}  // namespace leerwijzer
