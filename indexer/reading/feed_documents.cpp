#include "indexer/reading/feed_documents.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {

std::vector<std::string> document_names(const FeedPlace& place, std::initializer_list<std::string_view> endings) {
  if (place.kind() != PlaceKind::folder) return {""};
  std::vector<std::string> names;
  for (const std::string& name : place.names()) {
    const std::string lower = to_lower_ascii(name);
    if (std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return lower.ends_with(ending); }))
      names.push_back(name);
  }
  return names;
}

void FeedProgress::incomplete(std::string_view path, const std::string& reason) {
  if (reason_.empty()) reason_ = reason;
  remark(Severity::error, "feed-incomplete", path, reason + ". Nothing is deleted; deliver the whole feed again.");
}

void FeedProgress::remark(Severity severity, std::string_view code, std::string_view path, const std::string& message) {
  sink_.diagnostic({severity, std::string(code), "", std::string(path), message});
}

}  // namespace leerwijzer
