#include "api/web/case_page.hpp"

#include "api/web/assets.hpp"
#include "api/web/page_data.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <array>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"postcode", "Uw postcode"},
    {"municipality", "Uw gemeente"},
    {"maxTravelKm", "Hoe ver u wilt reizen (km)"},
    {"onlineOk", "Online leren mag"},
    {"birthYear", "Uw geboortejaar"},
    {"situation", "Uw situatie"},
    {"occupations", "Uw werk"},
    {"skills", "Wat u kunt"},
    {"education", "Uw opleiding"},
    {"hoursPerWeek", "Uren per week om te leren"},
    {"dayparts", "Wanneer u kunt"},
    {"budgetCents", "Wat u kunt betalen (cent)"},
    {"facts", "Uw antwoorden over geld"},
    {"occupation", "Het werk dat u wilt"},
    {"text", "Wat u wilt, in uw woorden"},
    {"sector", "De sector"},
    {"open", "U weet het nog niet"},
});

std::string name_of_field(std::string_view key) {
  for (const auto& [name, words] : k_names) {
    if (name == key) return std::string(words);
  }
  return std::string(key);
}

/// A value of JSON in words: lists with commas, objects by what they hold.
std::string words_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_bool()) return value.get_bool() ? "ja" : "nee";
  std::vector<std::string> parts;
  if (value.is_array()) {
    for (const json::value& one : value.get_array()) parts.push_back(words_of(one));
  } else if (value.is_object()) {
    const json::object& object = value.get_object();
    for (const auto& [key, one] : object) {
      const bool plain = key == "text" || key == "uri" || key == "nlqf";
      parts.push_back((plain ? "" : std::string(key) + " ") + words_of(one));
    }
  } else if (!value.is_null()) {
    return json::serialize(value);
  }
  return join(parts, ", ");
}

std::string day_of(std::string_view moment) {
  const auto date = parse_iso_date(moment.substr(0, 10));
  return date ? format_dutch(*date) : std::string(moment);
}

void add_profile(PageData& data, const std::string& profile) {
  PageData list{PageData::type::list};
  const json::object parts = profile.empty() ? json::object{} : json::parse(profile).as_object();
  for (const auto& part : parts) {
    for (const auto& [key, value] : part.value().as_object()) {
      PageData line;
      line.set("name", name_of_field(key));
      line.set("value", words_of(value));
      list << line;
    }
  }
  data.set("has_profile", !list.is_empty_list());
  data.set("profile", list);
}

std::string_view title_of(ShownKind kind) {
  switch (kind) {
    case ShownKind::matches: return "Opleidingen die passen";
    case ShownKind::plans: return "Plannen";
    case ShownKind::comparison: return "Opleidingen naast elkaar";
  }
  return {};
}

std::string text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

void add_line(PageData& lines, const std::string& title, const std::string& why) {
  PageData line;
  line.set("title", title);
  if (why.empty()) {
    line.set("why", false);
  } else {
    line.set("why", why);
  }
  lines << line;
}

/// The sentences of the reasons that are met or failed.
std::string reasons_of(const json::object& offer) {
  std::vector<std::string> sentences;
  if (const json::value* reasons = offer.if_contains("reasons")) {
    for (const json::value& one : reasons->as_array()) {
      if (one.at("status") != "unknown") sentences.emplace_back(one.at("text").as_string());
    }
  }
  return join(sentences, ". ");
}

PageData shown_data(const ShownRecord& record) {
  const json::object content = json::parse(record.content).as_object();
  PageData lines{PageData::type::list};
  if (const json::value* offers = content.if_contains("offers")) {
    for (const json::value& one : offers->as_array())
      add_line(lines, text_at(one.as_object(), "title"), reasons_of(one.as_object()));
  }
  if (const json::value* plans = content.if_contains("plans")) {
    for (const json::value& one : plans->as_array()) {
      std::vector<std::string> steps;
      for (const json::value& step : one.at("steps").as_array()) steps.push_back(text_at(step.as_object(), "title"));
      add_line(lines, text_at(one.as_object(), "name") + ": " + join(steps, ", daarna "),
               text_at(one.as_object(), "text"));
    }
  }
  PageData data;
  data.set("title", std::string(title_of(record.kind)));
  data.set("date", day_of(record.at));
  data.set("lines", lines);
  data.set("rules", text_at(content, "rulesSnapshot"));
  data.set("index", text_at(content, "indexGeneration"));
  return data;
}

void add_parts(PageData& data, const CaseFile& file) {
  PageData shown{PageData::type::list};
  for (const ShownRecord& one : file.shown) shown << shown_data(one);
  data.set("has_shown", !file.shown.empty());
  data.set("shown", shown);
  PageData notes{PageData::type::list};
  for (const CaseNote& one : file.notes) {
    PageData note;
    note.set("date", day_of(one.written_at));
    note.set("text", one.text);
    notes << note;
  }
  data.set("has_notes", !file.notes.empty());
  data.set("notes", notes);
  PageData consents{PageData::type::list};
  for (const CaseConsent& one : file.consents) {
    PageData consent;
    consent.set("text", std::string(consent_text(one.kind)));
    consent.set("given", day_of(one.given_at));
    if (one.withdrawn_at.empty()) {
      consent.set("withdrawn", false);
    } else {
      consent.set("withdrawn", day_of(one.withdrawn_at));
    }
    consents << consent;
  }
  data.set("has_consents", !file.consents.empty());
  data.set("consents", consents);
}

}  // namespace

std::string case_page(const CaseFile& file, std::string_view desk, Date today) {
  PageData data;
  data.set("stylesheet", web_asset("style").address);
  data.set("number", std::to_string(file.entry.id));
  data.set("desk", std::string(desk));
  data.set("today", format_dutch(today));
  data.set("erased", format_dutch(erased_from(file.entry)));
  data.set("handed", false);
  if (file.entry.hand_over) data.set("handed", "Een ander adviespunt is gevraagd om u verder te helpen.");
  add_profile(data, file.profile);
  add_parts(data, file);
  return render_template("case.mustache", Language::nl, data);
}

}  // namespace leerwijzer
