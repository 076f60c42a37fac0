#include "indexer/unpacking_place.hpp"

#include "indexer/reading/zip_folder.hpp"

#include "engine/core/text.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_most_archives = 200;  // in one folder; each is put aside in a file of its own

std::string resolved(std::string_view name, std::string_view from) {
  return (fs::path(std::string(from)).parent_path() / std::string(name)).lexically_normal().generic_string();
}

/// A zip with several documents as a folder.
class ZipPlace final : public FeedPlace {
 public:
  ZipPlace(std::string location, std::shared_ptr<ZipFolder> zip)
      : location_(std::move(location)), zip_(std::move(zip)), single_(zip_->names().size() == 1) {}

  PlaceKind kind() const noexcept override { return single_ ? PlaceKind::file : PlaceKind::folder; }
  const std::string& location() const noexcept override { return location_; }
  std::vector<std::string> names() const override { return zip_->names(); }

  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from) override {
    if (name.empty() && single_) return zip_->open_document(zip_->names().front());
    if (name.empty())
      return Error{ErrorCode::invalid_input, "This is a zip, where a document was expected", "", location_};
    if (contains(name, "://"))
      return Error{ErrorCode::permission_denied, "A feed in a zip names another address: " + std::string(name),
                   "Put the documents in the zip.", location_};
    const std::string path = resolved(name, from);
    if (path.starts_with("..") || path.starts_with('/'))
      return Error{ErrorCode::permission_denied, "The feed names a file outside its zip: " + std::string(name),
                   "Put the documents in the zip.", location_};
    return zip_->open_document(path);
  }

  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override {
    while (path.starts_with('/')) path.remove_prefix(1);
    return open(path, {});
  }

  std::string resolve(std::string_view name, std::string_view from) const override { return resolved(name, from); }

 private:
  std::string location_;
  std::shared_ptr<ZipFolder> zip_;
  bool single_;
};

/// Documents of another place, unpacked where they are packed.
class UnpackingPlace final : public FeedPlace {
 public:
  UnpackingPlace(std::unique_ptr<FeedPlace> inner, const UnpackLimits& limits)
      : inner_(std::move(inner)), limits_(limits), names_(inner_->names()) {}

  PlaceKind kind() const noexcept override { return inner_->kind(); }
  const std::string& location() const noexcept override { return inner_->location(); }
  std::vector<std::string> names() const override { return names_; }
  std::string resolve(std::string_view name, std::string_view from) const override {
    return inner_->resolve(name, from);
  }

  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from) override {
    if (name.empty() && first_) {
      auto kept = std::move(*first_);
      first_.reset();
      if (!kept) return kept;
      return unpacked(std::move(*kept), location());
    }
    if (!members_.empty() && !name.empty()) {
      if (const auto member = members_.find(inner_->resolve(name, from)); member != members_.end()) {
        if (member->second.zip) return member->second.zip->open_document(member->second.name);
        return unpacked(inner_->open(member->second.name), member->first);
      }
    }
    return unpacked(inner_->open(name, from), std::string(name.empty() ? location() : name));
  }

  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override {
    return unpacked(inner_->open_below(path), std::string(path));
  }
  Result<std::unique_ptr<ByteStream>> ask_below(std::string_view path, std::string_view question) override {
    return unpacked(inner_->ask_below(path, question), std::string(path));
  }

  /// Looks at each document of a folder: a packed one gets the name of what is in it.
  Result<void> look_into_folder() {
    std::vector<std::string> names;
    std::size_t archives = 0;
    for (const std::string& name : names_) {
      const Packing packing = packing_of(head_of(*inner_, name, 4));
      if (packing == Packing::none) {
        names.push_back(name);
        continue;
      }
      if (packing == Packing::gzip) {
        const std::string bare = to_lower_ascii(name).ends_with(".gz") ? name.substr(0, name.size() - 3) : name;
        members_[bare] = {name, nullptr};
        names.push_back(bare);
        continue;
      }
      if (++archives > k_most_archives) {
        return Error{ErrorCode::too_large, "More than " + std::to_string(k_most_archives) + " zips lie in the folder",
                     "Unpack them first.", location()};
      }
      auto zip = open_zip(inner_->open(name), name);
      if (!zip) return zip.error();
      for (const std::string& inside : (*zip)->names()) {
        members_[name + "/" + inside] = {inside, *zip};
        names.push_back(name + "/" + inside);
      }
    }
    names_ = std::move(names);
    return k_ok;
  }

  void keep_first(Result<std::unique_ptr<ByteStream>> stream) { first_ = std::move(stream); }

 private:
  struct Member {
    std::string name;                ///< in the inner place, or in the zip
    std::shared_ptr<ZipFolder> zip;  ///< nothing: a gzip
  };

  Result<std::shared_ptr<ZipFolder>> open_zip(Result<std::unique_ptr<ByteStream>> packed, const std::string& where) {
    if (!packed) return packed.error();
    return ZipFolder::open(**packed, limits_, where);
  }

  Result<std::unique_ptr<ByteStream>> unpacked(Result<std::unique_ptr<ByteStream>> opened, const std::string& where) {
    if (!opened) return opened;
    auto peeked = peek(std::move(*opened));
    if (!peeked) return peeked.error();
    const Packing packing = packing_of(peeked->head);
    if (packing == Packing::none) return std::move(peeked->whole);
    if (packing == Packing::gzip) return stream_of_gzip(std::move(peeked->whole), limits_, where);
    auto zip = ZipFolder::open(*peeked->whole, limits_, where);
    if (!zip) return zip.error();
    if ((*zip)->names().size() == 1) return (*zip)->open_document((*zip)->names().front());
    return Error{ErrorCode::unsupported, "This document is a zip of several documents, where one was expected",
                 "Deliver the zip as the feed itself, or the document alone.", where};
  }

  std::unique_ptr<FeedPlace> inner_;
  UnpackLimits limits_;
  std::vector<std::string> names_;
  std::map<std::string, Member, std::less<>> members_;
  std::optional<Result<std::unique_ptr<ByteStream>>> first_;
};

}  // namespace

Result<std::unique_ptr<FeedPlace>> unpacking_place(std::unique_ptr<FeedPlace> inner, const UnpackLimits& limits) {
  const std::string location = inner->location();
  if (inner->kind() == PlaceKind::folder) {
    auto place = std::make_unique<UnpackingPlace>(std::move(inner), limits);
    if (const auto looked = place->look_into_folder(); !looked) return looked.error();
    return std::unique_ptr<FeedPlace>(std::move(place));
  }
  Result<std::unique_ptr<ByteStream>> first = inner->open("");
  if (first) {
    auto peeked = peek(std::move(*first));
    if (!peeked) {
      first = peeked.error();
    } else if (packing_of(peeked->head) == Packing::zip) {
      auto zip = ZipFolder::open(*peeked->whole, limits, location);
      if (!zip) return zip.error();
      return std::unique_ptr<FeedPlace>(std::make_unique<ZipPlace>(location, std::move(*zip)));
    } else {
      first = std::move(peeked->whole);
    }
  }
  const bool web = inner->kind() == PlaceKind::web;
  auto place = std::make_unique<UnpackingPlace>(std::move(inner), limits);
  if (web) place->keep_first(std::move(first));
  return std::unique_ptr<FeedPlace>(std::move(place));
}

}  // namespace leerwijzer
