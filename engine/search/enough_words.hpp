// "n of m": the documents in which enough of some words stand, each in one of its ways. Xapian has no such operator,
// and spelling it out grows beyond reason; counting documents does not. Includes Xapian; private to engine/search.
#pragma once

#include <xapian.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

/// Words counted by document, a byte for each; of the numbers that are used, in parts of 65,536.
class WordCounts {
 public:
  explicit WordCounts(const Xapian::Database& database);

  /// Counts a word in the documents in which all terms of one of its ways stand; in each at most once. At most 255
  /// words are counted. Throws Xapian's exceptions.
  void add(std::span<const std::vector<std::string>> ways);

  /// The documents with at least that many words, in order.
  [[nodiscard]] std::vector<Xapian::docid> with_at_least(std::size_t words) const;

 private:
  static constexpr unsigned k_part_bits = 16;
  /// Words so far, and the last word that was counted.
  struct Count {
    std::uint8_t words = 0;
    std::uint8_t last = 0;
  };
  using Part = std::vector<Count>;

  void count(Xapian::docid id);

  const Xapian::Database& database_;
  std::vector<Part> parts_;
  std::uint8_t word_ = 0;
};

/// A query for these documents, which are in order, without weight.
[[nodiscard]] Xapian::Query documents_query(std::vector<Xapian::docid> documents);

}  // namespace leerwijzer
