// The whole platform on a throw-away database: a catalogue and a taxonomy imported by the real indexer and
// served by the real API. That of the sample catalogue is started once for all tests of the program.
#pragma once

#include "tests/support/program.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer::testing {

/// What a platform serves.
struct PlatformContent {
  std::string name;                ///< tells the databases of one test program apart; may be empty
  std::filesystem::path taxonomy;  ///< a folder in ESCO's layout
  std::filesystem::path offers;    ///< a CSV file of offers; empty: the sample catalogue
};

class Platform {
 public:
  /// The platform of the sample catalogue and the shipped taxonomy, started once.
  static Platform& instance();

  /// Throws with what the programs said when it cannot start.
  explicit Platform(const PlatformContent& content);
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  [[nodiscard]] const std::string& url() const noexcept { return url_; }

  /// Runs the indexer against the platform's database and index.
  [[nodiscard]] ProgramResult indexer(const std::vector<std::string>& arguments) const;

  /// The first column of the first row of a query, as psql prints it.
  [[nodiscard]] std::string sql(const std::string& query) const;

  /// What the programs need to know to work on this platform.
  [[nodiscard]] std::map<std::string, std::string> environment(const std::string& role = "leerwijzer-indexer") const;

  /// The same for a database without any schema; one at a time.
  [[nodiscard]] std::map<std::string, std::string> empty_database() const;

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_.path(); }

  ~Platform();

 private:
  TemporaryFolder folder_;
  std::string server_;
  std::string database_;
  std::string url_;
  std::unique_ptr<Program> api_;
};

}  // namespace leerwijzer::testing
