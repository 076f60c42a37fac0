// Referrals on the wire: what a person asks, reads and approves, and how far it is.
#pragma once

#include "api/http/problem.hpp"
#include "api/services.hpp"
#include "engine/advice/handover_note.hpp"
#include "engine/match/matcher.hpp"
#include "engine/store/referral_store.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct ApprovedSection {
  NoteSection section = NoteSection::goal;
  std::string approval;
};

/// A preview, and with `approved` and consent the real thing.
struct ReferralCall {
  MatchRequest match;  ///< learner and goal
  std::string desk;
  std::vector<OfferId> offers;
  ContactDetails contact;
  std::string remark;
  std::vector<ApprovedSection> approved;
  bool consents = false;
  std::string consent_version;
};

/// What is wrong with how somebody wants to be reached: of the fields "phone" and "email".
[[nodiscard]] std::vector<FieldError> contact_faults(const ContactDetails& contact);

/// Throws InvalidInput with every fault. `final`: approval and consent are required; else they are not known here.
[[nodiscard]] ReferralCall read_referral(std::string_view body, bool final, Date today);

/// The note for this call. Throws InvalidInput for a desk or an offer that does not exist.
[[nodiscard]] std::vector<NotePart> note_for(const ReferralCall& input, const Snapshot& snapshot, Catalogue& catalogue);

[[nodiscard]] boost::json::object write_preview(const std::vector<NotePart>& note, const RoutedAdvicePoint& desk,
                                                bool open, const Snapshot& snapshot);

/// What is sealed: the sections as they were read.
[[nodiscard]] std::string content_of(const std::vector<NotePart>& note);

/// Status, words, sections with their text (from `content`; empty: erased), and until when it is kept.
[[nodiscard]] boost::json::object write_referral(const StoredReferral& referral, const std::string& content,
                                                 std::string_view desk_name);

}  // namespace leerwijzer
