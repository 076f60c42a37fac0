// The data that templates are filled with. Private to api/web.
#pragma once

#include "api/web/offer_words.hpp"
#include "api/web/shell.hpp"

#include "api/web/form.hpp"
#include "api/web/pages.hpp"
#include "engine/match/matcher.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// The fields of the form with what was filled in, and the faults.
void add_form(PageData& data, const Texts& texts, const FormAnswers& answers, const std::vector<FieldError>& faults);

/// What is wrong: summary, and the text at each field.
void add_faults(PageData& data, const std::vector<FieldError>& faults);

/// name, value, field and undo of each answer that was understood.
[[nodiscard]] PageData chips_data(const Texts& texts, const FormAnswers& answers, const MatchAnswer& answer,
                                  const Taxonomy& taxonomy);

[[nodiscard]] std::string answer_heading(const Texts& texts, const MatchAnswer& answer);

/// Everything of an answer that result.mustache shows.
void add_answer(PageData& data, const PageSettings& settings, const ResultView& view, const Snapshot& snapshot);

/// "Wat betaalt u zelf?" for an offer, or for the person alone where `offer` is null. `back`: the address to return to.
[[nodiscard]] PageData money_data(const Texts& texts, const FundingAnswer& funding, const MatchedOffer* offer,
                                  const std::string& back, Date today);

/// start, where and enrol of the runs that one can still join.
[[nodiscard]] PageData runs_data(const Texts& texts, const Offer& offer, Date today);

/// One desk, with what is known of how to reach it.
[[nodiscard]] PageData desk_data(const Texts& texts, const RoutedAdvicePoint& desk);

/// The desk to go to first; false where there is none.
[[nodiscard]] PageData advice_data(const Texts& texts, const AdviceAnswer& answer);

/// The first ways from the work of somebody who does not know yet what to become; false where there are none.
[[nodiscard]] PageData first_routes_data(const Texts& texts, const MatchAnswer& answer, const std::string& work,
                                         const Taxonomy& taxonomy);

/// Name and value pairs, for hidden fields.
[[nodiscard]] PageData hidden_data(const std::vector<std::pair<std::string, std::string>>& fields);

[[nodiscard]] PageData texts_data(const std::vector<std::string>& texts);

/// value, label and on of choices whose labels are texts: `prefix`.<value>.
[[nodiscard]] PageData choices_data(const Texts& texts, std::string_view prefix,
                                    const std::vector<std::string_view>& values,
                                    const std::vector<std::string>& chosen);

}  // namespace leerwijzer
