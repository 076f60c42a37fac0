#include "engine/domain/quality.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

}  // namespace

double completeness(const Offer& offer) {
  constexpr std::size_t k_full_description_words = 40;
  const auto has_start = [](const Run& run) {
    return run.start || run.window_until || run.start_kind == StartKind::rolling ||
           run.start_kind == StartKind::on_agreement;
  };
  const std::array<bool, 9> told = {
      !title_of(offer).empty(),
      count_words(text_of(offer, TextField::description)) >= k_full_description_words,
      catalogue_price(offer).gross.has_value(),
      std::any_of(offer.runs.begin(), offer.runs.end(), has_start),
      !places_of(offer).empty() || can_be_followed_online(offer),
      offer.level.nlqf.has_value() || offer.kind == OfferKind::course || offer.kind == OfferKind::orientation,
      !offer.outcomes.empty(),
      offer.duration_months.has_value() || offer.study_load_hours.has_value(),
      !offer.url.empty() || !offer.contact_email.empty(),
  };
  return static_cast<double>(std::count(told.begin(), told.end(), true)) / static_cast<double>(told.size());
}

}  // namespace leerwijzer
