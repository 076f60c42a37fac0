// Identifiers that cannot be mixed up. Each is the bigint key of its table in PostgreSQL;
// zero means "not stored yet".
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace leerwijzer {

template <typename Tag>
struct Id {
  std::int64_t value = 0;

  [[nodiscard]] constexpr bool stored() const noexcept { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using OfferId = Id<struct OfferTag>;
using RunId = Id<struct RunTag>;
using ProviderId = Id<struct ProviderTag>;
using SourceId = Id<struct SourceTag>;
using FetchId = Id<struct FetchTag>;
using OccupationId = Id<struct OccupationTag>;
using SkillId = Id<struct SkillTag>;

/// Position in the change log; grows by one or more with every stored change.
using ChangeNumber = Id<struct ChangeTag>;

}  // namespace leerwijzer

template <typename Tag>
struct std::hash<leerwijzer::Id<Tag>> {
  std::size_t operator()(leerwijzer::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
