#include "engine/search/similar_run.hpp"

#include "engine/core/prefix_list.hpp"
#include "engine/core/text.hpp"
#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"
#include "engine/search/offer_codec.hpp"
#include "engine/search/search_hit.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_similar_terms = 30;
constexpr std::size_t k_spare = 20;  ///< looked at beside three times what is wanted, for near-duplicates

/// Only words of texts, no filters: those carry a prefix that starts with a capital.
class PlainTerms : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override {
    return !term.empty() && (term.front() < 'A' || term.front() > 'Z') && term.size() > 2;
  }
};

/// The same course once more is not "more like this": one provider's offers with one title count once.
class NearDuplicates {
 public:
  bool is_new(const Offer& offer) {
    return seen_
        .emplace(offer.provider.stored() ? std::to_string(offer.provider.value) : fold(offer.provider_name),
                 as_typed_words(title_of(offer)))
        .second;
  }

 private:
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

std::vector<SearchHit> run_similar(const Reader& reader, OfferId offer, std::size_t limit, Date today) {
  const Xapian::docid id = docid_of(offer);
  const Xapian::Document document = reader.database.get_document(id);
  Xapian::Enquire enquire(reader.database);
  Xapian::RSet like;
  like.add_document(id);
  const PlainTerms plain;
  std::vector<Xapian::Query> any;
  const Xapian::ESet terms = enquire.get_eset(k_similar_terms, like, &plain);
  for (auto term = terms.begin(); term != terms.end(); ++term) any.emplace_back(*term);
  const std::string prefix(row_of(Field::skill).prefix);
  auto skill = document.termlist_begin();
  for (skill.skip_to(prefix); skill != document.termlist_end() && (*skill).starts_with(prefix); ++skill) {
    if (*skill != term_of(Field::skill, k_unknown)) any.push_back(with_weight(Xapian::Query(*skill), k_skill_weight));
  }
  const Xapian::Query query(Xapian::Query::OP_OR, any.begin(), any.end());
  const Xapian::Query self(term_of(Field::offer_id, std::to_string(offer.value)));
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, query, self));
  const ColumnFilter filter(*reader.columns, {}, today);
  const FilterDecider starts(filter);
  const auto wanted = static_cast<Xapian::doccount>(3 * limit + k_spare);
  const Xapian::MSet matches = enquire.get_mset(0, wanted, 0, nullptr, &starts);
  NearDuplicates shown;
  shown.is_new(decode_offer(document.get_data()).value());
  std::vector<SearchHit> hits;
  const double best = matches.get_max_attained();
  for (auto match = matches.begin(); match != matches.end() && hits.size() < limit; ++match) {
    SearchHit hit =
        hit_of(match.get_document(), best > 0.0 ? std::clamp(match.get_weight() / best, 0.0, 1.0) : 0.0, std::nullopt);
    if (shown.is_new(hit.offer)) hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace leerwijzer
