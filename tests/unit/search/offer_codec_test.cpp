#include "engine/search/offer_codec.hpp"

#include "engine/core/text.hpp"
#include "engine/search/starts.hpp"
#include "engine/search/without_tags.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::day;

/// Every field that is stored has a value of its own.
Offer full_offer() {
  Offer offer = bare_offer(42, "Lassen & snijden");
  offer.source.value = 3;
  offer.kind = OfferKind::certificate;
  offer.kind_basis = Basis::stated;
  offer.level = {NlqfLevel::level_4_plus, LevelBasis::inferred};
  offer.level_raw = "mbo 4+";
  offer.sector = "techniek";
  offer.intensity = Intensity::dual;
  offer.path = LearningPath::bbl;
  offer.modes = {DeliveryMode::blended, DeliveryMode::workplace};
  offer.dayparts = {Daypart::evening};
  offer.languages = {"nl", "en"};
  offer.texts.push_back({TextField::description, "nl", "Plat verhaal"});
  offer.outcomes = {{"Lasnaden leggen", "nl", SkillId{9}, 0.75}};
  offer.codes = {{CodeScheme::crebo, "25297"}};
  offer.costs = {testing::price_of(123456)};
  offer.costs[0].vat = Cents{2100};
  offer.costs[0].note = "incl. boeken";
  Run run = testing::run_from(day(2027, 2, 8));
  run.id.value = 5;
  run.end = day(2028, 2, 8);
  run.window_from = day(2027, 1, 1);
  run.enrol_until = day(2027, 1, 31);
  run.status = RunStatus::open;
  run.places_max = 12;
  run.modes = {DeliveryMode::on_site};
  run.dayparts = {Daypart::weekend};
  run.location = testing::place_at("Utrecht", {52.09, 5.12});
  run.costs = {testing::price_of(-500)};
  offer.runs = {run, leerwijzer::Run{}};
  offer.locations = {testing::place_at("Amersfoort", {52.15, 5.38})};
  offer.duration_months = 12.5;
  offer.study_load_hours = 280;
  offer.hours_per_week = 8.0;
  offer.hours_per_week_basis = Basis::inferred;
  offer.prior_level = NlqfLevel::level_2;
  offer.url = "https://voorbeeld.nl/lassen";
  offer.awarded = "certificaat";
  offer.recognised = true;
  offer.quality = 0.8;
  return offer;
}

TEST(OfferCodec, gives_back_what_was_stored) {
  const Offer offer = full_offer();
  EXPECT_EQ(decode_offer(encode_offer(offer)).value(), offer);
  EXPECT_EQ(decode_offer(encode_offer(Offer{})).value(), Offer{});
}

TEST(OfferCodec, texts_are_plain_short_and_only_those_of_lists) {
  Offer offer = bare_offer(1, "Titel");
  offer.texts.push_back({TextField::summary, "nl", "<p>Voor <strong>wie</strong> wil</p><p>Fish &amp; chips</p>"});
  offer.texts.push_back({TextField::description, "nl", std::string(1999, 'a') + "ë einde"});
  offer.texts.push_back({TextField::admission, "nl", "Niet bewaard"});
  const Offer back = decode_offer(encode_offer(offer)).value();
  EXPECT_EQ(text_of(back, TextField::summary), "Voor wie wil Fish & chips");
  EXPECT_EQ(text_of(back, TextField::description), std::string(1999, 'a')) << "no letter is cut in two";
  EXPECT_EQ(text_of(back, TextField::admission), "");
}

TEST(OfferCodec, another_version_and_truncated_bytes_are_errors) {
  std::string bytes = encode_offer(full_offer());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_offer(std::string_view(bytes).substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(decode_offer(bytes + "x").has_value());
  bytes[0] = 99;
  EXPECT_EQ(decode_offer(bytes).error().code, ErrorCode::schema_mismatch);
}

TEST(OfferCodec, damaged_bytes_give_an_error_or_an_offer_that_can_be_stored_again) {
  const std::string sound = encode_offer(full_offer());
  std::mt19937 random(20261121);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = sound;
    for (unsigned change = 0; change <= random() % 4; ++change) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0: bytes[at] = static_cast<char>(random() & 0xFFU); break;
        case 1: bytes.erase(at, 1 + random() % 5); break;
        default: bytes.insert(at, 1 + random() % 5, static_cast<char>(random() & 0xFFU));
      }
      if (bytes.empty()) bytes = "x";
    }
    const auto offer = decode_offer(bytes);
    if (!offer) {
      ++refused;
      continue;
    }
    EXPECT_TRUE(decode_offer(encode_offer(*offer)).has_value());
    EXPECT_TRUE(is_clean_utf8(title_of(*offer)));
  }
  EXPECT_GT(refused, 10'000);
}

TEST(PlainText, keeps_signs_that_start_no_tag) {
  EXPECT_EQ(without_tags("als a < b &lt; c<br>dan"), "als a < b < c dan");
  EXPECT_EQ(without_tags("<p>  veel \n wit  </p>"), "veel wit");
  EXPECT_EQ(without_tags("<a href=\"x\">link</a> & meer"), "link & meer");
}

TEST(Starts, cancelled_full_and_closed_windows) {
  const Date today = day(2026, 11, 21);
  Offer offer = bare_offer(1, "Titel");
  EXPECT_EQ(start_fit(starts_of(offer), {today, {}, {}}), StartFit::unknown);
  offer.runs = {testing::run_from(day(2027, 1, 1))};
  offer.runs[0].status = RunStatus::cancelled;
  EXPECT_EQ(start_fit(starts_of(offer), {today, {}, {}}), StartFit::past);
  offer.runs[0].status = RunStatus::full;
  EXPECT_EQ(first_known_start(starts_of(offer).options, day_number(today)), std::nullopt);
  EXPECT_EQ(start_fit(starts_of(offer), {today, {}, {}}), StartFit::fits);
  offer.runs[0] = leerwijzer::Run{};
  offer.runs[0].start_kind = StartKind::window;
  offer.runs[0].window_from = day(2026, 9, 1);
  offer.runs[0].window_until = day(2027, 3, 1);
  EXPECT_EQ(first_known_start(starts_of(offer).options, day_number(today)), day_number(today));
  EXPECT_EQ(start_fit(starts_of(offer), {today, day(2027, 3, 2), {}}), StartFit::does_not);
  offer.runs[0].enrol_until = day(2026, 11, 20);
  EXPECT_EQ(start_fit(starts_of(offer), {today, {}, {}}), StartFit::past);
}

}  // namespace
}  // namespace leerwijzer
