#include "engine/taxonomy/taxonomy.hpp"

#include "engine/core/text.hpp"
#include "engine/taxonomy/concept_ranker.hpp"
#include "engine/taxonomy/label_matcher.hpp"
#include "engine/taxonomy/path_finder.hpp"
#include "engine/taxonomy/prefix_index.hpp"
#include "engine/taxonomy/sector_skills.hpp"
#include "engine/taxonomy/skill_graph.hpp"
#include "engine/taxonomy/taxonomy_training.hpp"
#include "engine/taxonomy/title_models.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr double k_sure_outcome = 0.6;  ///< a skill is not claimed for an outcome below this confidence
constexpr double k_same_skill = 0.8;    ///< from here the label is the outcome in all but form
constexpr double k_stated = 0.8;        ///< share of a nearby label that the outcome has to state
constexpr std::size_t k_longest_title = 500;
constexpr std::size_t k_outcome_candidates = 5;

/// Concepts of one kind in order of id, with everything that is looked up by id, URI or words.
template <typename Concept, typename ConceptId>
struct Concepts {
  std::vector<Concept> all;
  std::unordered_map<ConceptId, std::uint32_t> by_id;
  std::unordered_map<std::string, std::uint32_t> by_uri;
  std::unique_ptr<ConceptRanker> ranker;
  std::unique_ptr<PrefixIndex> prefixes;

  void take(std::vector<Concept> concepts) {
    all = std::move(concepts);
    std::stable_sort(all.begin(), all.end(), [](const Concept& a, const Concept& b) { return a.id < b.id; });
    for (std::uint32_t at = 0; at < all.size(); ++at) {
      by_id.emplace(all[at].id, at);
      by_uri.emplace(all[at].uri, at);
    }
  }

  void index(const TitleNormaliser& titles, TitleModels models) {
    std::vector<MatchableLabel> labels = labels_of(all);
    prefixes = std::make_unique<PrefixIndex>(labels);
    std::vector<std::string> groups;
    for (const Concept& one : all) groups.push_back(group_of(one));
    ranker = std::make_unique<ConceptRanker>(std::move(labels), groups, titles, std::move(models));
  }

  [[nodiscard]] const Concept* find(ConceptId id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &all[found->second];
  }

  [[nodiscard]] const Concept* find(std::string_view uri) const {
    const auto found = by_uri.find(std::string(uri));
    return found == by_uri.end() ? nullptr : &all[found->second];
  }

  [[nodiscard]] std::vector<ConceptMatch<ConceptId>> resolve(std::string_view text, std::size_t limit) const {
    std::vector<ConceptMatch<ConceptId>> matches;
    for (const RankedConcept& one : ranker->rank(text, limit)) {
      matches.push_back({all[one.concept_index].id, one.confidence, ranker->label(one.label).text, one.relation});
    }
    return matches;
  }

  /// Confidence is 1 where the label was typed in full, else the share of it that was typed.
  [[nodiscard]] std::vector<ConceptMatch<ConceptId>> suggest(std::string_view prefix, std::size_t limit) const {
    std::vector<ConceptMatch<ConceptId>> matches;
    const auto typed = static_cast<double>(trim(prefix).size());
    for (std::uint32_t at : prefixes->find(prefix, limit)) {
      const MatchableLabel& label = ranker->label(at);
      const double share = label.text.empty() ? 0.0 : std::min(1.0, typed / static_cast<double>(label.text.size()));
      matches.push_back({all[label.concept_index].id, share, label.text});
    }
    return matches;
  }
};

std::string_view best_label(const std::vector<Label>& labels) {
  const Label* best = nullptr;
  const auto rank = [](const Label& label) {
    return (label.kind == LabelKind::preferred ? 0 : 2) + (label.language == "nl" ? 0 : 1);
  };
  for (const Label& label : labels) {
    if (best == nullptr || rank(label) < rank(*best)) best = &label;
  }
  return best == nullptr ? std::string_view{} : std::string_view(best->text);
}

/// How outcomes begin before they say what is learnt.
constexpr auto k_outcome_openings = std::to_array<std::string_view>({
    "na afloop van deze cursus kunt u",
    "na afloop van deze opleiding kunt u",
    "na afloop kunt u",
    "na afloop kun je",
    "aan het einde van de module kan de student",
    "de student kan",
    "de student is in staat om",
    "de deelnemer kan",
    "de deelnemer is in staat om",
    "de cursist kan",
    "je kunt",
    "u kunt",
    "je leert hoe je",
    "je leert",
    "u leert",
    "leert",
    "kan",
    "kunnen",
    "in staat zijn om",
    "heeft kennis van",
    "kennis van",
});

std::string_view without_opening(std::string_view text, const std::string& folded) {
  for (std::string_view opening : k_outcome_openings) {
    if (folded.size() == text.size() && folded.starts_with(opening) && folded.size() > opening.size() &&
        folded[opening.size()] == ' ') {
      return trim(text.substr(opening.size()));
    }
  }
  return text;
}

}  // namespace

struct Taxonomy::Model {
  std::string version;
  TitleNormaliser titles;
  Concepts<Occupation, OccupationId> occupations;
  Concepts<Skill, SkillId> skills;
  std::unique_ptr<LabelMatcher> outcomes;  ///< labels of skills, for what offers say is learnt
  std::unique_ptr<SkillGraph> graph;
  std::unordered_map<std::string, OccupationId> overrides;  ///< by key_of
  std::vector<std::vector<RequiredSkill>> required;         ///< of each occupation, heaviest first
  std::vector<SectorSkills> core;
  std::vector<RequiredSkill> widely_asked;

  explicit Model(const std::vector<std::pair<std::string, double>>& vocabulary) : titles(vocabulary) {}

  /// For every skill by position; of one that is named twice the larger share.
  [[nodiscard]] std::vector<double> shares_of(std::span<const SkillShare> had) const;

  /// The same for a title in any gender and inflection.
  [[nodiscard]] std::string key_of(std::string_view title) const {
    return join(conflated(titles.words(truncate_utf8(title, k_longest_title), Filler::keep)), " ");
  }
};

Taxonomy Taxonomy::build(std::vector<Occupation> occupations, std::vector<Skill> skills,
                         const std::vector<OccupationSkill>& relations, std::string version) {
  TaxonomyModels models;
  if (is_quick_to_train(occupations, skills)) models = train_models(occupations, skills, relations, version);
  return build(std::move(occupations), std::move(skills), relations, std::move(version), std::move(models));
}

Taxonomy Taxonomy::build(std::vector<Occupation> occupations, std::vector<Skill> skills,
                         const std::vector<OccupationSkill>& relations, std::string version, TaxonomyModels models,
                         const std::vector<TitleOverride>& overrides) {
  if (models.version != version) models = {};
  auto model = std::make_unique<Model>(vocabulary_of(occupations, skills));
  model->version = std::move(version);
  model->occupations.take(std::move(occupations));
  model->skills.take(std::move(skills));
  model->occupations.index(model->titles, std::move(models.occupations));
  model->skills.index(model->titles, std::move(models.skills));
  model->outcomes =
      std::make_unique<LabelMatcher>(labels_of(model->skills.all), model->skills.all.size(), model->titles);

  for (const TitleOverride& decided : overrides) {
    if (model->occupations.by_id.contains(decided.occupation))
      model->overrides.emplace(model->key_of(decided.title), decided.occupation);
  }

  std::vector<SkillEdge> edges;
  for (const OccupationSkill& relation : relations) {
    const auto occupation = model->occupations.by_id.find(relation.occupation);
    const auto skill = model->skills.by_id.find(relation.skill);
    if (occupation == model->occupations.by_id.end() || skill == model->skills.by_id.end()) continue;
    edges.push_back({occupation->second, skill->second, relation.kind});
  }
  std::vector<ReuseLevel> reuse;
  for (const Skill& skill : model->skills.all) reuse.push_back(skill.reuse);
  const std::size_t count = model->occupations.all.size();
  model->graph = std::make_unique<SkillGraph>(count, reuse, std::move(edges));
  model->required.resize(count);
  for (std::uint32_t at = 0; at < count; ++at) {
    for (const auto& requirement : model->graph->required(at)) {
      model->required[at].push_back({model->skills.all[requirement.skill].id, requirement.kind, requirement.weight});
    }
  }
  model->core = core_skills_by_sector(model->occupations.all, model->required);
  model->widely_asked = widely_asked_skills(model->required);
  return Taxonomy(std::move(model));
}

Taxonomy::Taxonomy(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Taxonomy::Taxonomy(Taxonomy&&) noexcept = default;
Taxonomy& Taxonomy::operator=(Taxonomy&&) noexcept = default;
Taxonomy::~Taxonomy() = default;

const std::string& Taxonomy::version() const noexcept { return model_->version; }
std::size_t Taxonomy::occupation_count() const noexcept { return model_->occupations.all.size(); }
std::size_t Taxonomy::skill_count() const noexcept { return model_->skills.all.size(); }

const Occupation* Taxonomy::occupation(OccupationId id) const noexcept { return model_->occupations.find(id); }
const Skill* Taxonomy::skill(SkillId id) const noexcept { return model_->skills.find(id); }
const Occupation* Taxonomy::occupation_by_uri(std::string_view uri) const noexcept {
  return model_->occupations.find(uri);
}
const Skill* Taxonomy::skill_by_uri(std::string_view uri) const noexcept { return model_->skills.find(uri); }

std::string_view Taxonomy::label(OccupationId id) const noexcept {
  const Occupation* found = occupation(id);
  return found == nullptr ? std::string_view{} : best_label(found->labels);
}

std::string_view Taxonomy::label(SkillId id) const noexcept {
  const Skill* found = skill(id);
  return found == nullptr ? std::string_view{} : best_label(found->labels);
}

std::vector<OccupationMatch> Taxonomy::resolve_occupations(std::string_view text, std::size_t limit) const {
  std::vector<OccupationMatch> matches = model_->occupations.resolve(text, limit);
  if (model_->overrides.empty() || limit == 0) return matches;
  const auto decided = model_->overrides.find(model_->key_of(text));
  if (decided == model_->overrides.end()) return matches;
  std::erase_if(matches, [&](const OccupationMatch& match) { return match.id == decided->second; });
  matches.insert(matches.begin(), {decided->second, 1.0, std::string(label(decided->second)), MatchRelation::exact});
  if (matches.size() > limit) matches.resize(limit);
  return matches;
}

std::vector<SkillMatch> Taxonomy::resolve_skills(std::string_view text, std::size_t limit) const {
  return model_->skills.resolve(text, limit);
}

std::optional<SkillMatch> Taxonomy::skill_of_outcome(std::string_view text) const {
  const std::string_view outcome = without_opening(trim(text), fold(trim(text)));
  const LabelMatcher& matcher = *model_->outcomes;
  std::optional<SkillMatch> best;
  const auto consider = [&](const LabelHit& hit) {
    if (hit.confidence < k_sure_outcome || (best && hit.confidence <= best->confidence)) return;
    best = {model_->skills.all[hit.concept_index].id, hit.confidence, matcher.label(hit.label).text};
  };
  // A near label that says more than the outcome does ("mondzorg verlenen" for "zorg verlenen") is
  // another skill; one that says less is only found by its words standing in the outcome.
  for (const LabelHit& hit : matcher.resolve(outcome, k_outcome_candidates)) {
    if (hit.confidence >= k_same_skill || matcher.share_stated(hit.label, outcome) >= k_stated) consider(hit);
  }
  for (const LabelHit& hit : matcher.contained_in(outcome)) consider(hit);
  return best;
}

std::vector<OccupationMatch> Taxonomy::suggest_occupations(std::string_view prefix, std::size_t limit) const {
  return model_->occupations.suggest(prefix, limit);
}

std::vector<SkillMatch> Taxonomy::suggest_skills(std::string_view prefix, std::size_t limit) const {
  return model_->skills.suggest(prefix, limit);
}

std::span<const RequiredSkill> Taxonomy::required_skills(OccupationId id) const noexcept {
  const auto found = model_->occupations.by_id.find(id);
  if (found == model_->occupations.by_id.end()) return {};
  return model_->required[found->second];
}

double Taxonomy::weight(SkillId id) const noexcept {
  const auto found = model_->skills.by_id.find(id);
  return found == model_->skills.by_id.end() ? 0.0 : model_->graph->weight(found->second);
}

std::vector<const Occupation*> Taxonomy::occupations_in(std::string_view sector) const {
  std::vector<const Occupation*> found;
  for (const Occupation& one : model_->occupations.all) {
    if (one.sector == sector) found.push_back(&one);
  }
  return found;
}

std::span<const RequiredSkill> Taxonomy::core_skills(std::string_view sector) const noexcept {
  const auto found = std::find_if(model_->core.begin(), model_->core.end(),
                                  [&](const SectorSkills& one) { return one.sector == sector && !sector.empty(); });
  return found == model_->core.end() ? std::span<const RequiredSkill>{} : found->skills;
}

std::span<const RequiredSkill> Taxonomy::widely_asked() const noexcept { return model_->widely_asked; }

SkillsGap Taxonomy::gap(std::span<const RequiredSkill> required, std::span<const SkillShare> had) const {
  std::unordered_map<SkillId, double> shares;
  for (const SkillShare& one : had) shares[one.skill] = std::max(shares[one.skill], one.share);
  SkillsGap gap;
  gap.required.assign(required.begin(), required.end());
  const auto heaviest = [](const RequiredSkill& a, const RequiredSkill& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.skill < b.skill;
  };
  std::sort(gap.required.begin(), gap.required.end(), heaviest);
  double all = 0.0;
  double covered = 0.0;
  for (const RequiredSkill& skill : gap.required) {
    const auto found = shares.find(skill.skill);
    const double share = found == shares.end() ? 0.0 : found->second;
    all += skill.weight;
    if (share >= 1.0) {
      gap.had.push_back(skill);
      covered += skill.weight;
    } else {
      gap.missing.push_back({skill.skill, skill.kind, skill.weight * (1.0 - share), share});
    }
  }
  std::sort(gap.missing.begin(), gap.missing.end(), heaviest);
  gap.covered_share = all > 0.0 ? covered / all : 1.0;
  return gap;
}

std::vector<double> Taxonomy::Model::shares_of(std::span<const SkillShare> had) const {
  std::vector<double> shares(skills.all.size(), 0.0);
  for (const SkillShare& one : had) {
    const auto found = skills.by_id.find(one.skill);
    if (found != skills.by_id.end()) shares[found->second] = std::max(shares[found->second], one.share);
  }
  return shares;
}

std::vector<NearOccupation> Taxonomy::near(std::span<const SkillShare> had) const {
  const std::vector<double> weights = model_->graph->had_weights(model_->shares_of(had));
  std::vector<NearOccupation> near;
  for (std::uint32_t at = 0; at < weights.size(); ++at) {
    if (weights[at] <= 0.0) continue;
    near.push_back({&model_->occupations.all[at], std::min(1.0, weights[at] / model_->graph->required_weight(at))});
  }
  // Occupations stand in order of id.
  std::stable_sort(near.begin(), near.end(),
                   [](const NearOccupation& a, const NearOccupation& b) { return a.overlap > b.overlap; });
  return near;
}

Transition Taxonomy::transition_to(OccupationId id, std::span<const SkillShare> had) const {
  std::unordered_map<SkillId, double> shares;
  for (const SkillShare& one : had) shares[one.skill] = std::max(shares[one.skill], one.share);
  Transition transition{id, 0.0, {}, {}};
  double all = 0.0;
  double counted = 0.0;
  for (const RequiredSkill& required : required_skills(id)) {
    const auto found = shares.find(required.skill);
    const double share = found == shares.end() ? 0.0 : std::min(1.0, found->second);
    (share >= 1.0 ? transition.shared : transition.missing).push_back(required.skill);
    all += required.weight;
    counted += required.weight * share;
  }
  if (all > 0.0) transition.overlap = counted / all;
  return transition;
}

std::vector<OccupationId> Taxonomy::path_to(OccupationId goal, std::span<const SkillShare> had) const {
  const auto found = model_->occupations.by_id.find(goal);
  if (found == model_->occupations.by_id.end()) return {};
  std::vector<OccupationId> path;
  for (const std::uint32_t at : find_path(*model_->graph, model_->shares_of(had), found->second, k_near_overlap))
    path.push_back(model_->occupations.all[at].id);
  return path;
}

}  // namespace leerwijzer
