// Open databases for searches, one search at a time each. A lease sees what was committed before it
// and follows a switch to another generation. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/background_check.hpp"
#include "engine/search/column_cache.hpp"
#include "engine/search/retry.hpp"
#include "engine/search/search_index.hpp"
#include "engine/search/title_index.hpp"
#include "engine/search/vocabulary.hpp"

#include <xapian.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace leerwijzer {

struct Reader {
  std::string generation;
  Xapian::Database database;
  std::shared_ptr<const Columns> columns;  ///< of the revision that the database is open on
  VocabularyCache* vocabulary = nullptr;   ///< of the pool
  TitleCache* titles = nullptr;            ///< of the pool
};

class ReaderPool {
 public:
  explicit ReaderPool(IndexSettings settings) : settings_(std::move(settings)) {}

  /// Runs the whole of `work` with a reader of its own, again as a whole (at most three times) when
  /// the database changed under it. Waits while all readers are taken. Throws ErrorException and
  /// Xapian's exceptions.
  template <typename Work>
  auto read(Work&& work) -> decltype(work(std::declval<Reader&>()));

 private:
  /// A reader that is given back when the lease ends.
  class Lease {
   public:
    explicit Lease(ReaderPool& pool) : pool_(pool), reader_(pool.take()) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.give_back(std::move(reader_)); }
    Reader& reader() { return *reader_; }

   private:
    ReaderPool& pool_;
    std::unique_ptr<Reader> reader_;
  };

  std::unique_ptr<Reader> take();
  void give_back(std::unique_ptr<Reader> reader);
  void refresh(Reader& reader);

  /// Opens a generation and checks its schema; its manifest the first time that it is seen.
  void open(Reader& reader, const std::string& generation);

  IndexSettings settings_;
  std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Reader>> idle_;
  std::size_t taken_ = 0;
  ColumnCache columns_;
  VocabularyCache vocabulary_;
  TitleCache titles_;
  std::mutex checking_;
  std::string checked_;  ///< the generation whose manifest was checked last
  BackgroundCheck check_;
};

template <typename Work>
auto ReaderPool::read(Work&& work) -> decltype(work(std::declval<Reader&>())) {
  constexpr int k_repeats = 3;
  return retry_when_changed<Xapian::DatabaseModifiedError>(k_repeats, [&] {
    Lease lease(*this);
    refresh(lease.reader());
    return work(lease.reader());
  });
}

}  // namespace leerwijzer
