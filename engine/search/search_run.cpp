#include "engine/search/search_run.hpp"

#include "engine/core/text.hpp"
#include "engine/search/document.hpp"
#include "engine/search/facets.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"
#include "engine/search/index_metadata.hpp"
#include "engine/search/search_hit.hpp"
#include "engine/search/search_order.hpp"
#include "engine/search/text_query.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::size_t k_enough = 20;        ///< with fewer hits what is related is shown below them
constexpr std::size_t k_most_skills = 200;  ///< weighted skills of a query
constexpr double k_concept = 0.35;          ///< of the weight of a skill that the words mean beside what they say

/// Judges and counts every candidate once.
class CountingDecider : public Xapian::MatchDecider {
 public:
  CountingDecider(const ColumnFilter& filter, FacetCounter* facets) : filter_(filter), facets_(facets) {}
  bool operator()(const Xapian::Document& document) const override {
    const FilterVerdict& verdict = filter_.judge(document.get_docid());
    if (facets_ != nullptr) facets_->count(verdict);
    return verdict.passes();
  }

 private:
  const ColumnFilter& filter_;
  FacetCounter* facets_;
};

Xapian::Query skills_query(const std::vector<std::pair<SkillId, double>>& weights) {
  std::vector<std::pair<SkillId, double>> heaviest = weights;
  std::erase_if(heaviest, [](const auto& entry) { return !(entry.second > 0.0); });
  std::stable_sort(heaviest.begin(), heaviest.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (heaviest.size() > k_most_skills) heaviest.resize(k_most_skills);
  std::vector<Xapian::Query> any;
  for (const auto& [skill, weight] : heaviest) {
    const Xapian::Query teaches(term_of(Field::skill, std::to_string(skill.value)));
    any.push_back(with_weight(teaches, k_skill_weight * std::min(weight, 1.0)));
  }
  return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

class SearchRun {
 public:
  SearchRun(const Reader& reader, const SearchQuery& query)
      : database_(reader.database),
        generation_(reader.generation),
        vocabulary_(*reader.vocabulary),
        query_(query),
        filter_(*reader.columns, query.filters, query.today),
        terms_(term_filters(query.filters)),
        key_(key_maker(query, filter_)) {
    if (query.after) after_ = place_of(*query.after);
  }

  SearchAnswer answer() {
    SearchAnswer answer;
    TextQuery text(query_.text);
    const Xapian::Query skills = skills_query(query_.skill_weights);
    std::optional<Found> found;
    std::optional<TextQuery> better;
    const auto take_better = [&] {
      text = *better;
      answer.corrected = true;
      answer.did_you_mean = text.text();
    };
    if (const auto corrected = put_right(text)) {
      better.emplace(*corrected);
      found = find(whole(*better, better->together(database_), skills), Counting::all);
      if (found->total > 0) take_better();
    }
    if (!answer.corrected) found = find(whole(text, text.together(database_), skills), Counting::all);
    const bool few = has_room_for_related(*found);
    // Where nothing is found, words put right may still be found apart; those that find nothing either help nobody.
    const TextQuery nearest = found->total == 0 && better ? *better : text;
    const Xapian::Query wider = few || found->total == 0 ? related(nearest) : Xapian::Query();
    if (found->total == 0 && !wider.empty()) {
      found = find(whole(nearest, wider, skills), Counting::all);
      answer.relaxed = found->total > 0;
      if (answer.relaxed && better) take_better();
    }
    answer.total = found->total;
    answer.facets = std::move(found->facets);
    answer.hits = page_of(*found, text);
    answer.next = found->next;
    if (few && !answer.relaxed) add_related(answer, *found, text, wider);
    answer.index = {generation_, applied_change(database_)};
    return answer;
  }

 private:
  /// Looking at every match makes the total and the facets exact; for the best alone Xapian may pass over most.
  enum class Counting : std::uint8_t { all, best_only };

  struct Found {
    Xapian::MSet matches;
    std::size_t total = 0;
    std::map<std::string, std::vector<FacetCount>> facets;
    std::vector<std::set<std::string>> terms;  ///< found in each of the matches that are shown
    std::vector<std::size_t> page;             ///< ranks of the matches that are shown, in that order
    std::optional<SearchPosition> next;
  };

  [[nodiscard]] Xapian::Query whole(const TextQuery& text, const Xapian::Query& words,
                                    const Xapian::Query& skills) const {
    Xapian::Query base = every_document();
    if (!text.empty() && !query_.skill_weights.empty()) {
      base = Xapian::Query(Xapian::Query::OP_OR, words, skills);
    } else if (!text.empty()) {
      base = words;
      if (text.is_sentence()) {
        const Xapian::Query meant(Xapian::Query::OP_SCALE_WEIGHT, skills_query(meant_skills()), k_concept);
        if (!meant.empty()) base = Xapian::Query(Xapian::Query::OP_AND_MAYBE, base, meant);
      }
    } else if (!query_.skill_weights.empty()) {
      base = skills;
    } else if (!query_.text.empty() && !trim(query_.text).empty()) {
      return {};  // something was asked, but it holds no word
    } else {
      base = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, base, 0.0);
    }
    if (!terms_.must.empty()) base = Xapian::Query(Xapian::Query::OP_FILTER, base, terms_.must);
    Xapian::Query bonus = bonus_query(filter_);
    if (!terms_.bonus.empty()) bonus = Xapian::Query(Xapian::Query::OP_OR, bonus, terms_.bonus);
    return with_bonus(base, bonus);
  }

  [[nodiscard]] const std::vector<std::pair<SkillId, double>>& meant_skills() const {
    if (!meant_) meant_ = query_.related_skills ? query_.related_skills() : std::vector<std::pair<SkillId, double>>{};
    return *meant_;
  }

  /// The text with the words put right that are nowhere in the index; nothing when there are none or nothing is near.
  [[nodiscard]] std::optional<std::string> put_right(const TextQuery& typed) const {
    if (!query_.correct_spelling || typed.empty() || !typed.has_unknown_word(database_)) return std::nullopt;
    return typed.corrected(database_, *vocabulary_.of(database_, generation_));
  }

  /// What lies near the words: any of them, or what they mean; empty when that is no wider than the words themselves.
  [[nodiscard]] Xapian::Query related(const TextQuery& text) const {
    if (text.empty()) return {};
    const Xapian::Query meant = skills_query(meant_skills());
    if (meant.empty() && !text.can_be_relaxed()) return {};
    return {Xapian::Query::OP_OR, text.any(database_), meant};
  }

  /// Only the first page, and only where the words found little.
  [[nodiscard]] bool has_room_for_related(const Found& found) const {
    return found.total < k_enough && query_.offset == 0 && !query_.after && query_.limit > found.total &&
           key_ == nullptr;
  }

  void add_related(SearchAnswer& answer, const Found& found, const TextQuery& text, const Xapian::Query& wider) {
    std::vector<Xapian::docid> best;
    for (auto match = found.matches.begin(); match != found.matches.end(); ++match) best.push_back(*match);
    const std::set<Xapian::docid> present(best.begin(), best.end());
    const Xapian::Query any(Xapian::Query::OP_OR, wider, text.like(database_, best));
    if (any.empty()) return;
    const Found near = find(whole(text, any, {}), Counting::best_only);
    std::vector<SearchHit> hits = page_of(near, text);
    const double highest = answer.hits.empty() ? 1.0 : answer.hits.back().score;
    for (SearchHit& hit : hits) {
      if (answer.hits.size() >= std::min(query_.limit, k_enough)) return;
      if (present.contains(docid_of(hit.offer.id))) continue;
      hit.related = true;
      hit.score *= highest;  // in one order with what was found
      answer.hits.push_back(std::move(hit));
    }
  }

  [[nodiscard]] bool spreads() const { return query_.spread_providers && key_ == nullptr; }

  /// How many of the best matches are needed to show the page.
  [[nodiscard]] Xapian::doccount window() const {
    const std::size_t page_end = (after_ ? after_->rank + k_moved : query_.offset) + query_.limit;
    const std::size_t wanted = spreads() ? std::max(page_end, k_spread_window) : page_end;
    return static_cast<Xapian::doccount>(std::min<std::size_t>(wanted, database_.get_doccount()));
  }

  Found find(const Xapian::Query& query, Counting counting) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    // A short description is no virtue in itself: length counts for half.
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.4, 0.5));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (key_) enquire.set_sort_by_key_then_relevance(key_.get(), false);
    const bool count_facets = query_.facets && counting == Counting::all;
    std::optional<FacetCounter> facets;
    if (count_facets) facets.emplace(filter_.columns().names());
    const CountingDecider decider(filter_, count_facets ? &*facets : nullptr);
    Found found;
    const Xapian::doccount seen = counting == Counting::all ? database_.get_doccount() : 0;
    found.matches = enquire.get_mset(0, window(), seen, nullptr, &decider);
    found.total = found.matches.get_matches_estimated();
    choose_page(found);
    find_terms(query, found);
    if (count_facets) found.facets = facets->facets();
    return found;
  }

  /// Which terms of the words stand in each match of the page. Reads the list of each word once, in order of document:
  /// for the long page of a match that is far less than reading all terms of every document.
  void find_terms(const Xapian::Query& query, Found& found) const {
    std::vector<std::pair<Xapian::docid, std::size_t>> by_document;
    for (std::size_t rank : found.page) {
      by_document.emplace_back(*found.matches[static_cast<Xapian::doccount>(rank)], by_document.size());
    }
    std::sort(by_document.begin(), by_document.end());
    found.terms.assign(by_document.size(), {});
    const std::string skills = term_of(Field::skill, "");
    for (auto term = query.get_unique_terms_begin(); term != query.get_unique_terms_end(); ++term) {
      const std::string name = *term;
      if (name.starts_with(skills)) continue;  // not a word
      auto list = database_.postlist_begin(name);
      for (const auto& [id, place] : by_document) {
        list.skip_to(id);
        if (list == database_.postlist_end(name)) break;
        if (*list == id) found.terms[place].insert(name);
      }
    }
  }

  /// Ranks of the matches on the page that was asked for, and where the next page begins.
  void choose_page(Found& found) const {
    std::vector<std::size_t> order;
    if (spreads()) {
      order = spread_order(found.matches, filter_.columns());
    } else {
      for (std::size_t rank = 0; rank < found.matches.size(); ++rank) order.push_back(rank);
    }
    const std::size_t from = std::min(first_of_page(found, order), order.size());
    const std::size_t to = std::min(from + query_.limit, order.size());
    found.page.assign(order.begin() + static_cast<std::ptrdiff_t>(from),
                      order.begin() + static_cast<std::ptrdiff_t>(to));
    if (to > from && to < found.total) {
      found.next = position_of({to, *found.matches[static_cast<Xapian::doccount>(order[to - 1])]});
    }
  }

  /// Where a list changed since the page before, its last offer tells how far everything moved.
  [[nodiscard]] std::size_t first_of_page(const Found& found, const std::vector<std::size_t>& order) const {
    if (!after_) return query_.offset;
    const auto is_last = [&](std::size_t at) {
      return at < order.size() && *found.matches[static_cast<Xapian::doccount>(order[at])] == after_->last;
    };
    for (std::size_t moved = 0; moved <= k_moved; ++moved) {
      if (is_last(after_->rank - 1 + moved)) return after_->rank + moved;
      if (moved < after_->rank && is_last(after_->rank - 1 - moved)) return after_->rank - moved;
    }
    return after_->rank;
  }

  [[nodiscard]] std::vector<SearchHit> page_of(const Found& found, const TextQuery& text) const {
    std::vector<SearchHit> hits;
    const double best = found.matches.get_max_attained();
    for (std::size_t i = 0; i < found.page.size(); ++i) {
      const Xapian::MSetIterator match = found.matches[static_cast<Xapian::doccount>(found.page[i])];
      const double score = best > 0.0 ? std::clamp(match.get_weight() / best, 0.0, 1.0) : 0.0;
      hits.push_back(hit_of(match.get_document(), score, query_.filters.centre));
      hits.back().matched = text.matched(found.terms[i]);
    }
    return hits;
  }

  static constexpr std::size_t k_moved = 100;  ///< places that an offer is followed when the index changed

  const Xapian::Database& database_;
  const std::string& generation_;
  VocabularyCache& vocabulary_;
  const SearchQuery& query_;
  ColumnFilter filter_;
  TermFilters terms_;
  std::unique_ptr<Xapian::KeyMaker> key_;
  std::optional<ListPlace> after_;
  mutable std::optional<std::vector<std::pair<SkillId, double>>> meant_;
};

}  // namespace

SearchAnswer run_search(const Reader& reader, const SearchQuery& query) { return SearchRun(reader, query).answer(); }

}  // namespace leerwijzer
