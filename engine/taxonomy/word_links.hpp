// From a word to other words with a strength: what it is called in another language, or which words lie near it.
// A flat table, so that it is stored and loaded as it is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leerwijzer {

class ModelReader;
class ModelWriter;

class WordLinks {
 public:
  struct Link {
    std::uint64_t word = 0;
    float strength = 0.0F;
  };
  struct Entry {
    std::uint64_t from = 0;
    Link to;
  };

  WordLinks() = default;
  /// In any order; of each word the strongest `most` are kept.
  explicit WordLinks(std::vector<Entry> entries, std::size_t most);

  /// Strongest first, then by word; empty for an unknown word.
  [[nodiscard]] std::span<const Link> of(std::uint64_t word) const;
  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }

  void write(ModelWriter& out) const;
  /// Throws ErrorException where the bytes do not hold a table.
  [[nodiscard]] static WordLinks read(ModelReader& in);

 private:
  std::vector<std::uint64_t> words_;  ///< in order
  std::vector<std::uint32_t> ends_;   ///< of the links of each word
  std::vector<Link> links_;
};

}  // namespace leerwijzer
