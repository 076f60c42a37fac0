#include "indexer/formats/ooapi/version.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

/// Names in quotes, as in JSON, that one version has and the other does not.
constexpr auto k_only_v5 = std::to_array<std::string_view>({
    "\"programId\"",
    "\"organizationId\"",
    "\"offeringId\"",
    "\"organization\"",
    "\"programType\"",
    "\"organizationType\"",
    "\"modeOfDelivery\"",
    "\"teachingLanguage\"",
    "\"enrollment\"",
    "\"postalCode\"",
    "\"consumers\"",
    "\"educationSpecification\"",
    "\"educationSpecificationId\"",
    "\"offeringType\"",
    "\"startDate\"",
});
constexpr auto k_only_v6 = std::to_array<std::string_view>({
    "\"programmeId\"",
    "\"organisationId\"",
    "\"programmeOfferingId\"",
    "\"courseOfferingId\"",
    "\"learningOutcomeId\"",
    "\"organisation\"",
    "\"programmeType\"",
    "\"organisationType\"",
    "\"modesOfDelivery\"",
    "\"teachingLanguages\"",
    "\"enrolment\"",
    "\"enrolmentPeriods\"",
    "\"postCode\"",
    "\"consumer\"",
    "\"programmeIds\"",
    "\"learningOutcomeIds\"",
    "\"startDateTime\"",
});

template <std::size_t N>
int count_in(const std::array<std::string_view, N>& names, std::string_view text) {
  return static_cast<int>(
      std::count_if(names.begin(), names.end(), [&](std::string_view name) { return contains(text, name); }));
}

}  // namespace

bool names_an_ooapi_object(std::string_view text) {
  for (std::string_view name :
       {"\"programId\"", "\"courseId\"", "\"organizationId\"", "\"offeringId\"", "\"programmeId\"",
        "\"organisationId\"", "\"programmeOfferingId\"", "\"courseOfferingId\"", "\"learningOutcomeId\""}) {
    if (contains(text, name)) return true;
  }
  return contains(text, "\"gateway\"") && contains(text, "\"responses\"");
}

OoapiVersion ooapi_version_of(std::string_view text) {
  return count_in(k_only_v6, text) > count_in(k_only_v5, text) ? OoapiVersion::v6 : OoapiVersion::v5;
}

}  // namespace leerwijzer
