// How often offers of an institution were seen, its keys, and its report.
#include "api/publishing.hpp"
#include "api/web/school_data.hpp"
#include "api/wire/account_wire.hpp"
#include "report/remark_texts.hpp"
#include "report/report.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

using Count = std::int64_t ReachWeek::*;

std::string told(const Texts& texts, std::int64_t count) {
  const auto known = told_reach(count);
  if (known) return texts.number(static_cast<std::size_t>(*known));
  return texts.with("school.reach.fewer", {{"count", std::to_string(k_smallest_reach)}});
}

/// Every week, oldest first; one that is not in the list had nothing.
std::vector<ReachWeek> every_week(const ReachView& view, const OfferReach& reach) {
  std::vector<ReachWeek> weeks;
  for (int i = 0; i < view.weeks; ++i) {
    const Date week = plus_days(view.since, 7 * i);
    const auto found =
        std::find_if(reach.weeks.begin(), reach.weeks.end(), [&](const ReachWeek& one) { return one.week == week; });
    weeks.push_back(found == reach.weeks.end() ? ReachWeek{.week = week} : *found);
  }
  return weeks;
}

PageData picture_of(const Texts& texts, const std::string& id, const char* name, const std::vector<ReachWeek>& weeks,
                    Count count) {
  std::vector<WeekCount> shown;
  std::int64_t sum = 0;
  for (const ReachWeek& week : weeks) {
    shown.push_back({week.week, told_reach(week.*count).value_or(0)});
    sum += shown.back().count;
  }
  const std::string label = texts.text("school.reach." + std::string(name));
  PageData data;
  data.set("label", label);
  data.set("sum", sum > 0 ? texts.number(static_cast<std::size_t>(sum)) : told(texts, 0));
  data.set("picture",
           weeks_picture(texts, id,
                         texts.with("school.reach.picture", {{"what", label},
                                                             {"count", texts.number(static_cast<std::size_t>(sum))},
                                                             {"weeks", std::to_string(weeks.size())}}),
                         shown));
  return data;
}

PageData reach_data(const Texts& texts, const ReachView& view, const OfferReach& reach) {
  const std::vector<ReachWeek> weeks = every_week(view, reach);
  PageData data;
  data.set("title", reach.title);
  data.set("address", offer_address(reach.offer));
  data.set("offer", std::to_string(reach.offer.value));
  const std::string id = "weken-" + std::to_string(reach.offer.value);
  PageData pictures = page_list();
  pictures << picture_of(texts, id + "-getoond", "shown", weeks, &ReachWeek::shown);
  pictures << picture_of(texts, id + "-geopend", "opened", weeks, &ReachWeek::opened);
  pictures << picture_of(texts, id + "-verder", "sent", weeks, &ReachWeek::sent_on);
  data.set("pictures", pictures);
  PageData rows = page_list();
  for (auto week = weeks.rbegin(); week != weeks.rend(); ++week) {
    PageData row;
    row.set("week", texts.date(week->week));
    row.set("shown", told(texts, week->shown));
    row.set("opened", told(texts, week->opened));
    row.set("sent", told(texts, week->sent_on));
    rows << row;
  }
  data.set("weeks", rows);
  return data;
}

void add_key_form(PageData& data, const Texts& texts, const KeysView& view) {
  const auto fault = [&](const char* name) {
    const auto found =
        std::find_if(view.faults.begin(), view.faults.end(), [&](const FieldError& one) { return one.field == name; });
    return found == view.faults.end() ? std::string{} : found->what + " " + found->hint;
  };
  for (const char* name : {"naam", "dagen", "code", "mag"})
    set_or_false(data, std::string(name) + "_fout", fault(name));
  data.set("naam", view.form.text("naam"));
  data.set("dagen", view.form.text("dagen").empty() ? std::string("365") : view.form.text("dagen"));
  PageData scopes = page_list();
  for (const auto& [scope, name] : EnumNames<KeyScope>::names) {
    PageData one;
    one.set("scope", std::string(name));
    one.set("scope_label", texts.text("school.scope." + std::string(name)));
    one.set("on", view.form.has("mag", name));
    scopes << one;
  }
  data.set("scopes", scopes);
  PageData replaced = page_list();
  for (const ProviderKey& key : view.keys) {
    PageData one;
    one.set("key_id", std::to_string(key.id));
    one.set("key_name", key.name);
    one.set("on", view.form.text("vervangt") == std::to_string(key.id));
    replaced << one;
  }
  data.set("has_replaced", !view.keys.empty());
  data.set("replaced", replaced);
  data.set("asks_code", view.asks_code);
  data.set("retry", view.retry);
}

}  // namespace

std::string school_reach_page(const PageSettings& settings, const SchoolFrame& frame, const ReachView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("lead", texts.with("school.reach.lead", {{"date", texts.date(view.since)}}));
  PageData offers = page_list();
  for (const OfferReach& reach : view.items) offers << reach_data(texts, view, reach);
  data.set("has_rows", !view.items.empty());
  data.set("offers", offers);
  data.set("has_missed", !view.missed.empty());
  data.set("missed", texts_data(view.missed));
  data.set("fewer", texts.with("school.reach.fewer.why", {{"count", std::to_string(k_smallest_reach)}}));
  add_pages(data, "/school/vindbaarheid", view.page, view.page_size, view.total);
  return school_whole(settings, "findability", texts.text("school.reach.heading"), false, "school-reach.mustache",
                      data);
}

std::string school_keys_page(const PageSettings& settings, const SchoolFrame& frame, const KeysView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("has_faults", !view.faults.empty());
  data.set("faults", faults_data(view.faults));
  set_or_false(data, "made", view.made);
  data.set("made_name", view.made_name);
  PageData keys = page_list();
  for (const ProviderKey& key : view.keys) {
    PageData one;
    one.set("key_id", std::to_string(key.id));
    one.set("key_name", key.name);
    one.set("prefix", "lw_" + key.prefix + "…");
    std::string scopes;
    for (const KeyScope scope : key.scopes)
      scopes += (scopes.empty() ? "" : ", ") + texts.text("school.scope." + std::string(name_of(scope)));
    one.set("may_do", scopes);
    one.set("made_on", day_words(texts, iso_moment(key.created_at)));
    one.set("used_on", key.used_at ? day_words(texts, iso_moment(*key.used_at)) : texts.text("school.keys.never"));
    one.set("ends_on", day_words(texts, iso_moment(key.expires_at)));
    keys << one;
  }
  data.set("has_keys", !view.keys.empty());
  data.set("keys", keys);
  add_key_form(data, texts, view);
  return school_whole(settings, "keys", texts.text("school.keys.heading"), !view.faults.empty(), "school-keys.mustache",
                      data);
}

std::string school_report_page(const PageSettings& settings, const SchoolFrame& frame, ProviderId provider,
                               const PublishingReport& report) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("score", texts.decimal(report.score * 10));
  data.set("picture", score_picture(texts, "score-rapport", report.score));
  data.set("lead",
           texts.counted("school.report.lead", static_cast<std::size_t>(std::max<std::int64_t>(report.offers, 0))));
  data.set("whole", "/v1/providers/" + std::to_string(provider.value) + "/report");
  data.set("has_rows", report.assessed > 0);
  PageData advice = page_list();
  for (const ReportAdvice& row : report.advice) {
    PageData one;
    set_or_false(one, "gain", row.gain >= 0.005 ? "+" + texts.decimal(row.gain * 10) : std::string{});
    one.set("step", advice_text(row.key).means + " " + advice_text(row.key).change);
    one.set("count", texts.counted("school.report.offers", row.offers));
    advice << one;
  }
  data.set("has_advice", !report.advice.empty());
  data.set("advice", advice);
  PageData criteria = page_list();
  for (const ReportCriterion& row : report.criteria) {
    if (row.applicable == 0) continue;
    PageData one;
    one.set("criterion", criterion_text(row.criterion).name);
    one.set("mean", texts.decimal(row.mean * 10));
    one.set("perfect", texts.number(row.perfect));
    one.set("missing", texts.number(row.missing));
    criteria << one;
  }
  data.set("criteria", criteria);
  return school_whole(settings, "offers", texts.text("school.report.heading"), false, "school-report.mustache", data);
}

}  // namespace leerwijzer
