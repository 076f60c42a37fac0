#include "engine/search/starts.hpp"

#include "engine/domain/expiry.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_last_day = k_no_end - 1;

StartOption option_of(const Run& run) {
  StartOption option;
  option.full = run.status == RunStatus::full ? 1 : 0;
  if (run.enrol_until) option.enrol_until = day_number(*run.enrol_until);
  const auto first = run.window_from ? run.window_from : run.start;
  const auto last = last_start(run);
  if (first || last) {
    option.kind = StartOptionKind::dated;
    option.from = day_number(first ? *first : *last);
    if (last) option.until = std::max(option.from, day_number(*last));  // a window without an end stays open
  } else if (run.start_kind == StartKind::rolling) {
    option.kind = StartOptionKind::rolling;
  }
  return option;
}

DayNumber last_day(const StartOption& option) noexcept {
  return option.kind == StartOptionKind::dated ? std::min(option.enrol_until, option.until) : option.enrol_until;
}

}  // namespace

DayNumber day_number(Date date) {
  const std::int64_t day = std::chrono::sys_days{date}.time_since_epoch().count();
  return static_cast<DayNumber>(std::clamp<std::int64_t>(day, 0, k_last_day));
}

Starts starts_of(const Offer& offer) {
  Starts starts;
  starts.any_runs = !offer.runs.empty();
  for (const Run& run : offer.runs) {
    if (run.status != RunStatus::cancelled && run.status != RunStatus::closed) starts.options.push_back(option_of(run));
  }
  return starts;
}

DayNumber last_day_ahead(std::span<const StartOption> options) noexcept {
  DayNumber last = 0;
  for (const StartOption& option : options) last = std::max(last, last_day(option));
  return last;
}

StartWindow::StartWindow(const StartWish& wish)
    : today(day_number(wish.today)),
      from(wish.from ? day_number(*wish.from) : DayNumber{0}),
      before(wish.before ? day_number(*wish.before) : k_no_end) {}

StartFit start_fit(bool any_runs, std::span<const StartOption> options, StartWindow wish) noexcept {
  if (!any_runs) return StartFit::unknown;
  bool any_ahead = false;
  bool any_undated = false;
  for (const StartOption& option : options) {
    if (last_day(option) < wish.today) continue;
    any_ahead = true;
    if (option.kind == StartOptionKind::rolling) return StartFit::fits;
    if (option.kind == StartOptionKind::undated) {
      any_undated = true;
    } else if (option.until >= wish.from && std::max(option.from, wish.today) <= wish.before) {
      return StartFit::fits;
    }
  }
  if (any_undated) return StartFit::unknown;
  return any_ahead ? StartFit::does_not : StartFit::past;
}

std::optional<DayNumber> first_known_start(std::span<const StartOption> options, DayNumber today) noexcept {
  std::optional<DayNumber> first;
  for (const StartOption& option : options) {
    if (last_day(option) < today || option.full != 0 || option.kind == StartOptionKind::undated) continue;
    const DayNumber start = option.kind == StartOptionKind::rolling ? today : std::max(option.from, today);
    if (!first || start < *first) first = start;
  }
  return first;
}

}  // namespace leerwijzer
