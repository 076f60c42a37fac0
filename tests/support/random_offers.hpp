// Offers with anything known or unknown, for properties that must hold for all of them.
#pragma once

#include "tests/support/search_offers.hpp"

#include <random>

namespace leerwijzer::testing {

class RandomOffers {
 public:
  explicit RandomOffers(std::uint32_t seed) : random_(seed) {}

  /// 0 to `below` - 1.
  std::size_t number(std::size_t below) { return random_() % below; }
  bool one_in(std::size_t chance) { return number(chance) == 0; }

  template <typename E>
  E any() {
    return EnumNames<E>::names[number(EnumNames<E>::names.size())].first;
  }
  template <typename E>
  std::vector<E> some(std::size_t most) {
    std::vector<E> values(number(most + 1));
    for (E& value : values) value = any<E>();
    return values;
  }
  std::string word() {
    static const std::vector<std::string> words = {"lassen", "koken", "engels", "excel", "zorg", "bouw", "ict"};
    return words[number(words.size())];
  }
  std::string language() {
    static const std::vector<std::string> languages = {"nl", "en", "de", "pl"};
    return languages[number(languages.size())];
  }
  std::string sector() {
    static const std::vector<std::string> sectors = {"", "techniek", "ict", "zorg-welzijn"};
    return sectors[number(sectors.size())];
  }
  GeoPoint point() {
    return {51.0 + static_cast<double>(number(2500)) / 1000.0, 4.0 + static_cast<double>(number(3000)) / 1000.0};
  }

  Run run() {
    Run run;
    run.start_kind = any<StartKind>();
    run.status = one_in(3) ? any<RunStatus>() : RunStatus::open;
    const Date from = plus_days(day(2026, 11, 21), static_cast<int>(number(700)) - 200);
    if (one_in(2)) run.start = from;
    if (one_in(4)) run.window_from = from;
    if (one_in(5)) run.window_until = plus_days(from, static_cast<int>(number(90)));
    if (one_in(4)) run.enrol_until = plus_days(from, static_cast<int>(number(90)) - 60);
    run.modes = some<DeliveryMode>(2);
    run.dayparts = some<Daypart>(2);
    if (one_in(3)) run.location = place_at("Utrecht", point());
    return run;
  }

  Offer offer(std::int64_t id) {
    Offer offer = bare_offer(id, word() + " " + word() + (one_in(2) ? " " + std::to_string(id) : ""));
    offer.provider.value = static_cast<std::int64_t>(number(6));
    offer.provider_name = offer.provider.stored() ? "Aanbieder " + std::to_string(offer.provider.value) : "";
    if (!one_in(4)) offer.level.nlqf = any<NlqfLevel>();
    offer.sector = sector();
    offer.kind = any<OfferKind>();
    offer.modes = some<DeliveryMode>(2);
    offer.dayparts = some<Daypart>(1);
    for (std::size_t i = number(3); i > 0; --i) offer.languages.push_back(language());
    offer.quality = static_cast<double>(number(256)) / 255.0;
    if (!one_in(3)) offer.costs.push_back(price_of(static_cast<std::int64_t>(number(100'000))));
    if (!offer.costs.empty() && one_in(5)) {
      offer.costs[0].amount = Cents{0};
      offer.costs[0].confirmed = one_in(2);
    }
    for (std::size_t i = number(4); i > 0; --i) offer.locations.push_back(place_at("Plaats", point()));
    for (std::size_t i = number(5); i > 0; --i) offer.runs.push_back(run());
    return offer;
  }

  SearchFilters filters() {
    SearchFilters filters;
    if (one_in(3)) filters.levels = some<NlqfLevel>(3);
    if (one_in(3)) filters.sectors = {one_in(2) ? "ict" : "techniek"};
    if (one_in(3)) filters.modes = some<DeliveryMode>(2);
    if (one_in(4)) filters.kinds = some<OfferKind>(3);
    if (one_in(4)) filters.languages = {language()};
    if (one_in(4)) filters.dayparts = some<Daypart>(2);
    if (one_in(4)) filters.providers = {ProviderId{static_cast<std::int64_t>(1 + number(5))}};
    if (one_in(4)) filters.max_price = Cents{static_cast<std::int64_t>(number(100'000))};
    if (one_in(5)) filters.starts_from = plus_days(day(2026, 11, 21), static_cast<int>(number(300)));
    if (one_in(5)) filters.starts_before = plus_days(day(2026, 11, 21), static_cast<int>(number(300)));
    if (one_in(3)) filters.centre = point();
    if (filters.centre && one_in(2)) filters.radius_km = static_cast<double>(5 + number(80));
    filters.known_only = one_in(3);
    filters.with_past_only = one_in(4);
    return filters;
  }

 private:
  std::mt19937 random_;
};

}  // namespace leerwijzer::testing
