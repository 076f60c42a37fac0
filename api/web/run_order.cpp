#include "api/web/run_order.hpp"

#include <algorithm>

namespace leerwijzer {

std::vector<const Run*> runs_by_start(const Offer& offer, Date today) {
  std::vector<const Run*> runs = joinable_runs(offer, today);
  const auto day = [](const Run* run) { return run->start ? run->start : run->window_from; };
  std::stable_sort(runs.begin(), runs.end(), [&](const Run* a, const Run* b) {
    if (!day(a) || !day(b)) return day(a).has_value() && !day(b);
    return *day(a) < *day(b);
  });
  return runs;
}

}  // namespace leerwijzer
