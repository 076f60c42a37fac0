// The work of desks for their clients, for endpoints: as CaseStore, with texts that can be read. Nobody sees a case of
// another desk. Every call may throw ErrorException with unavailable, or corrupt where a key is missing.
#pragma once

#include "engine/domain/client_case.hpp"
#include "engine/store/case_store.hpp"
#include "engine/store/referral_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

struct PlainCase {
  std::string code;  ///< of the client, in its one form
  std::string label;
  std::string profile;  ///< JSON of learner and goal; empty: none
  std::optional<Date> next_action{};
  std::vector<ConsentKind> consents{};
  std::optional<std::int64_t> referral{};
  std::string note{};
};

struct OpenedReferral {
  StoredReferral referral;
  std::optional<std::string> content;  ///< nothing: this server has no key for it, or it was withdrawn
};

class CaseDesk {
 public:
  virtual ~CaseDesk() = default;

  // For the failures see CaseStore.
  [[nodiscard]] virtual Result<MadeRow> add(const CaseActor& actor, const PlainCase& made, Date today,
                                            const Once& once) = 0;
  [[nodiscard]] virtual CaseLoad list(const CaseActor& actor, const CaseFilter& filter, Date today) = 0;
  [[nodiscard]] virtual Result<CaseFile> read(const CaseActor& actor, std::int64_t id, std::string_view action) = 0;
  [[nodiscard]] virtual Result<void> change(const CaseActor& actor, std::int64_t id, std::int64_t version,
                                            const CaseChange& change, Date today) = 0;
  [[nodiscard]] virtual Result<void> erase(const CaseActor& actor, std::int64_t id) = 0;
  [[nodiscard]] virtual Result<MadeRow> add_note(const CaseActor& actor, std::int64_t id, const std::string& text,
                                                 Date today, const Once& once) = 0;
  [[nodiscard]] virtual Result<void> correct_note(const CaseActor& actor, std::int64_t id, std::int64_t note,
                                                  std::int64_t version, const std::string& text, Date today) = 0;
  [[nodiscard]] virtual Result<MadeRow> add_shown(const CaseActor& actor, std::int64_t id, ShownKind kind,
                                                  const std::string& content, Date today, const Once& once) = 0;
  [[nodiscard]] virtual Result<void> give_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind,
                                                  Date today) = 0;
  [[nodiscard]] virtual Result<void> withdraw_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind,
                                                      Date today) = 0;
  [[nodiscard]] virtual Result<void> keep_share_code(const CaseActor& actor, std::int64_t id, const std::string& code,
                                                     Date today) = 0;
  [[nodiscard]] virtual Result<std::string> share_code(const CaseActor& actor, std::int64_t id) = 0;
  [[nodiscard]] virtual Result<MadeRow> offer(const CaseActor& actor, std::int64_t id, const std::string& to_desk,
                                              const std::string& message, Date today, const Once& once) = 0;
  [[nodiscard]] virtual std::vector<HandOver> hand_overs(const CaseActor& actor, bool also_decided) = 0;
  [[nodiscard]] virtual Result<void> decide(const CaseActor& actor, const HandOverDecision& decision, Date today) = 0;
  [[nodiscard]] virtual Result<std::vector<AuditEntry>> audit(const CaseActor& actor, std::int64_t id, int limit) = 0;
  [[nodiscard]] virtual Result<MadeRow> add_template(const CaseActor& actor, const std::string& content,
                                                     const Once& once) = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::int64_t, std::string>> templates(const CaseActor& actor) = 0;
  [[nodiscard]] virtual bool remove_template(const CaseActor& actor, std::int64_t id) = 0;

  /// The referrals to the desk, the oldest first, without their content.
  [[nodiscard]] virtual std::vector<StoredReferral> referrals(const CaseActor& actor, bool also_ended, Date today) = 0;
  /// The reading is audited. not_found.
  [[nodiscard]] virtual Result<OpenedReferral> referral(const CaseActor& actor, std::int64_t id, Date today) = 0;
  /// not_found, and as ReferralStore::change.
  [[nodiscard]] virtual Result<void> change_referral(const CaseActor& actor, const ReferralChange& change) = 0;
};

}  // namespace leerwijzer
