// Occupations, skills, labels and relations in PostgreSQL, per taxonomy source and version.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/taxonomy.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// One imported taxonomy. Concepts are named by URI here; ids are given by the database.
struct TaxonomyImport {
  std::string source;   ///< "sample", "esco"
  std::string version;  ///< "1", "1.2.0", or the digest of the files
  int rank = 50;        ///< where two sources hold one URI: labels are joined, relations are those of the lower rank
  bool sample = false;
  std::vector<Occupation> occupations;
  std::vector<Skill> skills;
  struct Relation {
    std::string occupation_uri;
    std::string skill_uri;
    RelationKind kind = RelationKind::essential;
  };
  std::vector<Relation> relations;
};

/// Everything of all sources, joined by URI.
struct TaxonomySnapshot {
  std::string version;  ///< names every source and version in it
  std::vector<Occupation> occupations;
  std::vector<Skill> skills;
  std::vector<OccupationSkill> relations;
};

class TaxonomyStore {
 public:
  explicit TaxonomyStore(Pool& pool) : pool_(pool) {}

  /// Replaces all of that source in one transaction, set-based. A URI keeps its id for good, also
  /// when it goes and comes back. Relations that name an unknown URI are left out and counted.
  struct Imported {
    std::int64_t occupations = 0;
    std::int64_t skills = 0;
    std::int64_t labels = 0;
    std::int64_t relations = 0;
    std::int64_t dangling_relations = 0;
  };
  [[nodiscard]] Imported import(const TaxonomyImport& taxonomy);

  [[nodiscard]] TaxonomySnapshot load();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
