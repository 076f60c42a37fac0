// One offer: six facts, what it teaches this person, why it stood where it stood, starts, who pays, and where the data
// came from. The head carries what sharing a link and search engines read.
#include "api/web/page_data.hpp"
#include "api/web/pictures.hpp"
#include "api/web/run_order.hpp"
#include "api/wire/draft_wire.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_shown_runs = 6;
constexpr std::size_t k_shown_outcomes = 12;
constexpr std::size_t k_description = 200;  ///< bytes, in the head

/// Cleaned HTML or plain text as paragraphs of plain text.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::string plain;
  bool in_tag = false;
  std::string tag;
  for (const char c : text) {
    if (c == '<') {
      in_tag = true;
      tag.clear();
    } else if (c == '>' && in_tag) {
      in_tag = false;
      const bool breaks = tag == "p" || tag == "/p" || tag == "br" || tag == "br/" || tag == "li" || tag == "/li" ||
                          tag.starts_with("h") || tag.starts_with("/h") || tag == "/ul" || tag == "/ol";
      plain += breaks ? '\n' : ' ';
    } else if (in_tag) {
      tag += c;
    } else {
      plain += c;
    }
  }
  static constexpr std::pair<std::string_view, std::string_view> k_entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}};
  for (const auto& [entity, sign] : k_entities) {
    for (std::size_t at = plain.find(entity); at != std::string::npos; at = plain.find(entity, at + sign.size()))
      plain.replace(at, entity.size(), sign);
  }
  std::vector<std::string> out;
  for (const std::string& line : split_trimmed(plain, '\n')) {
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  text.resize(most);
  const std::size_t space = text.rfind(' ');
  if (space != std::string::npos) text.resize(space);
  return text + " …";
}

void add_fact(PageData& list, const Texts& texts, const char* key, const std::string& value) {
  PageData one;
  one.set("name", texts.text(std::string("fact.") + key));
  one.set("value", value.empty() ? texts.text("fact.unknown") : value);
  list << one;
}

std::string level_words(const Texts& texts, const Offer& offer) {
  if (!offer.level.nlqf) return offer.level_raw;
  const std::string key = "level." + std::string(name_of(*offer.level.nlqf));
  return texts.text(key);
}

std::vector<Daypart> dayparts_of(const Offer& offer) {
  std::vector<Daypart> all = offer.dayparts;
  for (const Run& run : offer.runs) {
    for (const Daypart one : run.dayparts) {
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
  }
  return all;
}

PageData facts_data(const PageSettings& settings, const OfferPageView& view, const MatchedOffer& matched) {
  const Texts& texts = settings.texts();
  const Offer& offer = view.traced->shown.offer;
  const std::optional<GeoPoint> home = view.advice.place ? view.advice.place->point : std::nullopt;
  PageData list = page_list();
  add_fact(list, texts, "where", where_words(texts, matched, home));
  add_fact(list, texts, "start", start_words(texts, offer, settings.today));
  add_fact(list, texts, "duration", duration_words(texts, offer));
  add_fact(list, texts, "when", dayparts_words(texts, dayparts_of(offer)));
  add_fact(list, texts, "kind", texts.text("kind." + std::string(name_of(offer.kind))));
  add_fact(list, texts, "level", level_words(texts, offer));
  return list;
}

PageData skills_data(const Texts& texts, const OfferPageView& view, const Taxonomy& taxonomy) {
  if (view.matched == nullptr || view.matched->closes.empty()) return PageData(false);
  const SkillsGap& gap = view.answer->gap;
  std::set<SkillId> learned;
  PageData fresh = page_list();
  for (const SkillMatch& one : view.matched->closes) {
    learned.insert(one.id);
    fresh << PageData(std::string(taxonomy.label(one.id)));
  }
  PageData had = page_list();
  for (const RequiredSkill& one : gap.had) had << PageData(std::string(taxonomy.label(one.skill)));
  PageData open = page_list();
  std::size_t still = 0;
  for (const RequiredSkill& one : gap.missing) {
    if (learned.contains(one.skill)) continue;
    open << PageData(std::string(taxonomy.label(one.skill)));
    ++still;
  }
  PageData data;
  data.set("text", texts.with("offer.skills.text", {{"all", texts.number(gap.required.size())},
                                                    {"had", texts.number(gap.had.size())},
                                                    {"then", texts.number(gap.had.size() + learned.size())}}));
  data.set("picture", skills_picture(texts, "vaardigheden-opleiding", {gap.had.size(), learned.size(), still}, true));
  const auto column = [&](const char* name, const PageData& list, std::size_t count, const char* key) {
    data.set(std::string("has_") + name, count > 0);
    data.set(name, list);
    data.set(std::string(name) + "_heading", texts.text(key) + " (" + texts.number(count) + ")");
  };
  column("had", had, gap.had.size(), "legend.had");
  column("new", fresh, learned.size(), "legend.new");
  column("open", open, still, "legend.open");
  return data;
}

PageData outcomes_data(const OfferPageView& view) {
  const Offer& offer = view.traced->shown.offer;
  const bool shown_as_skills = view.matched != nullptr && !view.matched->closes.empty();
  if (shown_as_skills || offer.outcomes.empty()) return PageData(false);
  PageData list = page_list();
  for (std::size_t i = 0; i < std::min(offer.outcomes.size(), k_shown_outcomes); ++i)
    list << PageData(offer.outcomes[i].text);
  PageData data;
  data.set("list", list);
  return data;
}

PageData shares_data(const Texts& texts, const OfferPageView& view) {
  if (view.matched == nullptr || view.matched->reasons.empty()) return PageData(false);
  std::vector<const Reason*> reasons;
  for (const Reason& one : view.matched->reasons) {
    if (!one.text.empty()) reasons.push_back(&one);
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Reason* a, const Reason* b) { return a->share > b->share; });
  PageData rows = page_list();
  for (const Reason* reason : reasons) {
    PageData row;
    row.set("status", std::string(name_of(reason->status)));
    row.set("said", texts.text("reason." + std::string(name_of(reason->status))));
    row.set("text", reason->text);
    const long percent = view.matched->score > 0 ? std::lround(reason->share / view.matched->score * 100) : 0;
    set_or_false(row, "percent", percent > 0 ? std::to_string(percent) : std::string{});
    rows << row;
  }
  PageData data;
  data.set("rows", rows);
  return data;
}

std::string run_start(const Texts& texts, const Run& run) {
  if (run.start) return texts.date(*run.start);
  if (run.window_from) return texts.with("start.from", {{"date", texts.date(*run.window_from)}});
  if (!run.start_text.empty()) return run.start_text;
  if (run.start_kind == StartKind::rolling) return texts.text("start.rolling");
  if (run.start_kind == StartKind::on_agreement) return texts.text("start.agreement");
  return texts.text("start.unknown");
}

/// Which feed told what, in one line each.
PageData origins_data(const Texts& texts, const TracedOffer& traced) {
  PageData list = page_list();
  for (std::size_t i = 0; i < traced.members.size(); ++i) {
    const MemberOrigin& member = traced.members[i];
    const auto fields = std::count_if(traced.shown.origins.begin(), traced.shown.origins.end(),
                                      [&](const FieldOrigin& one) { return one.member == i; });
    const auto fetched = parse_feed_date(member.fetched_at);
    list << PageData(texts.with(member.is_register ? "origin.register" : "origin.school",
                                {{"source", member.source},
                                 {"count", texts.number(static_cast<std::size_t>(fields))},
                                 {"date", fetched ? texts.date(*fetched) : texts.text("fact.unknown")}}));
  }
  return list;
}

/// JSON that may stand inside a script element.
std::string script_json(const json::object& document) {
  std::string text = json::serialize(document);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 6))
    text.replace(at, 1, "\\u003c");
  return text;
}

json::object course_document(const OfferPageView& view, const std::string& address, const std::string& description,
                             Date today) {
  const Offer& offer = view.traced->shown.offer;
  json::object course{{"@context", "https://schema.org"},
                      {"@type", "Course"},
                      {"name", title_of(offer)},
                      {"description", description},
                      {"inLanguage", offer.languages.empty() ? "nl" : offer.languages.front()}};
  if (!address.empty()) course["url"] = address;
  if (!offer.provider_name.empty())
    course["provider"] = json::object{{"@type", "Organization"}, {"name", offer.provider_name}};
  json::array instances;
  for (const Run* run : runs_by_start(offer, today)) {
    if (!run->start || instances.size() == k_shown_runs) continue;
    json::object one{{"@type", "CourseInstance"},
                     {"courseMode", can_be_followed_online(offer) ? "Online" : "Onsite"},
                     {"startDate", format_iso(*run->start)}};
    if (run->end) one["endDate"] = format_iso(*run->end);
    // Search engines take no course without what it asks of somebody: hours as ISO 8601 writes them.
    if (offer.study_load_hours) one["courseWorkload"] = fmt::format("PT{}H", *offer.study_load_hours);
    if (run->location && !run->location->city.empty()) one["location"] = run->location->city;
    instances.push_back(std::move(one));
  }
  if (!instances.empty()) course["hasCourseInstance"] = std::move(instances);
  const CataloguePrice price = catalogue_price(offer);
  if (price.gross && price.confirmed) {
    course["offers"] = json::array{json::object{{"@type", "Offer"},
                                                {"category", price.gross->max.value == 0 ? "Free" : "Paid"},
                                                {"price", static_cast<double>(price.gross->max.value) / 100},
                                                {"priceCurrency", "EUR"}}};
  }
  return course;
}

std::string head_of(const PageSettings& settings, const OfferPageView& view, const std::string& description) {
  const std::string path = std::string(settings.texts().root()) + settings.path;
  const std::string address = settings.host.empty() ? std::string{} : settings.host + path;
  return "<script type=\"application/ld+json\">" +
         script_json(course_document(view, address, description, settings.today)) + "</script>\n";
}

}  // namespace

PageData runs_data(const Texts& texts, const Offer& offer, Date today) {
  PageData list = page_list();
  std::size_t shown = 0;
  for (const Run* run : runs_by_start(offer, today)) {
    if (shown++ == k_shown_runs) break;
    PageData one;
    one.set("start", run_start(texts, *run));
    std::vector<std::string> where;
    if (!run->dayparts.empty()) where.push_back(dayparts_words(texts, run->dayparts));
    if (run->location && !run->location->city.empty()) where.push_back(run->location->city);
    if (run->status == RunStatus::full) where.push_back(texts.text("run.full"));
    set_or_false(one, "where", join(where, ", "));
    one.set("enrol", run->enrol_until ? texts.with("run.enrol", {{"date", texts.date(*run->enrol_until)}})
                                      : texts.text("run.enrol.unknown"));
    list << one;
  }
  return list;
}

std::string offer_page(const PageSettings& settings, const OfferPageView& view, const Snapshot& snapshot) {
  const Texts& texts = settings.texts();
  const Offer& offer = view.traced->shown.offer;
  const MatchedOffer& matched = view.matched != nullptr ? *view.matched : view.alone;
  PageData data;
  const std::string title(title_of(offer));
  data.set("title", title);
  data.set("id", std::to_string(offer.id.value));
  // Through the API, which counts who is sent on, without who.
  data.set("url", is_page_address(offer.url) ? PageData("/v1/offers/" + std::to_string(offer.id.value) + "/link")
                                             : PageData(false));
  const std::vector<std::string> summary = paragraphs_of(text_of(offer, TextField::summary));
  const std::vector<std::string> text = paragraphs_of(text_of(offer, TextField::description));
  const std::string lead = summary.empty() ? std::string{} : summary.front();
  set_or_false(data, "lead", lead);
  PageData description;
  description.set("paragraphs", texts_data(text));
  const bool says_more = !text.empty() && (text.size() > 1 || text.front() != lead);
  data.set("description", says_more ? description : PageData(false));
  data.set("list_address", std::string(view.told ? "/resultaat" : "/zoeken"));
  data.set("list_name", texts.text(view.told ? "offer.list" : "menu.search"));
  data.set("facts", facts_data(settings, view, matched));
  data.set("skills", skills_data(texts, view, snapshot.taxonomy));
  data.set("outcomes", outcomes_data(view));
  data.set("shares", shares_data(texts, view));
  data.set("runs", runs_data(texts, offer, settings.today));
  data.set("has_runs", !joinable_runs(offer, settings.today).empty());
  data.set("origins", origins_data(texts, *view.traced));
  data.set("money", money_data(texts, view.funding, &matched, offer_address(offer.id), settings.today));
  data.set("advice", advice_data(texts, view.advice));
  const std::string short_text = shortened(!lead.empty()  ? lead
                                           : text.empty() ? texts.text("site.description")
                                                          : text.front(),
                                           k_description);
  return whole_page(settings, {.title = title, .description = short_text, .extra = head_of(settings, view, short_text)},
                    render_template("offer.mustache", settings.language, data));
}

}  // namespace leerwijzer
