// GET /v1/providers/{id}/findability: how often offers were shown, opened and sent on, by week, and which fields cost a
// provider searchers. Sums without persons; below five only that it is fewer than five.
#include "api/publishing.hpp"
#include "api/reply.hpp"
#include "report/report.hpp"
#include "report/wording.hpp"

#include <array>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parameters = std::to_array<Parameter>({
    k_provider_id,
    {.name = "weeks", .type = ParameterType::integer, .min = 1, .max = 104},
    k_page,
    k_page_size,
});

json::object write_count(std::int64_t count) {
  if (!told_reach(count))
    return {{"count", nullptr},
            {"fewerThan", k_smallest_reach},
            {"text", "minder dan " + std::to_string(k_smallest_reach)}};
  return {{"count", count}, {"fewerThan", nullptr}, {"text", std::to_string(count)}};
}

json::object write_reach(const OfferReach& reach) {
  json::array weeks;
  for (const ReachWeek& week : reach.weeks) {
    weeks.push_back(json::object{{"week", format_iso(week.week)},
                                 {"shown", write_count(week.shown)},
                                 {"opened", write_count(week.opened)},
                                 {"sentOn", write_count(week.sent_on)}});
  }
  return {{"offerId", reach.offer.value}, {"key", reach.key}, {"title", reach.title}, {"weeks", std::move(weeks)}};
}

json::array write_fields(const Call& call, ProviderId provider) {
  json::array fields;
  for (const ReportFindability& one : missed_fields(call, provider)) {
    fields.push_back(
        json::object{{"field", name_of(one.field)}, {"offers", one.offers}, {"text", findability_sentence(one)}});
  }
  return fields;
}

Result<Answer> handle(const Call& call) {
  const ProviderId provider = provider_in_path(call);
  const PageAsked asked = page_asked(call);
  const auto weeks = static_cast<int>(call.parameters.integer("weeks").value_or(k_reach_weeks));
  const Date since = reach_since(call, weeks);
  const auto found = publishing_of(call).reach(provider, since, asked.offset(), static_cast<int>(asked.size));
  json::array items;
  for (const OfferReach& one : found.items) items.push_back(write_reach(one));
  const auto total = static_cast<std::size_t>(found.total);
  json::object document =
      write_collection(std::move(items), total, {}, {}, next_page(call, asked.page, asked.size, total));
  document["since"] = format_iso(since);
  document["fields"] = write_fields(call, provider);
  document["report"] = "/v1/providers/" + std::to_string(provider.value) + "/report";
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_provider_findability = {.method = "GET",
                                                         .path = "/v1/providers/{id}/findability",
                                                         .parameters = k_parameters,
                                                         .right = Right::provider_read,
                                                         .pace = Pace::reading,
                                                         .handle = handle};

}  // namespace leerwijzer
