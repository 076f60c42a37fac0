#include "engine/domain/offer.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Date date(int y, unsigned m, unsigned d) {
  return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

Cost cost(std::int64_t cents, CostKind kind = CostKind::tuition, bool required = true) {
  Cost part;
  part.kind = kind;
  part.required = required;
  part.amount = Cents{cents};
  part.vat_basis = VatBasis::exempt;
  return part;
}

TEST(CataloguePrice, without_an_amount_is_unknown_and_never_zero) {
  Offer offer;
  EXPECT_FALSE(catalogue_price(offer).gross.has_value());
  offer.costs.push_back(Cost{});
  EXPECT_FALSE(catalogue_price(offer).gross.has_value());
}

TEST(CataloguePrice, adds_required_parts_with_vat_and_leaves_out_optional_ones) {
  Offer offer;
  Cost tuition = cost(100000);
  tuition.vat_basis = VatBasis::excl;
  tuition.vat = Cents{21000};
  offer.costs = {tuition, cost(5000, CostKind::exam), cost(9900, CostKind::material, false),
                 cost(-1000, CostKind::discount)};
  EXPECT_EQ(catalogue_price(offer).gross, (CentsInterval{Cents{125000}, Cents{125000}}));
}

TEST(CataloguePrice, a_total_replaces_its_parts) {
  Offer offer;
  offer.costs = {cost(34084, CostKind::total), cost(5000, CostKind::exam)};
  EXPECT_EQ(catalogue_price(offer).gross->min.value, 34084);
}

TEST(CataloguePrice, a_yearly_fee_counts_each_year_or_says_that_it_is_per_year) {
  Offer offer;
  Cost fee = cost(74000);
  fee.period = CostPeriod::year;
  offer.costs = {fee};
  EXPECT_TRUE(catalogue_price(offer).per_year);
  offer.duration_months = 24;
  EXPECT_EQ(catalogue_price(offer).gross->min.value, 148000);
  EXPECT_FALSE(catalogue_price(offer).per_year);
}

TEST(CataloguePrice, runs_with_other_prices_give_an_interval) {
  Offer offer;
  offer.runs.resize(2);
  offer.runs[0].costs = {cost(10000)};
  offer.runs[1].costs = {cost(15000)};
  EXPECT_EQ(catalogue_price(offer).gross, (CentsInterval{Cents{10000}, Cents{15000}}));
}

TEST(Runs, past_cancelled_and_closed_ones_cannot_be_joined_but_undated_ones_can) {
  const Date today = date(2026, 11, 21);
  Offer offer;
  offer.runs.resize(5);
  offer.runs[0].start = date(2026, 11, 20);
  offer.runs[1].start = date(2027, 2, 1);
  offer.runs[1].status = RunStatus::cancelled;
  offer.runs[2].start = date(2027, 2, 1);
  offer.runs[2].enrol_until = date(2026, 11, 1);
  offer.runs[3].start_kind = StartKind::rolling;
  offer.runs[4].start = date(2027, 3, 1);
  EXPECT_EQ(joinable_runs(offer, today), (std::vector<const leerwijzer::Run*>{&offer.runs[3], &offer.runs[4]}));
  EXPECT_EQ(first_start(offer, today), date(2027, 3, 1));
}

TEST(Texts, fall_back_to_dutch_then_english_then_any) {
  Offer offer;
  offer.texts = {{TextField::title, "en", "Welding"}, {TextField::title, "nl", "Lassen"}};
  EXPECT_EQ(title_of(offer, "en"), "Welding");
  EXPECT_EQ(title_of(offer, "fr"), "Lassen");
  EXPECT_EQ(text_of(offer, TextField::summary), "");
}

}  // namespace
}  // namespace leerwijzer
