#include "engine/search/search_index.hpp"

#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/findability_run.hpp"
#include "engine/search/index_metadata.hpp"
#include "engine/search/offer_codec.hpp"
#include "engine/search/reader_pool.hpp"
#include "engine/search/search_order.hpp"
#include "engine/search/search_run.hpp"
#include "engine/search/similar_run.hpp"
#include "engine/search/suggest_run.hpp"
#include "engine/search/xapian_boundary.hpp"

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_offset = 10'000;
constexpr std::size_t k_most_hits = 500;

Result<void> check(const SearchQuery& query) {
  if (query.offset > k_most_offset) {
    return Error{ErrorCode::invalid_input, "results beyond 10000 cannot be asked for", "narrow the search instead",
                 "offset"};
  }
  if (query.limit > k_most_hits) {
    return Error{ErrorCode::invalid_input, "at most 500 results can be asked for at once", "ask for the next page",
                 "limit"};
  }
  if (query.after && (query.offset > 0 || !place_of(*query.after))) {
    return Error{ErrorCode::invalid_input, "this is no place in a list of results", "begin again at the first page",
                 "after"};
  }
  const SearchFilters& filters = query.filters;
  if (filters.radius_km && !filters.centre) {
    return Error{ErrorCode::invalid_input, "a radius needs a place to measure from", "give a centre", "radius_km"};
  }
  if (filters.radius_km && !(*filters.radius_km >= 0.0)) {
    return Error{ErrorCode::invalid_input, "a radius is zero or more kilometres", "", "radius_km"};
  }
  if (query.sort == SearchSort::distance && !filters.centre) {
    return Error{ErrorCode::invalid_input, "sorting by distance needs a place to measure from", "give a centre",
                 "sort"};
  }
  return k_ok;
}

}  // namespace

struct SearchIndex::State {
  IndexSettings settings;
  ReaderPool pool;
  explicit State(IndexSettings given) : settings(std::move(given)), pool(settings) {}

  template <typename Work>
  auto read(Work&& work) -> Result<decltype(work(std::declval<Reader&>()))> {
    using Answer = Result<decltype(work(std::declval<Reader&>()))>;
    return at_boundary(settings.folder.string(), [&]() -> Answer { return pool.read(work); });
  }
};

SearchIndex::SearchIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

Result<SearchIndex> SearchIndex::open(IndexSettings settings) {
  SearchIndex index(std::make_unique<State>(std::move(settings)));
  if (const auto version = index.version(); !version) return version.error();
  return index;
}

Result<SearchAnswer> SearchIndex::search(const SearchQuery& query) const {
  if (const auto valid = check(query); !valid) return valid.error();
  return state_->read([&](Reader& reader) { return run_search(reader, query); });
}

Result<std::vector<SearchHit>> SearchIndex::similar(OfferId offer, std::size_t limit, Date today) const {
  return state_->read([&](Reader& reader) { return run_similar(reader, offer, std::min(limit, k_most_hits), today); });
}

Result<std::vector<std::pair<OfferId, std::string>>> SearchIndex::suggest(std::string_view prefix,
                                                                          std::size_t limit) const {
  return state_->read([&](Reader& reader) { return run_suggest(reader, prefix, std::min(limit, k_most_hits)); });
}

Result<std::vector<std::optional<Offer>>> SearchIndex::offers(std::span<const OfferId> ids) const {
  return state_->read([&](Reader& reader) {
    std::vector<std::optional<Offer>> found;
    for (const OfferId id : ids) {
      found.emplace_back();
      if (!reader.database.term_exists(term_of(Field::offer_id, std::to_string(id.value)))) continue;
      found.back() = decode_offer(reader.database.get_document(docid_of(id)).get_data()).value();
    }
    return found;
  });
}

Result<RankEffect> SearchIndex::rank_if_known(const RankQuestion& question) const {
  return state_->read([&](Reader& reader) { return run_rank_if_known(reader, question); });
}

Result<IndexVersion> SearchIndex::version() const {
  return state_->read([](Reader& reader) { return IndexVersion{reader.generation, applied_change(reader.database)}; });
}

std::size_t SearchIndex::document_count() const {
  return state_->read([](Reader& reader) { return static_cast<std::size_t>(reader.database.get_doccount()); }).value();
}

std::optional<Error> SearchIndex::damage() const { return state_->pool.damage(); }

Result<std::chrono::sys_seconds> SearchIndex::written_at() const {
  const auto now = version();
  if (!now) return now.error();
  // The file that Xapian replaces with each commit.
  std::error_code failed;
  const auto written = std::filesystem::last_write_time(state_->settings.folder / now->generation / "iamglass", failed);
  if (failed) return Error{ErrorCode::unavailable, "the search index cannot be looked at", "", failed.message()};
  return std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(written));
}

}  // namespace leerwijzer
