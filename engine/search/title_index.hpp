// Titles of offers by the start of any of their words, for suggestions: built in memory from the columns
// of one revision, at most 300,000 different titles (some 30 MB). Includes no Xapian; private to engine/search.
#pragma once

#include "engine/core/prefix_list.hpp"
#include "engine/search/columns.hpp"

#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class TitleIndex {
 public:
  struct Title {
    std::string words;           ///< as as_typed_words gives them
    std::uint32_t document = 0;  ///< an offer with this title: the first of the best quality
    std::uint32_t offers = 0;    ///< that have it
    std::uint8_t quality = 0;
  };

  explicit TitleIndex(const Columns& columns);
  /// Different titles; the best stay when there are too many.
  explicit TitleIndex(std::vector<Title> titles);

  /// Titles that hold `words` (as as_typed_words gives them) in a row, the last perhaps unfinished: whole words first,
  /// then titles that begin so, then those of many offers, of good quality, short ones. After those, titles that hold
  /// them in any order. Where there is none, with one letter put right. At most `limit`.
  [[nodiscard]] std::vector<const Title*> find(const std::string& words, std::size_t limit) const;

  [[nodiscard]] const std::vector<Title>& titles() const noexcept { return titles_; }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  void add_in_any_order(const std::string& words, std::size_t limit, std::vector<const Title*>& found) const;

  std::vector<Title> titles_;
  PrefixList list_;
};

/// The titles of the revision that readers see. Up to 20,000 documents they are always those of the revision that is
/// asked for; above that they are built beside the requests and may be some seconds old.
class TitleCache {
 public:
  /// Nothing while the first of a large index are being built. Safe to share between threads.
  [[nodiscard]] std::shared_ptr<const TitleIndex> of(const std::shared_ptr<const Columns>& columns,
                                                     const std::string& generation, std::size_t documents);

 private:
  void build_beside(const std::shared_ptr<const Columns>& columns, const std::string& generation);

  std::mutex mutex_;
  std::shared_ptr<const Columns> columns_;  ///< that titles_ were built from
  std::string generation_;
  std::shared_ptr<const TitleIndex> titles_;
  std::size_t rest_ = 0;  ///< requests that are answered before the titles are built again
  bool building_ = false;
  std::future<void> work_;  ///< last: it ends before the rest does
};

}  // namespace leerwijzer
