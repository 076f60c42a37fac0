// Where a feed is: a file, a folder, or a web address. Readers ask for documents by a relative name
// and never touch the file system or the network themselves, so they can be tested with any place.
#pragma once

#include "indexer/reading/byte_stream.hpp"
#include "indexer/reading/packing.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class PlaceKind { file, folder, web };

class FeedPlace {
 public:
  virtual ~FeedPlace() = default;

  [[nodiscard]] virtual PlaceKind kind() const noexcept = 0;

  /// As the operator gave it, without credentials.
  [[nodiscard]] virtual const std::string& location() const noexcept = 0;

  /// Names of the files in a folder and one level below it ("programs.json", "a/b.xml"), sorted;
  /// the one name of a file; empty for the web.
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;

  /// Opens a document by name. "" is the place itself (file, web). A relative name is resolved
  /// against `from` (a name opened before, or ""). Fails with not_found, permission_denied (outside
  /// the folder, another scheme than http and https), too_large or unavailable.
  [[nodiscard]] virtual Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from = {}) = 0;

  /// Opens a path below the location ("/programs?pageNumber=1"), as an API has them.
  [[nodiscard]] virtual Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) = 0;

  /// Asks a path below the location with a question in JSON, for services that answer only to that. Fails with
  /// unsupported where the place is no service, else as open does.
  [[nodiscard]] virtual Result<std::unique_ptr<ByteStream>> ask_below(std::string_view path, std::string_view question);

  /// The name under which `name`, met in document `from`, is known: what is written to `from` later.
  [[nodiscard]] virtual std::string resolve(std::string_view name, std::string_view from) const = 0;
};

/// A file or folder, unpacked where it is packed (see unpacking_place.hpp). Fails with not_found, and for a zip that
/// cannot be read.
[[nodiscard]] Result<std::unique_ptr<FeedPlace>> local_place(const std::string& path, const UnpackLimits& limits = {});

/// The first bytes of a document, for detection; empty when it cannot be opened.
[[nodiscard]] std::string head_of(FeedPlace& place, std::string_view name, std::size_t bytes = 4096);

}  // namespace leerwijzer
