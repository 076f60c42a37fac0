#include "engine/store/sweep.hpp"

#include "engine/core/text.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/sql/quarantine_statements.hpp"
#include "engine/store/transaction.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_every_provider = -1;

/// Offers of a source or of one provider in it, before and in this fetch.
struct Seen {
  std::int64_t now = 0;
  std::int64_t known = 0;  ///< those of this fetch among them
  std::int64_t added = 0;

  [[nodiscard]] std::int64_t missing() const { return known - now; }
  [[nodiscard]] std::int64_t former() const { return known - added; }
  [[nodiscard]] bool below(const CollapseGuard& guard) const {
    return static_cast<double>(now) < guard.smallest_share * static_cast<double>(former());
  }
};

/// A part of the source whose missing offers are not deleted.
struct Withheld {
  std::string scope;                         ///< as in the table
  std::int64_t provider = k_every_provider;  ///< 0: offers without a provider
  std::string provider_name;
  std::string cause;
  std::string explanation;
  Seen seen;
};

class Sweep {
 public:
  Sweep(Transaction& tx, FetchId fetch, SourceId source, const FeedEnd& end, const CollapseGuard& guard)
      : tx_(tx), fetch_(fetch), source_(source), end_(end), guard_(guard) {}

  SweepOutcome run() {
    outcome_ = {end_.complete ? "finished" : "incomplete", replace_invalid_utf8(end_.reason), {}, 0};
    tx_.run(k_quarantine_sql["mark-back"], source_.value, fetch_.value);
    if (end_.complete || end_.unreadable) judge();
    const bool accepted = end_.complete && !guard_.accepted_by.empty();
    if (accepted) accept();
    for (const Withheld& part : withheld_) hold(part);
    if (end_.complete && missing_ > 0 && !whole_source_withheld()) delete_missing();
    heal();
    return std::move(outcome_);
  }

 private:
  void judge() {
    Seen all;
    RowReader(tx_.run(k_quarantine_sql["count-seen"], source_.value, fetch_.value)[0]).into(all.now, all.known);
    missing_ = all.missing();
    if (missing_ == 0) return;
    std::string state;
    RowReader(tx_.run(k_fetch_sql["read-fetch"], fetch_.value)[0]).into(state, all.added);
    if (end_.unreadable) return withhold_unreadable(all);
    if (collapsed(all)) {
      withheld_.push_back({"", k_every_provider, "", "collapsed",
                           fmt::format("only {} of {} offers came back; nothing was deleted and a person has to look",
                                       all.now, all.former()),
                           all});
    } else {
      judge_providers();
    }
  }

  /// A source of any size that gives nothing at all any more is more often broken than empty.
  [[nodiscard]] bool collapsed(const Seen& all) const {
    if (guard_.smallest_share <= 0.0) return false;
    return all.now == 0 || (all.former() >= guard_.from_offers && all.below(guard_));
  }

  void withhold_unreadable(const Seen& all) {
    withheld_.push_back({"", k_every_provider, "", "unreadable",
                         fmt::format("{} of {} offers could not be read from what came, so nothing was deleted and a "
                                     "person has to look",
                                     all.missing(), all.former()),
                         all});
  }

  /// In a feed of many, one provider's part can vanish while the feed as a whole looks well. What is new of it
  /// counts as known here too, so the rule is a little stricter than that of the source.
  void judge_providers() {
    const auto rows = tx_.run(k_quarantine_sql["count-seen-by-provider"], source_.value, fetch_.value);
    if (rows.size() < 2) return;
    for (const auto& row : rows) {
      Withheld part;
      std::string key;
      RowReader(row).into(part.provider, key, part.provider_name, part.seen.now, part.seen.known);
      if (part.seen.missing() == 0 || part.seen.known < guard_.from_offers_of_provider || !part.seen.below(guard_))
        continue;
      part.scope = "p" + key;
      part.cause = "provider-collapsed";
      part.explanation =
          fmt::format("only {} of {} offers of {} came back; they were kept and a person has to look", part.seen.now,
                      part.seen.known, part.provider_name.empty() ? "no provider" : part.provider_name);
      withheld_.push_back(std::move(part));
    }
  }

  /// A person said beforehand that the feed did shrink.
  void accept() {
    if (!withheld_.empty()) {
      std::string name;
      RowReader(tx_.run(k_fetch_sql["source-name"], source_.value)[0]).into(name);
      std::string detail = fmt::format("fetch {}: ", fetch_.value);
      for (const Withheld& part : withheld_)
        detail += fmt::format("{}{} of {} offers are left{}", &part == &withheld_.front() ? "" : "; ", part.seen.now,
                              part.seen.former(), part.provider_name.empty() ? "" : " of " + part.provider_name);
      write_audit(tx_, {"", guard_.accepted_by, "accept-collapse", "source " + name, detail});
    }
    tx_.run(k_quarantine_sql["accept-waiting"], source_.value, guard_.accepted_by, std::to_string(fetch_.value));
    withheld_.clear();
  }

  void hold(const Withheld& part) {
    outcome_.kept_back += part.seen.missing();
    outcome_.reason = part.explanation + (outcome_.reason.empty() ? "" : ": " + outcome_.reason);
    if (part.cause == "collapsed") outcome_.state = "collapsed";
    const auto dropped =
        tx_.run(k_quarantine_sql["drop-covers"], source_.value, part.scope, fetch_.value, part.provider);
    if (!dropped.empty()) {
      bool covered = false;
      RowReader(dropped[0]).into(covered);
      if (covered) return;
    }
    const auto provider = part.provider > 0 ? std::optional(part.provider) : std::nullopt;
    std::int64_t id = 0;
    RowReader(tx_.run(k_quarantine_sql["open-quarantine"], source_.value, provider, part.scope, part.provider_name,
                      part.cause, fetch_.value, outcome_.reason, part.seen.former(), part.seen.now)[0])
        .into(id);
    tx_.run(k_quarantine_sql["hold-offers"], id, source_.value, fetch_.value, part.provider);
  }

  [[nodiscard]] bool whole_source_withheld() const {
    return !withheld_.empty() && withheld_.front().provider == k_every_provider;
  }

  void delete_missing() {
    std::vector<ProviderId> kept;
    for (const Withheld& part : withheld_) kept.push_back(ProviderId{part.provider});
    for (const auto& row : tx_.run(k_quarantine_sql["sweep-offers"], source_.value, fetch_.value, bigint_array(kept))) {
      RowReader(row).into(outcome_.deleted.emplace_back());
    }
    std::ranges::sort(outcome_.deleted);
  }

  /// A fetch that saw all settles every entry that it did not confirm; another only those of which all came back.
  void heal() {
    std::vector<std::string> scopes;
    for (const Withheld& part : withheld_) scopes.push_back(part.scope);
    tx_.run(k_quarantine_sql["heal-quarantine"], source_.value, std::to_string(fetch_.value), json_strings(scopes),
            end_.complete && !whole_source_withheld());
  }

  Transaction& tx_;
  FetchId fetch_;
  SourceId source_;
  const FeedEnd& end_;
  const CollapseGuard& guard_;
  std::int64_t missing_ = 0;
  std::vector<Withheld> withheld_;
  SweepOutcome outcome_;
};

}  // namespace

SweepOutcome sweep(Transaction& tx, FetchId fetch, SourceId source, const FeedEnd& end, const CollapseGuard& guard) {
  return Sweep(tx, fetch, source, end, guard).run();
}

}  // namespace leerwijzer
