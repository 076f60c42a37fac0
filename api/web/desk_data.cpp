#include "api/web/desk_data.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string_view status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return "met";
    case Verdict::no: return "failed";
    case Verdict::unknown: return "unknown";
  }
  return "unknown";
}

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

/// The names of what was shown: offers, or the ways of a plan.
PageData shown_names(const std::string& content) {
  PageData names = page_list();
  const json::object kept = json::parse(content).as_object();
  for (const auto& [list, name] : {std::pair("offers", "title"), std::pair("plans", "name")}) {
    const json::value* all = kept.if_contains(list);
    if (all == nullptr || !all->is_array()) continue;
    for (const json::value& one : all->get_array()) {
      if (one.is_object()) names << PageData(text_at(one.get_object(), name));
    }
  }
  return names;
}

PageData consents_data(const Texts& texts, const CaseFile& file) {
  PageData list = page_list();
  for (const auto& [kind, name] : EnumNames<ConsentKind>::names) {
    PageData one;
    one.set("kind", std::string(name));
    one.set("name", texts.text("desk.consent." + std::string(name)));
    one.set("text", std::string(consent_text(kind)));
    const bool given = stands(file.consents, kind);
    one.set("given", given);
    std::string when;
    for (const CaseConsent& consent : file.consents) {
      if (consent.kind == kind && consent.withdrawn_at.empty()) when = day_of_moment(texts, consent.given_at);
    }
    one.set("when", given ? texts.with("desk.consent.given", {{"date", when}}) : texts.text("desk.consent.none"));
    list << one;
  }
  return list;
}

PageData scheme_data(const Texts& texts, const SchemeVerdict& scheme) {
  PageData one;
  one.set("status", std::string(status_of(scheme.eligibility)));
  one.set("verdict", texts.text("verdict." + std::string(name_of(scheme.eligibility))));
  one.set("name", scheme.name);
  one.set("text", scheme.text);
  set_or_false(one, "amount", scheme_amount(texts, scheme));
  const std::string key = "desk.receiver." + scheme.receiver;
  set_or_false(one, "receiver", texts.has(key) ? texts.text(key) : scheme.receiver);
  set_link(one, scheme.url);
  return one;
}

}  // namespace

std::string desk_page(const PageSettings& settings, std::string_view name, std::string_view menu,
                      const std::string& title, bool faulty, PageData& data) {
  data.set("csrf", settings.csrf);
  const Texts& texts = settings.texts();
  return whole_page(settings,
                    {.title = faulty ? texts.with("faults.title", {{"title", title}}) : title,
                     .menu = menu,
                     .personal = true,
                     .area = "desk",
                     .wide = true},
                    render_template(std::string(name) + ".mustache", settings.language, data));
}

void set_done(PageData& data, const Texts& texts, const std::string& done) {
  const std::string key = "desk.done." + done;
  set_or_false(data, "done", !done.empty() && texts.has(key) ? texts.text(key) : std::string{});
}

std::string day_of_moment(const Texts& texts, std::string_view moment) {
  const auto date = parse_iso_date(moment.substr(0, 10));
  return date ? texts.date(*date) : std::string(moment);
}

void add_case_parts(PageData& data, const Texts& texts, const CaseFile& file, std::int64_t account) {
  PageData notes = page_list();
  for (auto note = file.notes.rbegin(); note != file.notes.rend(); ++note) {
    PageData one;
    one.set("date", day_of_moment(texts, note->written_at));
    one.set("own", note->account == account);
    one.set("text", note->text);
    notes << one;
  }
  data.set("has_notes", !file.notes.empty());
  data.set("notes", notes);
  data.set("consents", consents_data(texts, file));
  data.set("keeps", stands(file.consents, ConsentKind::keep));
  PageData shown = page_list();
  for (auto record = file.shown.rbegin(); record != file.shown.rend(); ++record) {
    PageData one;
    one.set("date", day_of_moment(texts, record->at));
    one.set("kind", texts.text("desk.shown." + std::string(name_of(record->kind))));
    one.set("names", shown_names(record->content));
    shown << one;
  }
  data.set("has_shown", !file.shown.empty());
  data.set("shown", shown);
}

PageData consent_choices(const Texts& texts, const std::vector<std::string>& chosen) {
  PageData list = page_list();
  for (const auto& [kind, name] : EnumNames<ConsentKind>::names) {
    PageData one;
    one.set("value", std::string(name));
    one.set("name", texts.text("desk.consent." + std::string(name)));
    one.set("text", std::string(consent_text(kind)));
    one.set("on", std::find(chosen.begin(), chosen.end(), name) != chosen.end());
    list << one;
  }
  return list;
}

std::string scheme_amount(const Texts& texts, const SchemeVerdict& scheme) {
  if (scheme.eligibility == Verdict::no) return {};
  if (!scheme.amount) return texts.text(scheme.loan ? "desk.amount.loan" : "desk.amount.unknown");
  const std::string amount = texts.money(*scheme.amount);
  return scheme.loan ? texts.with("desk.amount.borrow", {{"amount", amount}}) : amount;
}

void add_schemes(PageData& data, const Texts& texts, const FundingAnswer& funding) {
  constexpr std::size_t k_first = 8;
  PageData first = page_list();
  PageData others = page_list();
  for (const SchemeVerdict& scheme : funding.schemes) {
    const bool useful = scheme.eligibility != Verdict::no && first.list_value().size() < k_first;
    (useful ? first : others) << scheme_data(texts, scheme);
  }
  data.set("has_schemes", !first.list_value().empty());
  data.set("schemes", first);
  data.set("has_others", !others.list_value().empty());
  data.set("other_schemes", others);
}

}  // namespace leerwijzer
