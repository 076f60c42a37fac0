#include "api/web/qr_picture.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace leerwijzer {
namespace {

constexpr int k_quiet = 4;           ///< modules around, as the standard asks
constexpr unsigned char k_dark = 1;  ///< the lowest bit of a module

struct FreeCode {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

/// Dark modules in a row become one bar.
std::string bars_of(const QRcode& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    const unsigned char* row = code.data + static_cast<std::ptrdiff_t>(y) * code.width;
    for (int x = 0; x < code.width;) {
      int end = x;
      while (end < code.width && (row[end] & k_dark) != 0) ++end;
      if (end > x) path += fmt::format("M{} {}h{}v1h-{}z", x + k_quiet, y + k_quiet, end - x, end - x);
      x = end > x ? end : x + 1;
    }
  }
  return path;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Result<std::string> qr_picture(std::string_view text, std::string_view title) {
  const std::string bytes(text);
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
      static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
  if (!code) return Error{ErrorCode::too_large, "This is too long for a QR code.", "Use a shorter text.", ""};
  const int size = code->width + 2 * k_quiet;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">"
      "<title>{1}</title><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path fill=\"#000\" d=\"{2}\"/></svg>",
      size, escaped(title), bars_of(*code));
}

}  // namespace leerwijzer
