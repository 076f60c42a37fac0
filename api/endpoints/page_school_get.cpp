// GET /school: what an institution publishes here, how well it can be found, and what is most worth changing.
#include "api/reply.hpp"
#include "api/school_calls.hpp"
#include "api/web/offer_words.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

/// The one remark that helps most.
void add_step(const Call& call, const OfferDraft& draft, const Offer& offer, OfferRow& row) {
  for (const boost::json::value& one : write_remarks(call, draft, offer)) {
    const double gain = one.at("gain").to_number<double>();
    if (gain <= row.gain) continue;
    row.gain = gain;
    row.step = std::string(one.at("change").as_string());
  }
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageAsked asked = page_asked(call);
  const ProviderId provider = provider_in_path(call);
  PublicationPage page = publishing_of(call).list(provider, std::nullopt, asked.offset(), static_cast<int>(asked.size));
  OffersView view{{}, page.total, asked.page, asked.size};
  for (Publication& one : page.items) {
    OfferRow row;
    if (const auto whole = publishing_of(call).find(provider, one.key)) {
      const OfferDraft draft = read_stored_draft(whole->draft);
      const Offer offer = offer_of(call, draft, one.key, whole->cohorts);
      row.start = start_words(settings.texts(), offer, call.today);
      add_step(call, draft, offer, row);
    }
    row.publication = std::move(one);
    view.rows.push_back(std::move(row));
  }
  return html(school_offers_page(settings, school_frame(call), view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_school_get = {.method = "GET",
                                                    .path = "/school",
                                                    .parameters = k_school_list,
                                                    .right = Right::provider_read,
                                                    .pace = Pace::reading,
                                                    .handle = handle};

}  // namespace leerwijzer
