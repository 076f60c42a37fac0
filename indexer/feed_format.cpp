#include "indexer/feed_format.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

std::string names_of_formats() {
  std::string names;
  for (const FeedFormat* format : feed_formats()) names += (names.empty() ? "" : ", ") + std::string(format->name);
  return names;
}

/// Why the first document cannot be read, which is then why no format was found.
std::optional<Error> failure_of_first_document(FeedPlace& place) {
  const std::vector<std::string> names = place.names();
  const bool folder = place.kind() == PlaceKind::folder;
  if (folder && names.empty()) return std::nullopt;
  const auto stream = place.open(folder ? names.front() : "");
  if (!stream) return stream.error();
  std::array<char, 16> head{};
  const auto count = (*stream)->read(head);
  return count ? std::nullopt : std::optional(count.error());
}

}  // namespace

Result<const FeedFormat*> feed_format_named(std::string_view name) {
  for (const FeedFormat* format : feed_formats()) {
    if (format->name == name) return format;
  }
  return Error{ErrorCode::invalid_input, "There is no feed format \"" + std::string(name) + "\"",
               "Choose one of " + names_of_formats() + ".", "--format"};
}

Result<const FeedFormat*> detect_feed_format(FeedPlace& place) {
  const FeedFormat* best = nullptr;
  int certainty = 0;
  for (const FeedFormat* format : feed_formats()) {
    const int found = format->detect(place);
    if (found > certainty) {
      best = format;
      certainty = found;
    }
  }
  if (best != nullptr) return best;
  if (auto failure = failure_of_first_document(place)) return std::move(*failure);
  return Error{
      ErrorCode::unsupported, "This is not a catalogue in a format that is understood",
      "Say which it is with --format (" + names_of_formats() +
          "), map field names of its own with --profile FILE (schema/profiles/README.md), or check the address.",
      place.location()};
}

}  // namespace leerwijzer
