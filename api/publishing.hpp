// What the endpoints of publishing share: who publishes what, a draft as an offer that the catalogue takes, and what
// there is to improve on it.
#pragma once

#include "api/endpoint.hpp"
#include "api/publishing_desk.hpp"
#include "api/wire/draft_wire.hpp"
#include "engine/domain/quality.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct ReportFindability;  // report/report.hpp

inline constexpr std::size_t k_draft_bytes = std::size_t{1} << 20U;
inline constexpr auto k_json_body = std::to_array<std::string_view>({"application/json"});
inline constexpr auto k_if_match = std::to_array<std::string_view>({"If-Match"});

inline constexpr Parameter k_provider_id{
    .name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15};
inline constexpr Parameter k_offer_key{.name = "key", .place = ParameterPlace::path, .max = 100};
inline constexpr Parameter k_run_key{.name = "run", .place = ParameterPlace::path, .max = 100};
inline constexpr Parameter k_upload_id{
    .name = "upload", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15};
inline constexpr Parameter k_source_id{
    .name = "source", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15};
inline constexpr Parameter k_page{.name = "page", .type = ParameterType::integer, .min = 1, .max = 10'000};
inline constexpr Parameter k_page_size{.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 100};

inline constexpr auto k_of_provider = std::to_array<Parameter>({k_provider_id});
inline constexpr auto k_of_offer = std::to_array<Parameter>({k_provider_id, k_offer_key});
inline constexpr auto k_of_run = std::to_array<Parameter>({k_provider_id, k_offer_key, k_run_key});
inline constexpr auto k_of_upload = std::to_array<Parameter>({k_provider_id, k_upload_id});
inline constexpr auto k_of_source = std::to_array<Parameter>({k_provider_id, k_source_id});

/// Throws ErrorException with unavailable where publishing is off.
[[nodiscard]] PublishingDesk& publishing_of(const Call& call);
/// Of the path where it names one, else the caller's own. Throws ErrorException with permission_denied for a caller
/// of no provider.
[[nodiscard]] ProviderId provider_in_path(const Call& call);
/// Throws InvalidInput for what cannot be a key.
[[nodiscard]] std::string key_in_path(const Call& call);
[[nodiscard]] std::string run_in_path(const Call& call);
/// Throws ErrorException with not_found.
[[nodiscard]] Publication publication_in_path(const Call& call);

struct PageAsked {
  std::size_t page = 1;
  std::size_t size = 20;
  [[nodiscard]] int offset() const noexcept { return static_cast<int>((page - 1) * size); }
};
[[nodiscard]] PageAsked page_asked(const Call& call);

/// As the catalogue takes it: of this provider, with skills, places, counts of who takes part, and its quality.
[[nodiscard]] Offer offer_of(const Call& call, const OfferDraft& draft, const std::string& key,
                             std::span<const RunCohort> cohorts);

/// What keeps it from being published; empty: nothing.
[[nodiscard]] std::vector<FieldError> faults_of(const Offer& offer);

/// One thing to improve: {field, severity, code, means, change, example, gain}.
[[nodiscard]] boost::json::array write_remarks(const Call& call, const OfferDraft& draft, const Offer& offer);
/// What somebody who chooses by a field that is missing sees of it: {field, text}.
[[nodiscard]] boost::json::array write_findability(const Call& call, const Offer& offer);

/// A publication with its draft, its quality and what there is to improve.
[[nodiscard]] boost::json::object write_publication(const Call& call, const Publication& publication,
                                                    const OfferDraft& draft);
/// One of a list.
[[nodiscard]] boost::json::object write_publication(const Publication& publication);

/// The answer about one publication, with its ETag and the status.
[[nodiscard]] Answer answer_with(const Call& call, const Publication& publication, int status = 200);

/// Stores a draft as it is now; answers as answer_with. `expected`: the version that is changed.
[[nodiscard]] Result<Answer> store_draft(const Call& call, const OfferDraft& draft,
                                         std::optional<std::int64_t> expected, bool only_new);

/// Changes a part of the draft of the publication in the path, under If-Match.
[[nodiscard]] Result<Answer> change_draft(const Call& call, const std::function<void(OfferDraft&)>& change);

/// For a draft that has no key yet: "o-" and ten letters and digits, without those that look alike.
[[nodiscard]] std::string new_offer_key();

/// The draft of the publication in the path, as it is now, goes into the catalogue. Throws InvalidInput for one that
/// cannot be published. The answer of POST .../publish, as JSON.
[[nodiscard]] Result<std::string> publish_draft(const Call& call);
/// Takes the publication in the path out of the catalogue. The answer of POST .../withdraw, as JSON.
[[nodiscard]] Result<std::string> withdraw_offer(const Call& call);

/// Who takes part in a run by now; gives the offer with the counts in it. not_found where there is no such run.
[[nodiscard]] Result<Offer> count_cohort(const Call& call, const RunCohort& cohort);

/// {provider}/offers/{key} as an address.
[[nodiscard]] std::string address_of_offer(ProviderId provider, const std::string& key);

// How often offers were seen.
inline constexpr int k_reach_weeks = 8;
/// Nothing for fewer than k_smallest_reach.
[[nodiscard]] std::optional<std::int64_t> told_reach(std::int64_t count) noexcept;
/// The Monday that `weeks` weeks begin with, this one included.
[[nodiscard]] Date reach_since(const Call& call, int weeks);
/// Over the provider's offers: which fields they lack that searchers choose by, as its report measured it.
[[nodiscard]] std::vector<ReportFindability> missed_fields(const Call& call, ProviderId provider);

[[nodiscard]] boost::json::object write_upload(const Upload& upload, ProviderId provider);
/// The words of a state, in Dutch, for who sent the file.
[[nodiscard]] std::string_view words_of(UploadState state);
[[nodiscard]] Upload upload_in_path(const Call& call);

/// A file with offers as it was sent in.
struct SentFile {
  std::string name{};
  std::string format{};  ///< empty: found by content
  std::string content{};
};
/// Keeps it for the dry run. Throws InvalidInput for an empty one.
[[nodiscard]] Result<Upload> keep_upload(const Call& call, SentFile file);
inline constexpr std::size_t k_upload_bytes = std::size_t{16} << 20U;

/// "written-here", "paused", "failing", "never-read" or "well".
[[nodiscard]] std::string_view status_of(const ProviderSource& source);
[[nodiscard]] boost::json::object write_source(const ProviderSource& source);
/// Answers with the list of sources as it is after a change.
[[nodiscard]] Answer answer_with_sources(const Call& call);

}  // namespace leerwijzer
