// A kept plan as its owner, or whom it is shared with, sees it on a page; for the endpoints below /mijn-plan.
#pragma once

#include "api/page_calls.hpp"
#include "api/web/kept_plan_pages.hpp"

#include <string>

namespace leerwijzer {

class FormCall;  // api/form_call.hpp

/// The plan of its owner's code, with its versions and shares. Throws ErrorException with not_found for another code.
[[nodiscard]] KeptPlanPage own_plan_page(const Call& call, const std::string& code);

/// What the code of a share opens. `log`: it is noted for the owner. Throws as own_plan_page().
[[nodiscard]] KeptPlanPage shared_plan_page(const Call& call, const std::string& code, bool log);

/// Code, link and picture of it. `code` in its one form.
[[nodiscard]] CodeToShow code_to_show(const Call& call, const std::string& code, const std::string& name);

/// Its language is changed on the page that asks for the code: what stands below it takes forms only.
[[nodiscard]] PageSettings below_kept_plan(PageSettings settings);

/// The page; with the status of invalid input where it has faults.
[[nodiscard]] Answer answer_kept_plan(const PageSettings& settings, const KeptPlanPage& page);

/// What `act` answers. A wrong code asks for the code again; what another changed meanwhile, and what is too much, is
/// told with the plan as it is now.
[[nodiscard]] Result<Answer> with_plan_code(const Call& call, const PageSettings& settings,
                                            Result<Answer> (*act)(const FormCall& form, const PageSettings& settings));

}  // namespace leerwijzer
