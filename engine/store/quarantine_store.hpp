// Quarantine: offers that a fetch no longer saw and that were not deleted, because too many were missing at once.
// They stay in the catalogue until a person releases the deletion or drops it, or a later fetch brings them back.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// waiting: nobody decided yet; released: a person let the deletion happen; dropped: a person kept the offers;
/// healed: a later fetch brought them back.
enum class QuarantineState : std::uint8_t { waiting, released, dropped, healed };
template <>
struct EnumNames<QuarantineState> {
  static constexpr auto names = std::to_array<EnumName<QuarantineState>>({
      {QuarantineState::waiting, "waiting"},
      {QuarantineState::released, "released"},
      {QuarantineState::dropped, "dropped"},
      {QuarantineState::healed, "healed"},
  });
};

struct QuarantineEntry {
  std::int64_t id = 0;
  SourceId source;
  std::string source_name;
  std::string provider_name;  ///< empty: the source as a whole, or offers without a provider
  std::string cause;          ///< collapsed, provider-collapsed or unreadable
  FetchId fetch;              ///< the last one that missed the offers
  std::string explanation;
  std::int64_t offers_before = 0;
  std::int64_t offers_seen = 0;
  std::int64_t offers_held = 0;    ///< in the entry
  std::int64_t offers_absent = 0;  ///< of these: still stored and not back, what a release would delete
  QuarantineState state = QuarantineState::waiting;
  std::string opened_at;  ///< as the database writes it, in UTC
  std::string closed_at;  ///< empty while waiting
  std::string closed_by;
  std::string closed_why;
  std::int64_t deleted = 0;
};

struct QuarantinedOffer {
  OfferId offer;
  std::string key;
  std::string title;
  std::string status;  ///< absent, back or deleted
};

/// Which entries to list.
struct QuarantineQuery {
  bool closed_too = false;
  std::string source_name{};  ///< empty: of every source
  int limit = 100;
};

/// Who decides, and why. Neither may be empty.
struct QuarantineDecision {
  std::string by;
  std::string why;
};

/// Throws ErrorException: not_found for an entry that does not exist, conflict for one that is closed already,
/// invalid_input for a decision without a person or a reason, else as every store.
class QuarantineStore {
 public:
  explicit QuarantineStore(Pool& pool) : pool_(pool) {}

  /// Waiting entries first, then the newest.
  [[nodiscard]] std::vector<QuarantineEntry> list(const QuarantineQuery& query);
  [[nodiscard]] QuarantineEntry entry(std::int64_t id);

  /// In order of id, at most `limit`.
  [[nodiscard]] std::vector<QuarantinedOffer> offers(std::int64_t id, int limit);

  /// Deletes what is still absent, with the change log and an audit entry. Returns the number of offers deleted. Of
  /// two at once, one wins and the other gets a conflict.
  [[nodiscard]] std::int64_t release(std::int64_t id, const QuarantineDecision& decision);

  /// Keeps the offers and closes the entry. The same absence does not open another.
  void drop(std::int64_t id, const QuarantineDecision& decision);

 private:
  std::int64_t close(std::int64_t id, QuarantineState state, const QuarantineDecision& decision);

  Pool& pool_;
};

}  // namespace leerwijzer
