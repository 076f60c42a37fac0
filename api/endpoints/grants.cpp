// GET /v1/grants: money for institutions and consortia, kept apart from what is for persons.
#include "api/reply.hpp"
#include "engine/funding/fact_table.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

std::vector<std::string_view> applicant_types() {
  std::vector<std::string_view> names;
  for (const FactWord& word : fact_table()[*find_fact("case.applicant_type")].words) {
    if (word.value != "person") names.push_back(word.value);
  }
  return names;
}

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "applicantType", .type = ParameterType::choice, .choices = applicant_types},
    {.name = "municipality", .type = ParameterType::text, .max = 100, .form = TextForm::name},
    {.name = "postcode", .type = ParameterType::text, .max = 10, .form = TextForm::code},
});

Result<Answer> handle(const Call& call) {
  const FundingRules& rules = snapshot_of(call).funding;
  FundingQuestion question;
  question.date = call.today;
  question.only = rules.for_institutions();
  if (const std::string type = call.parameters.text("applicantType"); !type.empty())
    question.facts.emplace("case.applicant_type", type);
  // Of an institution the region is where it stands; the facts have one name for both.
  if (const auto place = place_of(call); place && !place->region_name.empty())
    question.facts.emplace("person.labour_region", place->region_name);
  boost::json::array items;
  if (!question.only.empty()) {
    for (const SchemeVerdict& grant : rules.evaluate(question).schemes) items.push_back(write_scheme(grant));
  }
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_grants = {
    .method = "GET", .path = "/v1/grants", .parameters = k_parameters, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
