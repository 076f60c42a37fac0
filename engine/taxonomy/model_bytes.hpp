// Models as bytes: arrays of numbers one after another, each with its length, in the order of bytes of the machine
// (x86-64 and ARM agree). What is read is never trusted: every length is held against what is left.
#pragma once

#include "engine/core/error.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace leerwijzer {

class ModelWriter {
 public:
  template <typename Number>
  void array(const std::vector<Number>& numbers) {
    static_assert(std::is_arithmetic_v<Number>);
    const std::uint64_t count = numbers.size();
    append(&count, sizeof count);
    append(numbers.data(), numbers.size() * sizeof(Number));
  }
  void text(std::string_view text) { array(std::vector<char>(text.begin(), text.end())); }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) {
    if (size > 0) bytes_.append(static_cast<const char*>(data), size);
  }
  std::string bytes_;
};

class ModelReader {
 public:
  explicit ModelReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Number>
  [[nodiscard]] std::vector<Number> array() {
    static_assert(std::is_arithmetic_v<Number>);
    std::uint64_t count = 0;
    check(bytes_.size() >= sizeof count);
    std::memcpy(&count, bytes_.data(), sizeof count);
    bytes_.remove_prefix(sizeof count);
    check(count <= bytes_.size() / sizeof(Number));
    std::vector<Number> numbers(static_cast<std::size_t>(count));
    if (count > 0) std::memcpy(numbers.data(), bytes_.data(), numbers.size() * sizeof(Number));
    bytes_.remove_prefix(numbers.size() * sizeof(Number));
    return numbers;
  }
  [[nodiscard]] std::string text() {
    const auto letters = array<char>();
    return {letters.begin(), letters.end()};
  }
  [[nodiscard]] bool at_end() const noexcept { return bytes_.empty(); }

  /// Throws ErrorException where something does not hold.
  static void check(bool holds) {
    if (holds) return;
    throw ErrorException(Error{ErrorCode::corrupt, "The models of job titles are damaged",
                               "Run leerwijzer-indexer models to make them anew.", "taxonomy_model"});
  }

 private:
  std::string_view bytes_;
};

}  // namespace leerwijzer
