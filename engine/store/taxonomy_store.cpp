#include "engine/store/taxonomy_store.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/taxonomy_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

/// Imports one source within one transaction.
class TaxonomyWriter {
 public:
  TaxonomyWriter(Transaction& tx, const TaxonomyImport& taxonomy) : tx_(tx), taxonomy_(taxonomy) {}

  TaxonomyStore::Imported import() {
    RowReader(tx_.run(k_taxonomy_sql["put-taxonomy-source"], replace_invalid_utf8(taxonomy_.source),
                      replace_invalid_utf8(taxonomy_.version), taxonomy_.rank, taxonomy_.sample)[0])
        .into(source_);
    tx_.run(k_taxonomy_sql["clear-labels"], source_);
    tx_.run(k_taxonomy_sql["clear-relations"], source_);
    tx_.run(k_taxonomy_sql["clear-occupation-entries"], source_);
    tx_.run(k_taxonomy_sql["clear-skill-entries"], source_);
    add_occupations();
    add_skills();
    add_labels(taxonomy_.occupations, k_taxonomy_sql["add-occupation-labels"]);
    add_labels(taxonomy_.skills, k_taxonomy_sql["add-skill-labels"]);
    add_relations();
    return imported_;
  }

 private:
  using Send = std::function<void(const std::string& rows)>;

  /// Calls `fill` for each item, and `send` for each parcel of rows.
  template <typename Items, typename Fill>
  void in_parcels(const Items& items, const Fill& fill, const Send& send) {
    JsonRows rows;
    for (const auto& item : items) {
      fill(rows, item);
      if (rows.full()) send(rows.take());
    }
    if (!rows.empty()) send(rows.take());
  }

  Send count_rows_of(Statement statement, std::int64_t& count) {
    return [this, statement, &count](const std::string& rows) {
      count += static_cast<std::int64_t>(tx_.run(statement, source_, rows).affected_rows());
    };
  }

  void add_occupations() {
    const auto uri = [](JsonRows& rows, const Occupation& o) {
      if (!o.uri.empty()) rows.row().set("uri", o.uri);
    };
    in_parcels(taxonomy_.occupations, uri,
               [this](const std::string& rows) { tx_.run(k_taxonomy_sql["add-occupation-uris"], rows); });
    const auto entry = [](JsonRows& rows, const Occupation& o) {
      if (o.uri.empty()) return;
      rows.row()
          .set("uri", o.uri)
          .set("isco_group", o.isco_group)
          .set("sector", o.sector)
          .set("description", o.description);
    };
    in_parcels(taxonomy_.occupations, entry,
               count_rows_of(k_taxonomy_sql["add-occupation-entries"], imported_.occupations));
  }

  void add_skills() {
    const auto uri = [](JsonRows& rows, const Skill& s) {
      if (!s.uri.empty()) rows.row().set("uri", s.uri);
    };
    in_parcels(taxonomy_.skills, uri,
               [this](const std::string& rows) { tx_.run(k_taxonomy_sql["add-skill-uris"], rows); });
    const auto entry = [](JsonRows& rows, const Skill& s) {
      if (s.uri.empty()) return;
      rows.row()
          .set("uri", s.uri)
          .set("knowledge", s.knowledge)
          .set("reuse", s.reuse)
          .set("description", s.description);
    };
    in_parcels(taxonomy_.skills, entry, count_rows_of(k_taxonomy_sql["add-skill-entries"], imported_.skills));
  }

  template <typename Concept>
  void add_labels(const std::vector<Concept>& concepts, Statement statement) {
    int position = 0;  // runs on, so that a URI that comes twice keeps all its labels
    const auto fill = [&](JsonRows& rows, const Concept& concept_) {
      for (const Label& label : concept_.labels) {
        if (concept_.uri.empty() || label.text.empty()) continue;
        rows.row()
            .set("uri", concept_.uri)
            .set("position", position++)
            .set("kind", label.kind)
            .set("language", label.language)
            .set("text", label.text);
      }
    };
    in_parcels(concepts, fill, count_rows_of(statement, imported_.labels));
  }

  void add_relations() {
    const auto fill = [](JsonRows& rows, const TaxonomyImport::Relation& r) {
      rows.row().set("occupation_uri", r.occupation_uri).set("skill_uri", r.skill_uri).set("kind", r.kind);
    };
    in_parcels(taxonomy_.relations, fill, [this](const std::string& rows) {
      std::int64_t dangling = 0;
      RowReader(tx_.run(k_taxonomy_sql["count-dangling-relations"], rows)[0]).into(dangling);
      imported_.dangling_relations += dangling;
      tx_.run(k_taxonomy_sql["add-relations"], source_, rows);
    });
    RowReader(tx_.run(k_taxonomy_sql["count-relations"], source_)[0]).into(imported_.relations);
  }

  Transaction& tx_;
  const TaxonomyImport& taxonomy_;
  std::int64_t source_ = 0;
  TaxonomyStore::Imported imported_;
};

/// Labels of several sources in order of rank: a label that an earlier source has is left out, and
/// only the first source of a language gives preferred labels.
class LabelJoin {
 public:
  explicit LabelJoin(std::vector<Label>& labels) : labels_(labels) {}

  void add(std::int64_t source, Label label) {
    const auto end = labels_.end();
    const bool known = std::any_of(labels_.begin(), end, [&](const Label& l) {
      return l.language == label.language && l.text == label.text && origin(l) != source;
    });
    if (known) return;
    const bool taken = label.kind == LabelKind::preferred && std::any_of(labels_.begin(), end, [&](const Label& l) {
                         return l.kind == LabelKind::preferred && l.language == label.language && origin(l) != source;
                       });
    if (taken) label.kind = LabelKind::alternative;
    labels_.push_back(std::move(label));
    origins_.push_back(source);
  }

 private:
  std::int64_t origin(const Label& label) const { return origins_[static_cast<std::size_t>(&label - labels_.data())]; }

  std::vector<Label>& labels_;
  std::vector<std::int64_t> origins_;
};

/// Both lists are in order of id.
template <typename Concept>
void read_labels(const pqxx::result& rows, std::vector<Concept>& concepts) {
  auto at = concepts.begin();
  std::optional<LabelJoin> join;
  for (const auto& row : rows) {
    decltype(Concept::id) id;
    std::int64_t source = 0;
    Label label;
    RowReader(row).into(id, source, label.kind, label.language, label.text);
    while (at != concepts.end() && at->id < id) {
      ++at;
      join.reset();
    }
    if (at == concepts.end() || at->id != id) continue;
    if (!join) join.emplace(at->labels);
    join->add(source, std::move(label));
  }
}

}  // namespace

TaxonomyStore::Imported TaxonomyStore::import(const TaxonomyImport& taxonomy) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) { return TaxonomyWriter(tx, taxonomy).import(); });
}

TaxonomySnapshot TaxonomyStore::load() {
  return in_transaction(pool_, Access::snapshot, [](Transaction& tx) {
    TaxonomySnapshot all;
    RowReader(tx.run(k_taxonomy_sql["taxonomy-version"])[0]).into(all.version);
    for (const auto& row : tx.run(k_taxonomy_sql["read-occupations"])) {
      Occupation& o = all.occupations.emplace_back();
      RowReader(row).into(o.id, o.uri, o.isco_group, o.sector, o.description);
    }
    for (const auto& row : tx.run(k_taxonomy_sql["read-skills"])) {
      Skill& s = all.skills.emplace_back();
      RowReader(row).into(s.id, s.uri, s.knowledge, s.reuse, s.description);
    }
    read_labels(tx.run(k_taxonomy_sql["read-occupation-labels"]), all.occupations);
    read_labels(tx.run(k_taxonomy_sql["read-skill-labels"]), all.skills);
    for (const auto& row : tx.run(k_taxonomy_sql["read-relations"])) {
      OccupationSkill& r = all.relations.emplace_back();
      RowReader(row).into(r.occupation, r.skill, r.kind);
    }
    return all;
  });
}

}  // namespace leerwijzer
