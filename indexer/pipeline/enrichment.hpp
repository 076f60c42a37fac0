// What the catalogue adds to a record of its own: skills of outcomes, coordinates of postcodes, a sector where
// none is stated, and how complete the record is. Safe to share between threads.
#pragma once

#include "engine/advice/geography.hpp"
#include "engine/domain/feed_record.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace leerwijzer {

/// Share of each sector among the occupations that ask for a skill.
using SkillSectors = std::unordered_map<SkillId, std::map<std::string, double>>;

[[nodiscard]] SkillSectors sectors_of_skills(const TaxonomySnapshot& snapshot);

/// What outcomes were found to mean: they are often alike, and finding out costs much.
class KnownOutcomes {
 public:
  struct Link {
    SkillId skill;
    double confidence = 0.0;
  };
  [[nodiscard]] std::optional<Link> find(const std::string& text) const;
  void keep(const std::string& text, Link link);

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Link> links_;
};

class Enrichment {
 public:
  Enrichment(Taxonomy taxonomy, Geography geography, SkillSectors sectors)
      : taxonomy_(std::move(taxonomy)), geography_(std::move(geography)), sectors_(std::move(sectors)) {}

  void enrich(Offer& offer);

  /// Links outcomes to skills anew; true when a link differs from before.
  bool link_outcomes(std::vector<Outcome>& outcomes);

  [[nodiscard]] const Taxonomy& taxonomy() const noexcept { return taxonomy_; }

 private:
  void add_point(Location& location) const;
  void guess_sector(Offer& offer) const;

  Taxonomy taxonomy_;
  Geography geography_;
  SkillSectors sectors_;
  std::unique_ptr<KnownOutcomes> known_ = std::make_unique<KnownOutcomes>();
};

/// The sector that the words of a title name; empty when they name none.
[[nodiscard]] std::string sector_in_words(std::string_view text);

}  // namespace leerwijzer
