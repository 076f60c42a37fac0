#include "engine/domain/referral.hpp"

namespace leerwijzer {

bool may_follow(ReferralStatus from, ReferralStatus to) noexcept {
  using enum ReferralStatus;
  switch (from) {
    case received: return to == seen || to == accepted || to == refused;
    case seen: return to == accepted || to == refused;
    case accepted: return to == done || to == refused;
    case refused:
    case done:
    case withdrawn: return false;
  }
  return false;
}

std::string_view words_of(ReferralStatus status) noexcept {
  switch (status) {
    case ReferralStatus::received: return "Uw vraag is verstuurd. Het adviespunt heeft hem nog niet gelezen.";
    case ReferralStatus::seen: return "Het adviespunt heeft uw vraag gelezen.";
    case ReferralStatus::accepted: return "Het adviespunt gaat u helpen.";
    case ReferralStatus::refused: return "Het adviespunt kan u niet helpen.";
    case ReferralStatus::done: return "Het adviespunt is klaar met uw vraag.";
    case ReferralStatus::withdrawn: return "U hebt uw vraag ingetrokken. Wij hebben de tekst gewist.";
  }
  return {};
}

std::string_view words_of(RefusalReason reason) noexcept {
  switch (reason) {
    case RefusalReason::not_our_region: return "U woont niet in hun regio.";
    case RefusalReason::not_our_group: return "Dit adviespunt is voor mensen in een andere situatie.";
    case RefusalReason::other_desk: return "Een ander adviespunt kan u beter helpen.";
    case RefusalReason::no_room: return "Het adviespunt heeft nu geen tijd. Probeer het later nog eens.";
    case RefusalReason::not_reached: return "Het adviespunt kon u niet bereiken.";
    case RefusalReason::sent_twice: return "Uw vraag is al eerder verstuurd.";
  }
  return {};
}

std::string_view title_of(NoteSection section) noexcept {
  switch (section) {
    case NoteSection::contact: return "Hoe het adviespunt u bereikt";
    case NoteSection::situation: return "Uw situatie";
    case NoteSection::goal: return "Wat u wilt";
    case NoteSection::plan: return "Opleidingen die u hebt gekozen";
    case NoteSection::funding: return "Uw antwoorden over geld";
  }
  return {};
}

}  // namespace leerwijzer
