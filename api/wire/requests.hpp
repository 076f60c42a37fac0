// The bodies of POST requests as values of the engine. Reading is strict and complete: it throws
// InvalidInput with every fault at once.
#pragma once

#include "engine/match/matcher.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// POST /v1/matches. `today` in the body is refused unless the operator allows it.
[[nodiscard]] MatchRequest read_match_request(std::string_view body, bool allow_today, Date today);

class ObjectReader;

/// The parts that a match and a plan share: learner, goal, filters and today.
[[nodiscard]] MatchRequest read_match_parts(ObjectReader& reader, bool allow_today, Date today);

/// POST /v1/funding-checks.
struct FundingRequest {
  Date date{};
  Facts facts;
  std::vector<std::string> schemes;
  Learner learner;
  std::optional<OfferId> offer;
  std::optional<Cents> price;  ///< of a course that is not in the catalogue
  std::optional<Date> course_start, course_end;
  std::vector<std::string> declined;               ///< facts answered with "I don't know", by name or as null
  std::string rules_snapshot;                      ///< of an old answer; empty: the rules of now
  std::optional<std::vector<FundStanding>> funds;  ///< as they stood for an old answer
};

[[nodiscard]] FundingRequest read_funding_request(std::string_view body, Date today);

}  // namespace leerwijzer
