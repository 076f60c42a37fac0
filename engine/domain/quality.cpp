#include "engine/domain/quality.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/readability.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

/// What searchers filter and compare on weighs double. In the order of Criterion.
constexpr auto k_weights = std::to_array<double>({1, 2, 1, 2, 2, 2, 1, 2, 1, 1, 1});

constexpr double k_full_description = 60.0;   // words from which a description says enough
constexpr double k_long_description = 500.0;  // words above which hardly anybody reads on
constexpr std::size_t k_words_to_judge = 30;  // fewer words give no steady mean
constexpr double k_plain_ease = 60.0;         // "plain" in the scale of Flesch and Douma
constexpr double k_hardest_ease = 20.0;       // from here on it counts as not readable
constexpr int k_fresh_days = 7;
constexpr int k_stale_days = 60;

struct Found {
  double value = 1.0;
  std::string_view advice{};
  bool applicable = true;
};

constexpr Found k_not_applicable{0.0, {}, false};

Found title(const Offer& offer) {
  const std::string_view text = trim(title_of(offer));
  const std::size_t length = count_code_points(text);
  if (length == 0) return {0.0, "title-missing"};
  if (length < 10) return {0.6, "title-short"};
  if (length > 100) return {0.6, "title-long"};
  const bool small = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!small) return {0.5, "title-in-capitals"};
  return {};
}

Found description(const TextCounts& text) {
  const auto words = static_cast<double>(text.words);
  if (text.words == 0) return {0.0, "description-missing"};
  if (words < k_full_description) return {words / k_full_description, "description-short"};
  if (words > k_long_description)
    return {std::max(0.6, 1.0 - (words - k_long_description) / 1'000.0), "description-long"};
  return {};
}

bool has_dutch_description(const Offer& offer) {
  return std::any_of(offer.texts.begin(), offer.texts.end(), [](const OfferText& text) {
    return text.field == TextField::description && text.language == "nl";
  });
}

Found readability(const Offer& offer, const TextCounts& text) {
  if (text.words < k_words_to_judge || !has_dutch_description(offer)) return k_not_applicable;
  const double ease = reading_ease(text);
  if (ease >= k_plain_ease) return {};
  return {std::clamp((ease - k_hardest_ease) / (k_plain_ease - k_hardest_ease), 0.0, 1.0), "text-hard-to-read"};
}

Found price(const Offer& offer) {
  const CataloguePrice price = catalogue_price(offer);
  if (!price.gross) return {0.0, "price-missing"};
  if (price.gross->max.value == 0 && !price.confirmed) return {0.2, "price-zero"};
  if (!price.confirmed) return {0.5, "price-incomplete"};
  if (price.per_year) return {0.7, "price-per-year"};
  if (price.gross->max.value > 0 && (price.basis == "btw onbekend" || price.basis == "exclusief btw"))
    return {0.8, "price-without-vat"};
  return {};
}

double start_value(const Run& run) {
  if (run.start || run.window_until) return 1.0;
  switch (run.start_kind) {
    case StartKind::fixed:
    case StartKind::window:
    case StartKind::rolling:
    case StartKind::on_agreement: return 1.0;
    case StartKind::month:
    case StartKind::semester: return 0.8;
    case StartKind::text: return 0.5;
    case StartKind::unknown: return 0.0;
  }
  return 0.0;
}

Found starts(const Offer& offer, const std::optional<Date>& today) {
  double stated = 0.0;
  for (const Run& run : offer.runs) stated = std::max(stated, start_value(run));
  if (stated == 0.0) return {0.0, "starts-missing"};
  if (today) {
    const std::vector<const Run*> ahead = joinable_runs(offer, *today);
    if (ahead.empty()) return {0.0, "starts-past"};
    stated = 0.0;
    for (const Run* run : ahead) stated = std::max(stated, start_value(*run));
    if (std::all_of(ahead.begin(), ahead.end(), [](const Run* run) { return run->status == RunStatus::full; }))
      return {0.5, "starts-full"};
    if (stated == 0.0) return {0.0, "starts-missing"};
  }
  if (stated < 1.0) return {stated, "starts-vague"};
  return {};
}

/// Taught in a place of the provider? Unknown modes count as yes, unless it is all online or at work.
bool needs_a_place(const Offer& offer) {
  const auto elsewhere = [](DeliveryMode mode) {
    return mode == DeliveryMode::online || mode == DeliveryMode::self_study || mode == DeliveryMode::workplace;
  };
  std::vector<DeliveryMode> modes = offer.modes;
  for (const Run& run : offer.runs) modes.insert(modes.end(), run.modes.begin(), run.modes.end());
  return modes.empty() || !std::all_of(modes.begin(), modes.end(), elsewhere);
}

Found location(const Offer& offer) {
  const std::vector<Location> places = places_of(offer);
  if (places.empty()) return needs_a_place(offer) ? Found{0.0, "location-missing"} : k_not_applicable;
  double sum = 0.0;
  for (const Location& place : places) {
    if (place.point || !place.postcode.empty()) {
      sum += 1.0;
    } else if (!place.city.empty()) {
      sum += 0.5;
    } else {
      sum += place.name.empty() && place.street.empty() ? 0.0 : 0.2;
    }
  }
  const double value = sum / static_cast<double>(places.size());
  if (value == 0.0 && !needs_a_place(offer)) return k_not_applicable;
  if (value == 0.0) return {0.0, "location-missing"};
  return value < 1.0 ? Found{value, "location-without-postcode"} : Found{};
}

Found level(const Offer& offer) {
  if (offer.level.nlqf) return offer.level.basis == LevelBasis::inferred ? Found{0.6, "level-inferred"} : Found{};
  switch (offer.kind) {
    case OfferKind::course:
    case OfferKind::orientation:
    case OfferKind::exam:
    case OfferKind::praktijkverklaring: return k_not_applicable;
    default: break;
  }
  return {0.0, offer.level_raw.empty() ? "level-missing" : "level-unknown-word"};
}

/// Half for stating outcomes, half for the share of them that is found among the skills.
Found outcomes(const Offer& offer, bool checked) {
  if (offer.outcomes.empty()) return {0.0, "outcomes-missing"};
  if (!checked) return k_not_applicable;
  const auto mapped =
      std::count_if(offer.outcomes.begin(), offer.outcomes.end(), [](const Outcome& o) { return o.skill.stored(); });
  const double share = static_cast<double>(mapped) / static_cast<double>(offer.outcomes.size());
  return share < 1.0 ? Found{0.5 + 0.5 * share, "outcomes-not-skills"} : Found{};
}

Found duration(const Offer& offer) {
  return offer.duration_months || offer.study_load_hours ? Found{} : Found{0.0, "duration-missing"};
}

/// A page says whom to turn to; not every format has a place for more than that.
Found contact(const Offer& offer) {
  if (!offer.url.empty()) return {};
  const bool person = !offer.contact_email.empty() || !offer.contact_phone.empty();
  return person ? Found{0.5, "contact-without-page"} : Found{0.0, "contact-missing"};
}

Found freshness(const std::optional<int>& days) {
  if (!days) return k_not_applicable;
  if (*days <= k_fresh_days) return {};
  const double gone = static_cast<double>(*days - k_fresh_days) / static_cast<double>(k_stale_days - k_fresh_days);
  return {std::clamp(1.0 - gone, 0.0, 1.0), "fetch-old"};
}

}  // namespace

QualityAssessment assess_quality(const Offer& offer, const QualityMoment& moment) {
  const TextCounts text = count_text(text_of(offer, TextField::description));
  const std::array<Found, k_weights.size()> found = {
      title(offer),
      description(text),
      readability(offer, text),
      price(offer),
      starts(offer, moment.today),
      location(offer),
      level(offer),
      outcomes(offer, moment.outcomes_checked),
      duration(offer),
      contact(offer),
      freshness(moment.days_since_fetch),
  };
  QualityAssessment assessment;
  assessment.scores.reserve(found.size());
  double sum = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    assessment.scores.push_back(
        {static_cast<Criterion>(i), found[i].applicable, found[i].value, k_weights[i], found[i].advice});
    if (!found[i].applicable) continue;
    sum += k_weights[i] * found[i].value;
    weights += k_weights[i];
  }
  assessment.score = sum / weights;  // the title always applies
  return assessment;
}

}  // namespace leerwijzer
