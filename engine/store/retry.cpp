#include "engine/store/retry.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/retry_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

Result<std::optional<std::string>> earlier_answer(Transaction& tx, const Retry& retry) {
  if (retry.key_digest.empty()) return std::optional<std::string>{};
  const std::string key = hex_of(retry.key_digest);
  tx.run(k_retry_sql["lock-retry"], key);
  const auto rows = tx.run(k_retry_sql["read-retry"], key);
  if (rows.empty()) return std::optional<std::string>{};
  std::string request;
  std::string answer;
  RowReader(rows[0]).into(request, answer);
  if (request != hex_of(retry.request_digest)) {
    return Error{ErrorCode::conflict, "This Idempotency-Key was used for another request.",
                 "Use a new key for each request, and the same key only to repeat one.", "Idempotency-Key"};
  }
  return bytes_of_hex(answer);
}

void remember_answer(Transaction& tx, const Retry& retry, const std::string& encrypted_answer) {
  if (retry.key_digest.empty()) return;
  tx.run(k_retry_sql["add-retry"], hex_of(retry.key_digest), hex_of(retry.request_digest), hex_of(encrypted_answer));
}

}  // namespace leerwijzer
