// The columns of each revision that is read, shared by the readers of a process. A generation without its file (a
// replica made by Xapian's replication) gets its columns in memory, made from the documents. Includes Xapian; private
// to engine/search.
#pragma once

#include "engine/search/columns.hpp"

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace leerwijzer {

class ColumnWriter;

/// Puts the row of every document in. Throws ErrorException and Xapian's exceptions.
void put_all_columns(const Xapian::Database& database, ColumnWriter& columns);

/// The columns that the documents of a database describe. Throws ErrorException and Xapian's exceptions.
[[nodiscard]] std::shared_ptr<const Columns> columns_from_documents(const Xapian::Database& database);

/// Does every document have its row, and every row its document? Fails with corrupt. Throws ErrorException and
/// Xapian's exceptions.
[[nodiscard]] Result<void> check_columns(const Xapian::Database& database, const std::filesystem::path& generation);

class ColumnCache {
 public:
  /// The columns of the revision that the database is open on. Throws ErrorException (corrupt, unavailable) and
  /// Xapian's exceptions.
  [[nodiscard]] std::shared_ptr<const Columns> of(const Xapian::Database& database,
                                                  const std::filesystem::path& generation);

 private:
  std::mutex mutex_;
  std::string key_;  ///< of what was asked last
  std::shared_ptr<const Columns> columns_;
  std::string mapped_key_;
  std::weak_ptr<const ColumnBytes> mapped_;
};

}  // namespace leerwijzer
