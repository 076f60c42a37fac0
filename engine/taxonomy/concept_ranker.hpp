// Which concepts a title may mean, among all of them: by the pieces of its words, by what words are also called, by
// the company that words keep, through English, and by words that lie near. Every concept is scored, so that nothing
// is lost to a choice of candidates. Confidence is calibrated: of titles with 0.8, four in five are right.
#pragma once

#include "engine/language/titles.hpp"
#include "engine/taxonomy/title_evidence.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct RankedConcept {
  std::uint32_t concept_index = 0;
  std::uint32_t label = 0;  ///< position in the labels given at construction
  double confidence = 0.0;  ///< 0 to 1
  MatchRelation relation = MatchRelation::close;
  double score = 0.0;      ///< of all evidence together
  double lead = 0.0;       ///< of its score over the best other one; below 0 for all but the first
  double agreement = 0.0;  ///< share of the kinds of evidence of which this concept has the most
  Sameness same = Sameness::none;
};

class ConceptRanker {
 public:
  /// `groups`: of each concept, "" for none. `titles` must outlive the ranker. Without models only letters and other
  /// names count.
  ConceptRanker(std::vector<MatchableLabel> labels, const std::vector<std::string>& groups,
                const TitleNormaliser& titles, TitleModels models);
  ConceptRanker(ConceptRanker&&) noexcept;
  ConceptRanker& operator=(ConceptRanker&&) noexcept;
  ~ConceptRanker();

  [[nodiscard]] const MatchableLabel& label(std::uint32_t index) const;

  /// Best concepts by confidence, then index; at most `limit`. Nothing where no concept is near. Any bytes; of more
  /// than 500 only the first 500 are read.
  [[nodiscard]] std::vector<RankedConcept> rank(std::string_view text, std::size_t limit) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace leerwijzer
