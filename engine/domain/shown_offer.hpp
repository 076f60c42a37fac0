// The one offer that is shown where several feeds tell of it, with for every field which feed it came from. What
// wins is one table (k_field_rules): the register for codes, level and what is official; the provider's own feed for
// texts, dates, price and how to get in touch; what the winner does not state is filled in from the next.
#pragma once

#include "engine/domain/offer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Formats of the national register (RIO, DUO); every other feed is a provider's own.
[[nodiscard]] bool is_register_format(std::string_view format) noexcept;

/// One feed's version of an offer.
struct OfferMember {
  Offer offer;
  std::string source_name;
  int trust_rank = 50;  ///< lower wins among equals
  bool is_register = false;
};

/// Who goes first; among these the lowest trust rank, then the name of the source, then the key.
enum class FieldRule { register_first, provider_first };

struct FieldRuleEntry {
  std::string_view field;  ///< as in the answer of GET /v1/offers/{id}
  FieldRule rule;
  std::string_view why;
};
[[nodiscard]] std::span<const FieldRuleEntry> field_rules() noexcept;

/// How a value came about: stated by the feed, by the register, or worked out by us.
enum class FieldBasis : std::uint8_t { stated, register_, inferred };
template <>
struct EnumNames<FieldBasis> {
  static constexpr auto names = std::to_array<EnumName<FieldBasis>>({
      {FieldBasis::stated, "stated"},
      {FieldBasis::register_, "register"},
      {FieldBasis::inferred, "inferred"},
  });
};

struct FieldOrigin {
  std::string field;       ///< of field_rules(), for parts with the part: "texts/title", "codes/crebo"
  std::size_t member = 0;  ///< index in the members that were given
  FieldBasis basis = FieldBasis::stated;
  bool operator==(const FieldOrigin&) const = default;
};

struct ShownOffer {
  Offer offer;
  std::vector<FieldOrigin> origins;  ///< of every field that has a value
};

/// Where one feed's version of an offer came from.
struct MemberOrigin {
  OfferId offer;
  std::string source;
  std::string format;
  bool is_register = false;
  std::string key;         ///< of the record in its source
  std::string fetched_at;  ///< start of the last fetch that saw it, ISO 8601 in UTC; empty when no longer known
};

/// An offer as it is shown, and for each of its fields where that came from.
struct TracedOffer {
  ShownOffer shown;
  std::vector<MemberOrigin> members;  ///< FieldOrigin::member counts in these
};

/// `leader` is one of the members: its id, source and key are those of the offer that is shown. One member alone is
/// shown as it is.
[[nodiscard]] ShownOffer show_offer(std::span<const OfferMember> members, OfferId leader);

/// Changes with whatever can change the offer that is shown; that of the offer itself where it stands alone.
[[nodiscard]] std::string shown_hash(std::span<const OfferMember> members, OfferId leader);

}  // namespace leerwijzer
