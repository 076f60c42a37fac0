// What readers of whole documents have in common: which documents there are, whether all of them were
// read to their end, and the digest of what was read.
#pragma once

#include "indexer/feed_format.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// "" for a file or a web address; for a folder the files with one of these endings (".xml"), in order.
[[nodiscard]] std::vector<std::string> document_names(const FeedPlace& place,
                                                      std::initializer_list<std::string_view> endings);

/// The highest of `judge` over the first bytes of the documents.
template <typename Judge>
[[nodiscard]] int judged_by_content(FeedPlace& place, std::initializer_list<std::string_view> endings,
                                    std::size_t bytes, Judge judge) {
  int certainty = 0;
  for (const std::string& name : document_names(place, endings)) {
    const int found = judge(head_of(place, name, bytes));
    if (found > certainty) certainty = found;
    if (certainty >= 90) break;
  }
  return certainty;
}

class FeedProgress {
 public:
  explicit FeedProgress(FeedSink& sink) : sink_(sink) {}

  void add(std::string_view text) { digest_.add(text); }

  /// Something of the feed was not seen, so nothing may be deleted.
  void incomplete(std::string_view path, const std::string& reason);

  void remark(Severity severity, std::string_view code, std::string_view path, const std::string& message);

  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

 private:
  FeedSink& sink_;
  RunningDigest digest_;
  std::string reason_;
};

/// Reads every document with `read_one` (Result<void>(name)); a place of one document fails when that fails.
template <typename ReadOne>
[[nodiscard]] Result<FeedEnd> read_documents(FeedPlace& place, std::initializer_list<std::string_view> endings,
                                             FeedProgress& progress, ReadOne read_one) {
  for (const std::string& name : document_names(place, endings)) {
    const Result<void> done = read_one(name);
    if (done) continue;
    if (place.kind() != PlaceKind::folder) return done.error();
    progress.incomplete(name, describe(done.error()));
  }
  return progress.end();
}

}  // namespace leerwijzer
