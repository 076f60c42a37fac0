// The publishing report of a provider, a source or a file: how well its offers are published, what to
// change first, and what is gained by it. Made by ReportBuilder, written as JSON, HTML or text.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/quality.hpp"
#include "engine/search/findability.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// What the report is about.
enum class ReportSubject : std::uint8_t { provider, source, file };
template <>
struct EnumNames<ReportSubject> {
  static constexpr auto names = std::to_array<EnumName<ReportSubject>>({
      {ReportSubject::provider, "provider"},
      {ReportSubject::source, "source"},
      {ReportSubject::file, "file"},
  });
};

struct ReportFetch {
  std::string state;
  Date on{};
  std::int64_t records = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t deleted = 0;
  std::int64_t kept_back = 0;
  std::string reason;
};

struct ReportSource {
  std::string name;
  std::string format;
  std::string location;
  bool sample = false;
  std::int64_t offers = 0;
  std::optional<Date> last_read;     ///< last time that all of it was seen
  std::optional<Date> last_changed;  ///< last time that something in it was new
  std::vector<ReportFetch> fetches;  ///< newest first
  std::int64_t withheld = 0;         ///< offers that are missing from the feed and stay until a person has looked
};

/// One place where a remark was made.
struct RemarkExample {
  std::string record;  ///< the provider's own key; empty: the feed as a whole
  std::string path;
  std::string value;   ///< as delivered, where the message quotes it
  std::string detail;  ///< the message of the reader, for who maintains the feed
  bool operator==(const RemarkExample&) const = default;
};

/// One code over all records: three hundred times the same fault is one remark.
struct ReportRemark {
  Severity severity = Severity::warning;
  std::string code;
  std::int64_t times = 0;
  std::int64_t records = 0;
  std::vector<RemarkExample> examples;
};

/// One thing to improve, over all offers that lack it.
struct ReportAdvice {
  Criterion criterion = Criterion::title;
  std::string key;                    ///< of the advice texts
  std::size_t offers = 0;             ///< to which it applies
  double gain = 0.0;                  ///< what the mean score would grow by, 0 to 1
  std::vector<std::string> examples;  ///< titles of a few of them
};

struct ReportCriterion {
  Criterion criterion = Criterion::title;
  std::size_t applicable = 0;
  std::size_t perfect = 0;
  std::size_t missing = 0;
  double mean = 0.0;  ///< over the offers to which it applies
};

/// What a missing field costs, measured on a few offers that lack it (see engine/search/findability.hpp).
struct ReportFindability {
  ChosenBy field = ChosenBy::price;
  Criterion criterion = Criterion::price;
  std::size_t offers = 0;    ///< that lack it
  std::size_t measured = 0;  ///< of those; the numbers are of the one in the middle of them
  std::string title;         ///< of that one
  RankEffect effect;
};

struct ReportOffer {
  OfferId id;  ///< not stored() in the report of a file
  std::string key;
  std::string title;
  double score = 0.0;
  std::vector<CriterionScore> scores;
  std::vector<ReportRemark> remarks;  ///< of this offer, errors first
};

struct PublishingReport {
  ReportSubject subject = ReportSubject::provider;
  std::string name;
  std::vector<ProviderId> providers;
  Date today{};
  bool sample = false;
  bool complete = true;  ///< false: not all of the file could be read
  std::string trouble;   ///< why not, in the words of the reader
  std::vector<ReportSource> sources;
  std::size_t records_without_offer = 0;  ///< in the report of a file

  std::int64_t offers = 0;   ///< in all
  std::size_t assessed = 0;  ///< of those; the others score better
  double score = 0.0;        ///< mean of the assessed offers, 0 to 1
  bool outcomes_checked = true;
  std::vector<ReportCriterion> criteria;  ///< lowest mean first
  std::vector<ReportAdvice> advice;       ///< most gain first
  std::vector<ReportFindability> findability;
  std::string market;                 ///< among which offers findability was measured, in Dutch; empty: not measured
  std::vector<ReportRemark> remarks;  ///< errors first, then by number

  std::vector<ReportOffer> page_offers;  ///< of this page, worst first
  std::size_t page = 1;
  std::size_t page_size = 50;

  /// Records with an error, and with a warning.
  [[nodiscard]] std::int64_t count_of(Severity severity) const noexcept;
};

}  // namespace leerwijzer
