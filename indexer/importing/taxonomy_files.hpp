// A taxonomy in the layout of the official ESCO download, any version and language. Files are told apart by their
// columns: occupations, skills, occupation-skill relations, and labels in a further language.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/model_store.hpp"
#include "engine/store/taxonomy_store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer {

struct TaxonomyFiles {
  TaxonomyImport taxonomy;
  std::vector<OverrideRow> overrides;  ///< decisions about titles, of a file that lies with the rest
  std::vector<std::string> remarks;    ///< files that were read or left out, and why
};

/// Reads every CSV and TSV file of a folder. The source is "sample" with rank 10 where concepts are the project's
/// own, else "esco" with rank 50. Fails with invalid_input when there are no occupations, no skills or no relations.
[[nodiscard]] Result<TaxonomyFiles> read_taxonomy_files(const std::filesystem::path& folder);

/// The taxonomy as it would come back from a database that holds nothing else; ids in the order of the files.
/// Relations that name an unknown URI are left out.
[[nodiscard]] TaxonomySnapshot numbered(TaxonomyImport taxonomy);

}  // namespace leerwijzer
