// Whether two offers of one party, from different feeds, are one offer: by an equal RIO, crebo or croho code in the
// same town and intensity, else by texts that are nearly the same. What both state and differ in makes them two;
// what one of them does not state does not. Two offers of one feed are never compared.
#pragma once

#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/offer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Thresholds, chosen so that a wrong join is rarer than a missed one: a missed one is shown twice, a wrong one hides
/// an offer. Held by the cases in tests/cases/same_offers.
namespace same_offer {
inline constexpr double k_title = 0.6;             ///< share of the title's words that are in both (Jaccard)
inline constexpr double k_text = 0.5;              ///< share of three words in a row that are in both (Jaccard)
inline constexpr double k_text_within = 0.8;       ///< or: share of the shorter text that is in the longer
inline constexpr std::size_t k_least_text = 8;     ///< fewer runs of three words: no text to go by
inline constexpr std::size_t k_least_within = 20;  ///< a text must have this many before being within another counts
inline constexpr double k_price_factor = 1.25;     ///< further apart is another offer; above the 21% of VAT
inline constexpr double k_load_factor = 1.5;       ///< study load further apart: a part against the whole
inline constexpr double k_ambiguous_title = 0.5;   ///< where one code fits several offers, the title must fit as well
}  // namespace same_offer

/// What is compared of an offer.
struct OfferCard {
  OfferId id;
  SourceId source;
  ProviderId provider;
  std::vector<std::string> codes;      ///< "crebo:25655"; sorted, like all lists here
  std::vector<std::string> towns;      ///< folded
  std::vector<std::string> postcodes;  ///< four digits
  std::vector<std::string> title;      ///< words that tell courses apart
  std::vector<std::uint64_t> text;     ///< digests of three words in a row of the longest text
  std::vector<std::string> languages;
  std::vector<DeliveryMode> modes;
  std::vector<Date> starts;
  std::string url;  ///< without scheme, query and final slash
  Intensity intensity = Intensity::unknown;
  LearningPath path = LearningPath::none;
  std::optional<OfferKind> kind;   ///< where the feed states it
  std::optional<NlqfLevel> level;  ///< where the feed or the register states it
  std::optional<int> study_load_hours;
  std::optional<CentsInterval> price;
};
[[nodiscard]] OfferCard card_of(const Offer& offer);

/// Two offers that can be one share at least one of these: their codes, and the words of the title that come first in
/// a fixed order, so many that two titles over the threshold cannot miss each other (prefix filter). Sorted.
[[nodiscard]] std::vector<std::string> blocking_keys(const OfferCard& card);

enum class SameGround : std::uint8_t { by_hand, code, text };
template <>
struct EnumNames<SameGround> {
  static constexpr auto names = std::to_array<EnumName<SameGround>>({
      {SameGround::by_hand, "by-hand"},
      {SameGround::code, "code"},
      {SameGround::text, "text"},
  });
};

/// Two offers that are one as far as these two go; whether they end up in one group is for group_offers to say.
struct SamePair {
  OfferId a;  ///< the lower id
  OfferId b;
  SameGround ground = SameGround::text;
  bool exact = true;   ///< of a code; false: town or intensity is not stated on both sides, or the towns only overlap
  double title = 0.0;  ///< 0 to 1
  double text = 0.0;   ///< 0 to 1
  std::string key;     ///< the code that is shared, else a confirming fact; may be empty
  bool operator==(const SamePair&) const = default;
};

/// The first thing that both state and in which they differ ("level", "town", "price"); empty when there is none.
[[nodiscard]] std::string_view contradiction(const OfferCard& a, const OfferCard& b);

/// Nothing when they are two offers. The caller sees to it that they are of one party and of two feeds.
[[nodiscard]] std::optional<SamePair> compare_offers(const OfferCard& a, const OfferCard& b);

}  // namespace leerwijzer
