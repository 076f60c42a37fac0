#include "api/web/plan_pictures.hpp"

#include "api/web/template_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace leerwijzer {
namespace {

using Month = std::chrono::year_month;

constexpr double k_left = 12;
constexpr double k_right = 14;
constexpr double k_lane = 60;
constexpr double k_plot = 150;  ///< height of the bars of money
constexpr int k_most_months = 36;

/// One of the two drawings.
struct Drawing {
  std::string_view suffix;  ///< of ids
  std::string_view kind;    ///< class
  double width = 0;
  double month_room = 0;  ///< for the name of a month
};
constexpr auto k_drawings =
    std::to_array<Drawing>({{"breed", "lw-pic--wide", 1120, 46}, {"smal", "lw-pic--narrow", 360, 46}});

Month month_of(Date date) { return {date.year(), date.month()}; }
Date first_of(Month month) { return month / std::chrono::day{1}; }

/// Months between two names on an axis, so that they do not touch: 1, 2, 3, 6 or 12.
int months_between_names(double step, double room) {
  for (const int every : {1, 2, 3, 6}) {
    if (step * every >= room) return every;
  }
  return 12;
}

/// "1", "2" or "5" with zeros: a round step of an axis with at most four.
std::int64_t round_step(std::int64_t most) {
  for (std::int64_t ten = 1000;; ten *= 10) {
    for (const std::int64_t one : {1, 2, 5}) {
      if (one * ten * 4 >= most) return one * ten;
    }
  }
}

/// Whether a month is named where every so many are: in January, and as many months further, so that years begin at
/// the same place.
bool is_named(Month month, int every) {
  return (static_cast<unsigned>(month.month()) - 1) % static_cast<unsigned>(every) == 0;
}

void open_picture(std::string& svg, const Drawing& drawing, std::string_view name, double height,
                  const std::string& title, const std::string& description) {
  fmt::format_to(
      std::back_inserter(svg),
      R"(<svg class="lw-{0} {1}" viewBox="0 0 {2} {3:.0f}" role="img" aria-labelledby="{0}-{4} {0}-{4}-tekst">)"
      R"(<title id="{0}-{4}">{5}</title><desc id="{0}-{4}-tekst">{6}</desc>)",
      name, drawing.kind, drawing.width, height, drawing.suffix, escaped(title), escaped(description));
}

class Axis {
 public:
  Axis(Month first, int months, double left, double right)
      : first_(first), months_(months), left_(left), step_((right - left) / months) {}
  [[nodiscard]] double at(Date date) const {
    const Month month = month_of(date);
    const double days = days_between(first_of(month), first_of(month + std::chrono::months(1)));
    return left_ +
           step_ * (static_cast<double>((month - first_).count()) + (static_cast<unsigned>(date.day()) - 1) / days);
  }
  [[nodiscard]] double at(int month) const { return left_ + step_ * month; }
  [[nodiscard]] double step() const { return step_; }
  [[nodiscard]] int months() const { return months_; }
  [[nodiscard]] Month month(int number) const { return first_ + std::chrono::months(number); }

 private:
  Month first_;
  int months_;
  double left_;
  double step_;
};

/// Names of months, and below or above them the years.
void draw_names(std::string& svg, const Texts& texts, const Axis& axis, const Drawing& drawing, double y, double year_y,
                double shift) {
  auto to = std::back_inserter(svg);
  const int every = months_between_names(axis.step(), drawing.month_room);
  const int to_january = (13 - static_cast<int>(static_cast<unsigned>(axis.month(0).month()))) % 12;
  constexpr double k_year_room = 44;
  for (int m = 0; m < axis.months(); ++m) {
    const Month month = axis.month(m);
    const double x = axis.at(m) + shift;
    if (is_named(month, every))
      fmt::format_to(to, R"(<g class="p-axis"><text x="{:.1f}" y="{:.0f}">{}</text></g>)", x, y,
                     texts.short_month(static_cast<unsigned>(month.month())));
    // The first year makes room for a January that comes soon.
    const bool january = month.month() == std::chrono::January;
    const bool first = m == 0 && (to_january >= axis.months() || to_january * axis.step() > k_year_room);
    if ((january || first) && x < drawing.width - 34)
      fmt::format_to(to, R"(<g class="p-year"><text x="{:.1f}" y="{:.0f}">{}</text></g>)", x, year_y,
                     static_cast<int>(month.year()));
  }
}

struct Timeline {
  const Texts& texts;
  const std::vector<TimelineLane>& lanes;
  const std::vector<TimelineFlag>& flags;
  Date today;
  Date last;
  std::string description;
};

/// Pennants that would touch the one before it hang lower.
std::vector<double> heights_of(const std::vector<TimelineFlag>& flags, const Axis& axis) {
  constexpr double k_high = 4;
  constexpr double k_lower = 26;
  std::vector<double> heights;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    double height = k_high;
    for (std::size_t j = i > 2 ? i - 3 : 0; j < i; ++j) {
      if (axis.at(flags[i].date) - axis.at(flags[j].date) < 32 && heights[j] >= height) height = heights[j] + k_lower;
    }
    heights.push_back(height);
  }
  return heights;
}

void draw_lane(std::string& svg, const TimelineLane& lane, std::size_t number, const Axis& axis, const Drawing& drawing,
               double y) {
  auto to = std::back_inserter(svg);
  const double from = axis.at(lane.start);
  const double until = std::max(from + 16, axis.at(plus_days(lane.end, 1)));
  const bool late = from > drawing.width * 0.5;
  // About half an em a letter: what does not fit is cut, the list below has the whole name.
  const double room = late ? until : drawing.width - from;
  std::string label = lane.label;
  const auto letters = static_cast<std::size_t>(std::max(4.0, room / 8.2));
  if (label.size() > letters) {
    label.resize(letters);
    while (!label.empty() && (static_cast<unsigned char>(label.back()) & 0xC0U) == 0x80U) label.pop_back();
    if (!label.empty() && static_cast<unsigned char>(label.back()) >= 0xC0U) label.pop_back();
    label += "…";
  }
  fmt::format_to(
      to,
      R"(<g class="p-lane"><text class="p-lane-label" x="{:.1f}" y="{:.0f}"{}>{}</text><path class="p-bar{}" d="M{:.1f} {:.0f}H{:.1f}"/><circle class="p-node" cx="{:.1f}" cy="{:.0f}" r="11"/><text class="p-node-n" x="{:.1f}" y="{:.0f}">{}</text></g>)",
      late ? until : from - 9, y - 19, late ? R"( text-anchor="end")" : "", escaped(label),
      lane.fixed ? "" : " p-bar--own", from, y, std::max(from + 6, until - 6), from, y, from, y + 5, number);
}

std::string draw_timeline(const Timeline& what, const Drawing& drawing) {
  const Month first = month_of(what.today);
  const int months = static_cast<int>((month_of(what.last) + std::chrono::months(1) - first).count());
  const Axis axis(first, months, k_left, drawing.width - k_right);
  const std::vector<double> heights = heights_of(what.flags, axis);
  const double lowest = heights.empty() ? 4 : *std::max_element(heights.begin(), heights.end());
  const double top = lowest + 74;
  const double height = top + static_cast<double>(what.lanes.size()) * k_lane + 10;
  std::string svg;
  auto to = std::back_inserter(svg);
  open_picture(svg, drawing, "timeline", height, what.texts.text("plan.picture.time"), what.description);
  svg += R"(<g class="p-grid">)";
  const int every = months_between_names(axis.step(), drawing.month_room);
  for (int m = 0; m <= months; ++m) {
    if (is_named(axis.month(m), every))
      fmt::format_to(to, R"(<path d="M{:.1f} {:.0f}V{:.0f}"/>)", axis.at(m), top - 22, height - 4);
  }
  fmt::format_to(to, R"(</g><g class="p-today"><path d="M{0:.1f} {1:.0f}V{2:.0f}"/></g>)", axis.at(what.today),
                 top - 22, height - 4);
  for (std::size_t i = 0; i < what.flags.size(); ++i) {
    const double x = std::min(axis.at(what.flags[i].date), drawing.width - 28);
    fmt::format_to(
        to,
        R"(<g class="p-flag"><path d="M{0:.1f} {1:.0f}V{2:.0f}"/><path class="p-pennant" d="M{0:.1f} {1:.0f}h26l-6 10 6 10h-26z"/><text x="{3:.1f}" y="{4:.0f}">{5}</text></g>)",
        x, heights[i], height - 4, x + 6, heights[i] + 15, what.flags[i].key);
  }
  draw_names(svg, what.texts, axis, drawing, top - 8, top - 28, 3);
  for (std::size_t i = 0; i < what.lanes.size(); ++i)
    draw_lane(svg, what.lanes[i], i + 1, axis, drawing, top + static_cast<double>(i) * k_lane + 40);
  return svg + "</svg>";
}

struct Money {
  const Texts& texts;
  const std::vector<MonthBar>& months;
  Month first;
  int count = 0;
  std::int64_t step = 0;  ///< of the axis, in cents
  std::int64_t top = 0;
  std::string description;
};

std::string draw_money(const Money& what, const Drawing& drawing) {
  constexpr double k_top = 26;
  constexpr double k_axis_room = 56;
  const Axis axis(what.first, what.count, k_axis_room, drawing.width - 8);
  const double bottom = k_top + k_plot;
  const auto y = [&](std::int64_t cents) {
    return bottom - k_plot * static_cast<double>(cents) / static_cast<double>(what.top);
  };
  std::string svg;
  auto to = std::back_inserter(svg);
  open_picture(svg, drawing, "money", bottom + 42, what.texts.text("plan.picture.money"), what.description);
  fmt::format_to(
      to,
      R"svg(<defs><pattern id="money-{}-arcering" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="p-hatch" d="M0 0V7"/></pattern></defs>)svg",
      drawing.suffix);
  for (std::int64_t at = 0; at <= what.top; at += what.step) {
    fmt::format_to(to, R"(<g class="p-grid"><path d="M{} {:.1f}H{}"/></g>)", k_axis_room, y(at), drawing.width - 8);
    fmt::format_to(to, R"(<g class="p-axis p-axis--y"><text x="{}" y="{:.1f}">{}</text></g>)", k_axis_room - 8,
                   y(at) + 5, what.texts.money(Cents{at}));
  }
  draw_names(svg, what.texts, axis, drawing, bottom + 19, bottom + 38, 3);
  const double wide = std::min(34.0, axis.step() * 0.42);
  double last_label = -100;
  for (const MonthBar& one : what.months) {
    const auto number = static_cast<int>((one.month - what.first).count());
    if (number < 0 || number >= what.count) continue;
    const double left = axis.at(number) + 2;
    const auto bar = [&](std::string_view kind, double x, std::int64_t from, Cents amount) {
      if (amount.value <= 0) return;
      const double until = y(from + amount.value);
      fmt::format_to(to, R"(<rect {} x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", kind, x, until, wide,
                     std::max(2.0, y(from) - until));
    };
    const std::string hatched = fmt::format(R"svg(class="p-other" fill="url(#money-{}-arcering)")svg", drawing.suffix);
    const auto bars = [&](double x, Cents own, Cents other) {
      bar(R"(class="p-you")", x, 0, own);
      bar(R"(class="p-other-bg")", x, own.value, other);
      bar(hatched, x, own.value, other);
      const Cents sum = own + other;
      const double middle = x + wide / 2;
      if (sum.value <= 0 || middle - last_label < 58) return;
      last_label = middle;
      fmt::format_to(to, R"(<g class="p-pay"><text x="{:.1f}" y="{:.1f}">{}</text></g>)", middle, y(sum.value) - 7,
                     what.texts.money(sum));
    };
    bars(left, one.out, one.other);
    bars(one.out.value + one.other.value > 0 ? left + wide + 2 : left, {}, one.in);
  }
  return svg + "</svg>";
}

}  // namespace

std::string timeline_pictures(const Texts& texts, const std::vector<TimelineLane>& lanes,
                              const std::vector<TimelineFlag>& flags, Date today) {
  if (lanes.empty()) return {};
  Timeline what{texts, lanes, flags, today, today, {}};
  for (const TimelineLane& lane : lanes) {
    what.last = std::max(what.last, lane.end);
    what.description +=
        texts.with("plan.picture.lane",
                   {{"title", lane.label}, {"from", texts.date(lane.start)}, {"until", texts.date(lane.end)}}) +
        " ";
  }
  for (const TimelineFlag& flag : flags) what.last = std::max(what.last, flag.date);
  std::string out;
  for (const Drawing& drawing : k_drawings) out += draw_timeline(what, drawing);
  return out;
}

std::string money_pictures(const Texts& texts, const std::vector<MonthBar>& months) {
  std::int64_t most = 0;
  for (const MonthBar& one : months) most = std::max({most, one.out.value + one.other.value, one.in.value});
  if (most == 0) return {};
  const auto [low, high] = std::minmax_element(months.begin(), months.end(),
                                               [](const MonthBar& a, const MonthBar& b) { return a.month < b.month; });
  Money what{texts, months, low->month, 0, round_step(most), 0, {}};
  what.count = std::clamp(static_cast<int>((high->month - low->month).count()) + 1, 6, k_most_months);
  what.top = (most + what.step - 1) / what.step * what.step;
  for (const MonthBar& one : months) {
    const std::string month = texts.month(one.month);
    if (one.out.value > 0)
      what.description += texts.with("plan.picture.pay", {{"month", month}, {"amount", texts.money(one.out)}}) + " ";
    if (one.other.value > 0)
      what.description +=
          texts.with("plan.picture.other", {{"month", month}, {"amount", texts.money(one.other)}}) + " ";
    if (one.in.value > 0)
      what.description += texts.with("plan.picture.get", {{"month", month}, {"amount", texts.money(one.in)}}) + " ";
  }
  std::string out;
  for (const Drawing& drawing : k_drawings) out += draw_money(what, drawing);
  return out;
}

}  // namespace leerwijzer
