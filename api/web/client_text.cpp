// What an advisor sends to a client about an offer: plain text, to put in an e-mail.
#include "api/web/desk_data.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_schemes = 3;

void add(std::string& text, const std::string& line) { text += line + "\n"; }

void add_money(std::string& text, const Texts& texts, const DeskSearchView& view) {
  const MatchedOffer& matched = *view.chosen;
  add(text, gross_words(texts, matched) + (matched.price.gross ? ". " + net_words(texts, matched) + "." : "."));
  std::size_t told = 0;
  for (const SchemeVerdict& scheme : view.funding.schemes) {
    if (scheme.eligibility == Verdict::no || told == k_schemes) continue;
    if (told++ == 0) add(text, "\n" + texts.text("desk.mail.money"));
    const std::string amount = scheme_amount(texts, scheme);
    add(text, "- " + scheme.name + (amount.empty() ? "" : ", " + amount));
  }
}

void add_desk(std::string& text, const Texts& texts, const AdviceAnswer& advice) {
  if (advice.points.empty()) return;
  const AdvicePoint& desk = advice.points.front().point;
  std::vector<std::string> ways = {desk.name};
  if (!desk.channels.phone.empty()) ways.push_back(desk.channels.phone);
  if (!desk.channels.url.empty()) ways.push_back(desk.channels.url);
  add(text, "\n" + texts.text("desk.mail.desk") + " " + join(ways, ", "));
}

}  // namespace

std::string client_text(const Texts& texts, const DeskSearchView& view, Date today) {
  if (view.chosen == nullptr) return {};
  const MatchedOffer& matched = *view.chosen;
  const std::optional<GeoPoint> home =
      view.answer->advice.place ? view.answer->advice.place->point : std::optional<GeoPoint>{};
  std::string text;
  add(text, texts.text("desk.mail.hello") + "\n");
  add(text, texts.text("desk.mail.about"));
  add(text, std::string(title_of(matched.offer)));
  add(text, where_words(texts, matched, home));
  const std::string duration = duration_words(texts, matched.offer);
  add(text, start_words(texts, matched.offer, today) + (duration.empty() ? "." : ", " + duration + "."));
  for (const Run* run : joinable_runs(matched.offer, today)) {
    if (!run->enrol_until) continue;
    add(text, texts.with("run.enrol", {{"date", texts.date(*run->enrol_until)}}) + ".");
    break;
  }
  if (!matched.offer.url.empty()) add(text, matched.offer.url);
  text += "\n";
  add_money(text, texts, view);
  add_desk(text, texts, view.answer->advice);
  return text + "\n" + texts.text("desk.mail.end") + "\n";
}

}  // namespace leerwijzer
