// The words that an index knows, for putting mistyped words right. Read from the index when a word is
// first unknown, and kept until the index has changed enough to matter. Includes Xapian; private to
// engine/search.
#pragma once

#include "engine/language/spelling.hpp"

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace leerwijzer {

class VocabularyCache {
 public:
  /// The words of this database; those of some hundreds of commits ago will do. Safe to share between threads.
  /// Throws Xapian's exceptions.
  [[nodiscard]] std::shared_ptr<const Spelling> of(const Xapian::Database& database, const std::string& generation);

 private:
  std::mutex mutex_;
  std::string generation_;
  std::uint64_t revision_ = 0;
  std::shared_ptr<const Spelling> words_;
};

}  // namespace leerwijzer
