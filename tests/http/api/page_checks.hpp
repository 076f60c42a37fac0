// What every page has to keep to, whatever it shows.
#pragma once

#include "engine/core/text.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> out;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) out.push_back((*it)[1]);
  return out;
}

inline void expect_accessible(const std::string& html) {
  EXPECT_EQ(all_matches(html, "<html lang=\"(nl|en)\" ").size(), 1U);
  EXPECT_EQ(all_matches(html, "<(h1)[ >]").size(), 1U);
  // One module of our own, a second on pages of a desk or a school, and data for search engines; nothing inline that
  // runs.
  const auto modules = all_matches(html, "<script( type=\"module\" src=\"/assets/[0-9a-f]+\\.js\")></script>").size();
  EXPECT_EQ(modules, html.find("/uitloggen\"") == std::string::npos ? 1U : 2U);
  EXPECT_EQ(all_matches(html, "<(script)").size(),
            modules + all_matches(html, "<script type=\"(application/ld\\+json)\">").size());
  EXPECT_EQ(html.find(" style="), std::string::npos);
  EXPECT_TRUE(all_matches(html, " (on[a-z]+)=").empty());
  EXPECT_TRUE(all_matches(html, "(\\{\\{)").empty()) << "a template tag was left";
  const std::vector<std::string> ids = all_matches(html, " id=\"([^\"]*)\"");
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size()) << "an id occurs twice";
  for (const char* reference : {" for=\"([^\"]*)\"", "href=\"#([^\"]*)\""}) {
    for (const std::string& id : all_matches(html, reference)) EXPECT_TRUE(known.contains(id)) << id;
  }
  // These name one id or several.
  for (const char* reference : {" aria-labelledby=\"([^\"]*)\"", " aria-describedby=\"([^\"]*)\""}) {
    for (const std::string& list : all_matches(html, reference)) {
      for (const std::string& id : split_trimmed(list, ' ')) EXPECT_TRUE(known.contains(id)) << id;
    }
  }
}

}  // namespace leerwijzer::testing
