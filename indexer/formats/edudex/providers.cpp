#include "indexer/formats/edudex/providers.hpp"

namespace leerwijzer {

void EdudexProviders::describe(EdudexInstitute institute, FeedRecord& record) {
  places_[institute.provider.key] = std::move(institute.places);
  known_.insert(institute.provider.key);
  record.provider = std::move(institute.provider);
}

void EdudexProviders::name(const std::string& key, const std::string& name, FeedRecord& record) {
  if (!known_.insert(key).second) return;
  Provider provider;
  provider.key = key;
  provider.name = name.empty() ? key : name;
  provider.kind = "private";
  provider.identifiers.push_back({IdentifierScheme::edudex, key});
  record.provider = std::move(provider);
}

}  // namespace leerwijzer
