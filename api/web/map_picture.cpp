#include "api/web/map_picture.hpp"

#include "api/web/template_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>

namespace leerwijzer {
namespace {

constexpr double k_width = 440;
constexpr double k_margin = 34;
constexpr double k_disc_km = 5.2;  ///< across, of the land around a postcode
constexpr std::size_t k_named_towns = 6;
constexpr double k_apart = 40;  ///< units between two marks
// On a window of 320 px a unit is 0.65 px, and whatever is pressed is 24 px wide.
constexpr double k_pressed = 20;  ///< units, half of what answers to a press

struct At {
  double x = 0.0;
  double y = 0.0;
};

/// Degrees to units, north up; the same scale both ways.
class Projection {
 public:
  explicit Projection(const std::vector<Postcode>& postcodes) {
    for (const Postcode& one : postcodes) {
      south_ = std::min(south_, one.point.latitude);
      north_ = std::max(north_, one.point.latitude);
      west_ = std::min(west_, one.point.longitude);
      east_ = std::max(east_, one.point.longitude);
    }
    narrowing_ = std::cos((south_ + north_) / 2 * std::numbers::pi / 180);
    const double wide = std::max(0.05, (east_ - west_) * narrowing_);
    scale_ = (k_width - 2 * k_margin) / wide;
    height_ = std::max(120.0, (north_ - south_) * scale_ + 2 * k_margin);
  }
  [[nodiscard]] At operator()(GeoPoint point) const {
    return {k_margin + (point.longitude - west_) * narrowing_ * scale_, k_margin + (north_ - point.latitude) * scale_};
  }
  [[nodiscard]] double units(double kilometres) const { return kilometres / 111.2 * scale_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] bool shows(At at) const { return at.x > 14 && at.x < k_width - 14 && at.y > 14 && at.y < height_ - 14; }

 private:
  double south_ = 90, north_ = -90, west_ = 180, east_ = -180;
  double narrowing_ = 1, scale_ = 1, height_ = 1;
};

std::string land_of(const Region& region, const Projection& on) {
  std::string path;
  for (const Postcode& one : region.postcodes) {
    const At at = on(one.point);
    fmt::format_to(std::back_inserter(path), "M{:.0f} {:.0f}h0", at.x, at.y);
  }
  return path;
}

/// The places with the most postcodes, at the middle of these.
std::vector<std::pair<std::string, At>> towns_of(const Region& region, const Projection& on) {
  struct Town {
    At sum;
    int count = 0;
  };
  std::map<std::string, Town> towns;
  for (const Postcode& one : region.postcodes) {
    Town& town = towns[one.place];
    const At at = on(one.point);
    town.sum = {town.sum.x + at.x, town.sum.y + at.y};
    ++town.count;
  }
  std::vector<std::pair<std::string, Town>> ordered(towns.begin(), towns.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  std::vector<std::pair<std::string, At>> out;
  for (const auto& [name, town] : ordered) {
    if (out.size() == k_named_towns || name.empty()) break;
    out.emplace_back(name, At{town.sum.x / town.count, town.sum.y / town.count});
  }
  return out;
}

/// Marks at one place step aside, in a ring around it.
At free_place(At wanted, const std::vector<At>& taken, const Projection& on) {
  const auto is_free = [&](At at) {
    return on.shows(at) && std::none_of(taken.begin(), taken.end(),
                                        [&](At other) { return std::hypot(other.x - at.x, other.y - at.y) < k_apart; });
  };
  if (is_free(wanted)) return wanted;
  for (int ring = 1; ring <= 4; ++ring) {
    for (int turn = 0; turn < 8; ++turn) {
      const double angle = turn * std::numbers::pi / 4;
      const At at{wanted.x + ring * k_apart * std::cos(angle), wanted.y + ring * k_apart * std::sin(angle)};
      if (is_free(at)) return at;
    }
  }
  return wanted;
}

/// Names beside each other and beside the marks: each on its town, else above or below it; one without room is left
/// out.
void draw_names(std::string& svg, const std::vector<std::pair<std::string, At>>& towns, const std::vector<At>& taken,
                const Projection& on) {
  constexpr double k_letter = 3.7;  // units, half the width of a letter
  constexpr double k_line = 8.0;    // half the height of a name
  constexpr double k_mark = 13.0;   // half of a mark
  struct Box {
    At middle;
    double wide = 0.0;
  };
  std::vector<Box> names;
  svg += R"(<g class="p-place" aria-hidden="true">)";
  for (const auto& [name, town] : towns) {
    for (const double aside : {0.0, -21.0, 21.0, -28.0, 28.0, -36.0, 36.0, -44.0, 44.0}) {
      const Box box{{town.x, town.y + aside}, static_cast<double>(name.size()) * k_letter};
      const bool on_mark = std::any_of(taken.begin(), taken.end(), [&](At mark) {
        return std::abs(mark.x - box.middle.x) < box.wide + k_mark && std::abs(mark.y - box.middle.y) < k_line + k_mark;
      });
      const bool on_name = std::any_of(names.begin(), names.end(), [&](const Box& other) {
        return std::abs(other.middle.x - box.middle.x) < box.wide + other.wide &&
               std::abs(other.middle.y - box.middle.y) < 2 * k_line;
      });
      if (on_mark || on_name || !on.shows(box.middle)) continue;
      names.push_back(box);
      fmt::format_to(std::back_inserter(svg), R"(<text x="{:.0f}" y="{:.0f}">{}</text>)", box.middle.x,
                     box.middle.y + 4, escaped(name));
      break;
    }
  }
  svg += "</g>";
}

void draw_mark(std::string& svg, const MapMark& mark, At at) {
  const std::string drawing =
      mark.desk ? fmt::format(R"(<path d="M{:.0f} {:.0f}h28v20h-12l-7 8v-8h-9z"/>)", at.x - 14, at.y - 12)
                : fmt::format(R"(<circle cx="{:.0f}" cy="{:.0f}" r="13"/>)", at.x, at.y);
  fmt::format_to(
      std::back_inserter(svg),
      R"(<a class="{}" href="{}" aria-label="{}"><circle class="p-hit" cx="{:.0f}" cy="{:.0f}" r="{:.0f}"/>{}<text x="{:.0f}" y="{:.0f}">{}</text></a>)",
      mark.desk ? "p-desk" : "p-offer", escaped(mark.address), escaped(mark.label), at.x, at.y, k_pressed, drawing,
      at.x, at.y + (mark.desk ? 3 : 5), escaped(mark.sign));
}

}  // namespace

std::string map_picture(const Texts& texts, const MapQuestion& question) {
  if (question.region.postcodes.empty()) return {};
  const Projection on(question.region.postcodes);
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(to, R"(<svg class="lw-map" viewBox="0 0 {:.0f} {:.0f}" role="group" aria-label="{}">)", k_width,
                 on.height(), escaped(texts.with("map.label", {{"region", question.region.name}})));
  // A presentation attribute, not a style: the width of the discs follows from the region.
  fmt::format_to(to, R"(<path class="p-land" stroke-width="{:.0f}" d="{}"/>)", on.units(k_disc_km),
                 land_of(question.region, on));
  std::vector<At> taken;
  if (question.home) {
    const At home = on(*question.home);
    if (question.travel_km)
      fmt::format_to(to, R"(<circle class="p-radius" cx="{:.0f}" cy="{:.0f}" r="{:.0f}"/>)", home.x, home.y,
                     on.units(*question.travel_km));
    fmt::format_to(to, R"(<g class="p-home" aria-hidden="true"><path d="M{:.0f} {:.0f}l9-9 9 9v9h-18z"/></g>)",
                   home.x - 9, home.y + 1);
    taken.push_back(home);
  }
  std::string marks;
  for (const MapMark& mark : question.marks) {
    const At wanted = on(mark.point);
    if (!on.shows(wanted)) continue;
    const At at = free_place(wanted, taken, on);
    taken.push_back(at);
    draw_mark(marks, mark, at);
  }
  draw_names(svg, towns_of(question.region, on), taken, on);
  return svg + marks + "</svg>";
}

}  // namespace leerwijzer
