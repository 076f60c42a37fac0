#include "api/live/postgres_catalogue.hpp"

#include "engine/store/change_age.hpp"

#include <string>

namespace leerwijzer {
namespace {

std::string text_of(std::chrono::milliseconds span) { return std::to_string(span.count()) + " ms"; }

}  // namespace

Result<void> PostgresCatalogue::check_age() {
  if (age_.index == nullptr || age_.most.count() == 0) return k_ok;
  const auto version = age_.index->version();
  if (!version) return version.error();
  const std::chrono::milliseconds waits = oldest_change_waits(checking_, version->change);
  if (waits <= age_.most) return k_ok;
  return Error{ErrorCode::unavailable,
               "The index of this process is behind by " + text_of(waits) + "; " + text_of(age_.most) + " are allowed.",
               "Look at what writes the index, or copies it to this node.", "index"};
}

Result<void> PostgresCatalogue::check() {
  try {
    if (auto ping = checking_.ping(); !ping) return ping;
    if (auto same = require_current_schema(checking_); !same) return same;
    return check_age();
  } catch (const ErrorException& error) {
    return error.error();
  }
}

}  // namespace leerwijzer
