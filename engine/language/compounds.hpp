// Cutting Dutch compounds into their parts (lasopleiding: las, opleiding), with linking letters, by
// the cheapest way to cover the whole word with words of a vocabulary.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class CompoundSplitter {
 public:
  /// Folded words with how often they occur. The word list that is shipped is always part of it, and
  /// is the only source of parts of three letters.
  explicit CompoundSplitter(const std::vector<std::pair<std::string, double>>& vocabulary = {});
  CompoundSplitter(CompoundSplitter&&) noexcept;
  CompoundSplitter& operator=(CompoundSplitter&&) noexcept;
  ~CompoundSplitter();

  /// The parts, without linking letters; the word itself as the only part when it is not a compound.
  /// Takes a folded word; words over 60 bytes are not cut.
  [[nodiscard]] std::vector<std::string> split(std::string_view folded) const;

  [[nodiscard]] bool knows(std::string_view folded) const;

  /// The splitter with the shipped word list alone.
  [[nodiscard]] static const CompoundSplitter& shipped();

 private:
  struct Costs;
  std::unique_ptr<const Costs> costs_;
};

}  // namespace leerwijzer
