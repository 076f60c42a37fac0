#include "api/answer_epoch.hpp"

namespace leerwijzer {
namespace {

/// How much longer than usual a look may be on its way before others stop relying on the last one.
constexpr int k_patience = 5;

}  // namespace

bool AnswerEpoch::same_surroundings() const {
  return services_.snapshots->version() == reference_ && services_.today() == today_;
}

std::optional<std::uint64_t> AnswerEpoch::at_once() {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || epoch_ == 0 || !version_ || !same_surroundings()) return std::nullopt;
  const auto age = Clock::now() - looked_at_;
  if (age < between_looks_) return epoch_;
  // One request goes and looks; the others need not queue behind it.
  if (look_is_coming_ && age < between_looks_ * k_patience) return epoch_;
  look_is_coming_ = true;
  return std::nullopt;
}

std::optional<std::uint64_t> AnswerEpoch::current() {
  if (services_.index == nullptr) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const bool same = epoch_ != 0 && same_surroundings();
  if (same && version_ && Clock::now() - looked_at_ < between_looks_) return epoch_;
  const auto now = Clock::now();
  const std::uint64_t reference = services_.snapshots->version();
  const Date today = services_.today();
  auto found = services_.index->version();
  look_is_coming_ = false;
  if (!found || reference == 0) {
    version_.reset();
    return std::nullopt;
  }
  const bool same_index = version_ && version_->generation == found->generation && version_->change == found->change;
  if (!same || !same_index) ++epoch_;
  version_ = std::move(*found);
  reference_ = reference;
  today_ = today;
  looked_at_ = now;
  return epoch_;
}

}  // namespace leerwijzer
