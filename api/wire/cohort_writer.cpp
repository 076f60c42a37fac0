#include "api/wire/cohort_writer.hpp"

#include "api/wire/json_values.hpp"
#include "engine/domain/cohort.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

namespace json = boost::json;

json::value write_cohort(const Run& run) {
  const auto cohort = cohort_of(run);
  if (!cohort) return nullptr;
  return json::object{{"minimum", value_or_null(cohort->minimum)},   {"maximum", value_or_null(cohort->maximum)},
                      {"enrolled", value_or_null(cohort->enrolled)}, {"pending", value_or_null(cohort->pending)},
                      {"needed", value_or_null(cohort->needed)},     {"full", cohort->full},
                      {"text", text_or_null(cohort->text)}};
}

}  // namespace leerwijzer
