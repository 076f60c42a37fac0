// What the pages of an institution are filled with. Private to api/web.
#pragma once

#include "api/web/page_data.hpp"
#include "api/web/school_pages.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Rights, token, and what was just done.
void add_frame(PageData& data, const Texts& texts, const SchoolFrame& frame);

/// A page of the area; `menu` as in PageHead. `faulty`: its title says so.
[[nodiscard]] std::string school_whole(const PageSettings& settings, std::string_view menu, const std::string& title,
                                       bool faulty, std::string_view page_template, const PageData& data);

/// The fields of the form in their groups, with what was typed and what is wrong with it.
[[nodiscard]] PageData offer_groups(const Texts& texts, const OfferFormView& view, const Taxonomy& taxonomy,
                                    bool locked);

/// The label of an input, with the number of its row.
[[nodiscard]] std::string label_of_field(const Texts& texts, std::string_view field);

/// Score and what to do next, and the card as people see it.
void add_side(PageData& data, const Texts& texts, const Call& call, const OfferFormView& view);

/// A card as a list shows it.
[[nodiscard]] PageData card_data(const Call& call, const Texts& texts, const Offer& offer);

/// Faults in the summary, and `<field>_fout` is not set: for pages that show them at the field themselves.
[[nodiscard]] PageData faults_data(const std::vector<FieldError>& faults);

/// "2026-11-28 14:05:00" of the database as "28 november 2026"; empty stays empty.
[[nodiscard]] std::string day_words(const Texts& texts, std::string_view moment);

/// Dots of ten on a line. `id` must be unique on the page.
[[nodiscard]] std::string score_picture(const Texts& texts, std::string_view id, double score);

/// Weeks as bars; the numbers are in the table beside it.
struct WeekCount {
  Date week{};
  std::int64_t count = 0;
};
[[nodiscard]] std::string weeks_picture(const Texts& texts, std::string_view id, const std::string& title,
                                        const std::vector<WeekCount>& weeks);

/// Addresses of the page before and the next; false where there is none.
void add_pages(PageData& data, std::string_view address, std::size_t page, std::size_t page_size, std::int64_t total);

}  // namespace leerwijzer
