// What is asked of the engine for a person, in one place: the endpoints of matches, plans and comparisons, and those of
// cases, which ask the same for a client.
#pragma once

#include "api/endpoint.hpp"
#include "api/wire/plan_wire.hpp"
#include "api/wire/writers.hpp"
#include "engine/match/comparison.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace leerwijzer {

/// An answer, and where it comes from.
struct Documented {
  boost::json::object document;
  Provenance provenance;
};

/// The body of POST /v1/matches, and what is answered. Throws InvalidInput; fails as Matcher::match().
[[nodiscard]] MatchRequest read_match(const Call& call, std::string_view body);
[[nodiscard]] Result<MatchAnswer> process_match(const Call& call, const MatchRequest& input);
[[nodiscard]] Documented document_of(const Call& call, const MatchAnswer& output);

/// The body of POST /v1/plans/compose, and what is answered.
[[nodiscard]] PlanCall read_plan(const Call& call, std::string_view body);
[[nodiscard]] Result<PlanAnswer> process_plan(const Call& call, const PlanCall& input);
[[nodiscard]] Documented document_of(const Call& call, const PlanAnswer& output);

/// The body of POST /v1/comparisons, and what is answered.
struct ComparisonCall {
  MatchRequest match;
  std::vector<OfferId> offers;
};
[[nodiscard]] ComparisonCall read_comparison(const Call& call, std::string_view body);
/// Throws InvalidInput for an offer that does not exist.
[[nodiscard]] Result<Comparison> process_comparison(const Call& call, const ComparisonCall& input);
[[nodiscard]] Documented document_of(const Call& call, const Comparison& output);

}  // namespace leerwijzer
