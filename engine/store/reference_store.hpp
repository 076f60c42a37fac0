// Regions, postcodes, desks, referral rules and funding schemes in PostgreSQL.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/geography.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

/// A funding scheme file as imported: the rules themselves are read by engine/funding.
struct SchemeDocument {
  std::string id;  ///< "LLK"
  std::string name;
  std::string document;  ///< the JSON text, validated before it was stored
  std::string checksum;
  bool operator==(const SchemeDocument&) const = default;
};

/// How a set of schemes comes into force.
struct PublishedRules {
  /// Compiles all schemes together and gives the digest of the rules; a failure undoes the import. Without it no
  /// snapshot is kept.
  std::function<Result<std::string>(const std::vector<SchemeDocument>&)> compile;
  std::string by = "import";
  std::string reason;
};

class ReferenceStore {
 public:
  explicit ReferenceStore(Pool& pool) : pool_(pool) {}

  /// Adds or replaces regions by slug, with all that is in them. One transaction.
  void put_regions(const std::vector<Region>& regions);
  /// Adds or replaces postcodes only (a national postcode file).
  void put_postcodes(const std::vector<Postcode>& postcodes);
  /// Replaces the file of referral rules by this text, which was validated before (engine/advice).
  void put_referral_rules(const std::string& json);
  [[nodiscard]] std::vector<Region> regions();
  /// The text of the file of referral rules as imported; empty when none was.
  [[nodiscard]] std::string referral_rules();

  /// Appends a new version of each scheme whose checksum changed; earlier versions are kept and
  /// never altered. Parameters and stacking relations of the document go to their tables as well.
  /// Overlapping validity is refused by the database: conflict, naming the scheme. All schemes that are
  /// then in force are compiled together, kept under their digest, and noted as published when that
  /// digest is another than before. Gives the number of schemes that are new or changed.
  [[nodiscard]] Result<int> put_schemes(const std::vector<SchemeDocument>& schemes, const PublishedRules& how = {});
  /// The current version of each scheme, by id.
  [[nodiscard]] std::vector<SchemeDocument> schemes();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
