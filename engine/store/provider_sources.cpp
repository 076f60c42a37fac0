#include "engine/store/provider_sources.hpp"

#include "engine/store/audit.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/source_statements.hpp"
#include "engine/store/sql/upload_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <map>

namespace leerwijzer {
namespace {

struct Share {
  bool own = false;
  std::int64_t offers = 0;
  std::int64_t withheld = 0;
};

/// Written through the API, or uploaded: there is no place to fetch it from.
bool is_fetched(const Source& source) {
  return source.format != "api" && !source.name.starts_with("upload-") && !source.name.starts_with("api-");
}

}  // namespace

std::vector<ProviderSource> ProviderSources::list(ProviderId provider) {
  const auto shares = in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::map<SourceId, Share> found;
    for (const auto& row : tx.run(k_provider_source_sql["sources-of-provider"], provider.value)) {
      SourceId id;
      Share share;
      RowReader(row).into(id, share.own, share.offers, share.withheld);
      found[id] = share;
    }
    return found;
  });
  std::vector<ProviderSource> sources;
  if (shares.empty()) return sources;
  for (SourceEntry& entry : SourceStore(pool_).list()) {
    const auto share = shares.find(entry.source.id);
    if (share == shares.end()) continue;
    const bool fetched = is_fetched(entry.source);
    sources.push_back({std::move(entry), share->second.own, fetched, share->second.offers, share->second.withheld});
  }
  return sources;
}

Result<ProviderSource> ProviderSources::changeable(ProviderId provider, SourceId source) {
  std::vector<ProviderSource> sources = list(provider);
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const ProviderSource& one) { return one.entry.source.id == source; });
  if (found == sources.end())
    return Error{ErrorCode::not_found, "Deze bron is er niet.", "Bekijk de lijst met bronnen.", "source"};
  if (!found->own)
    return Error{ErrorCode::permission_denied, "In deze bron staat ook aanbod van anderen.",
                 "Vraag het aan de beheerder van Leerwijzer.", "source"};
  if (!found->fetched)
    return Error{ErrorCode::conflict, "Deze bron wordt nergens opgehaald.",
                 "Wat u hier zelf schrijft of stuurt staat er meteen.", "source"};
  return std::move(*found);
}

Result<void> ProviderSources::set_paused(ProviderId provider, SourceId source, bool paused, const std::string& actor) {
  const auto found = changeable(provider, source);
  if (!found) return found.error();
  SourceStore(pool_).change(found->entry.source.name, paused ? "pause-source" : "resume-source", {actor},
                            [&](SourceEntry& entry) { entry.settings.paused = paused; });
  return k_ok;
}

Result<void> ProviderSources::fetch_now(ProviderId provider, SourceId source, const std::string& actor) {
  const auto found = changeable(provider, source);
  if (!found) return found.error();
  if (found->entry.settings.paused)
    return Error{ErrorCode::conflict, "Deze bron is stilgezet.", "Zet haar eerst weer aan.", "source"};
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_source_sql["make-source-due"], source.value);
    write_audit(tx, {"", actor, "fetch-source", "source " + found->entry.source.name, "asked for by the provider"});
  });
  return k_ok;
}

}  // namespace leerwijzer
