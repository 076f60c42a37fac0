#include "indexer/reading/shortage_files.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"
#include "indexer/reading/csv_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_row_bytes = 64U << 10U;
constexpr std::size_t k_most_rows = 100'000;
constexpr std::size_t k_longest_source = 500;

enum Column : std::size_t { k_region, k_sector, k_tension, k_measured_on, k_source, k_sample, k_columns };
constexpr std::array<std::string_view, k_columns> k_names = {"region",      "sector", "tension",
                                                             "measured_on", "source", "sample"};

std::string choices(const std::vector<std::string_view>& names) {
  std::string text = "Use one of:";
  for (const std::string_view name : names) text += " " + std::string(name);
  return text + ".";
}

std::vector<std::string_view> tensions() {
  std::vector<std::string_view> names;
  for (const auto& [tension, name] : EnumNames<Tension>::names) names.push_back(name);
  return names;
}

class ShortageFile {
 public:
  ShortageFile(ByteStream& stream, const std::string& file, const std::set<std::string>& regions)
      : rows_(stream, k_row_bytes), file_(file), regions_(regions) {}

  Result<std::vector<ShortageRow>> read() {
    if (auto header = read_header(); !header) return header.error();
    std::vector<ShortageRow> all;
    while (const auto row = rows_.next()) {
      line_ = row->line;
      if (all.size() == k_most_rows) return fault("there are too many rows", "Give at most 100000 rows.");
      auto read = read_row(*row);
      if (!read) return read.error();
      all.push_back(std::move(*read));
    }
    if (rows_.failed()) return rows_.error();
    if (all.empty()) return fault("there are no rows", "Give one row for each region and sector that is known.");
    return all;
  }

 private:
  [[nodiscard]] Error fault(const std::string& what, const std::string& hint) const {
    return {ErrorCode::invalid_input, what, hint, file_ + ":" + std::to_string(line_)};
  }

  Result<void> read_header() {
    const auto header = rows_.next();
    if (!header) return fault("the file is empty", "Give a CSV with a header.");
    line_ = header->line;
    at_.fill(std::nullopt);
    for (std::size_t i = 0; i < header->fields.size(); ++i) {
      const std::string name = fold(trim(header->fields[i]));
      const auto known = std::find(k_names.begin(), k_names.end(), name);
      if (known == k_names.end()) {
        return fault("the column \"" + std::string(truncate_utf8(name, 60)) + "\" is not known",
                     choices({k_names.begin(), k_names.end()}));
      }
      auto& at = at_.at(static_cast<std::size_t>(known - k_names.begin()));
      if (at) return fault("the column \"" + name + "\" is there twice", "Keep one of them.");
      at = i;
    }
    for (std::size_t column = 0; column < k_columns; ++column) {
      if (!at_.at(column)) {
        return fault("the column \"" + std::string(k_names.at(column)) + "\" is missing",
                     choices({k_names.begin(), k_names.end()}));
      }
    }
    columns_ = header->fields.size();
    return k_ok;
  }

  [[nodiscard]] std::string field(const CsvRow& row, Column column) const {
    return std::string(trim(row.fields.at(*at_.at(column))));
  }

  Result<ShortageRow> read_row(const CsvRow& row) {
    if (row.open_quote || row.too_large)
      return fault("the row does not end", "Look for a quotation mark that is not closed.");
    if (row.repaired || !is_clean_utf8(row.raw)) return fault("the row is not UTF-8", "Save the file as UTF-8.");
    if (row.fields.size() != columns_) {
      return fault(
          "the row has " + std::to_string(row.fields.size()) + " fields, the header " + std::to_string(columns_),
          "Put a field that holds a comma between quotation marks.");
    }
    ShortageRow one;
    one.region = field(row, k_region);
    if (!regions_.contains(one.region))
      return fault("the region \"" + std::string(truncate_utf8(one.region, 60)) + "\" is not known",
                   "Use the slug of a region of schema/regions, and import the regions first.");
    const auto& list = sectors();
    one.sector = field(row, k_sector);
    if (std::none_of(list.begin(), list.end(), [&](const Sector& sector) { return sector.code == one.sector; })) {
      std::vector<std::string_view> codes;
      for (const Sector& sector : list) codes.push_back(sector.code);
      return fault("the sector \"" + std::string(truncate_utf8(one.sector, 60)) + "\" is not known", choices(codes));
    }
    const auto tension = value_of<Tension>(field(row, k_tension));
    if (!tension) return fault("the tension is not known", choices(tensions()) + " Leave out what is unknown.");
    one.tension = *tension;
    const auto date = parse_iso_date(field(row, k_measured_on));
    if (!date) return fault("measured_on is no date", "Give the day of the figures as 2026-09-30.");
    one.measured_on = *date;
    one.source = field(row, k_source);
    if (one.source.empty() || one.source.size() > k_longest_source)
      return fault("the source is missing or too long", "Say in at most 500 bytes who published the figure and where.");
    const std::string sample = field(row, k_sample);
    if (sample != "true" && sample != "false")
      return fault("sample is neither true nor false", "Say true for an invented figure, false for a real one.");
    one.sample = sample == "true";
    if (!seen_.emplace(one.region, one.sector, as_number(one.measured_on)).second)
      return fault("this region and sector are there twice for the same day", "Keep one of them.");
    return one;
  }

  CsvRows rows_;
  const std::string& file_;
  const std::set<std::string>& regions_;
  std::size_t line_ = 1;
  std::array<std::optional<std::size_t>, k_columns> at_;
  std::size_t columns_ = 0;
  std::set<std::tuple<std::string, std::string, int>> seen_;
};

}  // namespace

Result<std::vector<ShortageRow>> parse_shortage(ByteStream& stream, const std::string& file,
                                                const std::set<std::string>& regions) {
  return ShortageFile(stream, file, regions).read();
}

Result<std::vector<ShortageRow>> read_shortage_files(const fs::path& path, const std::set<std::string>& regions) {
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".csv") files.push_back(entry.path());
    }
  } else if (fs::exists(path, error)) {
    files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  if (files.empty())
    return Error{ErrorCode::not_found, "There are no .csv files here", "Check the path.", path.string()};
  std::vector<ShortageRow> all;
  std::set<std::tuple<std::string, std::string, int>> seen;
  for (const fs::path& file : files) {
    auto stream = stream_of_file(file);
    if (!stream) return stream.error();
    auto rows = parse_shortage(**stream, file.string(), regions);
    if (!rows) return rows.error();
    for (ShortageRow& row : *rows) {
      if (!seen.emplace(row.region, row.sector, as_number(row.measured_on)).second) {
        return Error{ErrorCode::invalid_input,
                     row.region + " and " + row.sector + " are in another file too for the same day",
                     "Keep one of them.", file.string()};
      }
      all.push_back(std::move(row));
    }
  }
  return all;
}

}  // namespace leerwijzer
