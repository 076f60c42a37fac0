// What institutions publish here: drafts, publications, uploads, their sources, and how often their offers are seen.
// Every call may throw ErrorException with unavailable; whoever calls has checked that the caller belongs to the
// provider.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/provider_sources.hpp"
#include "engine/store/publication_store.hpp"
#include "engine/store/upload_store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

class PublishingDesk {
 public:
  virtual ~PublishingDesk() = default;

  // As PublicationStore.
  [[nodiscard]] virtual Result<DraftOutcome> put(const DraftChange& change) = 0;
  [[nodiscard]] virtual Result<std::string> add(const DraftChange& change, const Retry& retry,
                                                const std::string& sealed) = 0;
  [[nodiscard]] virtual std::optional<Publication> find(ProviderId provider, const std::string& key) = 0;
  [[nodiscard]] virtual PublicationPage list(ProviderId provider, std::optional<PublicationState> state, int offset,
                                             int limit) = 0;
  [[nodiscard]] virtual Result<void> remove(ProviderId provider, const std::string& key, std::int64_t version) = 0;
  [[nodiscard]] virtual Result<PublishOutcome> publish(const PublishOrder& order) = 0;
  [[nodiscard]] virtual Result<PublishOutcome> withdraw(const WithdrawOrder& order) = 0;
  [[nodiscard]] virtual Result<void> put_cohort(const CohortChange& change) = 0;

  // As UploadStore.
  [[nodiscard]] virtual Result<std::string> add_upload(const NewUpload& upload, const Retry& retry,
                                                       const SealUpload& sealed) = 0;
  [[nodiscard]] virtual std::optional<Upload> find_upload(ProviderId provider, std::int64_t id) = 0;
  [[nodiscard]] virtual UploadPage list_uploads(ProviderId provider, int offset, int limit) = 0;
  [[nodiscard]] virtual Result<void> confirm_upload(ProviderId provider, std::int64_t id, const std::string& actor) = 0;
  [[nodiscard]] virtual Result<void> discard_upload(ProviderId provider, std::int64_t id, const std::string& actor) = 0;

  // As ProviderSources.
  [[nodiscard]] virtual std::vector<ProviderSource> sources(ProviderId provider) = 0;
  [[nodiscard]] virtual Result<void> set_paused(ProviderId provider, SourceId source, bool paused,
                                                const std::string& actor) = 0;
  [[nodiscard]] virtual Result<void> fetch_now(ProviderId provider, SourceId source, const std::string& actor) = 0;

  /// Counts in memory; what is counted reaches the database within seconds. Never waits and never fails.
  virtual void count(ReachKind kind, std::span<const OfferId> offers, Date today) noexcept = 0;
  [[nodiscard]] virtual PublicationStore::ReachPage reach(ProviderId provider, Date since, int offset, int limit) = 0;
};

}  // namespace leerwijzer
