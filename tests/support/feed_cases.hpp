// Every feed of tests/cases/feeds, for what must hold for all formats.
#pragma once

#include "tests/support/feeds.hpp"

#include <boost/json.hpp>

#include <ostream>

namespace leerwijzer::testing {

struct FeedCaseFile {
  std::string name;  ///< of the folder
  std::string format;
  std::filesystem::path feed;  ///< a file or a folder
  std::string profile{};       ///< mapping profile (JSON) of a feed with names of its own
};

inline void PrintTo(const FeedCaseFile& one, std::ostream* out) { *out << one.name; }

/// In order of name.
inline std::vector<FeedCaseFile> feed_case_files() {
  namespace fs = std::filesystem;
  std::vector<FeedCaseFile> found;
  for (const auto& folder : fs::directory_iterator(root() / "tests" / "cases" / "feeds")) {
    if (!fs::exists(folder.path() / "expected.json")) continue;
    const auto expected = boost::json::parse(read_file(folder.path() / "expected.json")).as_object();
    const fs::path profile = folder.path() / "profile.json";
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      if (entry.path().stem() != "feed") continue;
      found.push_back({folder.path().filename().string(), std::string(expected.at("format").as_string()), entry.path(),
                       fs::exists(profile) ? read_file(profile) : std::string{}});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

}  // namespace leerwijzer::testing
