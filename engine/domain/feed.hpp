// Where data came from and what was wrong with it: sources, fetches, raw records, diagnostics, providers.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// error: the record or field could not be used; warning: used, but somebody should look; info: how something was
/// understood.
enum class Severity : std::uint8_t { info, warning, error };
template <>
struct EnumNames<Severity> {
  static constexpr auto names = std::to_array<EnumName<Severity>>({
      {Severity::info, "info"},
      {Severity::warning, "warning"},
      {Severity::error, "error"},
  });
};

/// Registers that name a provider.
enum class IdentifierScheme : std::uint8_t { brin, rio, kvk, edudex, ooapi, other };
template <>
struct EnumNames<IdentifierScheme> {
  static constexpr auto names = std::to_array<EnumName<IdentifierScheme>>({
      {IdentifierScheme::brin, "brin"},
      {IdentifierScheme::rio, "rio"},
      {IdentifierScheme::kvk, "kvk"},
      {IdentifierScheme::edudex, "edudex"},
      {IdentifierScheme::ooapi, "ooapi"},
      {IdentifierScheme::other, "other"},
  });
};

struct Diagnostic {
  Severity severity = Severity::warning;
  std::string code;        ///< stable, kebab-case: "unknown-level", "price-not-a-number"
  std::string record_key;  ///< the source's own identifier; empty: the feed as a whole
  std::string path;        ///< where in the record: JSON pointer, XML path or column
  std::string message;     ///< what is wrong, with the raw value, and what to change
};

struct Identifier {
  IdentifierScheme scheme = IdentifierScheme::other;
  std::string value;
  bool operator==(const Identifier&) const = default;
};

struct Provider {
  ProviderId id;
  std::string key;  ///< the source's own identifier
  std::string name;
  std::string kind;  ///< mbo, hbo, wo, private, facility, other; empty when unknown
  std::string url;
  std::string email;
  std::string description;
  std::vector<Identifier> identifiers;
  bool operator==(const Provider&) const = default;
};

/// A feed: one address in one format.
struct Source {
  SourceId id;
  std::string name;       ///< unique, chosen by the operator
  std::string format;     ///< name of a reader: ooapi-v5, edudex-xml, csv
  std::string location;   ///< path or URL
  int trust_rank = 50;    ///< lower wins where two sources tell of one offer
  bool sample = false;    ///< invented data; every answer that holds it says so
  std::string profile{};  ///< mapping profile (JSON) of a feed with custom field names; empty: none
};

/// A record exactly as delivered.
struct RawRecord {
  std::string key;
  std::string media_type;
  std::string body;
};

}  // namespace leerwijzer
