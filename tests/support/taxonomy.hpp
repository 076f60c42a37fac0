// Taxonomies for tests: the sample that the project ships, and any folder in ESCO's CSV layout.
#pragma once

#include "engine/core/text.hpp"
#include "engine/taxonomy/taxonomy.hpp"
#include "tests/support/paths.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

/// Rows of a CSV text as column name to value; quoted values may hold line ends.
inline std::vector<std::map<std::string, std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        rows.back().back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        rows.back().back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.emplace_back(1);
    } else if (c != '\r') {
      rows.back().back() += c;
    }
  }
  std::vector<std::map<std::string, std::string>> named;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    if (rows[row].size() < rows[0].size()) continue;
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      if (column == 0) named.emplace_back();
      named.back()[rows[0][column]] = rows[row][column];
    }
  }
  return named;
}

inline std::vector<Label> labels_of(std::map<std::string, std::string>& row, std::string_view language) {
  std::vector<Label> labels = {{LabelKind::preferred, std::string(language), row["preferredLabel"]}};
  for (const std::string& text : split_trimmed(row["altLabels"], '\n'))
    labels.push_back({LabelKind::alternative, std::string(language), text});
  for (const std::string& text : split_trimmed(row["hiddenLabels"], '\n'))
    labels.push_back({LabelKind::hidden, std::string(language), text});
  return labels;
}

/// Ids are row numbers from 1, so they are the same every time.
inline std::vector<Occupation> read_occupations(const std::filesystem::path& file, std::string_view language = "nl") {
  std::vector<Occupation> occupations;
  for (auto& row : read_csv(read_file(file))) {
    Occupation occupation;
    occupation.id.value = static_cast<std::int64_t>(occupations.size()) + 1;
    occupation.uri = row["conceptUri"];
    occupation.isco_group = row["iscoGroup"];
    if (row["scopeNote"].starts_with("sector:")) occupation.sector = row["scopeNote"].substr(7);
    occupation.description = row["description"];
    occupation.labels = labels_of(row, language);
    occupations.push_back(std::move(occupation));
  }
  return occupations;
}

inline std::vector<Skill> read_skills(const std::filesystem::path& file, std::string_view language = "nl") {
  std::vector<Skill> skills;
  for (auto& row : read_csv(read_file(file))) {
    Skill skill;
    skill.id.value = static_cast<std::int64_t>(skills.size()) + 1;
    skill.uri = row["conceptUri"];
    skill.knowledge = row["skillType"] == "knowledge";
    skill.reuse = value_of<ReuseLevel>(row["reuseLevel"]).value_or(ReuseLevel::unknown);
    skill.description = row["description"];
    skill.labels = labels_of(row, language);
    skills.push_back(std::move(skill));
  }
  return skills;
}

inline Taxonomy read_shipped_taxonomy() {
  const std::filesystem::path folder = root() / "schema" / "taxonomy";
  std::vector<Occupation> occupations = read_occupations(folder / "occupations_nl.csv");
  std::vector<Skill> skills = read_skills(folder / "skills_nl.csv");
  std::unordered_map<std::string, OccupationId> occupation_ids;
  std::unordered_map<std::string, SkillId> skill_ids;
  for (const Occupation& occupation : occupations) occupation_ids[occupation.uri] = occupation.id;
  for (const Skill& skill : skills) skill_ids[skill.uri] = skill.id;
  std::vector<OccupationSkill> relations;
  for (auto& row : read_csv(read_file(folder / "occupationSkillRelations.csv"))) {
    const auto kind = value_of<RelationKind>(row["relationType"]);
    relations.push_back(
        {occupation_ids[row["occupationUri"]], skill_ids[row["skillUri"]], kind.value_or(RelationKind::optional)});
  }
  return Taxonomy::build(std::move(occupations), std::move(skills), std::move(relations), "sample");
}

inline const Taxonomy& shipped_taxonomy() {
  static const Taxonomy taxonomy = read_shipped_taxonomy();
  return taxonomy;
}

}  // namespace leerwijzer::testing
