#include "engine/core/money.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace leerwijzer {
namespace {

struct AmountCase {
  const char* text;
  std::int64_t cents;
};

class DutchAmount : public ::testing::TestWithParam<AmountCase> {};

TEST_P(DutchAmount, is_read_as_people_write_it) {
  const auto amount = parse_dutch_amount(GetParam().text);
  ASSERT_TRUE(amount.has_value()) << amount.error().what;
  EXPECT_EQ(amount->value, GetParam().cents);
}

INSTANTIATE_TEST_SUITE_P(Money, DutchAmount,
                         ::testing::Values(AmountCase{"EUR 1.250,-", 125000}, AmountCase{"27.500", 2750000},
                                           AmountCase{"5,975", 597500}, AmountCase{"349,50", 34950},
                                           AmountCase{"349,5", 34950}, AmountCase{"€ 495", 49500},
                                           AmountCase{"€ 1.250,00", 125000}, AmountCase{"1250.00", 125000},
                                           AmountCase{"0", 0}, AmountCase{" 12 euro ", 1200},
                                           AmountCase{"1.234.567,89", 123456789}));

TEST(Money, refuses_what_is_no_amount) {
  for (const char* text :
       {"", "op aanvraag", "12,3456", "1.2.3", "--", "-5", "1e9", "99999999999", ",50", "12 34,5x"}) {
    EXPECT_FALSE(parse_dutch_amount(text).has_value()) << text;
  }
}

TEST(Money, reads_machine_amounts_with_a_sign) {
  EXPECT_EQ(parse_decimal_amount("300.84")->value, 30084);
  EXPECT_EQ(parse_decimal_amount("-25")->value, -2500);
  EXPECT_EQ(parse_decimal_amount("0.005")->value, 1);
  EXPECT_FALSE(parse_decimal_amount("1,250").has_value());
}

TEST(Money, is_shown_as_dutch_pages_write_it) {
  EXPECT_EQ(format_euro(Cents{145000}), "€\u00A01.450");
  EXPECT_EQ(format_euro(Cents{1250}), "€\u00A012,50");
  EXPECT_EQ(format_euro(Cents{123456789}), "€\u00A01.234.567,89");
  EXPECT_EQ(format_euro(Cents{-5}), "-€\u00A00,05");
}

TEST(Money, scaling_rounds_half_up) {
  EXPECT_EQ(scaled(Cents{1001}, 0.5).value, 501);
  EXPECT_EQ(scaled(Cents{1000}, 0.9).value, 900);
}

}  // namespace
}  // namespace leerwijzer
