// HTML of feeds reduced to what may be shown: p br b strong i em ul ol li a[href]; entities decoded once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Clean HTML of the allowed tags when the text holds markup, else plain text with & < > escaped.
/// A link keeps only an http, https or mailto address. Always valid UTF-8; at most 64 KB of input counts.
[[nodiscard]] std::string clean_html(std::string_view text);

/// Plain text of a short field (title, name, place): tags removed, entities decoded once, one line.
[[nodiscard]] std::string plain_text(std::string_view text);

/// Items of the lists in a text; without lists its lines, without leading dashes and bullets.
[[nodiscard]] std::vector<std::string> list_items(std::string_view text);

}  // namespace leerwijzer
