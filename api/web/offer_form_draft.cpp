// The draft that a form makes.
#include "api/web/offer_form.hpp"

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_most_readings = 20;  ///< of a draft with faults, each without those found so far

json::string_view as_key(std::string_view key) { return {key.data(), key.size()}; }

/// A whole number as one, so that a count stays a count.
std::optional<json::value> number_in(std::string_view text) {
  std::string plain(trim(text));
  std::replace(plain.begin(), plain.end(), ',', '.');
  double value = 0.0;
  const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (fault != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(std::clamp(value, -1e15, 1e15));
  if (static_cast<double>(whole) == value) return json::value(whole);
  return json::value(value);
}

json::array taken(json::object& document, std::string_view key) {
  json::value* list = document.if_contains(as_key(key));
  json::array out = list != nullptr && list->is_array() ? std::move(list->get_array()) : json::array{};
  document.erase(as_key(key));
  return out;
}

class DraftOfForm {
 public:
  DraftOfForm(const OfferForm& form, const OfferDraft& base, const Taxonomy& taxonomy, const Texts& texts)
      : form_(form), before_(form_of(base, taxonomy)), texts_(texts), document_(write_draft(base)) {}

  FormDraft make() {
    add_texts();
    add_singles();
    add_outcomes();
    add_costs();
    add_runs();
    add_places();
    read();
    return std::move(out_);
  }

 private:
  void fault(const std::string& field, std::string_view key) { out_.faults.push_back({field, texts_.text(key), ""}); }

  bool same(std::string_view name) const { return form_.text(name) == before_.text(name); }

  void put(json::object& object, std::string_view key, const std::string& text) {
    if (text.empty())
      object.erase(as_key(key));
    else
      object[as_key(key)] = text;
  }

  void add_texts() {
    json::array list = taken(document_, "texts");
    for (const FormField& field : form_texts()) {
      const std::string name(field.name);
      const bool title = field.name == "titel";
      if (!same(name)) {
        const auto is_it = [&](const json::value& one) {
          return one.at("field").as_string() == as_key(field.key) && one.at("language").as_string() == "nl";
        };
        list.erase(std::remove_if(list.begin(), list.end(), is_it), list.end());
        const std::string text = title ? form_.text(name) : html_of_typed(form_.text(name));
        if (!text.empty())
          list.push_back(json::object{{"field", as_key(field.key)}, {"language", "nl"}, {"text", text}});
      }
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].at("field").as_string() == as_key(field.key)) out_.fields["/texts/" + std::to_string(i)] = name;
      }
    }
    out_.fields["/texts"] = "titel";
    if (!list.empty()) document_["texts"] = std::move(list);
  }

  void add_singles() {
    const auto note = [this](const FormField& field) {
      out_.fields["/" + std::string(field.key)] = std::string(field.name);
    };
    for (const FormField& field : form_choices()) {
      note(field);
      if (same(field.name)) continue;
      put(document_, field.key, form_.text(field.name));
      if (field.name == "niveau") document_.erase("levelBasis");
    }
    for (const FormField& field : form_lines()) {
      note(field);
      if (!same(field.name)) put(document_, field.key, form_.text(field.name));
    }
    for (const FormField& field : form_numbers()) {
      note(field);
      if (!same(field.name)) put_number(document_, field.key, std::string(field.name));
    }
    for (const FormField& field : form_lists()) {
      note(field);
      put_list(document_, field.key, std::string(field.name));
    }
    out_.fields["/recognised"] = "erkend";
    if (same("erkend")) return;
    document_.erase("recognised");
    if (!form_.text("erkend").empty()) document_["recognised"] = form_.text("erkend") == "ja";
  }

  void put_number(json::object& object, std::string_view key, const std::string& name) {
    object.erase(as_key(key));
    const std::string text = form_.text(name);
    if (text.empty()) return;
    if (auto number = number_in(text))
      object[as_key(key)] = std::move(*number);
    else
      fault(name, "school.fault.number");
  }

  void put_list(json::object& object, std::string_view key, const std::string& name) {
    object.erase(as_key(key));
    const auto found = form_.values.find(name);
    if (found == form_.values.end()) return;
    json::array list;
    for (const std::string& value : found->second) {
      if (!value.empty()) list.emplace_back(value);
    }
    if (!list.empty()) object[as_key(key)] = std::move(list);
  }

  void put_date(json::object& object, std::string_view key, const std::string& name) {
    object.erase(as_key(key));
    const std::string text = form_.text(name);
    if (text.empty()) return;
    if (const auto date = parse_feed_date(text))
      object[as_key(key)] = format_iso(*date);
    else
      fault(name, "school.fault.date");
  }

  void add_outcomes() {
    const json::array before = taken(document_, "outcomes");
    std::vector<bool> used(before.size(), false);
    json::array list;
    for (std::size_t row = 0; row < form_.rows("leerdoel"); ++row) {
      const std::string name = row_name("leerdoel", row);
      const std::string words = collapse_spaces(form_.text(name));
      if (words.empty()) continue;
      json::value outcome = json::object{{"text", words}};
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (used[i] || before_.text(row_name("leerdoel", i)) != words) continue;
        used[i] = true;
        outcome = before[i];
        break;
      }
      out_.fields["/outcomes/" + std::to_string(list.size())] = name;
      list.push_back(std::move(outcome));
    }
    out_.fields["/outcomes"] = row_name("leerdoel", std::min(form_.rows("leerdoel"), list.size()));
    if (!list.empty()) document_["outcomes"] = std::move(list);
  }

  /// The price of a row as it was; empty for a new one.
  static json::object cost_before(const std::string& number, const json::array& before) {
    std::size_t at = before.size();
    std::from_chars(number.data(), number.data() + number.size(), at);
    return at < before.size() ? before[at].as_object() : json::object{};
  }

  json::object cost_of(std::size_t row, const json::array& before) {
    json::object cost = cost_before(form_.text(row_name("prijs-nr", row)), before);
    const std::string kind = form_.text(row_name("prijs-soort", row));
    cost["kind"] = kind.empty() ? std::string("total") : kind;
    put(cost, "vatBasis", form_.text(row_name("prijs-btw", row)));
    if (form_.text(row_name("prijs-btw", row)) != "excl") cost.erase("vatCents");
    put(cost, "period", form_.text(row_name("prijs-per", row)));
    cost.erase("required");
    if (!form_.text(row_name("prijs-los", row)).empty()) cost["required"] = false;
    return cost;
  }

  /// False: the row is no price, or a faulty one.
  bool put_amount(json::object& cost, std::size_t row) {
    const std::string name = row_name("prijs", row);
    const std::string text = form_.text(name);
    const std::string number = form_.text(row_name("prijs-nr", row));
    const bool as_it_was = !number.empty() && text == before_.text("prijs-" + number);
    if (as_it_was || text.empty()) return as_it_was;
    const auto amount = parse_dutch_amount(text);
    if (!amount) {
      fault(name, "school.fault.amount");
      return false;
    }
    cost["amountCents"] = cost["kind"].as_string() == "discount" ? -amount->value : amount->value;
    return true;
  }

  void add_costs() {
    const json::array before = taken(document_, "costs");
    json::array list;
    const std::size_t rows = std::max(form_.rows("prijs"), form_.rows("prijs-nr"));
    for (std::size_t row = 0; row < rows; ++row) {
      json::object cost = cost_of(row, before);
      if (!put_amount(cost, row)) continue;
      const std::string pointer = "/costs/" + std::to_string(list.size());
      out_.fields[pointer] = row_name("prijs", row);
      out_.fields[pointer + "/vatBasis"] = row_name("prijs-btw", row);
      list.push_back(std::move(cost));
    }
    out_.fields["/costs"] = "prijs-0";
    if (!list.empty()) document_["costs"] = std::move(list);
  }

  /// Where every part is as it was, so is the place, with its point.
  json::value place_of(std::string_view stem, std::size_t row, const json::object& before) {
    const std::string start(stem);
    json::object place;
    put(place, "name", form_.text(row_name(start + "-naam", row)));
    put(place, "street", form_.text(row_name(start + "-straat", row)));
    put(place, "postcode", form_.text(row_name(start + "-postcode", row)));
    put(place, "city", form_.text(row_name(start + "-stad", row)));
    json::object plain = before;
    plain.erase("point");
    return plain == place && !before.empty() ? before : place;
  }

  void note_place(const std::string& pointer, std::string_view stem, std::size_t row) {
    const std::string start(stem);
    out_.fields[pointer] = row_name(start + "-stad", row);
    out_.fields[pointer + "/name"] = row_name(start + "-naam", row);
    out_.fields[pointer + "/street"] = row_name(start + "-straat", row);
    out_.fields[pointer + "/postcode"] = row_name(start + "-postcode", row);
  }

  bool is_empty_run(std::size_t row) const {
    for (const char* part : {"start-datum", "start-einde", "start-aanmelden", "start-minimum", "start-maximum",
                             "start-naam", "start-straat", "start-postcode", "start-stad", "start-dagdeel"}) {
      if (!form_.text(row_name(part, row)).empty()) return false;
    }
    const std::string kind = form_.text(row_name("start-soort", row));
    return kind.empty() || kind == "fixed" || kind == "unknown";
  }

  std::string key_for(std::size_t row, const std::set<std::string>& used) const {
    std::string key = form_.text(row_name("start-sleutel", row));
    if (!key.empty()) return key;
    const auto date = parse_feed_date(form_.text(row_name("start-datum", row)));
    const std::string start = date ? format_iso(*date) : "start";
    key = start;
    for (int i = 2; used.contains(key); ++i) key = start + "-" + std::to_string(i);
    return key;
  }

  json::object run_of(std::size_t row, json::object run) {
    put_date(run, "start", row_name("start-datum", row));
    put_date(run, "end", row_name("start-einde", row));
    put_date(run, "enrolUntil", row_name("start-aanmelden", row));
    const std::string kind = form_.text(row_name("start-soort", row));
    const bool dated = run.contains("start");
    const bool broken = !dated && !form_.text(row_name("start-datum", row)).empty();  // told as a fault of the date
    put(run, "startKind", broken ? "" : dated && (kind.empty() || kind == "unknown") ? "fixed" : kind);
    put_number(run, "placesMin", row_name("start-minimum", row));
    put_number(run, "placesMax", row_name("start-maximum", row));
    put_list(run, "dayparts", row_name("start-dagdeel", row));
    const json::value* before = run.if_contains("location");
    json::value place = place_of("start", row, before != nullptr ? before->as_object() : json::object{});
    run.erase("location");
    if (!place.as_object().empty()) run["location"] = std::move(place);
    return run;
  }

  void add_runs() {
    const json::array before = taken(document_, "runs");
    std::set<std::string> used;
    for (std::size_t row = 0; row < k_most_rows; ++row) used.insert(form_.text(row_name("start-sleutel", row)));
    json::array list;
    const std::size_t rows = std::max(form_.rows("start-datum"), form_.rows("start-soort"));
    for (std::size_t row = 0; row < rows; ++row) {
      const bool known = !form_.text(row_name("start-sleutel", row)).empty();
      if (!form_.text(row_name("start-weg", row)).empty() || (!known && is_empty_run(row))) continue;
      const std::string key = key_for(row, used);
      used.insert(key);
      const auto found = std::find_if(before.begin(), before.end(),
                                      [&](const json::value& one) { return one.at("key").as_string() == as_key(key); });
      json::object run = run_of(row, found == before.end() ? json::object{{"key", key}} : found->as_object());
      note_run("/runs/" + std::to_string(list.size()), row);
      list.push_back(std::move(run));
    }
    out_.fields["/runs"] = row_name("start-datum", list.size());
    if (!list.empty()) document_["runs"] = std::move(list);
  }

  void note_run(const std::string& pointer, std::size_t row) {
    out_.fields[pointer] = row_name("start-datum", row);
    out_.fields[pointer + "/end"] = row_name("start-einde", row);
    out_.fields[pointer + "/enrolUntil"] = row_name("start-aanmelden", row);
    out_.fields[pointer + "/placesMin"] = row_name("start-minimum", row);
    out_.fields[pointer + "/placesMax"] = row_name("start-maximum", row);
    out_.fields[pointer + "/startKind"] = row_name("start-soort", row);
    note_place(pointer + "/location", "start", row);
  }

  void add_places() {
    const json::array before = taken(document_, "locations");
    json::array list;
    for (std::size_t row = 0; row < k_most_rows; ++row) {
      json::value place = place_of("plaats", row, row < before.size() ? before[row].as_object() : json::object{});
      if (place.as_object().empty()) continue;
      note_place("/locations/" + std::to_string(list.size()), "plaats", row);
      list.push_back(std::move(place));
    }
    out_.fields["/locations"] = "plaats-stad-0";
    if (!list.empty()) document_["locations"] = std::move(list);
  }

  /// What has a fault is left out, so that the rest can be shown.
  void read() {
    for (int i = 0; i < k_most_readings; ++i) {
      try {
        out_.draft = read_draft(json::serialize(document_));
        return;
      } catch (const InvalidInput& found) {
        if (found.errors().empty() || !leave_out(found.errors())) throw;
      }
    }
    throw InvalidInput({{"", texts_.text("school.fault.many"), ""}});
  }

  bool leave_out(const std::vector<FieldError>& faults) {
    bool any = false;
    std::vector<std::string> gone;
    for (const FieldError& one : faults) {
      if (i_know(one)) continue;
      out_.faults.push_back({out_.field_of(one.field), one.what, one.hint});
    }
    // The last of a list first, so that the numbers of the others stay.
    for (auto one = faults.rbegin(); one != faults.rend(); ++one) any = leave_out(one->field) || any;
    return any;
  }

  bool i_know(const FieldError& one) const {
    const std::string field = out_.field_of(one.field);
    return std::any_of(out_.faults.begin(), out_.faults.end(),
                       [&](const FieldError& other) { return other.field == field && other.what == one.what; });
  }

  /// A member, or the whole of what it lies in where a member is missing.
  bool leave_out(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string::npos) return false;
    boost::system::error_code failed;
    json::value whole = std::move(document_);
    json::value* parent = slash == 0 ? &whole : whole.find_pointer(pointer.substr(0, slash), failed);
    bool done = false;
    std::size_t row = 0;
    const std::string member = pointer.substr(slash + 1);
    if (parent != nullptr && parent->is_object()) {
      done = parent->get_object().erase(member) > 0;
    } else if (parent != nullptr && parent->is_array()) {
      std::from_chars(member.data(), member.data() + member.size(), row);
      done = row < parent->get_array().size();
      if (done) parent->get_array().erase(parent->get_array().begin() + static_cast<std::ptrdiff_t>(row));
    }
    document_ = std::move(whole.get_object());
    return done || (slash > 0 && leave_out(pointer.substr(0, slash)));
  }

  const OfferForm& form_;
  const OfferForm before_;
  const Texts& texts_;
  json::object document_;
  FormDraft out_;
};

}  // namespace

std::string FormDraft::field_of(std::string_view pointer) const {
  while (!pointer.empty()) {
    if (const auto found = fields.find(pointer); found != fields.end()) return found->second;
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
  return {};
}

FormDraft draft_of(const OfferForm& form, const OfferDraft& base, const Taxonomy& taxonomy, const Texts& texts) {
  return DraftOfForm(form, base, taxonomy, texts).make();
}

}  // namespace leerwijzer
