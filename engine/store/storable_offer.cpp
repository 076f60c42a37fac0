#include "engine/store/storable_offer.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

namespace leerwijzer {
namespace {

class Notes {
 public:
  explicit Notes(const std::string& key) : key_(key) {}
  void add(std::string code, std::string path, std::string message) {
    list_.push_back({Severity::warning, std::move(code), key_, std::move(path), std::move(message)});
  }
  std::vector<Diagnostic> take() { return std::move(list_); }

 private:
  const std::string& key_;
  std::vector<Diagnostic> list_;
};

std::string at(std::string_view list, std::size_t index) {
  return "/" + std::string(list) + "/" + std::to_string(index);
}

void fit(std::optional<Date>& date) {
  if (date && (!date->ok() || date->year() < std::chrono::year{1900} || date->year() > std::chrono::year{2200}))
    date.reset();
}

void fit(std::optional<double>& number) {
  if (number && !std::isfinite(*number)) number.reset();
}

void fit_share(double& share) { share = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0; }

void fit(Location& location) {
  if (!location.point) return;
  const auto [latitude, longitude] = *location.point;
  // Written so that a value that is no number fails as well.
  if (!(std::abs(latitude) <= 90.0 && std::abs(longitude) <= 180.0)) location.point.reset();
}

void fit(std::vector<Cost>& costs, const std::string& path, Notes& notes) {
  for (std::size_t i = 0; i < costs.size(); ++i) {
    Cost& cost = costs[i];
    if (cost.confirmed || cost.amount == Cents{0}) continue;
    cost.confirmed = true;
    if (cost.amount) {
      notes.add("price-confirmed", path + at("costs", i),
                "Only a stated 0 can be left unconfirmed; the amount of " + std::to_string(cost.amount->value) +
                    " cents counts as stated.");
    }
  }
}

bool has_dates(const Run& run) { return run.start || run.end || run.window_from || run.window_until; }

/// Only fixed and window carry dates. Dates without a kind tell the kind; dates that contradict a
/// stated kind are left out, because the kind says that they are no promise.
void fit_dates(Run& run, const std::string& path, Notes& notes) {
  for (auto* date : {&run.start, &run.end, &run.window_from, &run.window_until, &run.enrol_from, &run.enrol_until})
    fit(*date);
  if (run.start_kind == StartKind::fixed || run.start_kind == StartKind::window || !has_dates(run)) return;
  if (run.start_kind == StartKind::unknown) {
    run.start_kind = run.start || run.end ? StartKind::fixed : StartKind::window;
    return;
  }
  std::string dropped;
  for (auto* date : {&run.start, &run.end, &run.window_from, &run.window_until}) {
    if (!*date) continue;
    dropped += (dropped.empty() ? "" : ", ") + format_iso(**date);
    date->reset();
  }
  notes.add("dates-without-fixed-start", path,
            "A start of kind " + std::string(name_of(run.start_kind)) + " has no dates; left out: " + dropped + ".");
}

void fit_run_keys(std::vector<Run>& runs, Notes& notes) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::string& key = runs[i].key;
    key = replace_invalid_utf8(key);
    if (key.empty() || seen.insert(key).second) continue;
    const std::string first = key;
    for (int n = 2; !seen.insert(key).second; ++n) key = join({first, std::to_string(n)}, "#");
    notes.add("duplicate-run-key", at("runs", i),
              "Another run has the key " + first + " already; this one became " + key);
  }
}

void fit_level(Offer& offer, Notes& notes) {
  if (!offer.level.nlqf) {
    offer.level.basis = LevelBasis::unknown;
  } else if (offer.level.basis == LevelBasis::unknown) {
    offer.level.basis = LevelBasis::inferred;
    notes.add("level-without-basis", "/level", "Nothing says who states the level, so it counts as inferred.");
  }
}

}  // namespace

std::vector<Diagnostic> make_storable(Offer& offer) {
  offer.key = replace_invalid_utf8(offer.key);
  Notes notes(offer.key);
  fit_level(offer, notes);
  fit(offer.duration_months);
  fit(offer.hours_per_week);
  fit_share(offer.quality);
  for (Outcome& outcome : offer.outcomes) fit_share(outcome.confidence);
  for (Location& location : offer.locations) fit(location);
  fit(offer.costs, "", notes);
  fit_run_keys(offer.runs, notes);
  for (std::size_t i = 0; i < offer.runs.size(); ++i) {
    Run& run = offer.runs[i];
    fit_dates(run, at("runs", i), notes);
    fit(run.costs, at("runs", i), notes);
    if (run.location) fit(*run.location);
    for (Session& session : run.sessions) fit(session.date);
  }
  return notes.take();
}

}  // namespace leerwijzer
