// The models of job titles as bytes, by version of the taxonomy, and what people decided about titles. Models are
// derived: an empty table costs quality, not answers.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/taxonomy.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class Pool;

/// A decision as it stands in a file.
struct OverrideRow {
  std::string title;
  std::string occupation;  ///< URI, or a label
  std::string reason;
  std::string where;  ///< file and line, for errors
};

class ModelStore {
 public:
  explicit ModelStore(Pool& pool) : pool_(pool) {}

  /// Replaces the models, of whatever version, in one transaction.
  void put_models(const std::string& version, std::string_view bytes);

  /// Nothing when there are none of that version. Whether the bytes are whole, read_models() says.
  [[nodiscard]] std::optional<std::string> models(const std::string& version);

  /// Replaces all decisions of an origin; how many there are. Fails with not_found, and changes nothing, where one
  /// names an occupation that is not there, and with invalid_input where one has no title or no reason.
  [[nodiscard]] Result<std::int64_t> put_overrides(const std::string& origin, std::span<const OverrideRow> rows);

  [[nodiscard]] std::vector<TitleOverride> overrides();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
