// What a page loads beside its HTML: one stylesheet, one script, one font and the sign of the site; pages of a desk or
// a school one stylesheet and one script more. All are part of the program and served under a name that changes with
// the content, so that a browser may keep them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

struct WebAsset {
  /// "style", "script", "desk-style", "desk-script", "school-style", "school-script", "font", "icon", "touch-icon",
  /// "manifest", "card"
  std::string_view name;
  std::string content_type;
  std::string content;
  std::string address;  ///< "/assets/<digest>.css"
};

[[nodiscard]] std::span<const WebAsset> web_assets();

/// The asset of that name. Throws std::logic_error where there is none.
[[nodiscard]] const WebAsset& web_asset(std::string_view name);

}  // namespace leerwijzer
