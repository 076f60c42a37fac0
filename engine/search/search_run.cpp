#include "engine/search/search_run.hpp"

#include "engine/core/text.hpp"
#include "engine/search/document.hpp"
#include "engine/search/facets.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"
#include "engine/search/index_metadata.hpp"
#include "engine/search/search_hit.hpp"
#include "engine/search/spread.hpp"
#include "engine/search/starts.hpp"
#include "engine/search/text_query.hpp"

#include <algorithm>
#include <limits>

namespace leerwijzer {
namespace {

constexpr std::size_t k_spread_window = 200;  ///< best offers among which providers are spread
constexpr std::size_t k_enough = 20;          ///< with fewer hits what is related is shown below them
constexpr std::size_t k_most_skills = 200;    ///< weighted skills of a query

/// Sorts what has no value last, whichever way the others are sorted.
const std::string k_last = "\xFF";

class PriceKey : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    std::string price = document.get_value(slot_of(Field::price));
    return price.empty() ? k_last : price;
  }
};

class StartKey : public Xapian::KeyMaker {
 public:
  explicit StartKey(Date today) : today_(today) {}
  std::string operator()(const Xapian::Document& document) const override {
    const auto start = first_known_start(document.get_value(slot_of(Field::starts)), today_);
    return start ? Xapian::sortable_serialise(as_number(*start)) : k_last;
  }

 private:
  Date today_;
};

class TitleKey : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    return document.get_value(slot_of(Field::title_key));
  }
};

/// The order that was asked for; nothing for order of relevance. What is at no known distance is last.
std::unique_ptr<Xapian::KeyMaker> key_maker(const SearchQuery& query) {
  switch (query.sort) {
    case SearchSort::relevance: return nullptr;
    case SearchSort::price: return std::make_unique<PriceKey>();
    case SearchSort::start: return std::make_unique<StartKey>(query.today);
    case SearchSort::title: return std::make_unique<TitleKey>();
    case SearchSort::distance: {
      if (!query.filters.centre) return nullptr;
      const Xapian::LatLongCoords centre(Xapian::LatLongCoord(std::clamp(query.filters.centre->latitude, -90.0, 90.0),
                                                              query.filters.centre->longitude));
      return std::make_unique<Xapian::LatLongDistanceKeyMaker>(slot_of(Field::points), centre, metric_of_index(),
                                                               std::numeric_limits<double>::max());
    }
  }
  return nullptr;
}

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
        starts_(query.filters, query.today) {}

  SearchAnswer answer() {
    const TextQuery typed(query_.text);
    const std::optional<TextQuery> corrected = put_right(typed);
    const TextQuery& text = corrected ? *corrected : typed;
    const Xapian::Query skills = skills_query(query_.skill_weights);
    Found found = find(whole(text, text.together(database_), skills));
    SearchAnswer answer;
    answer.corrected = corrected.has_value();
    if (corrected) answer.did_you_mean = corrected->text();
    const Xapian::Query wider = related(text);
    if (found.total == 0 && !wider.empty()) {
      found = find(whole(text, wider, skills));
      answer.relaxed = found.total > 0;
    }
    answer.total = found.total;
    if (query_.facets) answer.facets = found.facets;
    answer.hits = page_of(found, text);
    if (!answer.relaxed && !wider.empty() && has_room_for_related(found)) add_related(answer, found, text, wider);
    answer.index = {generation_, applied_change(database_)};
    return answer;
  }

 private:
  struct Found {
    Xapian::MSet matches;
    std::size_t total = 0;
    std::map<std::string, std::vector<FacetCount>> facets;
    std::vector<std::set<std::string>> terms;  ///< found in each of the matches that are shown, by rank
    std::vector<std::size_t> order;            ///< ranks in the order in which they are shown
  };

  [[nodiscard]] Xapian::Query whole(const TextQuery& text, const Xapian::Query& words,
                                    const Xapian::Query& skills) const {
    Xapian::Query base = Xapian::Query::MatchAll;
    if (!text.empty() && !query_.skill_weights.empty()) {
      base = Xapian::Query(Xapian::Query::OP_OR, words, skills);
    } else if (!text.empty()) {
      base = words;
    } else if (!query_.skill_weights.empty()) {
      base = skills;
    } else if (!query_.text.empty() && !trim(query_.text).empty()) {
      return Xapian::Query::MatchNothing;  // something was asked, but it holds no word
    } else {
      base = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, base, 0.0);
    }
    const Xapian::Query filter = filter_query(query_.filters);
    if (!filter.empty()) base = Xapian::Query(Xapian::Query::OP_FILTER, base, filter);
    return {Xapian::Query::OP_AND_MAYBE, base, bonus_query(query_.filters, query_.today)};
  }

  /// The text with the words put right that are nowhere in the index; nothing when there are none, nothing is near,
  /// or it would still find nothing.
  [[nodiscard]] std::optional<TextQuery> put_right(const TextQuery& typed) {
    if (!query_.correct_spelling || typed.empty() || !typed.has_unknown_word(database_)) return std::nullopt;
    const auto text = typed.corrected(database_, *vocabulary_.of(database_, generation_));
    if (!text) return std::nullopt;
    TextQuery better(*text);
    if (find(whole(better, better.together(database_), {})).total == 0) return std::nullopt;
    return better;
  }

  /// What lies near the words: any of them, or what they mean; empty when that is no wider than the words themselves.
  [[nodiscard]] Xapian::Query related(const TextQuery& text) const {
    if (text.empty()) return {};
    const Xapian::Query meant = skills_query(query_.related_skills);
    if (meant.empty() && !text.can_be_relaxed()) return {};
    return {Xapian::Query::OP_OR, text.any(), meant};
  }

  /// Only the first page, and only where the words found little.
  [[nodiscard]] bool has_room_for_related(const Found& found) const {
    return found.total < k_enough && query_.offset == 0 && query_.limit > found.total && key_maker(query_) == nullptr;
  }

  void add_related(SearchAnswer& answer, const Found& found, const TextQuery& text, const Xapian::Query& wider) {
    std::set<Xapian::docid> present;
    for (auto match = found.matches.begin(); match != found.matches.end(); ++match) present.insert(*match);
    const Found near = find(whole(text, wider, {}));
    std::vector<SearchHit> hits = page_of(near, text);
    const double highest = answer.hits.empty() ? 1.0 : answer.hits.back().score;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const std::size_t most = std::min(query_.limit, k_enough);
      if (answer.hits.size() >= most) return;
      if (present.contains(docid_of(hits[i].offer.id))) continue;
      hits[i].related = true;
      hits[i].score *= highest;  // in one order with what was found
      answer.hits.push_back(std::move(hits[i]));
    }
  }

  [[nodiscard]] std::size_t window() const {
    const std::size_t page_end = query_.offset + query_.limit;
    return spreads() ? std::max(page_end, k_spread_window) : page_end;
  }

  [[nodiscard]] bool spreads() const { return query_.spread_providers && key_maker(query_) == nullptr; }

  Found find(const Xapian::Query& query) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    // A short description is no virtue in itself: length counts for half.
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.4, 0.5));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const auto key = key_maker(query_);
    if (key) enquire.set_sort_by_key_then_relevance(key.get(), false);
    FacetSpy spy;
    if (query_.facets) enquire.add_matchspy(&spy);
    Found found;
    // Looking at every match makes the total and the facets exact. It costs a few microseconds a match,
    // some tens of milliseconds for a word that stands in each of 20,000 offers.
    found.matches =
        enquire.get_mset(0, static_cast<Xapian::doccount>(window()), database_.get_doccount(), nullptr, &starts_);
    found.total = found.matches.get_matches_estimated();
    found.order = page_order(found.matches);
    for (std::size_t rank : found.order) {
      const Xapian::docid id = *found.matches[static_cast<Xapian::doccount>(rank)];
      found.terms.emplace_back(enquire.get_matching_terms_begin(id), enquire.get_matching_terms_end(id));
    }
    if (query_.facets) found.facets = spy.facets();
    return found;
  }

  /// Ranks of the matches on the page that was asked for.
  [[nodiscard]] std::vector<std::size_t> page_order(const Xapian::MSet& matches) const {
    std::vector<std::size_t> order(matches.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (spreads() && query_.limit > 0) {
      const std::size_t spread = std::min(order.size(), k_spread_window);
      std::vector<std::int64_t> providers;
      for (std::size_t i = 0; i < spread; ++i) {
        const Xapian::Document document = matches[static_cast<Xapian::doccount>(i)].get_document();
        providers.push_back(decode_facets(document.get_value(slot_of(Field::facets))).provider);
      }
      const std::vector<std::size_t> best = spread_providers(providers, query_.limit);
      std::copy(best.begin(), best.end(), order.begin());
    }
    const auto from = static_cast<std::ptrdiff_t>(std::min(query_.offset, order.size()));
    const auto to = static_cast<std::ptrdiff_t>(std::min(query_.offset + query_.limit, order.size()));
    return {order.begin() + from, order.begin() + to};
  }

  [[nodiscard]] std::vector<SearchHit> page_of(const Found& found, const TextQuery& text) const {
    std::vector<SearchHit> hits;
    const double best = found.matches.get_max_attained();
    for (std::size_t i = 0; i < found.order.size(); ++i) {
      const Xapian::MSetIterator match = found.matches[static_cast<Xapian::doccount>(found.order[i])];
      const double score = best > 0.0 ? std::clamp(match.get_weight() / best, 0.0, 1.0) : 0.0;
      hits.push_back(hit_of(match.get_document(), score, query_.filters.centre));
      hits.back().matched = text.matched(found.terms[i]);
    }
    return hits;
  }

  const Xapian::Database& database_;
  const std::string& generation_;
  VocabularyCache& vocabulary_;
  const SearchQuery& query_;
  StartDecider starts_;
};

}  // namespace

SearchAnswer run_search(const Reader& reader, const SearchQuery& query) { return SearchRun(reader, query).answer(); }

}  // namespace leerwijzer
