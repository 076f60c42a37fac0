#include "engine/domain/desk_keys.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

std::string wrapping_key(std::string_view operator_key, std::string_view desk) {
  return secret_digest("leerwijzer desk key of " + std::string(desk), operator_key);
}

std::string purpose_key(std::string_view purpose, std::string_view key) {
  return secret_digest("leerwijzer case: " + std::string(purpose), key);
}

}  // namespace

Result<OperatorKey> OperatorKey::parse(std::string_view text, std::string_view file) {
  const auto key = bytes_of_hex(trim(text));
  if (key && key->size() == k_key_bytes) return OperatorKey(*key);
  return Error{ErrorCode::invalid_input, "The key of the operator is not 64 digits and letters a to f",
               "Make one with: openssl rand -hex 32", std::string(file)};
}

std::string OperatorKey::wrap(std::string_view desk, std::string_view desk_key) const {
  return encrypt(wrapping_key(key_, desk), desk_key);
}

std::string OperatorKey::unwrap(std::string_view desk, std::string_view wrapped) const {
  auto key = decrypt(wrapping_key(key_, desk), wrapped);
  if (key && key->size() == k_key_bytes) return std::move(*key);
  throw ErrorException({ErrorCode::corrupt, "The key of desk " + std::string(desk) + " does not open",
                        "Start with the file of --desk-key that the cases were made with.", "desk_key"});
}

std::string encrypt_for(std::string_view purpose, std::string_view key, std::string_view plain) {
  return encrypt(purpose_key(purpose, key), plain);
}

std::string decrypt_for(std::string_view purpose, std::string_view key, std::string_view encrypted) {
  auto plain = decrypt(purpose_key(purpose, key), encrypted);
  if (plain) return std::move(*plain);
  throw ErrorException({ErrorCode::corrupt, "A stored " + std::string(purpose) + " of a case does not open",
                        "It was changed outside of the program; restore it from a backup.", std::string(purpose)});
}

std::string digest_of_case_code(std::string_view code) { return secret_digest("leerwijzer case: code", code); }

Result<ReferralSecrets> ReferralSecrets::parse(std::string_view text, std::string_view file) {
  ReferralSecrets secrets;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::string where = std::string(file) + ":" + std::to_string(number);
    const std::size_t space = line.find_first_of(" \t");
    const auto secret = space == std::string_view::npos ? std::nullopt : bytes_of_hex(trim(line.substr(space)));
    const Result<KeyPair> keys = key_pair_of(secret.value_or(""));
    if (!keys) {
      return Error{ErrorCode::invalid_input, "A line holds a desk (or *) and a secret key of 64 digits",
                   "The secret key stands in the file that leerwijzer-indexer referrals keygen made.", where};
    }
    if (!secrets.keys_.emplace(std::string(line.substr(0, space)), *keys).second) {
      return Error{ErrorCode::invalid_input, "This desk has a key already", "Leave one of the two lines out.", where};
    }
  }
  return secrets;
}

std::optional<KeyPair> ReferralSecrets::keys_of(std::string_view desk) const {
  auto found = keys_.find(desk);
  if (found == keys_.end()) found = keys_.find("*");
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

}  // namespace leerwijzer
