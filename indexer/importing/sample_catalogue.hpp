// The sample catalogues that the project ships, with their date tokens filled in, in a folder that is removed.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/domain/feed.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer {

struct SampleFeed {
  std::string name;  ///< of the source: "sample-ooapi-roc-keihorst"
  std::string format;
  std::filesystem::path read_from;  ///< in the temporary folder
  std::string location;             ///< "sample:" and the path of the original; watch leaves it alone
};

/// Does the source hold samples that were imported? They have no feed to be read again.
[[nodiscard]] bool is_imported_sample(const Source& source);

class SampleCatalogue {
 public:
  /// Fills in all dates under `folder` (ooapi/<provider>/, edudex/directory*.xml, csv/*.csv). Fails with the file
  /// whose token is not understood, and with not_found when there are no samples.
  [[nodiscard]] static Result<SampleCatalogue> expand(const std::filesystem::path& folder, Date today);
  ~SampleCatalogue();
  SampleCatalogue(SampleCatalogue&&) noexcept;
  SampleCatalogue& operator=(SampleCatalogue&&) = delete;

  [[nodiscard]] const std::vector<SampleFeed>& feeds() const noexcept { return feeds_; }

 private:
  SampleCatalogue() = default;
  std::filesystem::path folder_;
  std::vector<SampleFeed> feeds_;
};

}  // namespace leerwijzer
