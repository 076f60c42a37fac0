#include "indexer/workspace.hpp"

#include "indexer/unpacking_place.hpp"

#include "engine/store/migrations.hpp"
#include "engine/store/reference_store.hpp"
#include "engine/taxonomy/title_models.hpp"

#include <fmt/core.h>

#include <cstdio>

namespace leerwijzer {

using namespace std::chrono_literals;

void Progress::operator()(std::int64_t count) {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < 1s) return;
  told_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  fmt::print(stderr, "{} {}, {:.0f} a second\n", count, what_, static_cast<double>(count) / seconds);
}

Pool& Workspace::any_pool() {
  if (pool_) return *pool_;
  if (settings_.database_url.empty()) {
    throw ErrorException({ErrorCode::invalid_input, "No database is named",
                          "Set LEERWIJZER_DATABASE_URL, or give --database.", "--database"});
  }
  PoolSettings settings;
  settings.url = settings_.database_url;
  settings.purpose = "leerwijzer-indexer";
  settings.statement_timeout = 600s;
  settings.wait = 10s;
  settings.size = connections_;
  pool_ = std::make_unique<Pool>(std::move(settings));
  return *pool_;
}

Pool& Workspace::pool() {
  Pool& pool = any_pool();
  if (!schema_checked_) {
    if (const auto current = require_current_schema(pool); !current) throw ErrorException(current.error());
    schema_checked_ = true;
  }
  return pool;
}

CatalogueStore& Workspace::catalogue() {
  if (!catalogue_) catalogue_.emplace(pool());
  return *catalogue_;
}

std::filesystem::path Workspace::index_folder() const {
  if (settings_.index.empty()) {
    throw ErrorException({ErrorCode::invalid_input, "No folder for the index is named",
                          "Set LEERWIJZER_INDEX, or give --index.", "--index"});
  }
  return settings_.index;
}

Enrichment Workspace::load_enrichment() {
  TaxonomyStore taxonomies(pool());
  TaxonomySnapshot snapshot = taxonomies.load();
  SkillSectors sectors = sectors_of_skills(snapshot);
  ReferenceStore reference(pool());
  Geography geography =
      Geography::build(reference.regions(), ReferralRules::stored(reference.referral_rules()).value());
  Taxonomy taxonomy = Taxonomy::build(std::move(snapshot.occupations), std::move(snapshot.skills), snapshot.relations,
                                      std::move(snapshot.version), TaxonomyModels{});
  return {std::move(taxonomy), std::move(geography), std::move(sectors)};
}

Date Workspace::today() const {
  if (settings_.today.empty())
    return amsterdam_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  const auto date = parse_iso_date(settings_.today);
  if (!date) throw ErrorException({date.error().code, date.error().what, date.error().hint, "--today"});
  return *date;
}

Result<std::unique_ptr<FeedPlace>> Workspace::open_place(const std::string& location, const std::string& source_name,
                                                         HttpFetcher& fetcher, const SourceSettings& settings,
                                                         WebVisit& visit) const {
  UnpackLimits limits;
  if (settings.packed_bytes > 0) limits.packed_bytes = static_cast<std::uint64_t>(settings.packed_bytes);
  if (settings.unpacked_bytes > 0) limits.unpacked_bytes = static_cast<std::uint64_t>(settings.unpacked_bytes);
  if (!is_web_address(location)) return local_place(location, limits);
  if (const auto allowed = check_web_address(location); !allowed) return allowed.error();
  auto headers = credentials_of(source_name, settings_.credentials);
  if (!headers) return headers.error();
  if (const std::string warning = credentials_warning(source_name, settings_.credentials); !warning.empty())
    fmt::print(stderr, "{}: {}\n", source_name, warning);
  return unpacking_place(web_place(location, {std::move(*headers), settings.private_hosts}, fetcher, visit), limits);
}

void Workspace::update_index() {
  auto writer = open_index(index_folder(), 10s);
  if (!writer && writer.error().code == ErrorCode::conflict) {
    fmt::print(stderr,
               "The index is being written by another process; the changes are in the change log, and it or the next "
               "run applies them.\n");
    return;
  }
  if (!writer) throw ErrorException(writer.error());
  publish_index(*writer, apply_changes(catalogue(), *writer, Progress("offers indexed")));
}

void Workspace::update_index_during(const std::function<void()>& work) {
  auto writer = open_index(index_folder(), 0s);
  if (!writer && writer.error().code == ErrorCode::conflict) {
    work();
    update_index();
    return;
  }
  if (!writer) throw ErrorException(writer.error());
  IndexFollower follower(catalogue(), *writer, {});
  work();
  publish_index(*writer, follower.finish());
}

void Workspace::publish_index(IndexWriter& writer, const AppliedChanges& applied) {
  writer.publish();
  fmt::print("index: {} written, {} removed, {} in all, at change {}\n", applied.written, applied.removed,
             writer.document_count(), applied.last.value);
}

}  // namespace leerwijzer
