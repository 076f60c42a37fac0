#include "indexer/pipeline/upload_work.hpp"

#include "indexer/pipeline/check_feed.hpp"
#include "indexer/pipeline/ingest.hpp"
#include "indexer/pipeline/owner_filter.hpp"
#include "indexer/scratch_folder.hpp"

#include "engine/core/text.hpp"
#include "engine/store/content_hash.hpp"
#include "engine/store/upload_store.hpp"
#include "report/report_json.hpp"

#include <fmt/core.h>
#include <boost/json.hpp>

#include <fstream>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_most_tries = 3;
constexpr std::int64_t k_most_records = 100'000;

/// An upload has 16 MB at most; a catalogue that is larger when unpacked is a feed.
constexpr UnpackLimits k_limits{.packed_bytes = 20ULL << 20U,
                                .unpacked_bytes = 256ULL << 20U,
                                .ratio = 200,
                                .ratio_from = 16ULL << 20U,
                                .entries = 2'000};

std::string_view name_of_outcome(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::clean: return "clean";
    case CheckOutcome::warnings: return "warnings";
    case CheckOutcome::errors: return "errors";
    case CheckOutcome::unreadable: return "unreadable";
  }
  return "";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// The file in a folder of its own, and how it is read.
class OpenUpload {
 public:
  OpenUpload(const Upload& upload, const std::string& content) : folder_("upload") {
    const auto file = folder_.path() / upload.name;
    std::ofstream(file, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
    auto place = local_place(file.string(), k_limits);
    if (!place) throw ErrorException(place.error());
    place_ = std::move(*place);
    const auto format = upload.format.empty() ? detect_feed_format(*place_) : feed_format_named(upload.format);
    if (!format) throw ErrorException(format.error());
    format_ = *format;
  }

  [[nodiscard]] FeedPlace& place() const { return *place_; }
  [[nodiscard]] const FeedFormat& format() const { return *format_; }
  /// Without where it lies on this machine, which is nobody's business.
  [[nodiscard]] std::string told(const std::string& text) const {
    return replaced(text, folder_.path().string() + "/", "");
  }

 private:
  ScratchFolder folder_;
  std::unique_ptr<FeedPlace> place_;
  const FeedFormat* format_ = nullptr;
};

/// Lets in what the owner may send and what can be used, and counts the rest.
class Admission {
 public:
  explicit Admission(const Provider& owner) : filter_(owner) {}

  /// False: it cannot be used, so what is stored under its key stays.
  bool admit(FeedRecord& record) {
    const bool usable = !is_unusable(record);
    const std::int64_t before = filter_.refused();
    filter_.admit(record);
    if (!usable && filter_.refused() == before) ++unusable_;
    return usable;
  }

  [[nodiscard]] std::int64_t refused() const noexcept { return filter_.refused() + unusable_; }

 private:
  OwnerFilter filter_;
  std::int64_t unusable_ = 0;
};

/// What ingesting would do, offer by offer.
class Comparison {
 public:
  Comparison(std::unordered_map<std::string, std::string> stored, std::string owner_key)
      : stored_(std::move(stored)), owner_key_(std::move(owner_key)) {}

  void see(const Offer& offer) {
    if (title_of(offer).empty() || !seen_.insert(offer.key).second) return;
    const auto found = stored_.find(offer.key);
    if (found == stored_.end()) {
      ++added_;
    } else {
      ++(found->second == body_hash(offer, owner_key_) ? unchanged_ : changed_);
    }
  }

  void stays(const std::string& key) {
    if (stored_.contains(key) && seen_.insert(key).second) ++kept_;
  }

  [[nodiscard]] json::object write(std::int64_t refused, bool complete, const CollapseGuard& guard) const {
    const auto former = static_cast<std::int64_t>(stored_.size());
    const std::int64_t missing = former - changed_ - unchanged_ - kept_;
    const bool collapses =
        seen_.empty() || (former >= guard.from_offers_of_provider &&
                          static_cast<double>(seen_.size()) < guard.smallest_share * static_cast<double>(former));
    const bool withheld = missing > 0 && collapses;
    return {{"added", added_},
            {"changed", changed_},
            {"unchanged", unchanged_},
            {"deleted", complete && !withheld ? missing : 0},
            {"withheld", complete && withheld ? missing : 0},
            {"refused", refused}};
  }

 private:
  std::unordered_map<std::string, std::string> stored_;
  std::string owner_key_;
  std::unordered_set<std::string> seen_;
  std::int64_t added_ = 0;
  std::int64_t changed_ = 0;
  std::int64_t unchanged_ = 0;
  std::int64_t kept_ = 0;
};

std::string trouble(const Error& error) {
  return json::serialize(json::object{{"outcome", "unreadable"},
                                      {"counts", nullptr},
                                      {"trouble", error.what},
                                      {"hint", error.hint},
                                      {"report", nullptr}});
}

class UploadWork {
 public:
  UploadWork(Workspace& workspace, Enrichment& enrichment, const std::function<bool()>& stopped, const UploadTask& task)
      : workspace_(workspace), enrichment_(enrichment), stopped_(stopped), store_(workspace.pool()), task_(task) {}

  void run() {
    const auto upload = store_.find(task_.provider, task_.upload);
    const auto content = store_.content(task_);
    auto owner = workspace_.catalogue().provider(task_.provider);
    if (!upload || !content || !owner) return store_.end_task(task_);
    if (task_.tries > k_most_tries) return give_up(*upload);
    if (upload->state == UploadState::waiting) {
      check(*upload, *content, *owner);
    } else if (upload->state == UploadState::confirmed) {
      ingest_it(*upload, *content, *owner);
    } else {
      store_.end_task(task_);
    }
  }

 private:
  /// The program itself came to grief on it, again and again.
  void give_up(const Upload& upload) {
    const std::string told = trouble(
        {ErrorCode::internal, "Het bestand kon niet worden gelezen.", "Meld het bij de beheerder van Leerwijzer.", ""});
    if (upload.state == UploadState::confirmed) return keep_outcome(UploadState::failed, told);
    keep_report(UploadState::unreadable, upload.format, told);
  }

  /// Of the file, and not of the database or of an end that was asked for.
  [[nodiscard]] bool is_told(const Error& error) const {
    const bool passes = error.code == ErrorCode::unavailable || error.code == ErrorCode::overloaded;
    return !stopped_() && (!passes || task_.tries >= k_most_tries);
  }

  void count(std::int64_t records) const {
    if (stopped_()) throw ErrorException({ErrorCode::unavailable, "The program was asked to stop", "", ""});
    if (records > k_most_records)
      throw ErrorException({ErrorCode::too_large, "Het bestand heeft meer dan 100.000 regels.",
                            "Deel het op, of vraag de beheerder om een bron die we zelf ophalen.", ""});
  }

  void check(const Upload& upload, const std::string& content, const Provider& owner) {
    try {
      const OpenUpload open(upload, content);
      Admission admission(owner);
      Comparison comparison(store_.stored_hashes(task_.provider), owner.key);
      CheckOptions options;
      options.today = workspace_.today();
      options.name = owner.name;
      options.outcomes_checked = true;
      options.admit = [&](FeedRecord& record) {
        if (!admission.admit(record)) comparison.stays(record.offer ? record.offer->key : record.raw.key);
      };
      options.seen = [&](const Offer& offer) { comparison.see(offer); };
      options.progress = [this](std::int64_t records) { count(records); };
      CheckedFeed checked = check_feed(open.place(), open.format(), enrichment_, options);
      json::object document;
      document["outcome"] = name_of_outcome(checked.outcome);
      document["counts"] = comparison.write(admission.refused(), checked.report.complete, {});
      document["report"] = report_as_json(checked.report);
      const bool readable = checked.outcome != CheckOutcome::unreadable && checked.report.offers > 0;
      keep_report(readable ? UploadState::checked : UploadState::unreadable, std::string(open.format().name),
                  open.told(json::serialize(document)));
    } catch (const ErrorException& failure) {
      if (!is_told(failure.error())) throw;
      keep_report(UploadState::unreadable, upload.format, trouble(failure.error()));
    }
  }

  void keep_report(UploadState state, const std::string& format, const std::string& report) {
    store_.keep_report(task_, state, format, report);
    fmt::print("upload provider={} upload={} checked state={} format={}\n", task_.provider.value, task_.upload,
               name_of(state), format);
    std::fflush(stdout);
  }

  void ingest_it(const Upload& upload, const std::string& content, const Provider& owner) {
    try {
      const OpenUpload open(upload, content);
      Admission admission(owner);
      IngestOptions options;
      options.today = workspace_.today();
      options.provider_name = owner.name;
      options.admit = [&](FeedRecord& record) { admission.admit(record); };
      options.progress = [this](std::int64_t records) { count(records); };
      options.stopped = stopped_;
      const Source source = store_.source_for(task_.provider, std::string(open.format().name));
      const auto summary = ingest(workspace_.catalogue(), enrichment_, source, open.place(), open.format(), options);
      if (!summary) throw ErrorException(summary.error());
      json::object counts{{"added", summary->counts.added},         {"changed", summary->counts.changed},
                          {"unchanged", summary->counts.unchanged}, {"deleted", summary->deleted},
                          {"withheld", summary->kept_back},         {"refused", admission.refused()}};
      json::object document{{"complete", summary->complete}, {"counts", std::move(counts)}};
      document["reason"] = summary->reason.empty() ? json::value(nullptr) : json::value(summary->reason);
      keep_outcome(UploadState::ingested, open.told(json::serialize(document)));
    } catch (const ErrorException& failure) {
      if (!is_told(failure.error())) throw;
      keep_outcome(UploadState::failed, trouble(failure.error()));
    }
  }

  void keep_outcome(UploadState state, const std::string& outcome) {
    store_.keep_outcome(task_, state, outcome);
    fmt::print("upload provider={} upload={} state={}\n", task_.provider.value, task_.upload, name_of(state));
    std::fflush(stdout);
  }

  Workspace& workspace_;
  Enrichment& enrichment_;
  const std::function<bool()>& stopped_;
  UploadStore store_;
  UploadTask task_;
};

}  // namespace

bool work_on_upload(Workspace& workspace, Enrichment& enrichment, const std::function<bool()>& stopped) {
  const auto task = UploadStore(workspace.pool()).next_task();
  if (!task) return false;
  UploadWork(workspace, enrichment, stopped, *task).run();
  return true;
}

}  // namespace leerwijzer
