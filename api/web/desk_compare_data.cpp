// Offers side by side at a desk: the rows of the engine's comparison, and what is to be asked of each school.
#include "api/web/compared_offer.hpp"
#include "api/web/desk_data.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

PageData offers_data(const Texts& texts, const Comparison& comparison) {
  PageData list = page_list();
  for (std::size_t i = 0; i < comparison.offers.size(); ++i) list << compared_offer_data(texts, comparison, i);
  return list;
}

PageData rows_data(const Comparison& comparison) {
  PageData rows = page_list();
  for (const ComparisonRow& row : comparison.rows) {
    PageData cells = page_list();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      PageData cell;
      cell.set("number", std::to_string(i + 1));
      cell.set("unknown", !row.cells[i].known);
      cell.set("text", row.cells[i].text);
      cell.set("best", std::find(row.best.begin(), row.best.end(), i) != row.best.end());
      cells << cell;
    }
    PageData one;
    one.set("name", row.title);
    one.set("cells", cells);
    rows << one;
  }
  return rows;
}

PageData asks_data(const Comparison& comparison) {
  PageData list = page_list();
  for (std::size_t i = 0; i < comparison.to_ask.size(); ++i) {
    PageData one;
    one.set("number", std::to_string(i + 1));
    one.set("asked", !comparison.to_ask[i].empty());
    one.set("questions", texts_data(comparison.to_ask[i]));
    list << one;
  }
  return list;
}

}  // namespace

std::string desk_compare_page(const PageSettings& settings, const DeskCompareView& view) {
  const Texts& texts = settings.texts();
  const bool enough = view.comparison != nullptr;
  PageData data;
  const std::string heading = enough ? texts.with("compare.heading", {{"count", texts.number(view.ids.size())}})
                                     : texts.text("compare.heading.none");
  data.set("heading", heading);
  data.set("back", view.back);
  data.set("has_offers", enough);
  data.set("columns", std::to_string(view.ids.size()));
  set_or_false(data, "of_case", view.of_case > 0 ? std::to_string(view.of_case) : std::string{});
  if (enough) {
    data.set("offers", offers_data(texts, *view.comparison));
    data.set("rows", rows_data(*view.comparison));
    data.set("asks", asks_data(*view.comparison));
  }
  return desk_page(settings, "desk_compare", "search", heading, false, data);
}

}  // namespace leerwijzer
