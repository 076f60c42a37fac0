#include "indexer/importing/scheme_publication.hpp"

#include "engine/funding/funding.hpp"

namespace leerwijzer {

Result<Published> publish_schemes(Pool& pool, const std::vector<SchemeDocument>& schemes, const std::string& by,
                                  const std::string& reason) {
  Published published;
  PublishedRules how;
  how.by = by;
  how.reason = reason;
  how.compile = [&](const std::vector<SchemeDocument>& in_force) -> Result<std::string> {
    std::vector<std::pair<std::string, std::string>> files;
    for (const SchemeDocument& scheme : in_force) files.emplace_back(scheme.id + ".json", scheme.document);
    const auto rules = FundingRules::compile(files);
    if (!rules) return rules.error();
    published.snapshot = rules->snapshot();
    return published.snapshot;
  };
  const auto changed = ReferenceStore(pool).put_schemes(schemes, how);
  if (!changed) return changed.error();
  published.changed = *changed;
  return published;
}

}  // namespace leerwijzer
