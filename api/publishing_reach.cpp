// How often offers of a provider were seen, and what fields that it leaves out cost it.
#include "api/publishing.hpp"
#include "report/stored_report.hpp"

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_offers = 2'000;

}  // namespace

std::optional<std::int64_t> told_reach(std::int64_t count) noexcept {
  return count < k_smallest_reach ? std::nullopt : std::optional(count);
}

Date reach_since(const Call& call, int weeks) { return plus_days(week_of(call.today), -7 * (weeks - 1)); }

std::vector<ReportFindability> missed_fields(const Call& call, ProviderId provider) {
  StoredReportOptions options;
  options.today = call.today;
  options.page_size = 1;
  options.most_offers = k_most_offers;
  options.index = call.services.index;
  auto report = call.services.catalogue->report(provider, options);
  return report ? std::move(report->findability) : std::vector<ReportFindability>{};
}

}  // namespace leerwijzer
