// The figures by which the service is watched, as the database knows them: how far the change log is, how each feed
// fares, what waits for a person.
#pragma once

#include "engine/core/ids.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// How the last fetch of a source went.
struct SourceFigures {
  std::string name;
  bool paused = false;
  std::int64_t failures = 0;                ///< in a row
  std::chrono::sys_seconds last_success{};  ///< 1970: never
  std::int64_t added = 0;                   ///< by the last fetch
  std::int64_t changed = 0;
  std::int64_t deleted = 0;
  std::int64_t quarantined = 0;  ///< offers that are held for a person now
};

struct OperationFigures {
  ChangeNumber latest_change;
  std::int64_t shown_offers = 0;        ///< that the index should hold when it stands at the latest change
  std::int64_t waiting_quarantine = 0;  ///< entries
  std::vector<SourceFigures> sources;   ///< by name, 500 at most
};

class OperationStore {
 public:
  explicit OperationStore(Pool& pool) : pool_(pool) {}
  /// All of one moment. Throws ErrorException with unavailable or overloaded.
  [[nodiscard]] OperationFigures figures();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
