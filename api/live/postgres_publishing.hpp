// Publishing on PostgreSQL, with a thread that stores what was counted.
#pragma once

#include "api/publishing_desk.hpp"
#include "api/reach_counter.hpp"
#include "engine/store/pool.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace leerwijzer {

class PostgresPublishing : public PublishingDesk {
 public:
  /// Counts are stored after every `interval`, and at the end. `today` tells which weeks are over and forgotten. `log`
  /// gets a line when the counts cannot be stored; they are tried again.
  PostgresPublishing(Pool& pool, std::chrono::milliseconds interval, std::function<Date()> today,
                     std::function<void(const std::string&)> log);
  ~PostgresPublishing() override;
  PostgresPublishing(const PostgresPublishing&) = delete;
  PostgresPublishing& operator=(const PostgresPublishing&) = delete;

  [[nodiscard]] Result<DraftOutcome> put(const DraftChange& change) override { return publications_.put(change); }
  [[nodiscard]] Result<std::string> add(const DraftChange& change, const Retry& retry,
                                        const std::string& sealed) override {
    return publications_.add(change, retry, sealed);
  }
  [[nodiscard]] std::optional<Publication> find(ProviderId provider, const std::string& key) override {
    return publications_.find(provider, key);
  }
  [[nodiscard]] PublicationPage list(ProviderId provider, std::optional<PublicationState> state, int offset,
                                     int limit) override {
    return publications_.list(provider, state, offset, limit);
  }
  [[nodiscard]] Result<void> remove(ProviderId provider, const std::string& key, std::int64_t version) override {
    return publications_.remove(provider, key, version);
  }
  [[nodiscard]] Result<PublishOutcome> publish(const PublishOrder& order) override {
    return publications_.publish(order);
  }
  [[nodiscard]] Result<PublishOutcome> withdraw(const WithdrawOrder& order) override {
    return publications_.withdraw(order);
  }
  [[nodiscard]] Result<void> put_cohort(const CohortChange& change) override {
    return publications_.put_cohort(change);
  }
  [[nodiscard]] Result<std::string> add_upload(const NewUpload& upload, const Retry& retry,
                                               const SealUpload& sealed) override {
    return uploads_.add(upload, retry, sealed);
  }
  [[nodiscard]] std::optional<Upload> find_upload(ProviderId provider, std::int64_t id) override {
    return uploads_.find(provider, id);
  }
  [[nodiscard]] UploadPage list_uploads(ProviderId provider, int offset, int limit) override {
    return uploads_.list(provider, offset, limit);
  }
  [[nodiscard]] Result<void> confirm_upload(ProviderId provider, std::int64_t id, const std::string& actor) override {
    return uploads_.confirm(provider, id, actor);
  }
  [[nodiscard]] Result<void> discard_upload(ProviderId provider, std::int64_t id, const std::string& actor) override {
    return uploads_.discard(provider, id, actor);
  }
  [[nodiscard]] std::vector<ProviderSource> sources(ProviderId provider) override { return sources_.list(provider); }
  [[nodiscard]] Result<void> set_paused(ProviderId provider, SourceId source, bool paused,
                                        const std::string& actor) override {
    return sources_.set_paused(provider, source, paused, actor);
  }
  [[nodiscard]] Result<void> fetch_now(ProviderId provider, SourceId source, const std::string& actor) override {
    return sources_.fetch_now(provider, source, actor);
  }
  void count(ReachKind kind, std::span<const OfferId> offers, Date today) noexcept override;
  [[nodiscard]] PublicationStore::ReachPage reach(ProviderId provider, Date since, int offset, int limit) override {
    return publications_.reach(provider, since, offset, limit);
  }

 private:
  void run();
  void store_counts();

  PublicationStore publications_;
  UploadStore uploads_;
  ProviderSources sources_;
  ReachCounter counter_;
  std::chrono::milliseconds interval_;
  std::function<Date()> today_;
  std::function<void(const std::string&)> log_;
  bool failing_ = false;
  Date forgotten_{};
  bool stopping_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace leerwijzer
