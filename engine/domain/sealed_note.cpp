#include "engine/domain/sealed_note.hpp"

namespace leerwijzer {
namespace {

std::string person_key(std::string_view code) { return secret_digest("leerwijzer referral: key of person", code); }

std::string retry_key(std::string_view idempotency_key, std::string_view body) {
  // The body is in the key as well: somebody who guesses another's Idempotency-Key learns nothing.
  return secret_digest("leerwijzer referral: key of retry", std::string(idempotency_key) + '\n' + std::string(body));
}

}  // namespace

SealedNote seal_note(std::string_view text, std::string_view desk_key, std::string_view code) {
  const std::string key = random_bytes(k_key_bytes);
  return {encrypt(key, text), seal(desk_key, key), encrypt(person_key(code), key)};
}

std::optional<std::string> open_note_with_code(const SealedNote& note, std::string_view code) {
  const auto key = decrypt(person_key(code), note.key_for_person);
  if (!key || key->size() != k_key_bytes) return std::nullopt;
  return decrypt(*key, note.content);
}

std::optional<std::string> open_note_as_desk(const SealedNote& note, const KeyPair& keys) {
  const auto key = open_sealed(keys, note.key_for_desk);
  if (!key || key->size() != k_key_bytes) return std::nullopt;
  return decrypt(*key, note.content);
}

std::string digest_of_code(std::string_view code) { return secret_digest("leerwijzer referral: code", code); }

std::string digest_of_retry(std::string_view idempotency_key) {
  return secret_digest("leerwijzer referral: retry", idempotency_key);
}

std::string digest_of_request(std::string_view body) { return secret_digest("leerwijzer referral: request", body); }

std::string code_for_retry(std::string_view code, std::string_view idempotency_key, std::string_view body) {
  return encrypt(retry_key(idempotency_key, body), code);
}

std::optional<std::string> code_of_retry(std::string_view encrypted, std::string_view idempotency_key,
                                         std::string_view body) {
  return decrypt(retry_key(idempotency_key, body), encrypted);
}

}  // namespace leerwijzer
