// The whole platform on a throw-away database: the sample catalogue imported by the real indexer and
// served by the real API. Started once for all tests of the program.
#pragma once

#include "tests/support/program.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer::testing {

class Platform {
 public:
  /// The one platform of this test program; throws with what the programs said when it cannot start.
  static Platform& instance();

  [[nodiscard]] const std::string& url() const noexcept { return url_; }

  /// Runs the indexer against the platform's database and index.
  [[nodiscard]] ProgramResult indexer(const std::vector<std::string>& arguments) const;

  /// The first column of the first row of a query, as psql prints it.
  [[nodiscard]] std::string sql(const std::string& query) const;

  /// What the programs need to know to work on this platform.
  [[nodiscard]] std::map<std::string, std::string> environment() const;

  /// The same for a database without any schema; one at a time.
  [[nodiscard]] std::map<std::string, std::string> empty_database() const;

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_.path(); }

  ~Platform();

 private:
  Platform();

  TemporaryFolder folder_;
  std::string server_;
  std::string database_;
  std::string url_;
  std::unique_ptr<Program> api_;
};

}  // namespace leerwijzer::testing
