// What the endpoints of cases share: who works on them, which one is meant, and how a repetition is answered.
#pragma once

#include "api/case_desk.hpp"
#include "api/endpoint.hpp"
#include "api/query.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr auto k_case_parameters = std::to_array<Parameter>({
    {.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .min = 1, .max = 9e15},
});
inline constexpr auto k_case_consumes = std::to_array<std::string_view>({"application/json"});
inline constexpr auto k_condition_header = std::to_array<std::string_view>({"If-Match"});

/// Throws ErrorException with unavailable where cases are off.
[[nodiscard]] CaseDesk& cases_of(const Call& call);

/// Throws ErrorException with permission_denied for an account without a desk.
[[nodiscard]] CaseActor actor_of(const Call& call);

/// The number in the path.
[[nodiscard]] std::int64_t id_in_path(const Call& call, std::string_view name = "id");

/// Is it a desk of the reference data that exists today?
[[nodiscard]] bool is_desk(const Call& call, std::string_view desk);
/// Its name; the id where it is not known any more.
[[nodiscard]] std::string desk_name(const Call& call, const std::string& desk);

/// `code`: told to the client once, and again to whoever repeats the request.
[[nodiscard]] Once once_of(const Call& call, const std::string& code = "");

struct MadeOnce {
  std::int64_t id = 0;
  std::string code;
};
/// What was made now or the first time. Throws ErrorException with corrupt when the stored answer does not open.
[[nodiscard]] MadeOnce told(const Call& call, const MadeRow& made, const std::string& code = "");

/// {..} with status 201, the address of what was made, and its version where it has one.
[[nodiscard]] Answer created(const Call& call, boost::json::object document, const std::string& address);

/// The body of a question about a case: what the client told takes the place of `learner` and `goal`. Throws
/// InvalidInput when the body names them as well, and ErrorException with conflict when nothing is kept.
[[nodiscard]] std::string with_profile(std::string_view body, const std::string& profile);

}  // namespace leerwijzer
