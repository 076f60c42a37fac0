#include "engine/search/title_index.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <bit>
#include <exception>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_titles = 300'000;
constexpr std::size_t k_longest_title = 120;     ///< bytes
constexpr std::size_t k_most_looked_at = 2000;   ///< titles, for words that stand apart
constexpr std::size_t k_built_at_once = 20'000;  ///< documents
constexpr std::size_t k_requests_between = 500;  ///< with old titles, before they are built again

/// Better titles first: of more offers (by powers of two), of better quality (in eighths), shorter.
auto order_of(const TitleIndex::Title& title) {
  return std::make_tuple(-static_cast<int>(std::bit_width(title.offers)), -(title.quality / 32), title.words.size(),
                         title.document);
}

std::vector<TitleIndex::Title> titles_of(const Columns& columns) {
  std::vector<TitleIndex::Title> titles;
  std::unordered_map<std::string_view, std::size_t> known;  // views into the columns
  for (const std::uint32_t document : columns.documents()) {
    const ColumnRow* row = columns.row(document);
    if (row == nullptr) continue;
    const std::string_view folded = columns.title(document, *row);
    const auto [entry, is_new] = known.try_emplace(folded, titles.size());
    if (is_new) titles.push_back({std::string(folded), document, 0, row->quality});
    TitleIndex::Title& title = titles[entry->second];
    ++title.offers;
    if (row->quality > title.quality) {
      title.quality = row->quality;
      title.document = document;
    }
  }
  return titles;
}

bool holds_word_from(std::string_view words, std::string_view start) {
  for (std::size_t at = words.find(start); at != std::string_view::npos; at = words.find(start, at + 1)) {
    if (at == 0 || words[at - 1] == ' ') return true;
  }
  return false;
}

}  // namespace

TitleIndex::TitleIndex(const Columns& columns) : TitleIndex(titles_of(columns)) {}

TitleIndex::TitleIndex(std::vector<Title> titles) : titles_(std::move(titles)) {
  for (Title& title : titles_) title.words = as_typed_words(truncate_utf8(title.words, k_longest_title));
  std::erase_if(titles_, [](const Title& title) { return title.words.empty(); });
  std::sort(titles_.begin(), titles_.end(), [](const Title& a, const Title& b) { return order_of(a) < order_of(b); });
  if (titles_.size() > k_most_titles) titles_.resize(k_most_titles);
  titles_.shrink_to_fit();
  const auto count = static_cast<std::uint32_t>(titles_.size());
  std::vector<PrefixList::Text> texts;
  texts.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) texts.push_back({titles_[i].words, i, count + i});
  list_ = PrefixList(texts);
}

std::vector<const TitleIndex::Title*> TitleIndex::find(const std::string& words, std::size_t limit) const {
  std::vector<const Title*> found;
  if (words.empty() || limit == 0) return found;
  const auto take = [&](std::uint32_t at) {
    const Title& title = titles_[at];
    const bool seen =
        std::any_of(found.begin(), found.end(), [&](const Title* one) { return one->words == title.words; });
    if (!seen) found.push_back(&title);
    return found.size() < limit;
  };
  list_.each(words, k_most_looked_at, take);
  if (found.size() < limit) add_in_any_order(words, limit, found);
  if (found.empty()) list_.each(list_.nearest(words), k_most_looked_at, take);
  return found;
}

void TitleIndex::add_in_any_order(const std::string& words, std::size_t limit, std::vector<const Title*>& found) const {
  std::vector<std::string> apart = split_trimmed(words, ' ');
  if (apart.size() < 2) return;
  // The longest word stands in fewest titles; the others are looked for in those.
  const auto longest =
      std::max_element(apart.begin(), apart.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  const std::string lead = *longest;
  list_.each(lead, k_most_looked_at, [&](std::uint32_t at) {
    const Title& title = titles_[at];
    const bool all = std::all_of(apart.begin(), apart.end(),
                                 [&](const std::string& word) { return holds_word_from(title.words, word); });
    const bool seen =
        std::any_of(found.begin(), found.end(), [&](const Title* one) { return one->words == title.words; });
    if (all && !seen) found.push_back(&title);
    return found.size() < limit;
  });
}

std::size_t TitleIndex::bytes() const noexcept {
  std::size_t bytes = list_.bytes() + titles_.capacity() * sizeof(Title);
  for (const Title& title : titles_) bytes += title.words.capacity() > 15 ? title.words.capacity() + 1 : 0;
  return bytes;
}

std::shared_ptr<const TitleIndex> TitleCache::of(const std::shared_ptr<const Columns>& columns,
                                                 const std::string& generation, std::size_t documents) {
  const std::lock_guard lock(mutex_);
  if (titles_ && columns == columns_) return titles_;
  if (documents <= k_built_at_once) {
    titles_ = std::make_shared<const TitleIndex>(*columns);
    columns_ = columns;
    generation_ = generation;
    return titles_;
  }
  const bool other = generation != generation_;
  if (rest_ > 0) --rest_;
  if (!building_ && (other || titles_ == nullptr || rest_ == 0)) build_beside(columns, generation);
  return titles_;
}

void TitleCache::build_beside(const std::shared_ptr<const Columns>& columns, const std::string& generation) {
  building_ = true;
  work_ = std::async(std::launch::async, [this, columns, generation] {
    std::shared_ptr<const TitleIndex> built;
    try {
      built = std::make_shared<const TitleIndex>(*columns);
    } catch (const std::exception&) {
      built = nullptr;  // the old titles stay; searches tell of damaged columns
    }
    const std::lock_guard lock(mutex_);
    if (built) {
      titles_ = std::move(built);
      columns_ = columns;
      generation_ = generation;
    }
    rest_ = k_requests_between;
    building_ = false;
  });
}

}  // namespace leerwijzer
