// Writing the columns. A commit appends the pages that changed and a new directory to the file and makes them durable;
// what the file then is to a reader goes into the metadata of the same commit of the database, so a reader of any
// revision sees exactly the rows of its own. What no revision names is cut off when the writer opens.
#pragma once

#include "engine/search/column_directory.hpp"
#include "engine/search/column_page.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace leerwijzer {

/// Bytes that can only grow.
class ColumnSink {
 public:
  ColumnSink() = default;
  ColumnSink(const ColumnSink&) = delete;
  ColumnSink& operator=(const ColumnSink&) = delete;
  virtual ~ColumnSink() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  virtual void append(std::string_view bytes) = 0;
  [[nodiscard]] virtual std::string read(std::uint64_t offset, std::size_t bytes) const = 0;
  virtual void make_durable() = 0;
  /// An empty one of the same kind, for writing everything anew.
  [[nodiscard]] virtual std::unique_ptr<ColumnSink> successor() const = 0;
};

class ColumnWriter {
 public:
  /// Empty columns in memory; bytes() gives them after commit().
  static ColumnWriter in_memory();

  /// The columns of a generation as its database describes them; empty ones without a description. Throws
  /// ErrorException: not_found where the file is gone, corrupt where it is not what was described, unavailable for the
  /// disk.
  static ColumnWriter open(const std::filesystem::path& folder, const std::optional<ColumnDescriptor>& descriptor);

  void put(std::uint32_t document, const ColumnEntry& entry);
  void remove(std::uint32_t document);

  /// Writes what changed. The result goes into the database, and was_committed() is called after its commit.
  [[nodiscard]] ColumnDescriptor commit();

  /// Removes files that neither this commit nor the one before it names.
  void was_committed();

  [[nodiscard]] std::string bytes() const { return sink_->read(0, sink_->size()); }

 private:
  explicit ColumnWriter(std::unique_ptr<ColumnSink> sink) : sink_(std::move(sink)) {}

  ColumnPage& changing(std::uint32_t document);
  void write_changed();
  void write_anew();

  std::filesystem::path folder_;
  std::unique_ptr<ColumnSink> sink_;
  PagePlaces places_;
  ColumnNames names_;
  std::unordered_map<std::uint32_t, ColumnPage> changed_;
  std::string previous_file_;
  std::optional<ColumnDescriptor> last_;  ///< of the last commit, while nothing was changed since
};

}  // namespace leerwijzer
