// GET /zoeken: the search page, with what was understood, highlights, facets and what gives more. Works without
// a script; everything that is chosen stands in the address, so that it can be kept and sent.
#include "api/offer_search.hpp"
#include "api/page_calls.hpp"
#include "api/shown_offers.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

/// The parameters of a search, and one field for a place or a postcode.
constexpr auto k_parameters = [] {
  std::array<Parameter, k_offer_parameters.size() + 1> all{};
  std::copy(k_offer_parameters.begin(), k_offer_parameters.end(), all.begin());
  all.back() = {.name = "plaats", .max = 100, .form = TextForm::name};
  return all;
}();

/// As the search takes them: a postcode or a name, and no distance without a place.
ParameterValues as_search(const ParameterValues& given) {
  ParameterValues values = given;
  const std::string place = given.text("plaats");
  if (!place.empty()) {
    const bool digits = place.front() >= '0' && place.front() <= '9';
    values.remove("postcode");
    values.remove("municipality");
    values.add(digits ? "postcode" : "municipality", place);
  }
  if (!values.has("postcode") && !values.has("municipality")) {
    values.remove("radiusKm");
    if (values.text("sort") == "distance") values.remove("sort");
  }
  return values;
}

Result<Answer> handle(const Call& given) {
  const ParameterValues parameters = as_search(given.parameters);
  const Call call{given.request, parameters,  given.services, given.metrics,
                  given.cache,   given.query, given.snapshot, given.today};
  PageSettings settings = page_settings(given);
  settings.in_plan = 0;  // the page is kept, so it is the same for everybody
  try {
    const OfferQuestion question = read_offer_question(call);
    const Result<OfferAnswer> answer = search_offers(call, question);
    if (answer) {
      Answer found = html(search_page(settings, call, question, *answer));
      tell_shown(found, offers_shown(*answer));
      return found;
    }
    return html(trouble_page(settings, "broken", call.request.id), answer.error().code);
  } catch (const InvalidInput& error) {
    return html(search_fault_page(settings, call, error.errors()), ErrorCode::invalid_input);
  }
}

}  // namespace

extern const Endpoint k_endpoint_page_search = {.method = "GET",
                                                .path = "/zoeken",
                                                .parameters = k_parameters,
                                                .pace = Pace::reading,
                                                .handle = handle,
                                                .kept = true};

}  // namespace leerwijzer
