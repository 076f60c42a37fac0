#include "engine/search/starts.hpp"

#include "engine/domain/expiry.hpp"
#include "engine/search/bytes.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_most_days = 1'000'000;  ///< either side of 1970; more is damage

enum class OptionKind : std::uint8_t { dated, rolling, undated };

struct StartOption {
  OptionKind kind = OptionKind::undated;
  bool full = false;
  std::int64_t from = 0;  ///< days since 1970; of dated options
  std::int64_t until = 0;
  std::int64_t enrol_until = 0;  ///< 0: not stated
};

std::int64_t day_of(Date date) { return std::chrono::sys_days{date}.time_since_epoch().count(); }
Date date_of(std::int64_t day) { return Date{std::chrono::sys_days{std::chrono::days{day}}}; }

StartOption option_of(const Run& run) {
  StartOption option;
  option.full = run.status == RunStatus::full;
  if (run.enrol_until) option.enrol_until = day_of(*run.enrol_until);
  const auto first = run.window_from ? run.window_from : run.start;
  const auto last = last_start(run);
  if (first || last) {
    option.kind = OptionKind::dated;
    option.from = day_of(first ? *first : *last);
    option.until = last ? std::max(option.from, day_of(*last)) : k_most_days;  // a window without an end stays open
  } else if (run.start_kind == StartKind::rolling) {
    option.kind = OptionKind::rolling;
  }
  return option;
}

std::vector<StartOption> options_of(std::string_view starts) {
  std::vector<StartOption> options;
  ByteReader reader(starts);
  const std::size_t count = reader.count();
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    StartOption option;
    const std::uint64_t kind = reader.number();
    if (kind > 2) reader.fail();
    option.kind = static_cast<OptionKind>(kind);
    option.full = reader.flag();
    option.enrol_until = reader.signed_number();
    if (option.kind == OptionKind::dated) {
      option.from = reader.signed_number();
      if (option.from < -k_most_days || option.from > k_most_days) reader.fail();
      option.until = option.from + static_cast<std::int64_t>(reader.number() & 0xFFFFFU);
    }
    if (!reader.failed()) options.push_back(option);
  }
  return options;
}

bool is_ahead(const StartOption& option, std::int64_t today) {
  if (option.enrol_until != 0 && option.enrol_until < today) return false;
  return option.kind != OptionKind::dated || option.until >= today;
}

}  // namespace

std::string encode_starts(const Offer& offer) {
  if (offer.runs.empty()) return {};
  std::vector<StartOption> options;
  for (const Run& run : offer.runs) {
    if (run.status != RunStatus::cancelled && run.status != RunStatus::closed) options.push_back(option_of(run));
  }
  ByteWriter out;
  out.number(options.size());
  for (const StartOption& option : options) {
    out.number(static_cast<std::uint64_t>(option.kind));
    out.flag(option.full);
    out.signed_number(option.enrol_until);
    if (option.kind != OptionKind::dated) continue;
    out.signed_number(option.from);
    out.number(static_cast<std::uint64_t>(option.until - option.from));
  }
  return out.take();
}

StartFit start_fit(std::string_view starts, const StartWish& wish) {
  if (starts.empty()) return StartFit::unknown;
  const std::int64_t today = day_of(wish.today);
  bool any_ahead = false;
  bool any_undated = false;
  for (const StartOption& option : options_of(starts)) {
    if (!is_ahead(option, today)) continue;
    any_ahead = true;
    if (option.kind == OptionKind::rolling) return StartFit::fits;
    if (option.kind == OptionKind::undated) {
      any_undated = true;
      continue;
    }
    const bool late_enough = !wish.from || option.until >= day_of(*wish.from);
    const bool early_enough = !wish.before || std::max(option.from, today) <= day_of(*wish.before);
    if (late_enough && early_enough) return StartFit::fits;
  }
  if (any_undated) return StartFit::unknown;
  return any_ahead ? StartFit::does_not : StartFit::past;
}

std::optional<Date> first_known_start(std::string_view starts, Date today) {
  std::optional<std::int64_t> first;
  for (const StartOption& option : options_of(starts)) {
    if (!is_ahead(option, day_of(today)) || option.full || option.kind == OptionKind::undated) continue;
    const std::int64_t start =
        option.kind == OptionKind::rolling ? day_of(today) : std::max(option.from, day_of(today));
    if (!first || start < *first) first = start;
  }
  if (!first) return std::nullopt;
  return date_of(*first);
}

}  // namespace leerwijzer
