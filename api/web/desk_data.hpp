// Parts that several pages of an advisor show. Private to api/web.
#pragma once

#include "api/web/desk_pages.hpp"
#include "api/web/page_data.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// The page with the menu of a desk; "Fout:" before its title where something is wrong.
[[nodiscard]] std::string desk_page(const PageSettings& settings, std::string_view name, std::string_view menu,
                                    const std::string& title, bool faulty, PageData& data);

/// `done` as a sentence, or false.
void set_done(PageData& data, const Texts& texts, const std::string& done);

/// "2026-11-28 14:05:00" as "28 november 2026".
[[nodiscard]] std::string day_of_moment(const Texts& texts, std::string_view moment);

/// Notes, consents and what was shown.
void add_case_parts(PageData& data, const Texts& texts, const CaseFile& file, std::int64_t account);

/// value, name, text and on of each consent, to tick for a new case.
[[nodiscard]] PageData consent_choices(const Texts& texts, const std::vector<std::string>& chosen);

/// Sets schemes to what may pay, the most useful first, and other_schemes to the rest: name, verdict, amount, receiver
/// and text of each.
void add_schemes(PageData& data, const Texts& texts, const FundingAnswer& funding);

/// "€ 0 tot € 1.450", "lening" or that the amount is not known.
[[nodiscard]] std::string scheme_amount(const Texts& texts, const SchemeVerdict& scheme);

}  // namespace leerwijzer
