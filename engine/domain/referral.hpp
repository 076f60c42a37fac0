// A referral: a person whom a desk will help, what the person let us tell, and how far it is.
#pragma once

#include "engine/core/enum_names.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class ReferralStatus : std::uint8_t { received, seen, accepted, refused, done, withdrawn };
template <>
struct EnumNames<ReferralStatus> {
  static constexpr auto names = std::to_array<EnumName<ReferralStatus>>({
      {ReferralStatus::received, "received"},
      {ReferralStatus::seen, "seen"},
      {ReferralStatus::accepted, "accepted"},
      {ReferralStatus::refused, "refused"},
      {ReferralStatus::done, "done"},
      {ReferralStatus::withdrawn, "withdrawn"},
  });
};

enum class RefusalReason : std::uint8_t { not_our_region, not_our_group, other_desk, no_room, not_reached, sent_twice };
template <>
struct EnumNames<RefusalReason> {
  static constexpr auto names = std::to_array<EnumName<RefusalReason>>({
      {RefusalReason::not_our_region, "not_our_region"},
      {RefusalReason::not_our_group, "not_our_group"},
      {RefusalReason::other_desk, "other_desk"},
      {RefusalReason::no_room, "no_room"},
      {RefusalReason::not_reached, "not_reached"},
      {RefusalReason::sent_twice, "sent_twice"},
  });
};

/// What a person may let a desk know, each by itself.
enum class NoteSection : std::uint8_t { contact, situation, goal, plan, funding };
template <>
struct EnumNames<NoteSection> {
  static constexpr auto names = std::to_array<EnumName<NoteSection>>({
      {NoteSection::contact, "contact"},
      {NoteSection::situation, "situation"},
      {NoteSection::goal, "goal"},
      {NoteSection::plan, "plan"},
      {NoteSection::funding, "funding"},
  });
};

/// How the desk may reach the person; none: the person comes back with the code.
enum class ContactChannel : std::uint8_t { none, phone, email };
template <>
struct EnumNames<ContactChannel> {
  static constexpr auto names = std::to_array<EnumName<ContactChannel>>(
      {{ContactChannel::none, "none"}, {ContactChannel::phone, "phone"}, {ContactChannel::email, "email"}});
};

/// May a desk go from one to the other? withdrawn is up to the person, and always possible.
[[nodiscard]] bool may_follow(ReferralStatus from, ReferralStatus to) noexcept;

/// For the person, Dutch at B1.
[[nodiscard]] std::string_view words_of(ReferralStatus status) noexcept;
[[nodiscard]] std::string_view words_of(RefusalReason reason) noexcept;
[[nodiscard]] std::string_view title_of(NoteSection section) noexcept;

/// What the person agrees to, and the version that is kept with the referral.
inline constexpr std::string_view k_consent_version = "2026-11";
inline constexpr std::string_view k_consent_text =
    "Ik heb de tekst gelezen. Ik vind het goed dat Leerwijzer deze tekst doorgeeft aan het adviespunt. Alleen het "
    "adviespunt en ik kunnen de tekst lezen. Ik kan dit altijd intrekken met mijn code. Dan wordt de tekst gewist.";

/// How long a referral is kept, and how long after a desk ended it.
inline constexpr int k_referral_days = 90;
inline constexpr int k_days_after_end = 30;

}  // namespace leerwijzer
