// Cases on PostgreSQL: what is told and shown is encrypted here, before it comes near the database, and opened here.
#pragma once

#include "api/case_desk.hpp"
#include "engine/domain/desk_keys.hpp"
#include "engine/store/pool.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace leerwijzer {

/// Files that hold secrets: of 64 digits, or a line a desk. Fail with not_found when the file cannot be read, with
/// permission_denied when others than its owner may, else as the parsers do. An empty path gives no secrets.
[[nodiscard]] Result<OperatorKey> read_operator_key(const std::filesystem::path& file);
[[nodiscard]] Result<ReferralSecrets> read_referral_secrets(const std::filesystem::path& file);

class PostgresCases : public CaseDesk {
 public:
  PostgresCases(Pool& pool, OperatorKey key, ReferralSecrets secrets)
      : store_(pool), referrals_(pool), key_(std::move(key)), secrets_(std::move(secrets)) {}

  [[nodiscard]] Result<MadeRow> add(const CaseActor& actor, const PlainCase& made, Date today,
                                    const Once& once) override;
  [[nodiscard]] CaseLoad list(const CaseActor& actor, const CaseFilter& filter, Date today) override;
  [[nodiscard]] Result<CaseFile> read(const CaseActor& actor, std::int64_t id, std::string_view action) override;
  [[nodiscard]] Result<void> change(const CaseActor& actor, std::int64_t id, std::int64_t version,
                                    const CaseChange& change, Date today) override;
  [[nodiscard]] Result<void> erase(const CaseActor& actor, std::int64_t id) override { return store_.erase(actor, id); }
  [[nodiscard]] Result<MadeRow> add_note(const CaseActor& actor, std::int64_t id, const std::string& text, Date today,
                                         const Once& once) override;
  [[nodiscard]] Result<void> correct_note(const CaseActor& actor, std::int64_t id, std::int64_t note,
                                          std::int64_t version, const std::string& text, Date today) override;
  [[nodiscard]] Result<MadeRow> add_shown(const CaseActor& actor, std::int64_t id, ShownKind kind,
                                          const std::string& content, Date today, const Once& once) override;
  [[nodiscard]] Result<void> give_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind,
                                          Date today) override {
    return store_.give_consent(actor, id, kind, today);
  }
  [[nodiscard]] Result<void> withdraw_consent(const CaseActor& actor, std::int64_t id, ConsentKind kind,
                                              Date today) override {
    return store_.withdraw_consent(actor, id, kind, today);
  }
  [[nodiscard]] Result<void> keep_share_code(const CaseActor& actor, std::int64_t id, const std::string& code,
                                             Date today) override;
  [[nodiscard]] Result<std::string> share_code(const CaseActor& actor, std::int64_t id) override;
  [[nodiscard]] Result<MadeRow> offer(const CaseActor& actor, std::int64_t id, const std::string& to_desk,
                                      const std::string& message, Date today, const Once& once) override;
  [[nodiscard]] std::vector<HandOver> hand_overs(const CaseActor& actor, bool also_decided) override;
  [[nodiscard]] Result<void> decide(const CaseActor& actor, const HandOverDecision& decision, Date today) override {
    return store_.decide(actor, decision, today);
  }
  [[nodiscard]] Result<std::vector<AuditEntry>> audit(const CaseActor& actor, std::int64_t id, int limit) override {
    return store_.audit(actor, id, limit);
  }
  [[nodiscard]] Result<MadeRow> add_template(const CaseActor& actor, const std::string& content,
                                             const Once& once) override;
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> templates(const CaseActor& actor) override;
  [[nodiscard]] bool remove_template(const CaseActor& actor, std::int64_t id) override {
    return store_.remove_template(actor, id);
  }
  [[nodiscard]] std::vector<StoredReferral> referrals(const CaseActor& actor, bool also_ended, Date today) override;
  [[nodiscard]] Result<OpenedReferral> referral(const CaseActor& actor, std::int64_t id, Date today) override;
  [[nodiscard]] Result<void> change_referral(const CaseActor& actor, const ReferralChange& change) override;

 private:
  /// Made at the first case of a desk.
  std::string desk_key(const std::string& desk);
  std::string case_key(const std::string& desk, const std::string& wrapped);
  /// Of a case of the actor's desk, to encrypt with.
  Result<std::string> key_of(const CaseActor& actor, std::int64_t id);
  void open(const std::string& desk, CaseEntry& entry);
  void open(const std::string& desk, HandOver& hand_over);

  CaseStore store_;
  ReferralStore referrals_;
  OperatorKey key_;
  ReferralSecrets secrets_;
  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> desk_keys_;
};

}  // namespace leerwijzer
