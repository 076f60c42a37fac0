#include "indexer/pipeline/due_sources.hpp"

#include "indexer/fetching/pause.hpp"

#include <algorithm>
#include <tuple>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_seconds;

constexpr auto k_first_pause = 60s;
constexpr auto k_longest_pause = 6h;

}  // namespace

FetchSchedule schedule_of(const SourceSettings& settings, const FetchSchedule& otherwise) {
  const auto schedule = parse_schedule(settings.schedule);
  return schedule ? *schedule : otherwise;
}

bool is_due(const SourceEntry& entry, const FetchSchedule& otherwise, sys_seconds now) {
  if (entry.settings.paused) return false;
  const auto& due = entry.state.next_due;
  if (!due || *due <= now) return true;
  const sys_seconds scheduled = next_after(schedule_of(entry.settings, otherwise), now);
  return *due > std::max<sys_seconds>(scheduled, now + k_longest_pause) + 1min;
}

std::vector<const SourceEntry*> due_sources(std::span<const SourceEntry> entries, const FetchSchedule& otherwise,
                                            sys_seconds now) {
  std::vector<const SourceEntry*> due;
  for (const SourceEntry& entry : entries) {
    if (is_due(entry, otherwise, now)) due.push_back(&entry);
  }
  const auto order = [](const SourceEntry* entry) {
    return std::tuple(entry->state.failures > 0, entry->state.next_due.value_or(sys_seconds{}));
  };
  std::stable_sort(due.begin(), due.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
  return due;
}

sys_seconds next_due(const FetchSchedule& schedule, int failures, sys_seconds now, double random) {
  if (failures <= 0) return next_after(schedule, now);
  return now + std::chrono::ceil<std::chrono::seconds>(pause_after(failures, k_first_pause, k_longest_pause, random));
}

}  // namespace leerwijzer
