// The form: its fields, how it is read, and how a draft fills it in.
#include "api/web/offer_form.hpp"

#include "api/http/target.hpp"
#include "api/web/template_text.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <span>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_texts = std::to_array<FormField>(
    {{"titel", "title"}, {"kort", "summary"}, {"uitleg", "description"}, {"toelating", "admission"}});
constexpr auto k_choices = std::to_array<FormField>({{"soort", "kind"},
                                                     {"sector", "sector"},
                                                     {"niveau", "level"},
                                                     {"vooraf", "priorLevel"},
                                                     {"leerweg", "learningPath"}});
constexpr auto k_lines = std::to_array<FormField>(
    {{"bewijs", "awarded"}, {"pagina", "url"}, {"email", "contactEmail"}, {"telefoon", "contactPhone"}});
constexpr auto k_numbers =
    std::to_array<FormField>({{"duur", "durationMonths"}, {"uren", "hoursPerWeek"}, {"studielast", "studyLoadHours"}});
constexpr auto k_lists = std::to_array<FormField>({{"vorm", "modes"}, {"dagdeel", "dayparts"}, {"taal", "languages"}});

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(json::string_view(key.data(), key.size()));
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::array& list_at(const json::object& object, std::string_view key) {
  static const json::array nothing;
  const json::value* value = object.if_contains(json::string_view(key.data(), key.size()));
  return value != nullptr && value->is_array() ? value->get_array() : nothing;
}

/// "7,5"
std::string typed_number(const json::value& value) {
  std::string text = fmt::format("{:.2f}", value.to_number<double>());
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

/// "895" or "895,50"; a discount without its minus.
std::string typed_cents(const json::object& cost) {
  const json::value* amount = cost.if_contains("amountCents");
  if (amount == nullptr) return {};
  const std::int64_t cents = std::abs(amount->to_number<std::int64_t>());
  return cents % 100 == 0 ? fmt::format("{}", cents / 100) : fmt::format("{},{:02}", cents / 100, cents % 100);
}

/// "13-03-2027"
std::string typed_date(const json::object& object, std::string_view key) {
  const std::string iso = text_at(object, key);
  return iso.size() == 10 ? iso.substr(8, 2) + "-" + iso.substr(5, 2) + "-" + iso.substr(0, 4) : iso;
}

void put_place(OfferForm& form, std::string_view stem, std::size_t row, const json::object& place) {
  const std::string start(stem);
  form.set(row_name(start + "-naam", row), text_at(place, "name"));
  form.set(row_name(start + "-straat", row), text_at(place, "street"));
  form.set(row_name(start + "-postcode", row), text_at(place, "postcode"));
  form.set(row_name(start + "-stad", row), text_at(place, "city"));
}

void put_run(OfferForm& form, std::size_t row, const json::object& run) {
  form.set(row_name("start-sleutel", row), text_at(run, "key"));
  form.set(row_name("start-soort", row), text_at(run, "startKind"));
  form.set(row_name("start-datum", row), typed_date(run, "start"));
  form.set(row_name("start-einde", row), typed_date(run, "end"));
  form.set(row_name("start-aanmelden", row), typed_date(run, "enrolUntil"));
  for (const auto& [name, key] : {std::pair{"start-minimum", "placesMin"}, std::pair{"start-maximum", "placesMax"}}) {
    if (const json::value* number = run.if_contains(key)) form.set(row_name(name, row), typed_number(*number));
  }
  for (const json::value& part : list_at(run, "dayparts"))
    form.values[row_name("start-dagdeel", row)].emplace_back(part.as_string());
  const json::value* place = run.if_contains("location");
  put_place(form, "start", row, place != nullptr ? place->as_object() : json::object{});
}

void put_rows(OfferForm& form, const OfferDraft& draft, const json::object& document, const Taxonomy& taxonomy) {
  for (std::size_t i = 0; i < draft.offer.outcomes.size(); ++i) {
    const std::string uri = i < draft.outcome_uris.size() ? draft.outcome_uris[i] : std::string();
    std::string words = draft.offer.outcomes[i].text;
    const Skill* skill = words.empty() && !uri.empty() ? taxonomy.skill_by_uri(uri) : nullptr;
    if (skill != nullptr) words = std::string(taxonomy.label(skill->id));
    form.set(row_name("leerdoel", i), words.empty() ? uri : words);
  }
  std::size_t row = 0;
  for (const json::value& one : list_at(document, "costs")) {
    const json::object& cost = one.as_object();
    form.set(row_name("prijs", row), typed_cents(cost));
    form.set(row_name("prijs-soort", row), text_at(cost, "kind"));
    form.set(row_name("prijs-btw", row), text_at(cost, "vatBasis"));
    form.set(row_name("prijs-per", row), text_at(cost, "period"));
    form.set(row_name("prijs-nr", row), std::to_string(row));
    if (cost.contains("required")) form.set(row_name("prijs-los", row), "ja");
    ++row;
  }
  row = 0;
  for (const json::value& run : list_at(document, "runs")) put_run(form, row++, run.as_object());
  row = 0;
  for (const json::value& place : list_at(document, "locations")) put_place(form, "plaats", row++, place.as_object());
}

}  // namespace

std::span<const FormField> form_texts() noexcept { return k_texts; }
std::span<const FormField> form_choices() noexcept { return k_choices; }
std::span<const FormField> form_lines() noexcept { return k_lines; }
std::span<const FormField> form_numbers() noexcept { return k_numbers; }
std::span<const FormField> form_lists() noexcept { return k_lists; }

std::string row_name(std::string_view stem, std::size_t row) { return std::string(stem) + "-" + std::to_string(row); }

std::string OfferForm::text(std::string_view name) const {
  const auto found = values.find(name);
  return found == values.end() || found->second.empty() ? std::string() : std::string(trim(found->second.front()));
}

bool OfferForm::has(std::string_view name, std::string_view value) const {
  const auto found = values.find(name);
  return found != values.end() && std::find(found->second.begin(), found->second.end(), value) != found->second.end();
}

std::size_t OfferForm::rows(std::string_view stem) const {
  std::size_t most = 0;
  const std::string start = std::string(stem) + "-";
  for (auto one = values.lower_bound(start); one != values.end() && one->first.starts_with(start); ++one) {
    const std::string_view digits = std::string_view(one->first).substr(start.size());
    std::size_t row = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), row);
    if (fault == std::errc{} && end == digits.data() + digits.size() && row < k_most_rows)
      most = std::max(most, row + 1);
  }
  return most;
}

void OfferForm::set(std::string name, std::string value) {
  if (!value.empty()) values[std::move(name)] = {std::move(value)};
}

OfferForm read_offer_form(std::string_view body) {
  auto pairs = parse_form(body);
  if (!pairs) throw ErrorException(pairs.error());
  OfferForm form;
  for (auto& [name, value] : *pairs) {
    std::erase(value, '\r');
    form.values[std::move(name)].push_back(std::move(value));
  }
  return form;
}

OfferForm form_of(const OfferDraft& draft, const Taxonomy& taxonomy) {
  OfferForm form;
  const json::object document = write_draft(draft);
  for (const FormField& field : k_texts) {
    for (const json::value& one : list_at(document, "texts")) {
      const json::object& text = one.as_object();
      if (text_at(text, "field") != field.key || text_at(text, "language") != "nl") continue;
      form.set(std::string(field.name),
               field.name == "titel" ? text_at(text, "text") : typed_text(text_at(text, "text")));
    }
  }
  for (const FormField& field : k_choices) form.set(std::string(field.name), text_at(document, field.key));
  for (const FormField& field : k_lines) form.set(std::string(field.name), text_at(document, field.key));
  for (const FormField& field : k_numbers) {
    const json::value* number = document.if_contains(json::string_view(field.key.data(), field.key.size()));
    if (number != nullptr) form.set(std::string(field.name), typed_number(*number));
  }
  for (const FormField& field : k_lists) {
    for (const json::value& one : list_at(document, field.key))
      form.values[std::string(field.name)].emplace_back(one.as_string());
  }
  if (const json::value* known = document.if_contains("recognised"))
    form.set("erkend", known->as_bool() ? "ja" : "nee");
  put_rows(form, draft, document, taxonomy);
  return form;
}

std::vector<std::string> differences(const OfferForm& one, const OfferForm& other) {
  std::vector<std::string> names;
  const auto is_told = [](std::string_view name) {
    return name != "csrf" && name != "versie" && name != "doe" && !name.starts_with("prijs-nr-") &&
           !name.starts_with("start-sleutel-") && !name.starts_with("start-soort-") &&
           !name.starts_with("prijs-soort-") && !name.starts_with("prijs-btw-") && !name.starts_with("prijs-per-");
  };
  const auto all = [](const OfferForm& form, const std::string& name) {
    const auto found = form.values.find(name);
    std::vector<std::string> values = found == form.values.end() ? std::vector<std::string>{} : found->second;
    for (std::string& value : values) value = std::string(trim(value));
    std::erase(values, std::string{});
    return values;
  };
  for (const OfferForm* form : {&one, &other}) {
    for (const auto& [name, values] : form->values) {
      const bool known = std::find(names.begin(), names.end(), name) != names.end();
      if (!known && is_told(name) && all(one, name) != all(other, name)) names.push_back(name);
    }
  }
  return names;
}

std::string typed_text(std::string_view html) {
  std::string text(html);
  const auto replace = [&text](std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace("</p><p>", "\n\n");
  replace("</p>\n<p>", "\n\n");
  replace("<p>", "");
  replace("</p>", "");
  replace("<br>", "\n");
  if (text.find('<') != std::string::npos || text.find("&lt;") != std::string::npos) return std::string(html);
  replace("&quot;", "\"");
  replace("&gt;", ">");
  replace("&amp;", "&");
  return std::string(trim(text));
}

std::string html_of_typed(std::string_view typed) {
  const std::string_view text = trim(typed);
  if (text.empty() || text.find('<') != std::string_view::npos) return std::string(text);
  std::string out;
  std::string paragraph;
  const auto end = [&] {
    if (!paragraph.empty()) out += "<p>" + paragraph + "</p>";
    paragraph.clear();
  };
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim(text.substr(at, line_end - at));
    if (line.empty()) {
      end();
    } else {
      paragraph += (paragraph.empty() ? "" : "<br>") + escaped(line);
    }
    at = line_end + 1;
  }
  end();
  return out;
}

}  // namespace leerwijzer
