// Open databases for searches, one search at a time each. A lease sees what was committed before it
// and follows a switch to another generation; where that one is damaged, the one before it is read until there is a
// newer. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/background_check.hpp"
#include "engine/search/column_cache.hpp"
#include "engine/search/retry.hpp"
#include "engine/search/search_index.hpp"
#include "engine/search/title_index.hpp"
#include "engine/search/vocabulary.hpp"
#include "engine/search/xapian_boundary.hpp"

#include <xapian.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct Reader {
  std::string generation;
  std::string wanted;  ///< the generation that it was to be opened on; the same once that succeeded
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

  /// Why the generation before the current one is read; nothing while the current one is.
  [[nodiscard]] std::optional<Error> damage() const;

 private:
  struct Damage {
    std::string generation;  ///< the damaged one, and current
    std::string before;      ///< the one that is read instead
    Error error;
  };

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

  /// As read(), once: with the generation before the current one where that one turns out to be damaged.
  template <typename Work>
  auto read_once(Work& work) -> decltype(work(std::declval<Reader&>()));

  /// The generation to read where `current` is the current one.
  [[nodiscard]] std::string readable(const std::string& current) const;

  /// Is there another generation to read now, because `generation` is the current one and damaged? Looks at its
  /// manifest before it believes `error`.
  [[nodiscard]] bool step_back(const std::string& generation, const Error& error);

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
  mutable std::mutex stepping_;
  std::optional<Damage> damage_;
};

template <typename Work>
auto ReaderPool::read(Work&& work) -> decltype(work(std::declval<Reader&>())) {
  constexpr int k_repeats = 3;
  return retry_when_changed<Xapian::DatabaseModifiedError>(k_repeats, [&] { return read_once(work); });
}

template <typename Work>
auto ReaderPool::read_once(Work& work) -> decltype(work(std::declval<Reader&>())) {
  for (bool again = true;; again = false) {
    Lease lease(*this);
    Reader& reader = lease.reader();
    const auto go_on = [&](const Error& error) {
      const bool other = again && step_back(reader.wanted, error);
      if (other) reader.generation.clear();
      return other;
    };
    try {
      refresh(reader);
      return work(reader);
    } catch (const Xapian::DatabaseModifiedError&) {
      throw;
    } catch (const Xapian::DatabaseError& error) {
      if (!go_on(error_of(error, settings_.folder.string()))) throw;
    } catch (const ErrorException& error) {
      if (error.error().code != ErrorCode::corrupt || !go_on(error.error())) throw;
    }
  }
}

}  // namespace leerwijzer
