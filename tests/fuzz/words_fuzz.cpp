// Amounts, dates, durations and words: whatever text comes, an answer or a refusal.
#include "indexer/reading/amounts.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"
#include "indexer/sample_dates.hpp"
#include "tests/fuzz/target.hpp"

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"", {"1.250,00", "€ 417,45 incl. btw", "740,00 per jaar", "gratis", "P1Y6M", "P1DT30H4S", "anderhalf jaar", "10 weken", "5 EC", "12 uur per week op dinsdagavond",
               "2027-02-08T18:30:00+01:00", "8/2/2027", "20270208", "{{today+45|dd-mm-yyyy}}", "mbo niveau 3", "4+", "3511 ep", "boek 68,50; tas 75,00 (optioneel)", "nl-NL"}, 30'000};
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const ReadAmount amount = read_amount(text);
  if (amount.amount && (amount.amount->value > 1'000'000'000 || amount.amount->value < -1'000'000'000)) std::abort();
  if (const auto cents = parse_dutch_amount(text); cents && cents->value < 0) std::abort();
  static_cast<void>(parse_decimal_amount(text));
  if (const auto date = parse_feed_date(text); date && (!date->ok() || parse_feed_date(format_iso(*date)).value() != *date)) std::abort();
  if (const auto months = parse_dutch_duration(text); months && months->months && !(*months->months >= 0.0)) std::abort();
  static_cast<void>(parse_iso_duration(text));
  static_cast<void>(parse_study_load(text));
  static_cast<void>(hours_per_week_in_text(text));
  static_cast<void>(dayparts_in_text(text));
  static_cast<void>(level_of_word(text));
  static_cast<void>(level_of_code(text));
  static_cast<void>(prior_level_of_text(text));
  static_cast<void>(kind_in_text(text));
  static_cast<void>(language_of(text));
  static_cast<void>(isced_of(text));
  static_cast<void>(read_extra_costs(text));
  const std::string postcode = normal_postcode(text);
  if (!postcode.empty() && normal_postcode(postcode) != postcode) std::abort();
  static_cast<void>(expand_sample_dates(text, Date{std::chrono::year{2026}, std::chrono::month{8}, std::chrono::day{3}}));
  return 0;
}
