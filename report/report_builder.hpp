// Collects offers and remarks and makes the report of them. Keeps sums over all offers and a short note
// of the worst ten thousand, so that a feed of any size fits in memory.
#pragma once

#include "engine/domain/offer.hpp"
#include "report/report.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct ReportOptions {
  Date today{};
  std::optional<int> days_since_fetch{};
  bool outcomes_checked = true;
  std::size_t page = 1;
  std::size_t page_size = 50;
};

/// Measures what a field would gain; nothing where it cannot be measured.
using RankProbe = std::function<std::optional<RankEffect>(const RankQuestion&)>;

class ReportBuilder {
 public:
  explicit ReportBuilder(const ReportOptions& options) : options_(options) {}

  void add(const Offer& offer);

  /// One by one, as a reader gives them.
  void add(const Diagnostic& diagnostic);

  /// Counted already, as the store gives them.
  void add(ReportRemark remark) { remarks_[{remark.severity, remark.code}] = std::move(remark); }

  /// Everything but sources, names and the remarks of the page's offers that were counted by the store.
  [[nodiscard]] PublishingReport finish(const RankProbe& probe = {});

 private:
  /// What is kept of an offer.
  struct Note {
    OfferId id;
    std::string key;
    std::string title;
    double score = 0.0;
    std::vector<CriterionScore> scores;
  };
  void count_criteria(const Note& note);
  void count_advice(const Note& note);
  void sort_notes();
  [[nodiscard]] std::vector<ReportCriterion> criteria() const;
  [[nodiscard]] std::vector<ReportAdvice> advice() const;
  [[nodiscard]] std::vector<ReportFindability> findability(const RankProbe& probe) const;
  [[nodiscard]] std::vector<ReportOffer> page() const;

  ReportOptions options_;
  std::size_t count_ = 0;
  double score_sum_ = 0.0;
  std::vector<ReportCriterion> criteria_;  ///< in the order of the enum; the mean is a sum until the end
  std::vector<ReportAdvice> advice_;       ///< the gain is a sum until the end
  std::vector<Note> notes_;
  std::optional<GeoPoint> somewhere_;  ///< the first place of any offer: where a searcher is imagined
  std::map<std::pair<Severity, std::string>, ReportRemark> remarks_;
  std::map<std::pair<Severity, std::string>, std::string> last_record_;
  std::map<std::string, std::vector<Diagnostic>> of_record_;
  std::size_t kept_ = 0;
};

/// One remark for each code, errors first; `detail` quotes the reader.
[[nodiscard]] std::vector<ReportRemark> grouped(std::span<const Diagnostic> diagnostics, std::size_t examples);

[[nodiscard]] RemarkExample example_of(const Diagnostic& diagnostic);

/// Errors before warnings before info; most first.
void sort_remarks(std::vector<ReportRemark>& remarks);

}  // namespace leerwijzer
