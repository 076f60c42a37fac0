// The pages of an advisor. What they show comes from the engine and the desk; they decide nothing.
#pragma once

#include "api/case_desk.hpp"
#include "api/http/problem.hpp"
#include "api/query.hpp"
#include "api/services.hpp"
#include "api/web/form.hpp"
#include "api/web/shell.hpp"
#include "engine/match/comparison.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

/// A goal that comes often, as a button.
struct GoalButton {
  std::int64_t id = 0;
  std::string name;
  std::string goal;
};

struct DeskSearchView {
  FormAnswers answers;
  bool told = false;
  std::vector<FieldError> faults;
  const MatchAnswer* answer = nullptr;  ///< null: nothing was told, or it has faults
  std::vector<const MatchedOffer*> shown;
  const MatchedOffer* chosen = nullptr;  ///< null: nothing was found
  FundingAnswer funding;                 ///< for the chosen one
  TextPairs query;                       ///< sort, how many and the case, in their one form
  std::string sort = "best";
  const CaseFile* file = nullptr;  ///< the case beside the search; null: none
  std::vector<GoalButton> templates;
  std::string done;  ///< key of the text that says what was done; empty: nothing
};
[[nodiscard]] std::string desk_search_page(const PageSettings& settings, const DeskSearchView& view,
                                           const Snapshot& snapshot);

/// What an advisor sends to a client about an offer, as plain text.
[[nodiscard]] std::string client_text(const Texts& texts, const DeskSearchView& view, Date today);

/// The chosen offer on paper, for the client.
[[nodiscard]] std::string desk_sheet_page(const PageSettings& settings, const DeskSearchView& view,
                                          const Snapshot& snapshot);

struct DeskCompareView {
  std::vector<std::int64_t> ids;
  const Comparison* comparison = nullptr;  ///< null: too few were chosen
  std::int64_t of_case = 0;                ///< 0: none is open
  std::string back;
};
[[nodiscard]] std::string desk_compare_page(const PageSettings& settings, const DeskCompareView& view);

struct CaseloadView {
  CaseLoad load;
  std::optional<CaseStatus> status;
  bool mine = false;
  std::size_t page = 1;
  std::size_t page_size = 20;
  bool has_answers = false;  ///< the search holds something that a new case may keep
  std::string label;         ///< of the new case, as typed
  std::string next_action;
  std::vector<std::string> consents;
  bool takes_answers = true;
  std::vector<FieldError> faults;
  std::string done;
};
[[nodiscard]] std::string caseload_page(const PageSettings& settings, const CaseloadView& view);

/// A case that was made now, with the code of the client, once.
[[nodiscard]] std::string case_made_page(const PageSettings& settings, std::int64_t id, const std::string& label,
                                         const std::string& code);

struct CaseView {
  const CaseFile* file = nullptr;
  std::vector<std::pair<std::string, std::string>> desks;  ///< id and name, of others in reach
  std::string own_desk;
  std::int64_t account = 0;
  bool may_erase = false;
  std::string note;  ///< as typed
  std::string message;
  std::vector<FieldError> faults;
  std::string done;
};
[[nodiscard]] std::string desk_case_page(const PageSettings& settings, const CaseView& view);

struct ReferralsView {
  std::vector<StoredReferral> referrals;
  bool also_ended = false;
  std::vector<HandOver> hand_overs;
  std::string own_desk;
  std::vector<std::pair<std::string, std::string>> desk_names;
  std::vector<FieldError> faults;
  std::string done;
};
[[nodiscard]] std::string referrals_page(const PageSettings& settings, const ReferralsView& view);

struct ReferralView {
  const StoredReferral* referral = nullptr;
  bool opened = false;
  std::vector<std::pair<std::string, std::string>> parts;  ///< title and text
  std::string label;
  std::vector<FieldError> faults;
  std::string done;
};
[[nodiscard]] std::string referral_page(const PageSettings& settings, const ReferralView& view);

struct TemplatesView {
  std::vector<GoalButton> templates;
  std::string name;
  std::string goal;
  std::vector<FieldError> faults;
  std::string done;
};
[[nodiscard]] std::string templates_page(const PageSettings& settings, const TemplatesView& view);

}  // namespace leerwijzer
