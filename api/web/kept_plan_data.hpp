// Parts of the data of a kept plan. Private to api/web.
#pragma once

#include "api/web/kept_plan_pages.hpp"
#include "api/web/templates.hpp"

#include <string>

namespace leerwijzer {

/// Code, versions, shares and the forms to change them; nothing where the page has no owner.
void add_owner(PageData& data, const PageSettings& settings, const KeptPlanPage& content);

/// About whom it is, what was said, and the form to say something; nothing where it is not shared.
void add_holder(PageData& data, const Texts& texts, const KeptPlanPage& content);

/// Date and text of comments as write_comments() gives them.
[[nodiscard]] PageData comments_data(const Texts& texts, const boost::json::array& comments);

/// The day of a moment as the database writes it.
[[nodiscard]] std::string day_words(const Texts& texts, const std::string& moment);

}  // namespace leerwijzer
