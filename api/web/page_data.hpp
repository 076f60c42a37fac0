// The data that templates are filled with. Private to api/web: it brings the template library in.
#pragma once

#include "api/web/form.hpp"
#include "engine/match/matcher.hpp"

#include <mustache.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace leerwijzer {

using PageData = kainjow::mustache::data;

/// "1.284"
[[nodiscard]] std::string with_thousands(std::size_t number);

/// "23 opleidingen voor u"
[[nodiscard]] std::string answer_heading(const MatchAnswer& answer);

/// Everything of an answer that result.mustache shows.
void add_answer(PageData& data, const FormAnswers& answers, const MatchAnswer& answer, const Taxonomy& taxonomy);

/// "Wat betaalt u zelf?": for the first offer, or for the person alone.
[[nodiscard]] PageData money_data(const FormAnswers& answers, const MatchAnswer& answer);

/// What a list tells of an offer beside its title: url, where, start, duration, net, gross.
void add_offer(PageData& data, const MatchedOffer& matched, const std::optional<GeoPoint>& home, Date today);

/// The desk to go to first; false where there is none.
[[nodiscard]] PageData advice_data(const AdviceAnswer& answer);

/// Name and value pairs, for hidden fields.
[[nodiscard]] PageData hidden_data(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace leerwijzer
