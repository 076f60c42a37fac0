#include "api/web/school_data.hpp"

#include "api/page_session.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_first_steps = 3;
constexpr int k_dots = 10;

std::string text_in(const boost::json::object& object, const char* key) {
  const boost::json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A title that is none yet is at the title; how the text reads is at the text.
std::string field_of_remark(const FormDraft& made, const boost::json::object& remark) {
  const std::string code = text_in(remark, "code");
  const std::string pointer = text_in(remark, "field");
  if (pointer == "/texts") return code.starts_with("title") ? "titel" : "uitleg";
  return made.field_of(pointer);
}

PageData step_data(const Texts& texts, const FormDraft& made, const boost::json::object& remark) {
  const double gain = remark.at("gain").to_number<double>() * k_dots;
  PageData data;
  set_or_false(data, "gain", gain >= 0.05 ? "+" + texts.decimal(gain) : std::string{});
  const std::string field = field_of_remark(made, remark);
  set_or_false(data, "step_field", field);
  data.set("step_label", label_of_field(texts, field));
  std::string text = text_in(remark, "means") + " " + text_in(remark, "change");
  data.set("step_text", std::string(trim(text)));
  return data;
}

}  // namespace

SchoolFrame school_frame(const Call& call) {
  SchoolFrame frame;
  if (call.caller.provider && call.services.catalogue != nullptr) {
    if (const auto provider = call.services.catalogue->provider(*call.caller.provider)) frame.name = provider->name;
  }
  frame.csrf = csrf_field(call);
  frame.said = call.parameters.text("melding");
  frame.writes = call.caller.may(Right::provider_write);
  frame.publishes = call.caller.may(Right::provider_publish);
  frame.manages = call.caller.may(Right::provider_manage);
  return frame;
}

void add_frame(PageData& data, const Texts& texts, const SchoolFrame& frame) {
  data.set("csrf", frame.csrf);
  data.set("locked", !frame.writes);
  data.set("may_publish", frame.publishes);
  data.set("may_manage", frame.manages);
  data.set("school", frame.name);
  const std::string key = "school.said." + frame.said;
  set_or_false(data, "said_text", !frame.said.empty() && texts.has(key) ? texts.text(key) : std::string{});
  data.set("has_faults", false);
}

std::string school_whole(const PageSettings& settings, std::string_view menu, const std::string& title, bool faulty,
                         std::string_view page_template, const PageData& data) {
  const std::string whole = faulty ? settings.texts().with("faults.title", {{"title", title}}) : title;
  return whole_page(settings, {.title = whole, .menu = menu, .personal = true, .area = "school"},
                    render_template(page_template, settings.language, data));
}

PageData faults_data(const std::vector<FieldError>& faults) {
  PageData list = page_list();
  for (const FieldError& fault : faults) {
    PageData one;
    set_or_false(one, "id", fault.field);
    one.set("text", fault.what);
    set_or_false(one, "hint", fault.hint);
    list << one;
  }
  return list;
}

void add_side(PageData& data, const Texts& texts, const Call& call, const OfferFormView& view) {
  data.set("score", texts.decimal(view.offer.quality * k_dots));
  data.set("score_picture", score_picture(texts, "score-beeld", view.offer.quality));
  std::vector<const boost::json::object*> remarks;
  for (const boost::json::value& one : view.remarks) remarks.push_back(&one.as_object());
  std::stable_sort(remarks.begin(), remarks.end(), [](const auto* a, const auto* b) {
    return a->at("gain").template to_number<double>() > b->at("gain").template to_number<double>();
  });
  PageData first = page_list();
  PageData more = page_list();
  for (std::size_t i = 0; i < remarks.size(); ++i)
    (i < k_first_steps ? first : more) << step_data(texts, view.made, *remarks[i]);
  data.set("has_steps", !remarks.empty());
  data.set("steps", first);
  data.set("has_more_steps", remarks.size() > k_first_steps);
  data.set("more_steps", more);
  data.set("card", title_of(view.offer).empty() ? PageData(false) : card_data(call, texts, view.offer));
  PageData missed = page_list();
  for (const boost::json::value& one : view.missed) {
    PageData line;
    line.set("missed_text", text_in(one.as_object(), "text"));
    missed << line;
  }
  data.set("has_missed", !view.missed.empty());
  data.set("missed", missed);
}

std::string day_words(const Texts& texts, std::string_view moment) {
  if (moment.size() < 10) return {};
  const auto date = parse_iso_date(moment.substr(0, 10));
  return date ? texts.date(*date) : std::string(moment);
}

void add_pages(PageData& data, std::string_view address, std::size_t page, std::size_t page_size, std::int64_t total) {
  const bool after = static_cast<std::int64_t>(page * page_size) < total;
  const auto at = [&](std::size_t number) { return std::string(address) + "?page=" + std::to_string(number); };
  data.set("has_pages", page > 1 || after);
  set_or_false(data, "before", page > 1 ? at(page - 1) : std::string{});
  set_or_false(data, "after", after ? at(page + 1) : std::string{});
}

std::string score_picture(const Texts& texts, std::string_view id, double score) {
  constexpr int k_step = 36;
  const int full = std::clamp(static_cast<int>(std::lround(score * k_dots)), 0, k_dots);
  const int last = 12 + (k_dots - 1) * k_step;
  const int reached = full > 0 ? 12 + (full - 1) * k_step : 12;
  std::string svg;
  auto to = std::back_inserter(svg);
  fmt::format_to(
      to, R"(<svg class="lw-score" viewBox="0 0 348 24" role="img" aria-labelledby="{0}"><title id="{0}">{1}</title>)",
      id, escaped(texts.with("school.score.picture", {{"score", texts.decimal(score * k_dots)}})));
  if (full > 1) fmt::format_to(to, R"(<path class="p-line" d="M12 12H{}"/>)", reached);
  if (full < k_dots) fmt::format_to(to, R"(<path class="p-line p-todo" d="M{} 12H{}"/>)", reached, last);
  for (int i = 0; i < k_dots; ++i)
    fmt::format_to(to, R"(<circle class="{}" cx="{}" cy="12" r="9.5"/>)", i < full ? "p-full" : "p-half",
                   12 + i * k_step);
  return svg + "</svg>";
}

std::string weeks_picture(const Texts& texts, std::string_view id, const std::string& title,
                          const std::vector<WeekCount>& weeks) {
  constexpr int k_step = 40;
  std::int64_t most = 0;
  for (const WeekCount& week : weeks) most = std::max(most, week.count);
  const int high = most > 0 ? 96 : 0;  // nothing to tell takes no room
  most = std::max<std::int64_t>(most, 1);
  std::string svg;
  auto to = std::back_inserter(svg);
  const int width = static_cast<int>(weeks.size()) * k_step + 8;
  fmt::format_to(
      to, R"(<svg class="lw-weeks" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}"><title id="{2}">{3}</title>)",
      width, high + 42, id, escaped(title));
  fmt::format_to(to, R"(<path class="p-line" d="M4 {0}H{1}"/>)", high + 18, width - 4);
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const int x = static_cast<int>(i) * k_step + 24;
    const int y = high + 18 - static_cast<int>(weeks[i].count * high / most);
    if (weeks[i].count > 0) fmt::format_to(to, R"(<path class="p-stem" d="M{0} {1}V{2}"/>)", x, high + 18, y);
    fmt::format_to(to, R"(<circle class="{}" cx="{}" cy="{}" r="7"/>)", weeks[i].count > 0 ? "p-full" : "p-half", x, y);
    if (weeks[i].count > 0) {
      fmt::format_to(to, R"(<text class="p-count" x="{}" y="{}">{}</text>)", x, y - 11,
                     texts.number(static_cast<std::size_t>(weeks[i].count)));
    }
    fmt::format_to(to, R"(<text class="p-week" x="{}" y="{}">{} {}</text>)", x, high + 38,
                   static_cast<unsigned>(weeks[i].week.day()),
                   texts.short_month(static_cast<unsigned>(weeks[i].week.month())));
  }
  return svg + "</svg>";
}

}  // namespace leerwijzer
