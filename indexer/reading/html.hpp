// HTML of feeds reduced to what may be shown: p br b strong i em ul ol li a[href]; entities decoded once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Clean HTML of the allowed tags when the text holds markup, else plain text with & < > escaped.
/// A link keeps only an http, https or mailto address. Always valid UTF-8; at most 64 KB of input counts.
/// Entities are decoded once, with two exceptions for feeds that encode twice: letters, signs and spaces
/// ("&amp;eacute;") are decoded again, which can never make a tag; and a text without any markup that turns out to be
/// HTML when it is decoded ("&lt;p&gt;...") is cleaned as HTML. Cleaning what is clean changes nothing.
[[nodiscard]] std::string clean_html(std::string_view text);

/// Plain text of a short field (title, name, place): tags removed and entities decoded until there are none, since a
/// title has no use for either; one line. "List<String>" holds no HTML tag and stays.
[[nodiscard]] std::string plain_text(std::string_view text);

/// Items of the lists in a text; without lists its lines, without leading dashes and bullets.
[[nodiscard]] std::vector<std::string> list_items(std::string_view text);

}  // namespace leerwijzer
