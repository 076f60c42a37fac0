// The whole platform on a throw-away database: the sample catalogue imported by the real indexer and
// served by the real API. Started once for all tests of the program.
#pragma once

#include "tests/support/program.hpp"

#include <memory>
#include <string>

namespace leerwijzer::testing {

class Platform {
 public:
  /// The one platform of this test program; throws with what the programs said when it cannot start.
  static Platform& instance();

  [[nodiscard]] const std::string& url() const noexcept { return url_; }

  /// Runs the indexer against the platform's database and index.
  [[nodiscard]] ProgramResult indexer(const std::vector<std::string>& arguments) const;

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_.path(); }

  ~Platform();

 private:
  Platform();
  [[nodiscard]] std::map<std::string, std::string> environment() const;

  TemporaryFolder folder_;
  std::string server_;
  std::string database_;
  std::string url_;
  std::unique_ptr<Program> api_;
};

}  // namespace leerwijzer::testing
