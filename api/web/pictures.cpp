#include "api/web/pictures.hpp"

#include "api/web/template_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_in_row = 14;  // so that dots stay large enough to tell apart on a phone
constexpr std::size_t k_step = 20;

std::string title_of_skills(const Texts& texts, const SkillCounts& counts) {
  const std::size_t all = counts.had + counts.learned + counts.open;
  std::string text = texts.with("skills.had", {{"count", texts.number(counts.had)}, {"all", texts.number(all)}});
  if (counts.learned > 0) text += " " + texts.with("skills.learned", {{"count", texts.number(counts.learned)}});
  if (counts.open > 0) text += " " + texts.with("skills.open", {{"count", texts.number(counts.open)}});
  return text;
}

}  // namespace

std::string skills_picture(const Texts& texts, std::string_view id, const SkillCounts& counts, bool big) {
  const std::size_t total = counts.had + counts.learned + counts.open;
  if (total == 0) return {};
  const std::size_t solid_in_all = counts.had + counts.learned;
  const std::size_t rows = (total + k_most_in_row - 1) / k_most_in_row;
  const std::size_t columns = (total + rows - 1) / rows;  // rows of one length
  const std::size_t width = columns * k_step + 2;
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(
      to,
      R"(<svg class="lw-skills{3}" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}">)",
      width, rows * k_step, id, big ? " lw-skills--big" : "");
  fmt::format_to(to, R"(<title id="{}">{}</title>)", id, escaped(title_of_skills(texts, counts)));
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t first = row * columns;
    const std::size_t last = std::min(total - first, columns) - 1;
    const std::size_t y = row * k_step + 10;
    const std::size_t solid = std::min(last + 1, solid_in_all > first ? solid_in_all - first : 0);
    const std::size_t end = solid > 0 ? (solid - 1) * k_step + 9 : 9;
    if (solid > 1) fmt::format_to(to, R"(<path class="p-line" d="M9 {}H{}"/>)", y, end);
    if (solid <= last) fmt::format_to(to, R"(<path class="p-line p-todo" d="M{} {}H{}"/>)", end, y, last * k_step + 9);
  }
  for (std::size_t i = 0; i < total; ++i) {
    const std::size_t x = (i % columns) * k_step + 9;
    const std::size_t y = (i / columns) * k_step + 10;
    const std::string_view kind = i < counts.had ? "p-had" : i < solid_in_all ? "p-new" : "p-open";
    fmt::format_to(to, R"(<circle class="{}" cx="{}" cy="{}" r="6.5"/>)", kind, x, y);
    if (i >= counts.had && i < solid_in_all)
      fmt::format_to(to, R"(<path class="p-plus" d="M{} {}h6M{} {}v6"/>)", x - 3, y, x, y - 3);
  }
  return svg + "</svg>";
}

std::string leg_picture(double share) {
  const long have = std::lround(std::clamp(share, 0.0, 1.0) * 100);
  return fmt::format(
      R"(<svg class="lw-leg lw-leg--h" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true"><path class="p-have" d="M0 8H{0}"/><path class="p-need" d="M{0} 8H100"/></svg>)"
      R"(<svg class="lw-leg lw-leg--v" viewBox="0 0 16 100" preserveAspectRatio="none" aria-hidden="true"><path class="p-have" d="M8 0V{0}"/><path class="p-need" d="M8 {0}V100"/></svg>)",
      have);
}

}  // namespace leerwijzer
