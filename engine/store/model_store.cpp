#include "engine/store/model_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/model_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {
namespace {

constexpr std::size_t k_part_bytes = 4U << 20U;

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(k_digits[byte >> 4U]);
    hex.push_back(k_digits[byte & 15U]);
  }
  return hex;
}

void append_hex(std::string& bytes, std::string_view hex) {
  const auto value = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>((value(hex[i]) << 4U) | value(hex[i + 1])));
}

std::string uri_of(Transaction& tx, const std::string& occupation) {
  if (contains(occupation, ":")) return occupation;
  const auto found = tx.run(k_model_sql["find-occupation-by-label"], occupation);
  std::string uri;
  if (!found.empty()) RowReader(found[0]).into(uri);
  return uri;
}

}  // namespace

void ModelStore::put_models(const std::string& version, std::string_view bytes) {
  in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    tx.run(k_model_sql["clear-models"]);
    int part = 0;
    for (std::size_t at = 0; at < bytes.size(); at += k_part_bytes)
      tx.run(k_model_sql["add-model-part"], version, part++, to_hex(bytes.substr(at, k_part_bytes)));
  });
}

std::optional<std::string> ModelStore::models(const std::string& version) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) -> std::optional<std::string> {
    std::string bytes;
    for (const auto& row : tx.run(k_model_sql["read-model-parts"], version))
      append_hex(bytes, std::string_view(row[0].c_str(), row[0].size()));
    if (bytes.empty()) return std::nullopt;
    return bytes;
  });
}

Result<std::int64_t> ModelStore::put_overrides(const std::string& origin, std::span<const OverrideRow> rows) {
  for (const OverrideRow& row : rows) {
    if (!row.title.empty() && !row.occupation.empty() && !row.reason.empty()) continue;
    return Error{ErrorCode::invalid_input, "A decision about a title lacks its title, occupation or reason",
                 "Fill in all three columns: title, occupation, reason.", row.where};
  }
  const auto put = [&](Transaction& tx) {
    std::vector<std::string> uris;
    for (const OverrideRow& row : rows) uris.push_back(uri_of(tx, replace_invalid_utf8(row.occupation)));
    tx.run(k_model_sql["clear-overrides"], origin);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto added = tx.run(k_model_sql["add-override"], origin, replace_invalid_utf8(rows[i].title), uris[i],
                                replace_invalid_utf8(rows[i].reason));
      if (added.affected_rows() > 0) continue;
      throw ErrorException(Error{ErrorCode::not_found,
                                 "\"" + rows[i].title + "\" is said to be \"" + rows[i].occupation +
                                     "\", which is no occupation of any taxonomy that was imported",
                                 "Give the URI or a label of an occupation that is there.", rows[i].where});
    }
  };
  try {
    in_transaction(pool_, Access::write, put);
  } catch (const ErrorException& failure) {
    if (failure.error().code != ErrorCode::not_found) throw;
    return failure.error();
  }
  return static_cast<std::int64_t>(rows.size());
}

std::vector<TitleOverride> ModelStore::overrides() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    std::vector<TitleOverride> all;
    for (const auto& row : tx.run(k_model_sql["read-overrides"])) {
      TitleOverride& one = all.emplace_back();
      RowReader(row).into(one.title, one.occupation);
    }
    return all;
  });
}

}  // namespace leerwijzer
