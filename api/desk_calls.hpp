// What the endpoints of an advisor's pages share: the search with its chosen offer, the templates of the desk, and the
// way back.
#pragma once

#include "api/case_call.hpp"
#include "api/page_calls.hpp"
#include "api/web/desk_pages.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// `klaar`: what was done just now. A name out of a list, never words of a person.
inline constexpr Parameter k_done_parameter = {.name = "klaar", .max = 30};

/// All that the search page shows; what it points to lives here.
struct DeskSearch {
  Asked asked;
  Result<MatchAnswer> answer = Error{};
  std::optional<CaseFile> file;
  DeskSearchView view;

  DeskSearch() = default;
  DeskSearch(const DeskSearch&) = delete;
  DeskSearch& operator=(const DeskSearch&) = delete;
};

/// Fills in `search` from the call's parameters `opleiding`, `sort`, `meer` and `dossier`. Fails as the matcher does,
/// and with not_found for a case of another desk.
[[nodiscard]] Result<void> search_at_desk(const Call& call, const PageSettings& settings, DeskSearch& search);

/// Answers in the form that can be asked about; nothing without answers, or with faults.
[[nodiscard]] std::optional<MatchRequest> asked_for_client(const Call& call, const PageSettings& settings);

/// Every template of the desk, by name and goal.
[[nodiscard]] std::vector<GoalButton> goal_buttons(const Call& call);

/// "/adviseur" with the case where there is one.
[[nodiscard]] std::string search_address(std::int64_t of_case, std::string_view done = {});

/// The faults of a reader, at the fields of the form: `names` pairs the end of a JSON pointer with an id.
[[nodiscard]] std::vector<FieldError> faults_at(
    const InvalidInput& input, std::initializer_list<std::pair<std::string_view, std::string_view>> names);

}  // namespace leerwijzer
