// Packed documents: what a gzip or zip is known by, how much may come out of it, and reading a gzip piece by piece.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leerwijzer {

/// How much a packed feed may hold. What is over it is refused, so that a bomb fills neither memory nor disk.
struct UnpackLimits {
  std::uint64_t packed_bytes = 4ULL << 30U;     ///< of one archive as it lies there
  std::uint64_t unpacked_bytes = 16ULL << 30U;  ///< of all documents of one archive together
  std::uint64_t ratio = 200;                    ///< unpacked to packed; catalogues stay below a hundred
  std::uint64_t ratio_from = 16ULL << 20U;      ///< unpacked bytes from which the ratio counts
  std::size_t entries = 20'000;                 ///< documents in one zip
};

enum class Packing { none, gzip, zip };

/// By the first four bytes or more, never by a name.
[[nodiscard]] Packing packing_of(std::string_view head) noexcept;

/// Is this much too much? Nothing when not, else too_large that says which limit was met.
[[nodiscard]] Result<void> check_unpacked(std::uint64_t unpacked, std::uint64_t packed, const UnpackLimits& limits,
                                          const std::string& where);

/// The document in a gzip. Reading fails with too_large over a limit, corrupt where the gzip is cut off or its
/// checksum does not fit, unsupported where the document is packed once more.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of_gzip(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits,
                                                         std::string where);

/// The refusal of an archive inside an archive.
[[nodiscard]] Error nested_archive(const std::string& where);

/// A stream of which the first bytes were looked at: they come again.
struct PeekedStream {
  std::string head;  ///< at most as many bytes as were asked for
  std::unique_ptr<ByteStream> whole;
};
[[nodiscard]] Result<PeekedStream> peek(std::unique_ptr<ByteStream> stream, std::size_t bytes = 4);

}  // namespace leerwijzer
