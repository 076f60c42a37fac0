#include "indexer/importing/reference_files.hpp"

#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/places.hpp"
#include "indexer/reading/schedule_words.hpp"

#include "engine/advice/geography.hpp"
#include "engine/core/text.hpp"
#include "engine/funding/funding.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_file_bytes = 64U << 20U;

Result<std::vector<fs::path>> json_files(const fs::path& path) {
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::directory_iterator(path)) {
      const std::string name = entry.path().filename().string();
      if (entry.path().extension() == ".json" && !name.ends_with(".schema.json")) files.push_back(entry.path());
    }
  } else if (fs::exists(path, error)) {
    files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  if (files.empty())
    return Error{ErrorCode::not_found, "There are no .json files here", "Check the path.", path.string()};
  return files;
}

Result<std::string> text_of_file(const fs::path& path) {
  auto stream = stream_of_file(path);
  if (!stream) return stream.error();
  auto text = read_all(**stream, k_file_bytes);
  if (!text) return Error{text.error().code, text.error().what, text.error().hint, path.string()};
  return text;
}

std::string text_member(const boost::json::value& document, const char* name) {
  const auto* object = document.if_object();
  const auto* value = object != nullptr ? object->if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

/// Index of the first column with one of the names, or -1.
int column_of(const CsvRow& header, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      if (fold(trim(header.fields[i])) == name) return static_cast<int>(i);
    }
  }
  return -1;
}

std::string_view field(const CsvRow& row, int column) {
  return column >= 0 && static_cast<std::size_t>(column) < row.fields.size()
             ? trim(row.fields[static_cast<std::size_t>(column)])
             : std::string_view{};
}

/// Sums of the points of one postcode.
struct Mean {
  Postcode postcode;
  double latitude = 0.0;
  double longitude = 0.0;
  int count = 0;
};

}  // namespace

Result<RegionFiles> read_region_files(const fs::path& path) {
  const auto files = json_files(path);
  if (!files) return files.error();
  RegionFiles read;
  for (const fs::path& file : *files) {
    const auto text = text_of_file(file);
    if (!text) return text.error();
    if (file.filename() == "referral-rules.json") {
      const auto rules = ReferralRules::compile(*text, file.string());
      if (!rules) return rules.error();
      read.rules = *text;
    } else {
      auto region = parse_region(*text, file.string());
      if (!region) return region.error();
      read.regions.push_back(std::move(*region));
    }
  }
  return read;
}

Result<std::vector<std::pair<std::string, std::string>>> read_json_files(const fs::path& path) {
  const auto files = json_files(path);
  if (!files) return files.error();
  std::vector<std::pair<std::string, std::string>> read;
  for (const fs::path& file : *files) {
    auto text = text_of_file(file);
    if (!text) return text.error();
    read.emplace_back(file.filename().string(), std::move(*text));
  }
  return read;
}

Result<std::vector<SchemeDocument>> read_scheme_files(const fs::path& path) {
  const auto files = read_json_files(path);
  if (!files) return files.error();
  std::vector<SchemeDocument> schemes;
  for (const auto& [name, text] : *files) {
    boost::system::error_code error;
    const auto document = boost::json::parse(text, error);
    schemes.push_back(
        {error ? "" : text_member(document, "id"), error ? "" : text_member(document, "name"), text, digest(text)});
  }
  const auto compiled = FundingRules::compile(*files);
  if (!compiled) return compiled.error();
  return schemes;
}

Result<PostcodeFile> read_postcode_file(const fs::path& file) {
  auto stream = stream_of_file(file);
  if (!stream) return stream.error();
  CsvRows rows(**stream, 1U << 20U);
  const auto header = rows.next();
  if (!header) return Error{ErrorCode::invalid_input, "The file is empty", "Give a CSV with a header.", file.string()};
  const int code = column_of(*header, {"postcode", "pc4", "pc6"});
  const int latitude = column_of(*header, {"latitude", "lat", "breedtegraad"});
  const int longitude = column_of(*header, {"longitude", "lon", "lng", "lengtegraad"});
  const int place = column_of(*header, {"place", "woonplaats", "plaats", "city"});
  const int municipality = column_of(*header, {"municipality", "gemeente", "gemeente_2015", "gemeentenaam"});
  if (code < 0 || latitude < 0 || longitude < 0) {
    return Error{ErrorCode::invalid_input, "The columns postcode, latitude and longitude are needed",
                 "Name them so in the first row.", file.string() + ":1"};
  }
  PostcodeFile read;
  std::map<std::string, Mean> means;
  while (const auto row = rows.next()) {
    const std::string digits = normal_postcode(field(*row, code)).substr(0, 4);
    const auto north = parse_number(field(*row, latitude));
    const auto east = parse_number(field(*row, longitude));
    if (digits.empty() || !north || !east || !is_plausible({*north, *east})) {
      ++read.left_out;
      continue;
    }
    Mean& mean = means[digits];
    if (mean.count == 0)
      mean.postcode = {digits, {}, std::string(field(*row, place)), std::string(field(*row, municipality))};
    mean.latitude += *north;
    mean.longitude += *east;
    ++mean.count;
  }
  for (auto& [digits, mean] : means) {
    mean.postcode.point = {mean.latitude / mean.count, mean.longitude / mean.count};
    read.postcodes.push_back(std::move(mean.postcode));
  }
  return read;
}

}  // namespace leerwijzer
