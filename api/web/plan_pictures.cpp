#include "api/web/plan_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace leerwijzer {
namespace {

constexpr auto k_months = std::to_array<std::string_view>(
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"});
constexpr double k_width = 720;
constexpr double k_left = 34;          ///< for the number of the step, or the amounts
constexpr double k_right = 712;        ///< end of the axis
constexpr double k_money_width = 420;  ///< half a page
constexpr double k_money_left = 4;
constexpr int k_row = 30;
constexpr int k_axis = 22;  ///< room for the names of the months
constexpr double k_plot = 80;
constexpr int k_most_months = 36;

std::string_view name_of_month(std::chrono::year_month month) {
  return k_months[static_cast<unsigned>(month.month()) - 1];
}

std::chrono::year_month month_of(Date date) { return {date.year(), date.month()}; }

Date first_of(std::chrono::year_month month) { return month / std::chrono::day{1}; }

/// How many months stand between two names on an axis, so that they do not touch.
int months_between_names(int months) {
  return months <= 14 ? 1 : months <= 28 ? 2 : months <= 42 ? 3 : months <= 84 ? 6 : 12;
}

/// January, and the first of an axis, carry the year.
std::string axis_name(std::chrono::year_month month, bool first) {
  const bool year = first || month.month() == std::chrono::January;
  return year ? fmt::format("{} ’{:02}", name_of_month(month), static_cast<int>(month.year()) % 100)
              : std::string(name_of_month(month));
}

}  // namespace

std::string month_text(std::chrono::year_month month) {
  return fmt::format("{} {}", name_of_month(month), static_cast<int>(month.year()));
}

std::string timeline_picture(const std::vector<TimelineBar>& bars, Date today) {
  if (bars.empty()) return {};
  Date last = today;
  for (const TimelineBar& bar : bars) last = std::max(last, bar.end);
  const auto first_month = month_of(today);
  const auto end_month = month_of(last) + std::chrono::months(1);
  const int months = static_cast<int>((end_month - first_month).count());
  const Date from = first_of(first_month);
  const double scale = (k_right - k_left) / days_between(from, first_of(end_month));
  const auto x = [&](Date date) { return k_left + scale * days_between(from, date); };
  const int height = k_axis + k_row * static_cast<int>(bars.size()) + 4;
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(to, R"(<svg class="timeline" viewBox="0 0 {} {}" role="img" aria-labelledby="tijdlijn">)", k_width,
                 height);
  fmt::format_to(to, R"(<title id="tijdlijn">Tijdlijn van {} tot en met {}.)", month_text(first_month),
                 month_text(month_of(last)));
  for (const TimelineBar& bar : bars)
    fmt::format_to(to, " Stap {}: van {} tot en met {}.", bar.number, format_dutch(bar.start), format_dutch(bar.end));
  svg += "</title>";
  for (int m = 0; m < months; m += months_between_names(months)) {
    const auto month = first_month + std::chrono::months(m);
    const double left = x(first_of(month));
    fmt::format_to(to, R"(<path class="t-grid" d="M{:.1f} {}V{}"/>)", left, k_axis - 6, height);
    fmt::format_to(to, R"(<text class="t-text" x="{:.1f}" y="13">{}</text>)", left + 3, axis_name(month, m == 0));
  }
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double y = k_axis + k_row * static_cast<double>(i) + 4;
    const double left = x(bars[i].start);
    const double wide = std::max(5.0, x(plus_days(bars[i].end, 1)) - left);
    fmt::format_to(to, R"(<text class="t-number" x="{}" y="{}">{}</text>)", 8, y + 16, bars[i].number);
    fmt::format_to(to, R"(<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="20" rx="4"/>)",
                   bars[i].certain ? "t-bar" : "t-bar t-open", left, y, wide);
  }
  return svg + "</svg>";
}

std::string money_picture(const std::vector<MonthBar>& months) {
  std::int64_t most = 0;
  for (const MonthBar& one : months) most = std::max({most, one.out.value, one.in.value});
  if (most == 0) return {};
  const auto [low, high] = std::minmax_element(months.begin(), months.end(),
                                               [](const MonthBar& a, const MonthBar& b) { return a.month < b.month; });
  const auto first = low->month;
  const int count = std::min(k_most_months, static_cast<int>((high->month - first).count()) + 1);
  const double step = std::min(60.0, (k_money_width - 8) / count);
  const double bar = std::min(20.0, step * 0.4);
  const double bottom = k_plot + 20;
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(to, R"(<svg class="timeline" viewBox="0 0 {} {}" role="img" aria-labelledby="geldbeeld">)",
                 k_money_width, bottom + 22);
  svg += R"(<title id="geldbeeld">)";
  for (const MonthBar& one : months) {
    if (one.out > Cents{}) fmt::format_to(to, "In {} betaalt u {}. ", month_text(one.month), format_euro(one.out));
    if (one.in > Cents{}) fmt::format_to(to, "In {} krijgt u {}. ", month_text(one.month), format_euro(one.in));
  }
  fmt::format_to(to, R"(</title><path class="t-axis" d="M{} {}H{}"/>)", k_money_left, bottom, k_money_width);
  for (int m = 0; m < count; m += months_between_names(count)) {
    fmt::format_to(to, R"(<text class="t-text" x="{:.1f}" y="{}">{}</text>)", k_money_left + step * m, bottom + 16,
                   axis_name(first + std::chrono::months(m), m == 0));
  }
  const auto draw = [&](const MonthBar& one, Cents amount, double shift, std::string_view kind) {
    if (amount <= Cents{}) return;
    const double tall = std::max(2.0, k_plot * static_cast<double>(amount.value) / static_cast<double>(most));
    const double left = k_money_left + step * static_cast<double>((one.month - first).count()) + shift;
    fmt::format_to(to, R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", kind, left,
                   bottom - tall, bar, tall);
    // Two amounts beside each other would touch; the list beside the picture has both.
    if (step >= 40 && (kind == "t-in" || one.in <= Cents{}))
      fmt::format_to(to, R"(<text class="t-text" x="{:.1f}" y="{:.1f}">{}</text>)", left, bottom - tall - 4,
                     format_euro(amount));
  };
  for (const MonthBar& one : months) {
    if ((one.month - first).count() >= count) continue;
    draw(one, one.out, 0, "t-out");
    draw(one, one.in, bar + 2, "t-in");
  }
  return svg + "</svg>";
}

}  // namespace leerwijzer
