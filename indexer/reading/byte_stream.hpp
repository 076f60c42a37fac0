// Bytes of one document, read piece by piece, so that a feed of any size needs little memory.
#pragma once

#include "engine/core/error.hpp"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Fills at most `into`; 0 at the end. Fails with unavailable when the source stops answering.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// Over text in memory.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of_text(std::string text);

/// Fails with not_found for a file that cannot be opened.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> stream_of_file(const std::filesystem::path& path);

/// Owns a file that has no name any more (std::tmpfile), read from its start.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of_handle(std::FILE* file);

/// All of a stream. Fails with too_large above `limit` bytes.
[[nodiscard]] Result<std::string> read_all(ByteStream& stream, std::size_t limit);

/// One character at a time over a stream, with one look ahead.
class CharReader {
 public:
  static constexpr int k_end = -1;

  explicit CharReader(ByteStream& stream) : stream_(stream), buffer_(64 * 1024, '\0') {}

  [[nodiscard]] int peek() {
    if (at_ == filled_ && !fill()) return k_end;
    return static_cast<unsigned char>(buffer_[at_]);
  }
  int next() {
    const int c = peek();
    if (c != k_end) ++at_;
    return c;
  }
  /// Set when the stream failed; the end was then not the true end.
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  bool fill();

  ByteStream& stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  bool ended_ = false;
  bool failed_ = false;
  Error error_;
};

/// Digest of texts in order, without keeping them.
class RunningDigest {
 public:
  void add(std::string_view text);
  [[nodiscard]] std::string value() const;

 private:
  std::string state_;
};

}  // namespace leerwijzer
