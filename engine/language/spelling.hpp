// Known words that a mistyped word may have been meant to be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class Spelling {
 public:
  /// Folded words with how often they occur.
  explicit Spelling(std::vector<std::pair<std::string, double>> vocabulary);

  [[nodiscard]] bool knows(std::string_view folded) const;

  /// The nearest known word, the more frequent of two as near: one letter off, or two in words of
  /// eight letters or more. Nothing for a known word, one under four letters, or one with a sign or digit.
  [[nodiscard]] std::optional<std::string> correction(std::string_view folded) const;

 private:
  std::vector<std::pair<std::string, double>> words_;  ///< in order
};

}  // namespace leerwijzer
