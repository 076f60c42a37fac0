// What a provider publishes here itself: an offer as a draft and as it was published, the files that it sends in, and
// how often its offers were seen. Bodies are JSON as the API writes it; nobody else reads them.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

enum class PublicationState : std::uint8_t {
  draft,      ///< never published
  published,  ///< as it stands
  changed,    ///< published, and the draft says something else by now
  withdrawn   ///< was published once
};
template <>
struct EnumNames<PublicationState> {
  static constexpr auto names = std::to_array<EnumName<PublicationState>>({
      {PublicationState::draft, "draft"},
      {PublicationState::published, "published"},
      {PublicationState::changed, "changed"},
      {PublicationState::withdrawn, "withdrawn"},
  });
};

/// Who takes part in one run. Nothing: not known.
struct CohortCounts {
  std::optional<int> minimum{};
  std::optional<int> maximum{};
  int enrolled = 0;
  std::optional<int> pending{};  ///< asked for a place and not sure yet; they do not count as enrolled
  bool operator==(const CohortCounts&) const = default;
};

struct RunCohort {
  std::string run;  ///< key of the run
  CohortCounts counts;
};

/// Moments as the database writes them, in UTC; empty where there is none.
struct Publication {
  std::string key;
  std::int64_t version = 0;  ///< of the draft
  PublicationState state = PublicationState::draft;
  std::string title;
  double quality = 0.0;
  std::string draft;
  std::string published;               ///< empty: never
  std::int64_t published_version = 0;  ///< grows whenever the catalogue gets another version
  OfferId offer;                       ///< in the catalogue; not stored(): it is not there
  std::string changed_at;
  std::string published_at;
  std::string withdrawn_at;
  std::vector<RunCohort> cohorts{};
};

enum class UploadState : std::uint8_t {
  waiting,     ///< for the indexer to look at it
  checked,     ///< the report is there; the provider decides
  unreadable,  ///< nothing can be made of it
  confirmed,   ///< will be ingested
  ingested,
  failed  ///< the provider agreed, and it could not be ingested
};
template <>
struct EnumNames<UploadState> {
  static constexpr auto names = std::to_array<EnumName<UploadState>>({
      {UploadState::waiting, "waiting"},
      {UploadState::checked, "checked"},
      {UploadState::unreadable, "unreadable"},
      {UploadState::confirmed, "confirmed"},
      {UploadState::ingested, "ingested"},
      {UploadState::failed, "failed"},
  });
};

struct Upload {
  std::int64_t id = 0;
  std::string name;
  std::string format;  ///< empty: not known yet
  std::string digest;
  std::int64_t bytes = 0;
  UploadState state = UploadState::waiting;
  std::string report;   ///< JSON of the dry run; empty: none yet
  std::string outcome;  ///< JSON of the ingest; empty: none yet
  std::string added_at;
  std::string changed_at;
};

/// What happened to an offer in front of somebody, of whom nothing is kept.
enum class ReachKind : std::uint8_t { shown, opened, sent_on };
template <>
struct EnumNames<ReachKind> {
  static constexpr auto names = std::to_array<EnumName<ReachKind>>({
      {ReachKind::shown, "shown"},
      {ReachKind::opened, "opened"},
      {ReachKind::sent_on, "sent-on"},
  });
};

/// Fewer than this is not told: behind a small number may be somebody.
inline constexpr std::int64_t k_smallest_reach = 5;

struct ReachWeek {
  Date week{};  ///< its Monday
  std::int64_t shown = 0;
  std::int64_t opened = 0;
  std::int64_t sent_on = 0;
};

struct OfferReach {
  OfferId offer;  ///< as it is shown
  std::string key;
  std::string title;
  std::vector<ReachWeek> weeks;  ///< newest first; a week without anything is left out
};

/// The Monday of a day's week.
[[nodiscard]] inline Date week_of(Date day) {
  const std::chrono::sys_days at{day};
  return Date{at - (std::chrono::weekday{at} - std::chrono::Monday)};
}

}  // namespace leerwijzer
