#include "api/web/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_in_row = 14;  // so that dots stay large enough to tell apart on a phone
constexpr int k_step = 20;

std::string title_of_skills(std::size_t had, std::size_t learned, std::size_t open) {
  std::string text = fmt::format("{} van de {} vaardigheden kunt u al.", had, had + learned + open);
  if (learned > 0) text += fmt::format(" Hier leert u er {}.", learned);
  if (open > 0) text += fmt::format(" Daarna mist u er nog {}.", open);
  return text;
}

}  // namespace

std::string skills_picture(std::string_view id, std::size_t had, std::size_t learned, std::size_t open) {
  const std::size_t total = had + learned + open;
  if (total == 0) return {};
  const std::size_t rows = (total + k_most_in_row - 1) / k_most_in_row;
  const std::size_t columns = (total + rows - 1) / rows;  // rows of one length
  const std::size_t width = columns * k_step + 2;
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(
      to, R"(<svg class="skills" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}">)",
      width, rows * k_step, id);
  fmt::format_to(to, R"(<title id="{}">{}</title>)", id, title_of_skills(had, learned, open));
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t last = std::min(total - row * columns, columns) - 1;
    const std::size_t y = row * k_step + 10;
    const std::size_t solid = std::min(last + 1, had + learned > row * columns ? had + learned - row * columns : 0);
    const std::size_t end = solid > 0 ? (solid - 1) * k_step + 9 : 9;
    if (solid > 1) fmt::format_to(to, R"(<path class="p-line" d="M9 {}H{}"/>)", y, end);
    if (solid <= last) fmt::format_to(to, R"(<path class="p-line p-todo" d="M{} {}H{}"/>)", end, y, last * k_step + 9);
  }
  for (std::size_t i = 0; i < total; ++i) {
    const std::size_t x = (i % columns) * k_step + 9;
    const std::size_t y = (i / columns) * k_step + 10;
    const std::string_view kind = i < had ? "p-had" : i < had + learned ? "p-new" : "p-open";
    fmt::format_to(to, R"(<circle class="{}" cx="{}" cy="{}" r="6.5"/>)", kind, x, y);
    if (i >= had && i < had + learned)
      fmt::format_to(to, R"(<path class="p-plus" d="M{} {}h6M{} {}v6"/>)", x - 3, y, x, y - 3);
  }
  return svg + "</svg>";
}

std::string overlap_picture(double share) {
  const int end = 4 + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 212));
  std::string svg = R"(<svg class="meter" viewBox="0 0 220 12" aria-hidden="true">)";
  if (end > 4) svg += fmt::format(R"(<path class="p-have" d="M4 6H{}"/>)", end);
  if (end < 216) svg += fmt::format(R"(<path class="p-need" d="M{} 6H216"/>)", end + 4);
  return svg + "</svg>";
}

}  // namespace leerwijzer
