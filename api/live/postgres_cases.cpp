#include "api/live/postgres_cases.hpp"

#include "engine/domain/sealed_note.hpp"

#include <fstream>
#include <iterator>

namespace leerwijzer {
namespace {

constexpr int k_most_referrals = 500;
constexpr std::string_view k_case_key = "case key";

Result<std::string> read_secret_file(const std::filesystem::path& file, const std::string& hint) {
  std::error_code failed;
  const auto status = std::filesystem::status(file, failed);
  std::ifstream in(file);
  if (failed || !in) return Error{ErrorCode::not_found, "A file with keys cannot be read", hint, file.string()};
  using std::filesystem::perms;
  if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none) {
    return Error{ErrorCode::permission_denied, "A file with keys may be read by others than its owner",
                 "Run: chmod 600 " + file.string(), file.string()};
  }
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

}  // namespace

Result<OperatorKey> read_operator_key(const std::filesystem::path& file) {
  const auto text = read_secret_file(file, "Make one with: openssl rand -hex 32");
  if (!text) return text.error();
  return OperatorKey::parse(*text, file.string());
}

Result<ReferralSecrets> read_referral_secrets(const std::filesystem::path& file) {
  if (file.empty()) return ReferralSecrets{};
  const auto text = read_secret_file(file, "It holds a line a desk: its id and the secret key of its referrals.");
  if (!text) return text.error();
  return ReferralSecrets::parse(*text, file.string());
}

std::string PostgresCases::desk_key(const std::string& desk) {
  const std::lock_guard lock(mutex_);
  const auto known = desk_keys_.find(desk);
  if (known != desk_keys_.end()) return known->second;
  std::optional<std::string> wrapped = store_.desk_key(desk);
  if (!wrapped) wrapped = store_.desk_key_or(desk, key_.wrap(desk, random_bytes(k_key_bytes)));
  std::string key = key_.unwrap(desk, *wrapped);
  desk_keys_.emplace(desk, key);
  return key;
}

std::string PostgresCases::case_key(const std::string& desk, const std::string& wrapped) {
  return decrypt_for(k_case_key, desk_key(desk), wrapped);
}

Result<std::string> PostgresCases::key_of(const CaseActor& actor, std::int64_t id) {
  const auto wrapped = store_.key_of(actor, id);
  if (!wrapped) return wrapped.error();
  return case_key(actor.desk, *wrapped);
}

void PostgresCases::open(const std::string& desk, CaseEntry& entry) {
  entry.label = decrypt_for("label", case_key(desk, entry.wrapped_key), entry.label);
}

void PostgresCases::open(const std::string& desk, HandOver& hand_over) {
  if (hand_over.message.empty()) return;
  if (hand_over.wrapped_key.empty()) {
    hand_over.message.clear();
  } else {
    hand_over.message = decrypt_for("note", case_key(desk, hand_over.wrapped_key), hand_over.message);
  }
}

Result<MadeRow> PostgresCases::add(const CaseActor& actor, const PlainCase& made, Date today, const Once& once) {
  const std::string key = random_bytes(k_key_bytes);
  NewCase sealed;
  sealed.code_digest = digest_of_case_code(made.code);
  sealed.wrapped_key = encrypt_for(k_case_key, desk_key(actor.desk), key);
  sealed.label = encrypt_for("label", key, made.label);
  if (!made.profile.empty()) sealed.profile = encrypt_for("profile", key, made.profile);
  if (!made.note.empty()) sealed.note = encrypt_for("note", key, made.note);
  sealed.next_action = made.next_action;
  sealed.referral = made.referral;
  sealed.consents = made.consents;
  return store_.add(actor, sealed, today, once);
}

CaseLoad PostgresCases::list(const CaseActor& actor, const CaseFilter& filter, Date today) {
  CaseLoad load = store_.list(actor, filter, today);
  for (CaseEntry& entry : load.entries) open(actor.desk, entry);
  return load;
}

Result<CaseFile> PostgresCases::read(const CaseActor& actor, std::int64_t id, std::string_view action) {
  Result<CaseFile> file = store_.read(actor, id, action);
  if (!file) return file;
  const std::string key = case_key(actor.desk, file->entry.wrapped_key);
  open(actor.desk, file->entry);
  if (!file->profile.empty()) file->profile = decrypt_for("profile", key, file->profile);
  for (CaseNote& note : file->notes) note.text = decrypt_for("note", key, note.text);
  for (ShownRecord& shown : file->shown) shown.content = decrypt_for("shown", key, shown.content);
  for (HandOver& one : file->hand_overs) open(actor.desk, one);
  return file;
}

Result<void> PostgresCases::change(const CaseActor& actor, std::int64_t id, std::int64_t version,
                                   const CaseChange& change, Date today) {
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  CaseChange sealed = change;
  sealed.label = encrypt_for("label", *key, change.label);
  if (!change.profile.empty()) sealed.profile = encrypt_for("profile", *key, change.profile);
  return store_.change(actor, id, version, sealed, today);
}

Result<MadeRow> PostgresCases::add_note(const CaseActor& actor, std::int64_t id, const std::string& text, Date today,
                                        const Once& once) {
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  return store_.add_note(actor, id, encrypt_for("note", *key, text), today, once);
}

Result<void> PostgresCases::correct_note(const CaseActor& actor, std::int64_t id, std::int64_t note,
                                         std::int64_t version, const std::string& text, Date today) {
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  return store_.correct_note(actor, id, note, version, encrypt_for("note", *key, text), today);
}

Result<MadeRow> PostgresCases::add_shown(const CaseActor& actor, std::int64_t id, ShownKind kind,
                                         const std::string& content, Date today, const Once& once) {
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  return store_.add_shown(actor, id, kind, encrypt_for("shown", *key, content), today, once);
}

Result<void> PostgresCases::keep_share_code(const CaseActor& actor, std::int64_t id, const std::string& code,
                                            Date today) {
  if (code.empty()) return store_.keep_share_code(actor, id, code, today);
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  return store_.keep_share_code(actor, id, encrypt_for("share-code", *key, code), today);
}

Result<std::string> PostgresCases::share_code(const CaseActor& actor, std::int64_t id) {
  const auto kept = store_.share_code(actor, id);
  if (!kept) return kept.error();
  return decrypt_for("share-code", case_key(actor.desk, kept->first), kept->second);
}

Result<MadeRow> PostgresCases::offer(const CaseActor& actor, std::int64_t id, const std::string& to_desk,
                                     const std::string& message, Date today, const Once& once) {
  const auto key = key_of(actor, id);
  if (!key) return key.error();
  HandOverOffer sealed{to_desk, encrypt_for(k_case_key, desk_key(to_desk), *key), {}};
  if (!message.empty()) sealed.message = encrypt_for("note", *key, message);
  return store_.offer(actor, id, sealed, today, once);
}

std::vector<HandOver> PostgresCases::hand_overs(const CaseActor& actor, bool also_decided) {
  std::vector<HandOver> all = store_.hand_overs(actor, also_decided);
  for (HandOver& one : all) open(actor.desk, one);
  return all;
}

Result<MadeRow> PostgresCases::add_template(const CaseActor& actor, const std::string& content, const Once& once) {
  return store_.add_template(actor, encrypt_for("template", desk_key(actor.desk), content), once);
}

std::vector<std::pair<std::int64_t, std::string>> PostgresCases::templates(const CaseActor& actor) {
  auto all = store_.templates(actor);
  for (auto& [id, content] : all) content = decrypt_for("template", desk_key(actor.desk), content);
  return all;
}

std::vector<StoredReferral> PostgresCases::referrals(const CaseActor& actor, bool also_ended, Date today) {
  return referrals_.list(actor.desk, also_ended, today, k_most_referrals);
}

Result<OpenedReferral> PostgresCases::referral(const CaseActor& actor, std::int64_t id, Date today) {
  auto found = referrals_.read_as(actor.desk, id, actor.name, today);
  if (!found) return found.error();
  OpenedReferral opened{std::move(*found), {}};
  const auto keys = secrets_.keys_of(actor.desk);
  if (keys && !opened.referral.content.empty()) {
    const StoredReferral& one = opened.referral;
    opened.content = open_note_as_desk({one.content, one.key_for_desk, one.key_for_person}, *keys);
  }
  return opened;
}

Result<void> PostgresCases::change_referral(const CaseActor& actor, const ReferralChange& change) {
  if (const auto found = referrals_.read_as(actor.desk, change.id, actor.name, change.today); !found)
    return found.error();
  return referrals_.change(change);
}

}  // namespace leerwijzer
