#include "indexer/importing/taxonomy_files.hpp"

#include "indexer/importing/isco_sectors.hpp"
#include "indexer/importing/title_overrides.hpp"
#include "indexer/reading/csv_rows.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_row_bytes = 4U << 20U;

enum class FileKind { occupations, skills, relations, labels, overrides, other };

struct File {
  fs::path path;
  FileKind kind = FileKind::other;
  std::string language;  ///< of its labels
};

/// A row by column name.
class Columns {
 public:
  explicit Columns(const CsvRow& header) {
    for (std::size_t i = 0; i < header.fields.size(); ++i) at_.emplace(std::string(trim(header.fields[i])), i);
  }
  [[nodiscard]] bool has(const std::string& name) const { return at_.contains(name); }
  [[nodiscard]] std::string_view of(const CsvRow& row, const std::string& name) const {
    const auto at = at_.find(name);
    return at != at_.end() && at->second < row.fields.size() ? trim(row.fields[at->second]) : std::string_view{};
  }
  [[nodiscard]] std::string starting_with(std::string_view prefix) const {
    for (const auto& [name, index] : at_) {
      if (name.starts_with(prefix)) return name;
    }
    return {};
  }

 private:
  std::map<std::string, std::size_t> at_;
};

FileKind kind_of(const Columns& columns) {
  if (columns.has("occupationUri") && columns.has("skillUri") && columns.has("relationType"))
    return FileKind::relations;
  if (columns.has("conceptUri") && columns.has("iscoGroup") && columns.has("preferredLabel"))
    return FileKind::occupations;
  if (columns.has("conceptUri") && columns.has("skillType") && columns.has("preferredLabel")) return FileKind::skills;
  if (columns.has("esco_skill_uri") && !columns.starting_with("label_").empty()) return FileKind::labels;
  if (columns.has("title") && columns.has("occupation") && columns.has("reason")) return FileKind::overrides;
  return FileKind::other;
}

/// "occupations_nl.csv" and "occupations_nl_v1.0.8.csv" give "nl".
std::string language_in_name(const std::string& stem) {
  for (const std::string& part : split_trimmed(stem, '_')) {
    const bool code =
        part.size() == 2 && std::all_of(part.begin(), part.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (code) return part;
  }
  return "nl";
}

class Importer {
 public:
  Result<TaxonomyFiles> read(const fs::path& folder) {
    const std::vector<File> files = choose(folder);
    for (FileKind kind :
         {FileKind::occupations, FileKind::skills, FileKind::labels, FileKind::relations, FileKind::overrides}) {
      for (const File& file : files) {
        if (file.kind != kind) continue;
        if (const auto done = read_file(file); !done) return done.error();
        result_.remarks.push_back(file.path.filename().string() + ": read" +
                                  (file.language.empty() ? "" : ", labels in " + file.language));
      }
    }
    TaxonomyImport& taxonomy = result_.taxonomy;
    if (taxonomy.occupations.empty() || taxonomy.skills.empty() || taxonomy.relations.empty()) {
      return Error{
          ErrorCode::invalid_input, "The folder does not hold occupations, skills and their relations",
          "Give the folder of an ESCO download: occupations_nl.csv, skills_nl.csv and occupationSkillRelations.csv.",
          folder.string()};
    }
    finish();
    return std::move(result_);
  }

 private:
  /// One file per kind and language: an older version beside the newer one is left out.
  std::vector<File> choose(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) {
      for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<File> chosen;
    for (const fs::path& path : paths) {
      if (path.extension() != ".csv" && path.extension() != ".tsv") continue;
      File file{path, FileKind::other, ""};
      if (auto stream = stream_of_file(path)) {
        CsvRows rows(**stream, k_row_bytes);
        if (const auto header = rows.next()) file.kind = kind_of(Columns(*header));
      }
      if (file.kind == FileKind::other) {
        result_.remarks.push_back(path.filename().string() + ": not needed");
        continue;
      }
      if (file.kind == FileKind::occupations || file.kind == FileKind::skills)
        file.language = language_in_name(path.stem().string());
      const auto same = std::find_if(chosen.begin(), chosen.end(), [&](const File& one) {
        return one.kind == file.kind && one.language == file.language;
      });
      if (same == chosen.end() || file.kind == FileKind::labels || file.kind == FileKind::overrides) {
        chosen.push_back(file);
      } else {
        if (path.filename().string().size() < same->path.filename().string().size()) std::swap(*same, file);
        result_.remarks.push_back(file.path.filename().string() + ": left out, " + same->path.filename().string() +
                                  " is read instead");
      }
    }
    // Dutch first: its labels and descriptions come before those of other languages.
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const File& a, const File& b) { return (a.language == "nl") > (b.language == "nl"); });
    return chosen;
  }

  Result<void> read_overrides(const File& file) {
    auto rows = read_override_file(file.path);
    if (!rows) return rows.error();
    result_.overrides.insert(result_.overrides.end(), rows->begin(), rows->end());
    return k_ok;
  }

  Result<void> read_file(const File& file) {
    if (file.kind == FileKind::overrides) return read_overrides(file);
    auto stream = stream_of_file(file.path);
    if (!stream) return stream.error();
    CsvRows rows(**stream, k_row_bytes);
    const auto header = rows.next();
    if (!header) return k_ok;
    const Columns columns(*header);
    const std::string label = columns.starting_with("label_");
    while (const auto row = rows.next()) {
      if (row->open_quote || row->too_large) {
        return Error{ErrorCode::invalid_input, "The file ends inside quotes, or holds a row that is too large",
                     "Download it again.", file.path.filename().string() + ":" + std::to_string(row->line)};
      }
      checksum_.add(row->raw);
      switch (file.kind) {
        case FileKind::occupations: add_occupation(columns, *row, file.language); break;
        case FileKind::skills: add_skill(columns, *row, file.language); break;
        case FileKind::relations: add_relation(columns, *row); break;
        case FileKind::labels:
          add_label(columns.of(*row, "esco_skill_uri"), columns.of(*row, label), label.substr(6));
          break;
        case FileKind::overrides:
        case FileKind::other: break;
      }
    }
    if (rows.failed()) return rows.error();
    return k_ok;
  }

  static void add_labels(std::vector<Label>& labels, const Columns& columns, const CsvRow& row,
                         const std::string& language) {
    const auto add = [&](LabelKind kind, std::string_view text) {
      if (!text.empty()) labels.push_back({kind, language, collapse_spaces(text)});
    };
    add(LabelKind::preferred, columns.of(row, "preferredLabel"));
    for (const auto& [column, kind] :
         {std::pair{"altLabels", LabelKind::alternative}, {"hiddenLabels", LabelKind::hidden}}) {
      for (const std::string& text : split_trimmed(columns.of(row, column), '\n')) add(kind, text);
    }
  }

  static bool is_released(const Columns& columns, const CsvRow& row) {
    const std::string_view status = columns.of(row, "status");
    return status.empty() || status == "released";
  }

  void add_occupation(const Columns& columns, const CsvRow& row, const std::string& language) {
    const std::string uri(columns.of(row, "conceptUri"));
    if (uri.empty() || !is_released(columns, row)) return;
    const auto [at, fresh] = occupation_at_.try_emplace(uri, result_.taxonomy.occupations.size());
    if (fresh) result_.taxonomy.occupations.emplace_back();
    Occupation& occupation = result_.taxonomy.occupations[at->second];
    occupation.uri = uri;
    if (occupation.isco_group.empty()) occupation.isco_group = isco_of(columns.of(row, "iscoGroup"));
    if (occupation.sector.empty()) occupation.sector = std::string(sector_of_isco(occupation.isco_group));
    if (occupation.description.empty()) occupation.description = std::string(columns.of(row, "description"));
    add_labels(occupation.labels, columns, row, language);
  }

  /// Excel and some exports lose the leading zero of the armed forces.
  static std::string isco_of(std::string_view raw) {
    std::string group(raw.substr(0, raw.find('.')));
    if (group.starts_with('C')) group.erase(0, 1);
    if (group.size() == 3) group.insert(0, 1, '0');
    return group;
  }

  void add_skill(const Columns& columns, const CsvRow& row, const std::string& language) {
    const std::string uri(columns.of(row, "conceptUri"));
    if (uri.empty() || !is_released(columns, row)) return;
    const auto [at, fresh] = skill_at_.try_emplace(uri, result_.taxonomy.skills.size());
    if (fresh) result_.taxonomy.skills.emplace_back();
    Skill& skill = result_.taxonomy.skills[at->second];
    skill.uri = uri;
    skill.knowledge = columns.of(row, "skillType") == "knowledge";
    if (skill.reuse == ReuseLevel::unknown)
      skill.reuse = value_of<ReuseLevel>(columns.of(row, "reuseLevel")).value_or(ReuseLevel::unknown);
    if (skill.description.empty()) skill.description = std::string(columns.of(row, "description"));
    add_labels(skill.labels, columns, row, language);
  }

  void add_label(std::string_view uri, std::string_view text, const std::string& language) {
    const auto at = skill_at_.find(std::string(uri));
    if (at == skill_at_.end() || text.empty()) return;
    std::vector<Label>& labels = result_.taxonomy.skills[at->second].labels;
    const bool has_own = std::any_of(labels.begin(), labels.end(), [&](const Label& l) {
      return l.kind == LabelKind::preferred && l.language == language;
    });
    labels.push_back({has_own ? LabelKind::alternative : LabelKind::preferred, language, collapse_spaces(text)});
  }

  void add_relation(const Columns& columns, const CsvRow& row) {
    TaxonomyImport::Relation relation;
    relation.occupation_uri = std::string(columns.of(row, "occupationUri"));
    relation.skill_uri = std::string(columns.of(row, "skillUri"));
    relation.kind = columns.of(row, "relationType") == "essential" ? RelationKind::essential : RelationKind::optional;
    if (!relation.occupation_uri.empty() && !relation.skill_uri.empty())
      result_.taxonomy.relations.push_back(std::move(relation));
  }

  void finish() {
    TaxonomyImport& taxonomy = result_.taxonomy;
    taxonomy.sample = std::any_of(taxonomy.occupations.begin(), taxonomy.occupations.end(),
                                  [](const Occupation& o) { return o.uri.starts_with("urn:leerwijzer:"); });
    taxonomy.source = taxonomy.sample ? "sample" : "esco";
    taxonomy.rank = taxonomy.sample ? 10 : 50;
    taxonomy.version = "files-" + checksum_.value().substr(0, 12);
    const auto in_dutch = std::count_if(taxonomy.skills.begin(), taxonomy.skills.end(), [](const Skill& skill) {
      return std::any_of(skill.labels.begin(), skill.labels.end(), [](const Label& l) { return l.language == "nl"; });
    });
    if (static_cast<std::size_t>(in_dutch) < taxonomy.skills.size()) {
      result_.remarks.push_back(std::to_string(taxonomy.skills.size() - static_cast<std::size_t>(in_dutch)) +
                                " skills have no Dutch label; add skills_nl.csv for all");
    }
  }

  TaxonomyFiles result_;
  std::unordered_map<std::string, std::size_t> occupation_at_;
  std::unordered_map<std::string, std::size_t> skill_at_;
  RunningDigest checksum_;
};

}  // namespace

Result<TaxonomyFiles> read_taxonomy_files(const fs::path& folder) { return Importer().read(folder); }

TaxonomySnapshot numbered(TaxonomyImport taxonomy) {
  TaxonomySnapshot snapshot;
  snapshot.version = taxonomy.source + " " + taxonomy.version;
  snapshot.occupations = std::move(taxonomy.occupations);
  snapshot.skills = std::move(taxonomy.skills);
  std::unordered_map<std::string_view, OccupationId> occupations;
  for (std::size_t i = 0; i < snapshot.occupations.size(); ++i) {
    snapshot.occupations[i].id.value = static_cast<std::int64_t>(i) + 1;
    occupations[snapshot.occupations[i].uri] = snapshot.occupations[i].id;
  }
  std::unordered_map<std::string_view, SkillId> skills;
  for (std::size_t i = 0; i < snapshot.skills.size(); ++i) {
    snapshot.skills[i].id.value = static_cast<std::int64_t>(i) + 1;
    skills[snapshot.skills[i].uri] = snapshot.skills[i].id;
  }
  for (const TaxonomyImport::Relation& relation : taxonomy.relations) {
    const auto occupation = occupations.find(relation.occupation_uri);
    const auto skill = skills.find(relation.skill_uri);
    if (occupation != occupations.end() && skill != skills.end())
      snapshot.relations.push_back({occupation->second, skill->second, relation.kind});
  }
  return snapshot;
}

}  // namespace leerwijzer
