// Search and match at a desk: the form, a dense list, and one offer beside it.
#include "api/http/target.hpp"
#include "api/web/desk_data.hpp"
#include "api/web/list_order.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr std::size_t k_reasons = 12;
constexpr std::size_t k_more = 20;
constexpr auto k_sorts = std::to_array<std::string_view>({"best", "price", "start", "distance"});
constexpr auto k_situations = std::to_array<std::string_view>(
    {"", "employee", "self_employed", "at_risk", "ww", "bijstand", "wia", "zw", "wajong", "no_benefit",
     "no_startkwalificatie_working", "youth_no_startkwalificatie", "low_basic_skills"});

std::string with_offer(const DeskSearchView& view, OfferId id) {
  TextPairs pairs = query_without(
      view.query, [](const std::string& name, const std::string&) { return name == "opleiding" || name == "klaar"; });
  pairs.emplace_back("opleiding", std::to_string(id.value));
  return address_with("/adviseur", pairs);
}

std::string dense_price(const Texts& texts, const std::optional<CentsInterval>& price) {
  return price ? texts.money(*price) : std::string{};
}

PageData row_data(const Texts& texts, const DeskSearchView& view, const MatchedOffer& matched, Date today) {
  const std::optional<GeoPoint> home =
      view.answer->advice.place ? view.answer->advice.place->point : std::optional<GeoPoint>{};
  PageData row;
  row.set("id", std::to_string(matched.offer.id.value));
  row.set("offer_id", std::to_string(matched.offer.id.value));
  row.set("address", with_offer(view, matched.offer.id));
  row.set("title", std::string(title_of(matched.offer)));
  row.set("where", where_words(texts, matched, home));
  row.set("on", &matched == view.chosen);
  const std::size_t missing = view.answer->gap.missing.size();
  set_or_false(row, "covers",
               missing == 0
                   ? std::string{}
                   : texts.with("compare.of", {{"count", texts.number(std::min(missing, matched.closes.size()))},
                                               {"all", texts.number(missing)}}));
  row.set("start", start_words(texts, matched.offer, today));
  set_or_false(row, "when", dayparts_words(texts, matched.offer.dayparts));
  set_or_false(row, "price", dense_price(texts, matched.price.gross));
  set_or_false(
      row, "net",
      dense_price(texts, matched.price.gross ? matched.net ? matched.net : matched.price.gross : std::nullopt));
  return row;
}

void add_list(PageData& data, const Texts& texts, const DeskSearchView& view, Date today) {
  PageData rows = page_list();
  for (const MatchedOffer* one : view.shown) rows << row_data(texts, view, *one, today);
  data.set("rows", rows);
  data.set("none", view.shown.empty());
  const std::size_t total = std::max(view.answer->total, view.answer->offers.size());
  data.set("count", texts.counted("start.offers", total));
  set_or_false(data, "understood", view.answer->goal.text);
  PageData sorts = page_list();
  for (const std::string_view sort : k_sorts) {
    if (sort == "distance" && !view.answer->advice.place) continue;
    TextPairs pairs = query_without(view.query, [](const std::string& name, const std::string&) {
      return name == "sort" || name == "opleiding" || name == "klaar";
    });
    if (sort != "best") pairs.emplace_back("sort", sort);
    PageData one;
    one.set("label", texts.text("desk.sort." + std::string(sort)));
    one.set("url", address_with("/adviseur", pairs));
    one.set("on", view.sort == sort);
    sorts << one;
  }
  data.set("sorts", sorts);
  const bool more = view.answer->offers.size() > view.shown.size();
  TextPairs pairs = query_without(
      view.query, [](const std::string& name, const std::string&) { return name == "meer" || name == "klaar"; });
  pairs.emplace_back("meer", std::to_string(view.shown.size() + k_more));
  set_or_false(data, "more_url", more ? address_with("/adviseur", pairs) : std::string{});
  std::vector<std::string> relax;
  for (const Relaxation& one : view.answer->relax) relax.push_back(one.text);
  data.set("has_relax", !relax.empty());
  data.set("relax", texts_data(relax));
}

PageData asked_data(const std::optional<NextQuestion>& asked) {
  if (!asked) return PageData(false);
  PageData data;
  const std::string field = "feit." + asked->fact;
  data.set("fact", field);
  data.set("text", asked->text);
  PageData options = page_list();
  for (const auto& [value, label] : asked->options) {
    PageData one;
    one.set("value", value);
    one.set("label", label);
    options << one;
  }
  data.set("has_options", !asked->options.empty());
  data.set("options", options);
  return data;
}

/// The offer beside the list.
PageData chosen_data(const PageSettings& settings, const DeskSearchView& view) {
  if (view.chosen == nullptr) return PageData(false);
  const Texts& texts = settings.texts();
  const MatchedOffer& matched = *view.chosen;
  PageData data = row_data(texts, view, matched, settings.today);
  const SkillsGap& gap = view.answer->gap;
  const std::size_t learned = std::min(gap.missing.size(), matched.closes.size());
  data.set("picture", learned == 0 ? std::string{}
                                   : skills_picture(texts, "vaardigheden-keuze",
                                                    {gap.had.size(), learned, gap.missing.size() - learned}));
  data.set("page", offer_address(matched.offer.id));
  set_or_false(data, "duration", duration_words(texts, matched.offer));
  data.set("kind", texts.text("kind." + std::string(name_of(matched.offer.kind))));
  set_or_false(data, "level",
               matched.offer.level.nlqf ? texts.text("level." + std::string(name_of(*matched.offer.level.nlqf)))
                                        : matched.offer.level_raw);
  data.set("reasons", reasons_data(texts, matched.reasons, k_reasons));
  PageData runs = runs_data(texts, matched.offer, settings.today);
  data.set("has_runs", !joinable_runs(matched.offer, settings.today).empty());
  data.set("runs", runs);
  data.set("money", money_data(texts, view.funding, &matched, {}, settings.today));
  add_schemes(data, texts, view.funding);
  data.set("question", asked_data(view.funding.next_question));
  data.set("advice", advice_data(texts, view.answer->advice));
  data.set("text", client_text(texts, view, settings.today));
  TextPairs sheet = {{"opleiding", std::to_string(matched.offer.id.value)}};
  data.set("sheet", address_with("/adviseur/blad", sheet));
  return data;
}

PageData case_data(const Texts& texts, const DeskSearchView& view) {
  if (view.file == nullptr) return PageData(false);
  const CaseEntry& entry = view.file->entry;
  PageData data;
  data.set("id", std::to_string(entry.id));
  data.set("label", entry.label);
  data.set("status", texts.text("desk.status." + std::string(name_of(entry.status))));
  set_or_false(data, "next", entry.next_action ? texts.date(*entry.next_action) : std::string{});
  data.set("version", std::to_string(entry.version));
  data.set("keeps", stands(view.file->consents, ConsentKind::keep));
  data.set("shown_count", texts.counted("desk.case.shown", view.file->shown.size()));
  PageData notes = page_list();
  const std::size_t most = 2;
  for (std::size_t i = view.file->notes.size(); i > 0 && view.file->notes.size() - i < most; --i) {
    PageData one;
    one.set("date", day_of_moment(texts, view.file->notes[i - 1].written_at));
    one.set("text", view.file->notes[i - 1].text);
    notes << one;
  }
  data.set("notes", notes);
  return data;
}

void add_templates(PageData& data, const DeskSearchView& view) {
  PageData list = page_list();
  for (const GoalButton& button : view.templates) {
    PageData one;
    one.set("id", std::to_string(button.id));
    one.set("name", button.name);
    list << one;
  }
  data.set("has_templates", !view.templates.empty());
  data.set("templates", list);
}

}  // namespace

std::string desk_search_page(const PageSettings& settings, const DeskSearchView& view, const Snapshot& snapshot) {
  const Texts& texts = settings.texts();
  PageData data;
  add_form(data, texts, view.answers, view.faults);
  data.set("situaties", choices_data(texts, "clientsituation", {k_situations.begin(), k_situations.end()},
                                     {view.answers.situation}));
  data.set("dossier", view.file == nullptr ? std::string{} : std::to_string(view.file->entry.id));
  data.set("query_case", view.file == nullptr ? std::string{} : "?dossier=" + std::to_string(view.file->entry.id));
  data.set("told", view.told);
  data.set("found", view.answer != nullptr);
  data.set("back",
           view.chosen == nullptr ? address_with("/adviseur", view.query) : with_offer(view, view.chosen->offer.id));
  data.set("file", case_data(texts, view));
  add_templates(data, view);
  if (view.answer != nullptr) {
    data.set("chips", chips_data(texts, view.answers, *view.answer, snapshot.taxonomy));
    add_list(data, texts, view, settings.today);
    data.set("chosen", chosen_data(settings, view));
  }
  set_done(data, texts, view.done);
  return desk_page(settings, "desk_search", "search", texts.text("desk.search.heading"), !view.faults.empty(), data);
}

std::string desk_sheet_page(const PageSettings& settings, const DeskSearchView& view, const Snapshot& snapshot) {
  const Texts& texts = settings.texts();
  PageData data;
  data.set("chosen", chosen_data(settings, view));
  data.set("chips", chips_data(texts, view.answers, *view.answer, snapshot.taxonomy));
  data.set("today", texts.date(settings.today));
  const std::string title(title_of(view.chosen->offer));
  data.set("title", title);
  return desk_page(settings, "desk_sheet", "search", title, false, data);
}

}  // namespace leerwijzer
