// What the endpoints of an institution's pages share: an offer in its form, and keeping what was typed. The desk of
// publishing is the same as that of /v1/providers/{id}.
#pragma once

#include "api/page_calls.hpp"
#include "api/publishing.hpp"
#include "api/web/school_pages.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_said = std::to_array<Parameter>({{.name = "melding", .max = 30}});
inline constexpr auto k_school_key = std::to_array<Parameter>({k_offer_key});
inline constexpr auto k_school_offer = std::to_array<Parameter>({k_offer_key, {.name = "melding", .max = 30}});
inline constexpr auto k_school_list = std::to_array<Parameter>({k_page, {.name = "melding", .max = 30}});

inline constexpr auto k_school_file = std::to_array<Parameter>({k_upload_id});
inline constexpr auto k_school_file_said = std::to_array<Parameter>({k_upload_id, {.name = "melding", .max = 30}});
inline constexpr auto k_file_form = std::to_array<std::string_view>({"multipart/form-data"});
inline constexpr std::size_t k_school_form_bytes = std::size_t{256} << 10U;

/// "/school/opleidingen/<key>"
[[nodiscard]] std::string school_address(const std::string& key);

/// An offer as it is stored.
[[nodiscard]] OfferFormView stored_offer_view(const Call& call, const PageSettings& settings);
/// An offer that has no draft yet, under a new key.
[[nodiscard]] OfferFormView new_offer_view(const Call& call, const PageSettings& settings);
/// What was typed, on the draft of the key in the path.
[[nodiscard]] OfferFormView typed_offer_view(const Call& call, const PageSettings& settings);

/// The version that a form was opened with; 0: of nothing yet.
[[nodiscard]] std::int64_t version_in(const OfferForm& form);

/// Keeps what was typed as the draft, and publishes it where `publishes`; then sends the browser on. With faults, and
/// where somebody else changed the draft meanwhile, the form as it was typed.
[[nodiscard]] Result<Answer> keep_offer(const Call& call, const PageSettings& settings, bool publishes);

/// Who takes part in each run of the publication in the path.
[[nodiscard]] CohortView cohort_view_of(const Call& call, const PageSettings& settings);
/// The counts that were typed for a row of it; nothing with faults, which stand in the view, beside what was typed.
[[nodiscard]] std::optional<CohortCounts> typed_counts(const OfferForm& form, std::size_t row, const Texts& texts,
                                                       CohortView& view);

/// The files that were sent in.
[[nodiscard]] UploadsView uploads_view_of(const Call& call);

}  // namespace leerwijzer
