#include "indexer/importing/sample_catalogue.hpp"

#include "indexer/reading/byte_stream.hpp"
#include "indexer/sample_dates.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::string_view k_sample_location = "sample:";

namespace fs = std::filesystem;

bool holds_data(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".xml" || extension == ".csv";
}

Result<void> expand_file(const fs::path& from, const fs::path& to, Date today) {
  auto stream = stream_of_file(from);
  if (!stream) return stream.error();
  const auto text = read_all(**stream, 64U << 20U);
  if (!text) return text.error();
  const auto expanded = expand_sample_dates(*text, today);
  if (!expanded) return Error{expanded.error().code, expanded.error().what, expanded.error().hint, from.string()};
  fs::create_directories(to.parent_path());
  std::ofstream out(to, std::ios::binary);
  out << *expanded;
  out.close();
  if (!out)
    return Error{ErrorCode::unavailable, "The sample could not be written",
                 "Make room in the temporary folder (TMPDIR).", to.string()};
  return k_ok;
}

}  // namespace

bool is_imported_sample(const Source& source) { return source.location.starts_with(k_sample_location); }

Result<SampleCatalogue> SampleCatalogue::expand(const fs::path& folder, Date today) {
  SampleCatalogue samples;
  std::string pattern = (fs::temp_directory_path() / "leerwijzer-samples-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    return Error{ErrorCode::unavailable, "No temporary folder could be made", "Check TMPDIR.", pattern};
  samples.folder_ = pattern;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_regular_file() || !holds_data(it->path())) continue;
    const fs::path relative = it->path().lexically_relative(folder);
    if (const auto done = expand_file(it->path(), samples.folder_ / relative, today); !done) return done.error();
  }
  const auto add = [&](const fs::path& path, const char* kind, const char* format) {
    const fs::path relative = path.lexically_relative(samples.folder_);
    samples.feeds_.push_back(
        {std::string("sample-") + kind + "-" + path.stem().string(), format, path,
         std::string(k_sample_location) + (fs::absolute(folder) / relative).lexically_normal().string()});
  };
  for (const auto& [kind, format] : {std::pair{"ooapi", "ooapi-v5"}, {"edudex", "edudex-xml"}, {"csv", "csv"}}) {
    for (fs::directory_iterator it(samples.folder_ / kind, error), end; !error && it != end; it.increment(error)) {
      const bool directory = it->is_directory();
      const std::string name = it->path().filename().string();
      if (std::string_view(kind) == "ooapi"
              ? directory
              : !directory && (std::string_view(kind) == "csv" || name.starts_with("directory"))) {
        add(it->path(), kind, format);
      }
    }
    error.clear();
  }
  std::sort(samples.feeds_.begin(), samples.feeds_.end(),
            [](const SampleFeed& a, const SampleFeed& b) { return a.name < b.name; });
  if (samples.feeds_.empty()) {
    return Error{ErrorCode::not_found, "There are no sample catalogues here",
                 "Give a folder with ooapi, edudex or csv in it, such as schema/samples.", folder.string()};
  }
  return samples;
}

SampleCatalogue::SampleCatalogue(SampleCatalogue&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), feeds_(std::move(other.feeds_)) {}

SampleCatalogue::~SampleCatalogue() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

}  // namespace leerwijzer
