// Up to four offers beside each other: one row a question, the best in words, what is unknown as something to ask.
// Rows, what is known and what is best are the engine's; in another language than Dutch the words are ours.
#include "api/web/compared_offer.hpp"
#include "api/web/list_order.hpp"
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"
#include "engine/match/comparison.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

/// The words for what is best; empty where a row has none.
std::string_view best_key(ComparisonQuestion question) {
  switch (question) {
    case ComparisonQuestion::price:
    case ComparisonQuestion::net_price: return "compare.cheapest";
    case ComparisonQuestion::start: return "compare.soonest";
    case ComparisonQuestion::duration: return "compare.shortest";
    case ComparisonQuestion::distance: return "compare.nearest";
    case ComparisonQuestion::skills: return "compare.most";
    case ComparisonQuestion::level:
    case ComparisonQuestion::mode:
    case ComparisonQuestion::enrolment:
    case ComparisonQuestion::quality: break;
  }
  return {};
}

std::string modes_words(const Texts& texts, const Offer& offer) {
  std::vector<std::string> words;
  for (const DeliveryMode one : offer.modes) words.push_back(texts.text("value.mode." + std::string(name_of(one))));
  return join(words, ", ");
}

/// A known answer in a language of our own words; empty where only the engine's Dutch says it.
std::string translated(const Texts& texts, ComparisonQuestion question, const ComparedOffer& one,
                       const ComparisonContext& context) {
  const Offer& offer = one.offer;
  switch (question) {
    case ComparisonQuestion::price:
      return one.price.per_year ? texts.with("compare.year", {{"amount", texts.money(*one.price.gross)}})
                                : texts.money(*one.price.gross);
    case ComparisonQuestion::net_price: return texts.money(*one.net);
    case ComparisonQuestion::level: return texts.text("level." + std::string(name_of(*offer.level.nlqf)));
    case ComparisonQuestion::start: return start_words(texts, offer, context.today);
    case ComparisonQuestion::duration: return duration_words(texts, offer);
    case ComparisonQuestion::distance:
      return can_be_followed_online(offer) ? texts.text("place.online") : distance_words(texts, *one.distance_km);
    case ComparisonQuestion::mode: return modes_words(texts, offer);
    case ComparisonQuestion::skills:
      return texts.with("compare.of", {{"count", texts.number(one.closes.size())}, {"all", texts.number(context.gap)}});
    case ComparisonQuestion::enrolment:
    case ComparisonQuestion::quality: break;
  }
  return {};
}

struct CellWords {
  std::string text;
  bool ours = false;  ///< in the language of the page; else Dutch
};

CellWords words_of(const Texts& texts, const ComparisonRow& row, std::size_t place, const ComparedOffer& offer,
                   const ComparisonContext& context) {
  const ComparisonCell& cell = row.cells[place];
  if (texts.language() == Language::nl) return {cell.text, true};
  if (!cell.known) return {texts.text("compare.unknown"), true};
  const std::string own = translated(texts, row.question, offer, context);
  return own.empty() ? CellWords{cell.text, false} : CellWords{own, true};
}

PageData cell_data(std::size_t place, bool known, const CellWords& words) {
  PageData one;
  one.set("number", std::to_string(place + 1));
  one.set("unknown", !known);
  one.set("ours", words.ours);
  one.set("text", words.text);
  one.set("note", false);
  one.set("picture", std::string{});
  one.set("best", false);
  return one;
}

PageData row_data(const Texts& texts, const Comparison& comparison, const ComparisonRow& row,
                  const ComparisonContext& context) {
  PageData cells = page_list();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const ComparedOffer& offer = comparison.offers[i];
    PageData one = cell_data(i, row.cells[i].known, words_of(texts, row, i, offer, context));
    const bool best = std::find(row.best.begin(), row.best.end(), i) != row.best.end();
    const std::string_view key = best_key(row.question);
    set_or_false(one, "best", best && !key.empty() ? texts.text(key) : std::string{});
    if (row.question == ComparisonQuestion::skills && row.cells[i].known) {
      const std::size_t learned = std::min(context.gap, offer.closes.size());
      const std::string id = "vergelijk-" + std::to_string(i + 1);
      one.set("picture", skills_picture(texts, id, {comparison.answer.gap.had.size(), learned, context.gap - learned}));
    }
    // With several places only the engine knows which of them is the nearest.
    if (row.question == ComparisonQuestion::distance && places_of(offer.offer).size() == 1)
      set_or_false(one, "note", place_words(texts, offer.offer, std::nullopt));
    cells << one;
  }
  PageData data;
  data.set("name", texts.text("compare.row." + std::string(name_of(row.question))));
  data.set("cells", cells);
  return data;
}

/// What is no question of the engine, for it has no better or worse: dayparts, hours, the kind of offer.
void add_facts(PageData& rows, const Texts& texts, const Comparison& comparison) {
  const auto add = [&](const char* key, std::string (*words)(const Texts&, const Offer&)) {
    PageData cells = page_list();
    for (std::size_t i = 0; i < comparison.offers.size(); ++i) {
      const std::string text = words(texts, comparison.offers[i].offer);
      cells << cell_data(i, !text.empty(), {text.empty() ? texts.text("compare.unknown") : text, true});
    }
    PageData data;
    data.set("name", texts.text(std::string("compare.row.") + key));
    data.set("cells", cells);
    rows << data;
  };
  add("hours", [](const Texts& in, const Offer& offer) {
    return offer.hours_per_week ? in.with("hours.week", {{"count", in.decimal(*offer.hours_per_week)}}) : std::string{};
  });
  add("when", [](const Texts& in, const Offer& offer) { return dayparts_words(in, offer.dayparts); });
  add("kind", [](const Texts& in, const Offer& offer) { return in.text("kind." + std::string(name_of(offer.kind))); });
}

PageData offers_data(const Texts& texts, const Comparison& comparison) {
  PageData list = page_list();
  for (std::size_t i = 0; i < comparison.offers.size(); ++i) {
    const Offer& offer = comparison.offers[i].offer;
    PageData one = compared_offer_data(texts, comparison, i);
    one.set("to_ask", texts_data(comparison.to_ask[i]));
    one.set("has_to_ask", !comparison.to_ask[i].empty());
    TextPairs rest;
    for (const ComparedOffer& other : comparison.offers) {
      if (other.offer.id != offer.id) rest.emplace_back("opleiding", std::to_string(other.offer.id.value));
    }
    one.set("without", address_with("/vergelijk", rest));
    list << one;
  }
  return list;
}

PageData rows_data(const Texts& texts, const Comparison& comparison, Date today) {
  const ComparisonContext context{.gap = comparison.answer.gap.missing.size(), .today = today};
  PageData rows = page_list();
  for (const ComparisonRow& row : comparison.rows) {
    // The skills first: what it brings is why somebody looks.
    if (row.question == ComparisonQuestion::skills) rows << row_data(texts, comparison, row, context);
  }
  for (const ComparisonRow& row : comparison.rows) {
    if (row.question != ComparisonQuestion::skills) rows << row_data(texts, comparison, row, context);
  }
  add_facts(rows, texts, comparison);
  return rows;
}

}  // namespace

PageData compared_offer_data(const Texts& texts, const Comparison& comparison, std::size_t place) {
  const Offer& offer = comparison.offers[place].offer;
  PageData one;
  one.set("number", std::to_string(place + 1));
  one.set("id", std::to_string(offer.id.value));
  one.set("title", std::string(title_of(offer)));
  one.set("school", offer.provider_name.empty() ? texts.text("school.unknown") : offer.provider_name);
  one.set("address", offer_address(offer.id));
  return one;
}

std::string compare_page(const PageSettings& settings, const CompareView& view) {
  const Texts& texts = settings.texts();
  const Comparison* comparison = view.comparison;
  const std::string heading = comparison != nullptr
                                  ? texts.with("compare.heading", {{"count", texts.number(comparison->offers.size())}})
                                  : texts.text("compare.heading.none");
  PageData data;
  data.set("heading", heading);
  data.set("lead", texts.text(comparison != nullptr ? "compare.lead" : "compare.lead.none"));
  data.set("list_address", std::string(view.told ? "/resultaat" : "/zoeken"));
  data.set("list_name", texts.text(view.told ? "offer.list" : "menu.search"));
  data.set("has_offers", comparison != nullptr);
  data.set("columns", std::to_string(comparison != nullptr ? comparison->offers.size() : 0));
  data.set("offers", comparison != nullptr ? offers_data(texts, *comparison) : page_list());
  data.set("rows", comparison != nullptr ? rows_data(texts, *comparison, settings.today) : page_list());
  return whole_page(settings, {.title = heading, .personal = true},
                    render_template("compare.mustache", settings.language, data));
}

}  // namespace leerwijzer
