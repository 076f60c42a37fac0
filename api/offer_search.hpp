// The question of a search for offers, as the API and the search page read it, and its answer with what
// helps where little was found.
#pragma once

#include "api/cursor.hpp"
#include "api/endpoint.hpp"
#include "api/offer_relaxation.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/match/understanding.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// What can be undone: each kind of condition that words may say, and the spelling that was put right.
[[nodiscard]] std::vector<std::string_view> undo_names();

inline constexpr auto k_offer_parameters = std::to_array<Parameter>({
    {.name = "q"},
    {.name = "postcode", .max = 10, .form = TextForm::code},
    {.name = "municipality", .max = 100, .form = TextForm::name},
    {.name = "radiusKm", .type = ParameterType::number, .min = 0, .max = 500},
    {.name = "level", .type = ParameterType::choice, .repeated = true, .choices = names_of<NlqfLevel>},
    {.name = "sector", .type = ParameterType::choice, .repeated = true, .choices = sector_names},
    {.name = "mode", .type = ParameterType::choice, .repeated = true, .choices = names_of<DeliveryMode>},
    {.name = "language", .type = ParameterType::choice, .repeated = true, .choices = language_names},
    {.name = "kind", .type = ParameterType::choice, .repeated = true, .choices = names_of<OfferKind>},
    {.name = "daypart", .type = ParameterType::choice, .repeated = true, .choices = names_of<Daypart>},
    {.name = "maxPrice", .type = ParameterType::integer, .min = 0, .max = 1'000'000},  // whole euro
    {.name = "startsFrom", .type = ParameterType::date},
    {.name = "startsBefore", .type = ParameterType::date},
    {.name = "provider", .type = ParameterType::integer, .repeated = true, .min = 1, .max = 2'147'483'647},
    {.name = "skill", .repeated = true},  // an id or a URI
    {.name = "knownOnly", .type = ParameterType::boolean, .usual = "false"},
    {.name = "asWords", .type = ParameterType::choice, .repeated = true, .choices = undo_names},
    {.name = "withPastOnly", .type = ParameterType::boolean, .usual = "false"},
    {.name = "sort", .type = ParameterType::choice, .choices = names_of<SearchSort>, .usual = "relevance"},
    {.name = "page", .type = ParameterType::integer, .min = 1, .max = 10'000, .usual = "1"},
    {.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 100, .usual = "20"},
    {.name = "cursor", .max = 1000},
});

struct OfferQuestion {
  SearchQuery query;
  std::size_t page = 1;
  std::optional<Cursor> cursor;
  std::optional<FoundPlace> place;
  std::vector<UnderstoodWords> words;  ///< of `q` that were taken as conditions
};

/// Throws InvalidInput naming the parameters that are wrong.
[[nodiscard]] OfferQuestion read_offer_question(const Call& call);

struct OfferAnswer {
  SearchAnswer found;
  bool index_changed = false;            ///< since the page before this one
  std::string next;                      ///< address of the next page; empty on the last
  std::vector<RelaxedSearch> relax;      ///< where little was found
  std::vector<SearchHit> nearest;        ///< where nothing was found around the place
  std::optional<AdviceAnswer> advice{};  ///< where little was found
};

[[nodiscard]] Result<OfferAnswer> search_offers(const Call& call, const OfferQuestion& question);

/// Every offer that the answer shows.
[[nodiscard]] std::vector<OfferId> offers_shown(const OfferAnswer& answer);

}  // namespace leerwijzer
