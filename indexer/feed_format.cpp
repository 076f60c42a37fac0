#include "indexer/feed_format.hpp"

namespace leerwijzer {
namespace {

std::string names_of_formats() {
  std::string names;
  for (const FeedFormat* format : feed_formats()) names += (names.empty() ? "" : ", ") + std::string(format->name);
  return names;
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
  if (const auto document = place.open(place.kind() == PlaceKind::folder && !place.names().empty() ? place.names()[0] : "");
      !document && document.error().code != ErrorCode::invalid_input)
    return document.error();
  return Error{ErrorCode::unsupported, "This is not a catalogue in a format that is understood",
               "Say which it is with --format (" + names_of_formats() +
                   "), map field names of its own with --profile FILE (schema/profiles/README.md), or check the address.",
               place.location()};
}

}  // namespace leerwijzer
