#include "indexer/feed_place.hpp"

#include "indexer/unpacking_place.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <filesystem>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

class LocalPlace final : public FeedPlace {
 public:
  LocalPlace(const fs::path& path, bool folder)
      : location_(path.string()),
        folder_(folder),
        root_(folder ? path : path.parent_path()),
        file_(folder ? "" : path.filename().string()) {
    if (root_.empty()) root_ = ".";
    std::error_code ignored;
    root_ = fs::weakly_canonical(root_, ignored);
  }

  PlaceKind kind() const noexcept override { return folder_ ? PlaceKind::folder : PlaceKind::file; }
  const std::string& location() const noexcept override { return location_; }

  std::vector<std::string> names() const override {
    if (!folder_) return {file_};
    std::vector<std::string> names;
    std::error_code error;
    fs::recursive_directory_iterator it(root_, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
      if (it.depth() > 1) it.disable_recursion_pending();
      const fs::path relative = it->path().lexically_relative(root_);
      if (it->is_regular_file(error) && !relative.filename().string().starts_with('.'))
        names.push_back(relative.generic_string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from) override {
    const std::string wanted(name.empty() ? std::string_view(file_) : name);
    if (wanted.find("://") != std::string::npos) {
      return Error{ErrorCode::permission_denied, "A local feed names another address: " + wanted,
                   "Ingest the address itself, or put the documents beside the feed.", location_};
    }
    const fs::path base = name.empty() ? root_ : root_ / fs::path(std::string(from)).parent_path();
    std::error_code error;
    const fs::path path = fs::weakly_canonical(base / wanted, error);
    const fs::path inside = path.lexically_relative(root_);
    if (error || inside.empty() || *inside.begin() == "..") {
      return Error{ErrorCode::permission_denied, "The feed names a file outside its own folder: " + wanted,
                   "Put the documents in the folder of the feed.", location_};
    }
    return stream_of_file(path);
  }

  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override {
    while (path.starts_with('/')) path.remove_prefix(1);
    return open(path, {});
  }

  std::string resolve(std::string_view name, std::string_view from) const override {
    return (fs::path(std::string(from)).parent_path() / std::string(name)).lexically_normal().generic_string();
  }

 private:
  std::string location_;
  bool folder_;
  fs::path root_;
  std::string file_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> FeedPlace::ask_below(std::string_view path, std::string_view) {
  return Error{ErrorCode::unsupported, "Only a service can be asked a question",
               "Ingest the files as they are, or the address of the service.", std::string(path)};
}

Result<std::unique_ptr<FeedPlace>> local_place(const std::string& path, const UnpackLimits& limits) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::exists(status)) {
    return Error{ErrorCode::not_found, "There is no file or folder of that name", "Check the path.", path};
  }
  return unpacking_place(std::make_unique<LocalPlace>(path, fs::is_directory(status)), limits);
}

std::string head_of(FeedPlace& place, std::string_view name, std::size_t bytes) {
  auto stream = place.open(name);
  if (!stream) return {};
  std::string head(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const auto count = (*stream)->read(std::span(head).subspan(filled));
    if (!count || *count == 0) break;
    filled += *count;
  }
  head.resize(filled);
  return head;
}

}  // namespace leerwijzer
