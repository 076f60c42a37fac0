// The content of a referral as it is stored: encrypted once, with a key that only the desk and the person can find.
#pragma once

#include "engine/core/sealing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

struct SealedNote {
  std::string content;
  std::string key_for_desk;    ///< sealed for the desk's public key
  std::string key_for_person;  ///< encrypted with a key that follows from the code
};

/// `code` in its one form (normal_code). `desk_key`: public, k_key_bytes bytes.
[[nodiscard]] SealedNote seal_note(std::string_view text, std::string_view desk_key, std::string_view code);

/// Nothing when the code or key is another, or the bytes were changed.
[[nodiscard]] std::optional<std::string> open_note_with_code(const SealedNote& note, std::string_view code);
[[nodiscard]] std::optional<std::string> open_note_as_desk(const SealedNote& note, const KeyPair& keys);

/// What the database knows a code by.
[[nodiscard]] std::string digest_of_code(std::string_view code);

/// For Idempotency-Key: what a key is known by, and the code encrypted for whoever repeats key and body.
[[nodiscard]] std::string digest_of_retry(std::string_view idempotency_key);
[[nodiscard]] std::string digest_of_request(std::string_view body);
[[nodiscard]] std::string code_for_retry(std::string_view code, std::string_view idempotency_key,
                                         std::string_view body);
[[nodiscard]] std::optional<std::string> code_of_retry(std::string_view encrypted, std::string_view idempotency_key,
                                                       std::string_view body);

}  // namespace leerwijzer
