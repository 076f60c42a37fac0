#include "indexer/reading/zip_folder.hpp"

#include "engine/core/text.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_piece = 64 * 1024;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Error corrupt(const std::string& reason, const std::string& where) {
  return {ErrorCode::corrupt, "The zip cannot be read: " + reason, "Deliver the whole file again.", where};
}

/// Names in a zip are turned into the locale of the program, which may be plain ASCII; while this stands it is UTF-8.
class Utf8Locale {
 public:
  Utf8Locale() {
    if (locale_ != locale_t{}) former_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == locale_t{}) return;
    ::uselocale(former_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_ = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
  locale_t former_{};
};

/// Walks over the headers of a zip in the order in which they lie. Each walk has a place of its own in the file.
class ZipWalk {
 public:
  ZipWalk(std::FILE* file, std::int64_t size) : descriptor_(::fileno(file)), size_(size), buffer_(k_piece, '\0') {
    archive_read_support_format_zip_seekable(archive_.get());
    archive_read_set_callback_data(archive_.get(), this);
    archive_read_set_read_callback(archive_.get(), read_some);
    archive_read_set_seek_callback(archive_.get(), seek_to);
    archive_read_set_skip_callback(archive_.get(), skip_some);
    opened_ = archive_read_open1(archive_.get()) == ARCHIVE_OK;
  }
  ZipWalk(const ZipWalk&) = delete;
  ZipWalk& operator=(const ZipWalk&) = delete;

  /// The next header; nullptr at the end and on a failure, which `reason` tells apart.
  archive_entry* next() {
    if (!opened_) return nullptr;
    const Utf8Locale names_are_utf8;
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_.get(), &entry);
    ended_ = status == ARCHIVE_EOF;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return nullptr;
    ++passed_;
    return entry;
  }

  [[nodiscard]] bool ended() const noexcept { return ended_; }
  [[nodiscard]] std::size_t passed() const noexcept { return passed_; }
  [[nodiscard]] archive* handle() const noexcept { return archive_.get(); }
  [[nodiscard]] std::string reason() const {
    const char* text = archive_error_string(archive_.get());
    return text == nullptr ? "its table of contents is missing or damaged" : replace_invalid_utf8(text);
  }

 private:
  struct Free {
    void operator()(archive* a) const { archive_read_free(a); }
  };

  static la_ssize_t read_some(archive*, void* self, const void** bytes) {
    auto& walk = *static_cast<ZipWalk*>(self);
    const auto count = ::pread(walk.descriptor_, walk.buffer_.data(), walk.buffer_.size(), walk.at_);
    if (count > 0) walk.at_ += count;
    *bytes = walk.buffer_.data();
    return count;
  }
  static la_int64_t seek_to(archive*, void* self, la_int64_t offset, int whence) {
    auto& walk = *static_cast<ZipWalk*>(self);
    const std::int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? walk.at_ : walk.size_;
    walk.at_ = std::clamp<std::int64_t>(from + offset, 0, walk.size_);
    return walk.at_;
  }
  static la_int64_t skip_some(archive*, void* self, la_int64_t count) {
    auto& walk = *static_cast<ZipWalk*>(self);
    const std::int64_t skipped = std::clamp<std::int64_t>(count, 0, walk.size_ - walk.at_);
    walk.at_ += skipped;
    return skipped;
  }

  int descriptor_;
  std::int64_t size_;
  std::int64_t at_ = 0;
  std::string buffer_;
  std::unique_ptr<archive, Free> archive_{archive_read_new()};
  bool opened_ = false;
  bool ended_ = false;
  std::size_t passed_ = 0;
};

struct Document {
  std::size_t index = 0;  ///< place in the order of the headers
  std::uint64_t size = 0;
};

/// From so many documents on, those that are asked for out of their order are all unpacked once: walking from the start
/// for each of thousands would take minutes.
constexpr std::size_t k_many = 256;

/// All documents of a zip, unpacked behind each other in a file without a name.
struct Unpacked {
  struct Piece {
    std::int64_t from = 0;
    std::uint64_t size = 0;
    std::optional<Error> failure{};  ///< why the document cannot be read
  };
  File file;
  std::map<std::size_t, Piece> pieces;  ///< by place in the order of the headers
};

class UnpackedStream final : public ByteStream {
 public:
  UnpackedStream(std::shared_ptr<const Unpacked> unpacked, Unpacked::Piece piece)
      : unpacked_(std::move(unpacked)), piece_(std::move(piece)) {}

  Result<std::size_t> read(std::span<char> into) override {
    if (done_ < piece_.size) {
      const std::size_t most = std::min<std::uint64_t>(into.size(), piece_.size - done_);
      const auto count =
          ::pread(::fileno(unpacked_->file.get()), into.data(), most, piece_.from + static_cast<std::int64_t>(done_));
      if (count <= 0)
        return Error{ErrorCode::unavailable, "A temporary file could not be read", "Look at the disk.", ""};
      done_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (piece_.failure) return *piece_.failure;
    return std::size_t{0};
  }

 private:
  std::shared_ptr<const Unpacked> unpacked_;
  Unpacked::Piece piece_;
  std::uint64_t done_ = 0;
};

/// What the streams of one zip share: the file, and a walk that a stream left behind, which saves walking from the
/// start when documents are asked for in the order of the zip.
struct Shared {
  File file;
  std::int64_t size = 0;
  std::string where;
  std::unique_ptr<ZipWalk> idle;
};

class DocumentStream final : public ByteStream {
 public:
  DocumentStream(std::shared_ptr<Shared> shared, std::unique_ptr<ZipWalk> walk, const Document& document,
                 std::string name)
      : shared_(std::move(shared)), walk_(std::move(walk)), left_(document.size), name_(std::move(name)) {}
  ~DocumentStream() override {
    if (walk_) shared_->idle = std::move(walk_);
  }
  DocumentStream(const DocumentStream&) = delete;
  DocumentStream& operator=(const DocumentStream&) = delete;

  /// For whoever goes on with the next document; nothing can be read any more.
  [[nodiscard]] std::unique_ptr<ZipWalk> take_walk() { return std::move(walk_); }

  Result<std::size_t> read(std::span<char> into) override {
    if (into.empty()) return std::size_t{0};
    const la_ssize_t count = archive_read_data(walk_->handle(), into.data(), into.size());
    if (count < 0) return corrupt(walk_->reason(), where());
    const auto found = static_cast<std::size_t>(count);
    if (found > left_) return corrupt("a document is larger than the table of contents says", where());
    if (found == 0 && left_ > 0) return corrupt("a document is smaller than the table of contents says", where());
    left_ -= found;
    if (first_ && packing_of({into.data(), found}) != Packing::none) return nested_archive(where());
    first_ = false;
    return found;
  }

 private:
  [[nodiscard]] std::string where() const { return shared_->where + "/" + name_; }

  std::shared_ptr<Shared> shared_;
  std::unique_ptr<ZipWalk> walk_;
  std::uint64_t left_;
  std::string name_;
  bool first_ = true;
};

/// Copies the zip into a file without a name.
Result<File> put_aside(ByteStream& packed, const UnpackLimits& limits, const std::string& where, std::int64_t& size) {
  File file(std::tmpfile());
  if (!file) return Error{ErrorCode::unavailable, "No temporary file could be made", "Look at the disk.", where};
  std::string piece(k_piece, '\0');
  size = 0;
  for (;;) {
    const auto count = packed.read(piece);
    if (!count) return count.error();
    if (*count == 0) break;
    size += static_cast<std::int64_t>(*count);
    if (static_cast<std::uint64_t>(size) > limits.packed_bytes) {
      return Error{ErrorCode::too_large, "The zip is larger than " + std::to_string(limits.packed_bytes) + " bytes",
                   "Ask the provider to split it, or raise the limit of the source.", where};
    }
    if (std::fwrite(piece.data(), 1, *count, file.get()) != *count)
      return Error{ErrorCode::unavailable, "The temporary file could not be written", "Look at the disk.", where};
  }
  if (std::fflush(file.get()) != 0)
    return Error{ErrorCode::unavailable, "The temporary file could not be written", "Look at the disk.", where};
  return file;
}

std::string name_in_zip(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string text = replace_invalid_utf8(name == nullptr ? "" : name);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

bool leads_outside(const std::string& name) {
  return name.starts_with('/') || (name.size() > 1 && name[1] == ':') || name == ".." || name.starts_with("../") ||
         contains(name, "/../") || name.ends_with("/..");
}

/// Notes that a computer left beside the documents.
bool is_hidden(const std::string& name) {
  return name.starts_with("__MACOSX/") || name.starts_with('.') || contains(name, "/.");
}

class OpenZip final : public ZipFolder {
 public:
  explicit OpenZip(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}

  const std::vector<std::string>& names() const noexcept override { return names_; }

  Result<std::unique_ptr<ByteStream>> open_document(std::string_view name) override {
    const auto found = documents_.find(name);
    if (found == documents_.end())
      return Error{ErrorCode::not_found, "There is no document of that name in the zip", "",
                   shared_->where + "/" + std::string(name)};
    if (unpacked_) return unpacked_document(found->second);
    std::unique_ptr<ZipWalk> walk = std::move(shared_->idle);
    if (walk && walk->passed() > found->second.index && documents_.size() >= k_many) {
      if (const auto done = unpack_all(); !done) return done.error();
      return unpacked_document(found->second);
    }
    if (!walk || walk->passed() > found->second.index) walk = new_walk();
    while (walk->passed() <= found->second.index) {
      if (walk->next() == nullptr) return corrupt(walk->reason(), shared_->where);
    }
    return std::unique_ptr<ByteStream>(
        std::make_unique<DocumentStream>(shared_, std::move(walk), found->second, std::string(name)));
  }

  Result<void> read_contents(const UnpackLimits& limits) {
    const Utf8Locale names_are_utf8;
    ZipWalk walk(shared_->file.get(), shared_->size);
    std::uint64_t total = 0;
    while (archive_entry* entry = walk.next()) {
      if (walk.passed() > limits.entries) {
        return Error{ErrorCode::too_large, "More than " + std::to_string(limits.entries) + " documents are in the zip",
                     "Deliver them in one document, or in several zips.", shared_->where};
      }
      if (const auto added = add(*entry, walk); !added) return added;
      total += static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
      const auto fits = check_unpacked(total, static_cast<std::uint64_t>(shared_->size), limits, shared_->where);
      if (!fits) return fits;
    }
    if (!walk.ended()) return corrupt(walk.reason(), shared_->where);
    leave_out_the_folder_of_all();
    for (const auto& [name, document] : documents_) names_.push_back(name);
    return k_ok;
  }

 private:
  [[nodiscard]] std::unique_ptr<ZipWalk> new_walk() const {
    return std::make_unique<ZipWalk>(shared_->file.get(), shared_->size);
  }

  [[nodiscard]] std::unique_ptr<ByteStream> unpacked_document(const Document& document) const {
    return std::make_unique<UnpackedStream>(unpacked_, unpacked_->pieces.at(document.index));
  }

  Result<void> unpack_all() {
    auto unpacked = std::make_shared<Unpacked>();
    unpacked->file.reset(std::tmpfile());
    if (!unpacked->file)
      return Error{ErrorCode::unavailable, "No temporary file could be made", "Look at the disk.", shared_->where};
    std::map<std::size_t, const std::pair<const std::string, Document>*> wanted;
    for (const auto& one : documents_) wanted.emplace(one.second.index, &one);
    std::unique_ptr<ZipWalk> walk = new_walk();
    std::int64_t at = 0;
    for (const auto& [index, document] : wanted) {
      while (walk->passed() <= index) {
        if (walk->next() == nullptr) return corrupt(walk->reason(), shared_->where);
      }
      DocumentStream stream(shared_, std::move(walk), document->second, document->first);
      const auto piece = unpack_one(stream, unpacked->file.get(), at);
      if (!piece) return piece.error();
      at += static_cast<std::int64_t>(piece->size);
      unpacked->pieces.emplace(index, *piece);
      walk = stream.take_walk();
    }
    if (std::fflush(unpacked->file.get()) != 0)
      return Error{ErrorCode::unavailable, "The temporary file could not be written", "Look at the disk.",
                   shared_->where};
    unpacked_ = std::move(unpacked);
    return k_ok;
  }

  /// A document that cannot be read is no failure here: it is one when it is asked for.
  Result<Unpacked::Piece> unpack_one(DocumentStream& stream, std::FILE* into, std::int64_t at) const {
    Unpacked::Piece piece{at, 0, {}};
    std::string bytes(k_piece, '\0');
    for (;;) {
      const auto count = stream.read(bytes);
      if (!count) piece.failure = count.error();
      if (!count || *count == 0) return piece;
      if (std::fwrite(bytes.data(), 1, *count, into) != *count)
        return Error{ErrorCode::unavailable, "The temporary file could not be written", "Look at the disk.",
                     shared_->where};
      piece.size += *count;
    }
  }

  Result<void> add(archive_entry& entry, const ZipWalk& walk) {
    const std::string name = name_in_zip(&entry);
    if (leads_outside(name)) return corrupt("it names a document outside itself, " + raw(name), shared_->where);
    if (archive_entry_filetype(&entry) != AE_IFREG || name.empty() || name.ends_with('/') || is_hidden(name))
      return k_ok;
    const std::string_view method = archive_format_name(walk.handle());
    if (archive_entry_is_encrypted(&entry) != 0) {
      return Error{ErrorCode::unsupported, "The zip has a password", "Deliver it without one.", shared_->where};
    }
    if (!contains(method, "deflation") && !contains(method, "uncompressed")) {
      return Error{ErrorCode::unsupported, "The zip is packed in an unusual way: " + replace_invalid_utf8(method),
                   "Pack it as an ordinary zip.", shared_->where};
    }
    const Document document{walk.passed() - 1,
                            static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(&entry), 0))};
    if (!documents_.emplace(name, document).second)
      return corrupt("it holds two documents named " + raw(name), shared_->where);
    return k_ok;
  }

  static std::string raw(const std::string& name) { return "\"" + std::string(truncate_utf8(name, 80)) + "\""; }

  void leave_out_the_folder_of_all() {
    if (documents_.empty()) return;
    const std::string& first = documents_.begin()->first;
    const std::string folder = first.substr(0, first.find('/') + 1);
    if (folder.empty() || folder == "xl/") return;  // a workbook keeps its parts where they are
    if (!std::all_of(documents_.begin(), documents_.end(), [&](const auto& d) { return d.first.starts_with(folder); }))
      return;
    std::map<std::string, Document, std::less<>> inside;
    for (const auto& [name, document] : documents_) inside.emplace(name.substr(folder.size()), document);
    documents_ = std::move(inside);
  }

  std::shared_ptr<Shared> shared_;
  std::map<std::string, Document, std::less<>> documents_;
  std::vector<std::string> names_;
  std::shared_ptr<const Unpacked> unpacked_;
};

}  // namespace

Result<std::shared_ptr<ZipFolder>> ZipFolder::open(ByteStream& packed, const UnpackLimits& limits,
                                                   const std::string& where) {
  auto shared = std::make_shared<Shared>();
  shared->where = where;
  auto file = put_aside(packed, limits, where, shared->size);
  if (!file) return file.error();
  shared->file = std::move(*file);
  auto folder = std::make_shared<OpenZip>(std::move(shared));
  if (const auto read = folder->read_contents(limits); !read) return read.error();
  return std::shared_ptr<ZipFolder>(std::move(folder));
}

}  // namespace leerwijzer
