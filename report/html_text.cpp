#include "report/html_text.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {

std::string html_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : replace_invalid_utf8(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

}  // namespace leerwijzer
