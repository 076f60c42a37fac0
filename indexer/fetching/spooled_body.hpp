// The body of one answer: in memory while it is small, then in a file without a name. It can be read more than once.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace leerwijzer {

class SpooledBody {
 public:
  /// Adds bytes; false when there is no room in the temporary folder.
  [[nodiscard]] bool take(std::string_view piece);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// From the first byte, as often as wanted, also from several threads. Nothing may be added any more.
  [[nodiscard]] static std::unique_ptr<ByteStream> open(std::shared_ptr<const SpooledBody> body);

  /// No more is coming; false when there is no room in the temporary folder.
  [[nodiscard]] bool finish();

 private:
  class Stream;
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  bool flush();

  std::string memory_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::size_t size_ = 0;
};

}  // namespace leerwijzer
