#include "api/negotiation.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {

std::string media_type(std::string_view header) { return to_lower_ascii(trim(header.substr(0, header.find(';')))); }

bool accepts(std::string_view accept, std::string_view type) {
  if (trim(accept).empty()) return true;
  const std::string family = std::string(type.substr(0, type.find('/'))) + "/*";
  for (const std::string& part : split_trimmed(accept, ',')) {
    const std::string range = media_type(part);
    const std::string flat = to_lower_ascii(part);
    if (flat.ends_with("q=0") || flat.ends_with("q=0.0")) continue;
    if (range == "*/*" || range == family || range == type) return true;
    // JSON is readable to whoever asks for a JSON dialect.
    if (type == "application/json" && (range == "application/problem+json" || range == "text/json")) return true;
  }
  return false;
}

bool has_already(const WebRequest& request, std::string_view tag) {
  const std::string_view given = request.header("if-none-match");
  if (given.empty()) return false;
  for (const std::string& one : split_trimmed(given, ',')) {
    if (one == "*" || one == tag || (one.starts_with("W/") && std::string_view(one).substr(2) == tag)) return true;
  }
  return false;
}

}  // namespace leerwijzer
