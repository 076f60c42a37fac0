// The pages of an institution: what it publishes here, how well that can be found, its files, sources and keys. They
// show what the desks of publishing and accounts answer, and work nothing out themselves.
#pragma once

#include "api/account_desk.hpp"
#include "api/endpoint.hpp"
#include "api/publishing_desk.hpp"
#include "api/web/offer_form.hpp"
#include "api/web/shell.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct PublishingReport;

/// Who looks at a page, and what to tell of what was just done.
struct SchoolFrame {
  std::string name;  ///< of the institution
  std::string csrf;  ///< HTML for in a form
  std::string said;  ///< key of the text behind "school.said."; empty: nothing
  bool writes = false;
  bool publishes = false;
  bool manages = false;
};

/// Reads `melding` of the query. Throws ErrorException as the catalogue.
[[nodiscard]] SchoolFrame school_frame(const Call& call);

struct OfferRow {
  Publication publication;
  std::string start;  ///< in words
  std::string step;   ///< Dutch: what is most worth changing; empty: nothing
  double gain = 0.0;  ///< of 1
};
struct OffersView {
  std::vector<OfferRow> rows;
  std::int64_t total = 0;
  std::size_t page = 1;
  std::size_t page_size = 20;
};
[[nodiscard]] std::string school_offers_page(const PageSettings& settings, const SchoolFrame& frame,
                                             const OffersView& view);

/// One offer in its form.
struct OfferFormView {
  std::string key;
  std::optional<Publication> publication{};  ///< nothing: it is new
  std::int64_t version = 0;                  ///< that is changed; 0: it is new
  OfferForm form{};
  FormDraft made{};
  Offer offer{};                      ///< as the catalogue takes it
  boost::json::array remarks{};       ///< as write_remarks
  boost::json::array missed{};        ///< as write_findability
  bool faulty = false;                ///< faults are shown: somebody wanted to keep it
  std::optional<OfferForm> stored{};  ///< as it is by now, where somebody else changed it meanwhile
};
[[nodiscard]] std::string school_offer_page(const PageSettings& settings, const SchoolFrame& frame, const Call& call,
                                            const OfferFormView& view);
/// Asks once more before an offer leaves the catalogue, or its draft is removed.
[[nodiscard]] std::string school_end_page(const PageSettings& settings, const SchoolFrame& frame,
                                          const Publication& publication);

struct CohortRow {
  std::string key;
  std::string start;  ///< in words
  std::string now;    ///< Dutch: what people see of it; empty: nothing
  OfferForm form{};   ///< minimum, maximum, enrolled, pending as typed
};
struct CohortView {
  Publication publication;
  std::vector<CohortRow> rows;
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string school_cohort_page(const PageSettings& settings, const SchoolFrame& frame,
                                             const CohortView& view);

struct UploadsView {
  std::vector<Upload> items;
  std::int64_t total = 0;
  std::size_t page = 1;
  std::size_t page_size = 20;
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string school_uploads_page(const PageSettings& settings, const SchoolFrame& frame,
                                              const UploadsView& view);
[[nodiscard]] std::string school_upload_page(const PageSettings& settings, const SchoolFrame& frame,
                                             const Upload& upload);

[[nodiscard]] std::string school_sources_page(const PageSettings& settings, const SchoolFrame& frame,
                                              const std::vector<ProviderSource>& sources,
                                              const std::optional<Error>& refused);

struct ReachView {
  std::vector<OfferReach> items;
  std::int64_t total = 0;
  std::size_t page = 1;
  std::size_t page_size = 20;
  Date since{};
  int weeks = 8;
  std::vector<std::string> missed;  ///< Dutch: what fields that are missing cost
};
[[nodiscard]] std::string school_reach_page(const PageSettings& settings, const SchoolFrame& frame,
                                            const ReachView& view);

struct KeysView {
  std::vector<ProviderKey> keys;
  OfferForm form{};
  std::vector<FieldError> faults{};
  bool asks_code = false;  ///< the last code is too long ago
  std::string retry{};     ///< one form makes one key
  std::string made{};      ///< shown once; empty: none was made
  std::string made_name{};
};
[[nodiscard]] std::string school_keys_page(const PageSettings& settings, const SchoolFrame& frame,
                                           const KeysView& view);

[[nodiscard]] std::string school_report_page(const PageSettings& settings, const SchoolFrame& frame,
                                             ProviderId provider, const PublishingReport& report);

}  // namespace leerwijzer
