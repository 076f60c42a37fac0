// Requests that a client may repeat under one Idempotency-Key: done once, answered the same. The caller encrypts the
// answer; what is stored tells nothing. Only for files inside engine/store, within the transaction of the deed itself:
//
//   const auto earlier = earlier_answer(tx, retry);
//   if (!earlier || *earlier) return earlier;           // a fault, or done before
//   ... the deed ...
//   remember_answer(tx, retry, encrypted);
#pragma once

#include "engine/core/error.hpp"

#include <optional>
#include <string>

namespace leerwijzer {

class Transaction;

/// Digests of 32 bytes; empty: the client named no key, and nothing is remembered.
struct Retry {
  std::string key_digest{};      ///< of the key, with who asks and what for
  std::string request_digest{};  ///< of the body
};

/// What was remembered; nothing where this is the first time. Until the end of the transaction no other passes here
/// with the same key. Fails with conflict when the key was used for another request.
[[nodiscard]] Result<std::optional<std::string>> earlier_answer(Transaction& tx, const Retry& retry);

void remember_answer(Transaction& tx, const Retry& retry, const std::string& encrypted_answer);

}  // namespace leerwijzer
