// An offer in the words of a page: where, when, how long, and what it costs. Unknown is said as unknown.
#pragma once

#include "api/web/templates.hpp"
#include "engine/match/matcher.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

[[nodiscard]] std::string distance_words(const Texts& texts, double kilometres);

/// "ROC Domstad, Utrecht (8 km van u)"
[[nodiscard]] std::string where_words(const Texts& texts, const MatchedOffer& matched,
                                      const std::optional<GeoPoint>& home);

/// The town that its distance is measured to, or "online"; empty: unknown.
[[nodiscard]] std::string place_words(const Texts& texts, const Offer& offer, const std::optional<GeoPoint>& home);

[[nodiscard]] std::string start_words(const Texts& texts, const Offer& offer, Date today);
/// "24 weken, 8 uur per week"; empty: unknown.
[[nodiscard]] std::string duration_words(const Texts& texts, const Offer& offer);
/// "24 weken"; empty: unknown.
[[nodiscard]] std::string length_words(const Texts& texts, const Offer& offer);
[[nodiscard]] std::string net_words(const Texts& texts, const MatchedOffer& matched);
[[nodiscard]] std::string gross_words(const Texts& texts, const MatchedOffer& matched);
[[nodiscard]] std::string dayparts_words(const Texts& texts, const std::vector<Daypart>& dayparts);

/// A value of a facet ("level", "4") in the language of the page; `otherwise` where it is not ours to name.
[[nodiscard]] std::string value_words(const Texts& texts, std::string_view facet, const std::string& value,
                                      const std::string& otherwise);

/// Only addresses of the web become links.
void set_link(PageData& data, const std::string& url);

/// What every card tells: address, title, where, start, duration, net, gross.
void add_offer(PageData& data, const Texts& texts, const MatchedOffer& matched, const std::optional<GeoPoint>& home,
               Date today);

/// status, said and text of each reason that is told, the met ones first, at most `most`.
[[nodiscard]] PageData reasons_data(const Texts& texts, const std::vector<Reason>& reasons, std::size_t most);

/// "/opleidingen/12"
[[nodiscard]] std::string offer_address(OfferId id);

}  // namespace leerwijzer
