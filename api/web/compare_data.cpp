// Up to four offers beside each other: one row a question, the best in words, what is unknown as something to ask.
#include "api/web/list_order.hpp"
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace leerwijzer {
namespace {

struct Cell {
  std::string text;  ///< empty: unknown
  std::string note{};
  std::string picture{};
  std::optional<double> measure{};  ///< less is better
};

class Comparison {
 public:
  Comparison(const PageSettings& settings, const CompareView& view) : settings_(settings), view_(view) {}

  /// `best`: the text for the one that is better than all others; nullptr where none can be.
  void add(const char* key, const char* best, const std::function<Cell(const MatchedOffer&, std::size_t)>& cell_of) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < view_.offers.size(); ++i) cells.push_back(cell_of(view_.offers[i], i));
    const std::optional<std::size_t> first = best == nullptr ? std::nullopt : best_of(cells);
    PageData list = page_list();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      PageData one;
      one.set("number", std::to_string(i + 1));
      one.set("unknown", cells[i].text.empty());
      one.set("text", cells[i].text.empty() ? texts().text("compare.unknown") : cells[i].text);
      set_or_false(one, "note", cells[i].note);
      one.set("picture", cells[i].picture);
      set_or_false(one, "best", first == i ? texts().text(best) : std::string{});
      list << one;
    }
    PageData row;
    row.set("name", texts().text(std::string("compare.row.") + key));
    row.set("cells", list);
    rows_ << row;
  }

  [[nodiscard]] const PageData& rows() const { return rows_; }
  [[nodiscard]] const Texts& texts() const { return settings_.texts(); }

 private:
  /// The only one with the least; nothing where some are as good, or only one is known.
  static std::optional<std::size_t> best_of(const std::vector<Cell>& cells) {
    std::optional<std::size_t> best;
    std::size_t known = 0;
    bool shared = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].measure) continue;
      ++known;
      if (!best || *cells[i].measure < *cells[*best].measure) {
        best = i;
        shared = false;
      } else if (*cells[i].measure == *cells[*best].measure) {
        shared = true;
      }
    }
    return known > 1 && !shared ? best : std::nullopt;
  }

  const PageSettings& settings_;
  const CompareView& view_;
  PageData rows_ = page_list();
};

std::optional<double> start_measure(const Offer& offer, Date today) {
  const auto first = first_start(offer, today);
  return first ? std::optional<double>(days_between(today, *first)) : std::nullopt;
}

void add_rows(Comparison& table, const PageSettings& settings, const CompareView& view) {
  const Texts& texts = settings.texts();
  const auto home =
      view.answer != nullptr && view.answer->advice.place ? view.answer->advice.place->point : std::nullopt;
  if (view.answer != nullptr && !view.answer->gap.missing.empty()) {
    table.add("gap", "compare.most", [&](const MatchedOffer& one, std::size_t i) {
      const std::size_t missing = view.answer->gap.missing.size();
      const std::size_t learned = std::min(missing, one.closes.size());
      return Cell{texts.with("compare.of", {{"count", texts.number(learned)}, {"all", texts.number(missing)}}),
                  {},
                  skills_picture(texts, "vergelijk-" + std::to_string(i + 1),
                                 {view.answer->gap.had.size(), learned, missing - learned}),
                  -one.closed_share};
    });
  }
  table.add("pay", "compare.cheapest", [&](const MatchedOffer& one, std::size_t) {
    if (!one.price.gross) return Cell{};
    const CentsInterval net = one.net.value_or(*one.price.gross);
    return Cell{texts.money(net), gross_words(texts, one), {}, static_cast<double>(net.max.value)};
  });
  table.add("start", "compare.soonest", [&](const MatchedOffer& one, std::size_t) {
    return Cell{start_words(texts, one.offer, settings.today), {}, {}, start_measure(one.offer, settings.today)};
  });
  table.add("length", "compare.shortest", [&](const MatchedOffer& one, std::size_t) {
    return Cell{length_words(texts, one.offer), {}, {}, one.offer.duration_months};
  });
  table.add("hours", nullptr, [&](const MatchedOffer& one, std::size_t) {
    return one.offer.hours_per_week
               ? Cell{texts.with("hours.week", {{"count", texts.decimal(*one.offer.hours_per_week)}})}
               : Cell{};
  });
  table.add("when", nullptr,
            [&](const MatchedOffer& one, std::size_t) { return Cell{dayparts_words(texts, one.offer.dayparts)}; });
  table.add("where", "compare.nearest", [&](const MatchedOffer& one, std::size_t) {
    return Cell{place_words(texts, one, home),
                one.distance_km ? distance_words(texts, *one.distance_km) : std::string{},
                {},
                one.distance_km};
  });
  table.add("kind", nullptr, [&](const MatchedOffer& one, std::size_t) {
    return Cell{texts.text("kind." + std::string(name_of(one.offer.kind))), one.offer.awarded};
  });
  table.add("level", nullptr, [&](const MatchedOffer& one, std::size_t) {
    return Cell{one.offer.level.nlqf ? texts.text("level." + std::string(name_of(*one.offer.level.nlqf)))
                                     : one.offer.level_raw};
  });
}

}  // namespace

std::string compare_page(const PageSettings& settings, const CompareView& view) {
  const Texts& texts = settings.texts();
  const bool enough = view.offers.size() >= 2;
  const std::string heading = enough ? texts.with("compare.heading", {{"count", texts.number(view.offers.size())}})
                                     : texts.text("compare.heading.none");
  PageData data;
  data.set("heading", heading);
  data.set("lead", texts.text(enough ? "compare.lead" : "compare.lead.none"));
  data.set("list_address", std::string(view.told ? "/resultaat" : "/zoeken"));
  data.set("list_name", texts.text(view.told ? "offer.list" : "menu.search"));
  data.set("has_offers", enough);
  data.set("columns", std::to_string(view.offers.size()));
  PageData offers = page_list();
  for (std::size_t i = 0; i < view.offers.size(); ++i) {
    const Offer& offer = view.offers[i].offer;
    PageData one;
    one.set("number", std::to_string(i + 1));
    one.set("id", std::to_string(offer.id.value));
    one.set("title", std::string(title_of(offer)));
    one.set("school", offer.provider_name.empty() ? texts.text("school.unknown") : offer.provider_name);
    one.set("address", offer_address(offer.id));
    TextPairs rest;
    for (const MatchedOffer& other : view.offers) {
      if (other.offer.id != offer.id) rest.emplace_back("opleiding", std::to_string(other.offer.id.value));
    }
    one.set("without", address_with("/vergelijk", rest));
    offers << one;
  }
  data.set("offers", offers);
  Comparison table(settings, view);
  add_rows(table, settings, view);
  data.set("rows", table.rows());
  return whole_page(settings, {.title = heading, .personal = true},
                    render_template("compare.mustache", settings.language, data));
}

}  // namespace leerwijzer
