// The documents in a zip. Its table of contents at the end says what there is, so a zip that is cut off holds
// nothing at all. Documents are unpacked piece by piece as they are read; nothing is written but the zip itself.
#pragma once

#include "indexer/reading/packing.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class ZipFolder {
 public:
  /// Puts the zip aside in a file without a name. Fails with too_large over a limit (as the table of contents
  /// has it), corrupt for a zip that is cut off, damaged or names a document twice or outside itself, and
  /// unsupported for one with a password or an unusual packing.
  [[nodiscard]] static Result<std::shared_ptr<ZipFolder>> open(ByteStream& packed, const UnpackLimits& limits,
                                                               const std::string& where);
  virtual ~ZipFolder() = default;

  /// Sorted, with / between folders; a folder that holds everything is left out.
  [[nodiscard]] virtual const std::vector<std::string>& names() const noexcept = 0;

  /// Fails with not_found. Reading fails with corrupt where the checksum does not fit, unsupported where the
  /// document is an archive itself. The stream keeps the zip alive.
  [[nodiscard]] virtual Result<std::unique_ptr<ByteStream>> open_document(std::string_view name) = 0;
};

}  // namespace leerwijzer
