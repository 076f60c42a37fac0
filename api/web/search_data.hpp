// The data of the search page. Private to api/web: it brings the template library in.
#pragma once

#include "api/offer_search.hpp"
#include "api/web/page_data.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

/// "12 opleidingen gevonden"
[[nodiscard]] std::string search_heading(const Call& call, const OfferAnswer& answer);

/// The form as it was filled in, without an answer.
void add_search_form(PageData& data, const Call& call);

void add_search(PageData& data, const Call& call, const OfferQuestion& question, const OfferAnswer& answer);

/// One offer as a list shows it.
[[nodiscard]] PageData card_of(const Call& call, const Offer& offer);

void add_search_faults(PageData& data, const std::vector<FieldError>& faults);

}  // namespace leerwijzer
