// The providers of an EDU-DEX feed: who was described by an institute record, and where it teaches.
#pragma once

#include "indexer/formats/edudex/program.hpp"

#include "engine/domain/feed_record.hpp"

#include <map>
#include <set>
#include <string>

namespace leerwijzer {

class EdudexProviders {
 public:
  /// An institute describes its provider and the places that programmes name by id.
  void describe(EdudexInstitute institute, FeedRecord& record);

  /// The first record of a provider that nothing described carries it, known by `name` or else its code.
  void name(const std::string& key, const std::string& name, FeedRecord& record);

  [[nodiscard]] const std::map<std::string, Location>& places_of(const std::string& key) { return places_[key]; }

 private:
  std::set<std::string> known_;
  std::map<std::string, std::map<std::string, Location>> places_;  ///< by provider, by location id
};

}  // namespace leerwijzer
