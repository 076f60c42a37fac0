// The scheme files that the project ships, compiled once, and small ways to ask them.
#pragma once

#include "engine/funding/funding.hpp"
#include "tests/support/paths.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

using SchemeFiles = std::vector<std::pair<std::string, std::string>>;

inline SchemeFiles read_scheme_files() {
  SchemeFiles files;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "schema" / "funding")) {
    if (entry.path().extension() == ".json")
      files.emplace_back(entry.path().filename().string(), read_file(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline const FundingRules& shipped_rules() {
  static const FundingRules rules = FundingRules::compile(read_scheme_files()).value();
  return rules;
}

inline Date date_of(std::string_view text) { return parse_iso_date(text).value(); }

inline SchemeVerdict ask_one(const std::string& scheme, const FundingQuestion& asked) {
  FundingQuestion question = asked;
  question.only = {scheme};
  return shipped_rules().evaluate(question).schemes.at(0);
}

inline SchemeVerdict ask_one(const std::string& scheme, std::string_view date, Facts facts = {}) {
  FundingQuestion question;
  question.date = date_of(date);
  question.facts = std::move(facts);
  return ask_one(scheme, question);
}

}  // namespace leerwijzer::testing
