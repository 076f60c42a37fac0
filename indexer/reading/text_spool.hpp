// Texts put aside by key until they are asked for: in memory while they are few, in a file without a
// name when they are many.
#pragma once

#include "engine/core/error.hpp"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

class TextSpool {
 public:
  explicit TextSpool(std::size_t memory_bytes = 32U << 20U) : memory_bytes_(memory_bytes) {}

  /// Throws ErrorException (unavailable) when the disk is full.
  void add(const std::string& key, std::string_view text);

  /// The texts of a key in the order in which they came.
  [[nodiscard]] std::vector<std::string> texts_of(const std::string& key);

  /// Keys that nobody asked for, sorted.
  [[nodiscard]] std::vector<std::string> remaining() const;

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Piece {
    std::uint64_t at;
    std::uint32_t size;
  };

  std::size_t memory_bytes_;
  std::string memory_;  ///< what was not written to the file yet
  std::uint64_t written_ = 0;
  std::unique_ptr<std::FILE, CloseFile> file_;
  struct Entry {
    std::vector<Piece> pieces;
    bool asked = false;
  };
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace leerwijzer
