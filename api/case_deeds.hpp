// What an advisor's page does with a case: the deeds of the endpoints of /v1/cases, from the fields of a form.
#pragma once

#include "api/desk_calls.hpp"
#include "api/page_form.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leerwijzer {

/// What became of a deed: the name of what was done, or what is wrong at which field.
struct CaseDeed {
  std::string done{};
  std::vector<FieldError> faults{};
  bool gone = false;      ///< the case is erased
  bool searches = false;  ///< what the client wants is asked on the search page
};

/// Does what the field `doe` says. Fails with not_found for a case of another desk.
[[nodiscard]] Result<CaseDeed> do_with_case(const Call& call, const PageSettings& settings, std::int64_t id,
                                            const PageForm& form);

/// A case that was made, with the code of the client.
struct NewlyMade {
  std::int64_t id = 0;
  std::string label;
  std::string code;
};

/// The body of POST /v1/cases from a form: label, day, consents, and `profile` where it is taken along.
[[nodiscard]] std::string case_body(const PageForm& form, const std::string& profile);

/// Makes a case; `referral` and the note of it where it comes from one. Throws InvalidInput as read_case(), fails as
/// CaseDesk::add().
[[nodiscard]] Result<NewlyMade> make_case(const Call& call, const std::string& body,
                                          const OpenedReferral* referral = nullptr);

}  // namespace leerwijzer
