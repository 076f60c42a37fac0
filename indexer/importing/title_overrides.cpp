#include "indexer/importing/title_overrides.hpp"

#include "indexer/reading/csv_rows.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr std::size_t k_row_bytes = 64U << 10U;

}  // namespace

Result<std::vector<OverrideRow>> read_override_file(const std::filesystem::path& path) {
  auto stream = stream_of_file(path);
  if (!stream) return stream.error();
  CsvRows rows(**stream, k_row_bytes);
  const auto invalid = [&](std::string what, std::size_t line) {
    return Error{ErrorCode::invalid_input, std::move(what),
                 "Give a CSV file with the columns title, occupation, reason.",
                 path.filename().string() + ":" + std::to_string(line)};
  };
  const auto header = rows.next();
  std::array<std::size_t, 3> at{};
  constexpr std::array<std::string_view, 3> k_names = {"title", "occupation", "reason"};
  for (std::size_t i = 0; i < k_names.size(); ++i) {
    const auto is_it = [&](const std::string& field) { return trim(field) == k_names[i]; };
    const auto found = header ? std::find_if(header->fields.begin(), header->fields.end(), is_it)
                              : std::vector<std::string>::const_iterator{};
    if (!header || found == header->fields.end())
      return invalid("The column " + std::string(k_names[i]) + " is missing", 1);
    at[i] = static_cast<std::size_t>(found - header->fields.begin());
  }
  std::vector<OverrideRow> decisions;
  while (const auto row = rows.next()) {
    if (row->open_quote || row->too_large) return invalid("The row ends inside quotes, or is too large", row->line);
    const auto field = [&](std::size_t i) {
      return at[i] < row->fields.size() ? std::string(trim(row->fields[at[i]])) : std::string{};
    };
    decisions.push_back({field(0), field(1), field(2), path.filename().string() + ":" + std::to_string(row->line)});
  }
  if (rows.failed()) return rows.error();
  return decisions;
}

}  // namespace leerwijzer
