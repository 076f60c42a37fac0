#include "indexer/pipeline/enrichment.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/quality.hpp"
#include "engine/domain/sector.hpp"

#include <array>
#include <mutex>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_known = 200'000;

/// Parts of words that tell a sector, folded; the first that is met decides.
constexpr auto k_sector_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"verpleeg", "zorg-welzijn"},
    {"verzorg", "zorg-welzijn"},
    {"zorg", "zorg-welzijn"},
    {"apotheek", "zorg-welzijn"},
    {"maatschappelijk werk", "zorg-welzijn"},
    {"pedagog", "onderwijs"},
    {"kinderopvang", "onderwijs"},
    {"leraar", "onderwijs"},
    {"onderwijs", "onderwijs"},
    {"docent", "onderwijs"},
    {"programmeren", "ict"},
    {"software", "ict"},
    {"cyber", "ict"},
    {"ict", "ict"},
    {"data-analy", "ict"},
    {"warmtepomp", "energie"},
    {"zonnepane", "energie"},
    {"laadpa", "energie"},
    {"duurzaam", "energie"},
    {"heftruck", "logistiek"},
    {"logistiek", "logistiek"},
    {"chauffeur", "logistiek"},
    {"magazijn", "logistiek"},
    {"vracht", "logistiek"},
    {"timmer", "bouw"},
    {"metsel", "bouw"},
    {"bouw", "bouw"},
    {"schilder", "bouw"},
    {"lassen", "techniek"},
    {"monteur", "techniek"},
    {"mechatron", "techniek"},
    {"elektro", "techniek"},
    {"techniek", "techniek"},
    {"winkel", "detailhandel"},
    {"verkoop", "detailhandel"},
    {"retail", "detailhandel"},
    {"horeca", "horeca"},
    {"kok", "horeca"},
    {"gastvrij", "horeca"},
    {"beveilig", "veiligheid"},
    {"bhv", "veiligheid"},
    {"vca", "veiligheid"},
    {"groenvoorziening", "groen"},
    {"hovenier", "groen"},
    {"dierverzorg", "groen"},
    {"nt2", "taal"},
    {"nederlandse taal", "taal"},
    {"orientatie", "orientatie"},
    {"loopbaan", "orientatie"},
    {"boekhoud", "zakelijk"},
    {"administrat", "zakelijk"},
    {"management", "zakelijk"},
    {"leidinggeven", "zakelijk"},
    {"marketing", "zakelijk"},
    {"financ", "zakelijk"},
});

}  // namespace

SkillSectors sectors_of_skills(const TaxonomySnapshot& snapshot) {
  std::unordered_map<OccupationId, const std::string*> sector_of;
  for (const Occupation& occupation : snapshot.occupations) {
    if (!occupation.sector.empty()) sector_of[occupation.id] = &occupation.sector;
  }
  SkillSectors sectors;
  for (const OccupationSkill& relation : snapshot.relations) {
    const auto at = sector_of.find(relation.occupation);
    if (at != sector_of.end())
      sectors[relation.skill][*at->second] += relation.kind == RelationKind::essential ? 1.0 : 0.3;
  }
  for (auto& [skill, shares] : sectors) {
    double sum = 0.0;
    for (const auto& [sector, share] : shares) sum += share;
    for (auto& [sector, share] : shares) share /= sum;
  }
  return sectors;
}

std::string sector_in_words(std::string_view text) {
  const std::string folded = fold(text);
  for (const auto& [word, sector] : k_sector_words) {
    for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
      // Short words count only at the start of a word: "ict" is not in "conflict".
      if (word.size() > 4 || at == 0 || folded[at - 1] < 'a' || folded[at - 1] > 'z') return std::string(sector);
    }
  }
  return {};
}

std::optional<KnownOutcomes::Link> KnownOutcomes::find(const std::string& text) const {
  const std::shared_lock lock(mutex_);
  const auto at = links_.find(text);
  return at == links_.end() ? std::nullopt : std::optional(at->second);
}

void KnownOutcomes::keep(const std::string& text, Link link) {
  const std::unique_lock lock(mutex_);
  if (links_.size() >= k_most_known) links_.clear();
  links_.emplace(text, link);
}

bool Enrichment::link_outcomes(std::vector<Outcome>& outcomes) {
  bool changed = false;
  for (Outcome& outcome : outcomes) {
    auto known = known_->find(outcome.text);
    if (!known) {
      // Outside any lock: two threads that meet the same new outcome both look, and find the same.
      const auto match = taxonomy_.skill_of_outcome(outcome.text);
      known = match ? KnownOutcomes::Link{match->id, match->confidence} : KnownOutcomes::Link{};
      known_->keep(outcome.text, *known);
    }
    changed = changed || known->skill != outcome.skill;
    outcome.skill = known->skill;
    outcome.confidence = known->confidence;
  }
  return changed;
}

void Enrichment::add_point(Location& location) const {
  if (location.point || location.postcode.empty()) return;
  location.point = geography_.point_of(location.postcode);
}

void Enrichment::guess_sector(Offer& offer) const {
  if (!offer.sector.empty()) return;
  offer.sector = sector_in_words(title_of(offer));
  if (!offer.sector.empty()) return;
  std::map<std::string, double> votes;
  for (const Outcome& outcome : offer.outcomes) {
    const auto at = sectors_.find(outcome.skill);
    if (at == sectors_.end()) continue;
    for (const auto& [sector, share] : at->second) votes[sector] += share;
  }
  double best = 0.5;  // less than half a skill says nothing
  for (const auto& [sector, vote] : votes) {
    if (vote > best) {
      best = vote;
      offer.sector = sector;
    }
  }
}

void Enrichment::enrich(Offer& offer) {
  link_outcomes(offer.outcomes);
  for (Location& location : offer.locations) add_point(location);
  for (Run& run : offer.runs) {
    if (run.location) add_point(*run.location);
  }
  guess_sector(offer);
  offer.quality = assess_quality(offer).score;
}

}  // namespace leerwijzer
