// Cases of routing as data (tests/cases/advice), and what the shipped rules answer to them.
#pragma once

#include "engine/advice/geography.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer::testing {

struct AdviceCase {
  std::string name;
  AdviceQuestion question;
  std::string rule;                                 ///< that decides; empty: not said
  std::string first;                                ///< kind of the first desk
  std::string desk, region, municipality, company;  ///< id and slugs; empty: not said
  std::vector<std::string> kinds;                   ///< in this order, others may stand between
  std::vector<std::string> open, not_open, not_rules, not_desks;
  std::vector<std::pair<std::string, std::string>> asks;  ///< rule and fact
  bool has_place = true;
};

[[nodiscard]] std::vector<std::filesystem::path> advice_case_files();
[[nodiscard]] std::vector<AdviceCase> advice_cases(const std::filesystem::path& file);

}  // namespace leerwijzer::testing
