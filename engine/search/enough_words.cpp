#include "engine/search/enough_words.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

class DocumentList : public Xapian::PostingSource {
 public:
  using Documents = std::shared_ptr<const std::vector<Xapian::docid>>;
  explicit DocumentList(Documents documents) : documents_(std::move(documents)) {}
  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(documents_->size()); }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void next(double) override {
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid wanted, double) override {
    started_ = true;
    const auto from = documents_->begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, documents_->end(), wanted) - documents_->begin());
  }
  bool at_end() const override { return at_ >= documents_->size(); }
  Xapian::docid get_docid() const override { return (*documents_)[at_]; }
  Xapian::PostingSource* clone() const override { return new DocumentList(documents_); }

 private:
  Documents documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

/// Documents with all terms. The shortest list is read, the others are asked for its documents.
std::vector<Xapian::docid> documents_with_all(const Xapian::Database& database, std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end(), [&](const std::string& a, const std::string& b) {
    return database.get_termfreq(a) < database.get_termfreq(b);
  });
  std::vector<Xapian::docid> all(database.postlist_begin(terms.front()), database.postlist_end(terms.front()));
  for (std::size_t i = 1; i < terms.size() && !all.empty(); ++i) {
    auto at = database.postlist_begin(terms[i]);
    const auto end = database.postlist_end(terms[i]);
    std::erase_if(all, [&](Xapian::docid id) {
      if (at != end) at.skip_to(id);
      return at == end || *at != id;
    });
  }
  return all;
}

}  // namespace

WordCounts::WordCounts(const Xapian::Database& database)
    : database_(database), parts_((database.get_lastdocid() >> k_part_bits) + 1) {}

void WordCounts::count(Xapian::docid id) {
  Part& part = parts_[id >> k_part_bits];
  if (part.empty()) part.resize(1U << k_part_bits);
  Count& entry = part[id & ((1U << k_part_bits) - 1)];
  if (entry.last == word_) return;
  entry.last = word_;
  ++entry.words;
}

void WordCounts::add(std::span<const std::vector<std::string>> ways) {
  if (word_ == 255) return;
  ++word_;
  for (const std::vector<std::string>& terms : ways) {
    if (terms.size() == 1) {
      const auto end = database_.postlist_end(terms.front());
      for (auto at = database_.postlist_begin(terms.front()); at != end; ++at) count(*at);
    } else if (!terms.empty()) {
      for (const Xapian::docid id : documents_with_all(database_, terms)) count(id);
    }
  }
}

std::vector<Xapian::docid> WordCounts::with_at_least(std::size_t words) const {
  std::vector<Xapian::docid> documents;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    for (std::size_t i = 0; i < parts_[part].size(); ++i) {
      if (parts_[part][i].words >= words) documents.push_back(static_cast<Xapian::docid>(part << k_part_bits | i));
    }
  }
  return documents;
}

Xapian::Query documents_query(std::vector<Xapian::docid> documents) {
  DocumentList list(std::make_shared<const std::vector<Xapian::docid>>(std::move(documents)));
  return Xapian::Query(&list);
}

}  // namespace leerwijzer
