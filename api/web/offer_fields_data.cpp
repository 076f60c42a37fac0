// The form of an offer: its fields in groups of plain words.
#include "api/web/school_data.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

enum class InputKind : std::uint8_t { line, area, choice, checks };

struct Input {
  std::string_view stem;  ///< name of the field without its row
  InputKind kind = InputKind::line;
  bool hint = false;
  std::string_view mode{};     ///< inputmode
  std::string_view suggest{};  ///< kinds of suggestions
};

struct Option {
  std::string value;
  std::string label;
};

std::string words_of(const Texts& texts, std::string_view facet, std::string_view value, std::string_view otherwise) {
  const std::string key = "value." + std::string(facet) + "." + std::string(value);
  return texts.has(key) ? texts.text(key) : std::string(otherwise);
}

std::vector<Option> options_of(const Texts& texts, std::string_view facet,
                               const std::vector<std::string_view>& values) {
  std::vector<Option> options;
  for (const std::string_view value : values)
    options.push_back({std::string(value), words_of(texts, facet, value, value)});
  return options;
}

template <typename E>
std::vector<std::string_view> names_in_order() {
  std::vector<std::string_view> names;
  for (const auto& [value, name] : EnumNames<E>::names) names.push_back(name);
  return names;
}

std::vector<Option> own_options(const Texts& texts, const std::string& stem,
                                const std::vector<std::string_view>& values) {
  std::vector<Option> options;
  for (const std::string_view value : values)
    options.push_back({std::string(value), texts.text("school.option." + stem + "." + std::string(value))});
  return options;
}

std::vector<Option> options_for(const Texts& texts, std::string_view stem) {
  if (stem == "soort") return options_of(texts, "kind", names_in_order<OfferKind>());
  if (stem == "niveau" || stem == "vooraf") return options_of(texts, "level", names_in_order<NlqfLevel>());
  if (stem == "vorm") return options_of(texts, "mode", names_in_order<DeliveryMode>());
  if (stem == "dagdeel" || stem == "start-dagdeel") return options_of(texts, "daypart", names_in_order<Daypart>());
  if (stem == "taal") return options_of(texts, "language", {"nl", "en", "de", "fr"});
  if (stem == "leerweg") return own_options(texts, "leerweg", {"bol", "bbl", "third"});
  if (stem == "erkend") return own_options(texts, "erkend", {"ja", "nee"});
  if (stem == "prijs-soort") {
    return own_options(
        texts, "prijs",
        {"total", "tuition", "exam", "material", "registration", "travel", "lodging", "discount", "other"});
  }
  if (stem == "prijs-btw") return own_options(texts, "btw", {"exempt", "incl", "excl"});
  if (stem == "prijs-per") return own_options(texts, "per", {"whole", "year", "month", "week", "day", "hour"});
  if (stem == "start-soort") return own_options(texts, "start", {"fixed", "rolling", "on_agreement", "unknown"});
  if (stem == "start-weg" || stem == "prijs-los") return own_options(texts, std::string(stem), {"ja"});
  std::vector<Option> options;
  for (const Sector& sector : sectors())
    options.push_back({std::string(sector.code), words_of(texts, "sector", sector.code, sector.label)});
  return options;
}

/// Choices that always say something need no empty one.
bool has_empty(std::string_view stem) { return stem != "prijs-soort" && stem != "prijs-per" && stem != "start-soort"; }

class Fields {
 public:
  Fields(const Texts& texts, const OfferFormView& view, const Taxonomy& taxonomy, bool locked)
      : texts_(texts), view_(view), taxonomy_(taxonomy), locked_(locked) {}

  PageData field(const Input& input, const std::string& name) const {
    PageData data;
    const std::string stem(input.stem);
    data.set("name", name);
    data.set("label", texts_.text("school.field." + stem));
    set_or_false(data, "hint", input.hint ? texts_.text("school.hint." + stem) : std::string{});
    data.set("value", input.kind == InputKind::area ? raw(name) : view_.form.text(name));
    data.set("is_line", input.kind == InputKind::line);
    data.set("is_area", input.kind == InputKind::area);
    data.set("is_choice", input.kind == InputKind::choice);
    data.set("is_checks", input.kind == InputKind::checks);
    data.set("rows", std::string(stem == "uitleg" ? "8" : "3"));
    set_or_false(data, "mode", std::string(input.mode));
    set_or_false(data, "suggest", locked_ ? std::string{} : std::string(input.suggest));
    data.set("short", !input.mode.empty());
    data.set("locked", locked_);
    add_fault(data, name);
    if (input.kind == InputKind::choice || input.kind == InputKind::checks) add_options(data, input, name);
    set_or_false(data, "said", input.stem == "leerdoel" ? meaning_of(name) : std::string{});
    data.set("is_skill", false);
    std::string told;
    for (const auto& [there, id] : {std::pair{input.hint, "-uitleg"}, std::pair{fault_of(name) != nullptr, "-fout"},
                                    std::pair{input.stem == "leerdoel" && !meaning_of(name).empty(), "-betekent"}}) {
      if (there) told += (told.empty() ? "" : " ") + name + id;
    }
    set_or_false(data, "described", told);
    return data;
  }

  PageData group(std::string_view id, const std::vector<Input>& inputs) const {
    PageData data;
    data.set("id", std::string(id));
    data.set("legend", texts_.text("school.group." + std::string(id)));
    set_or_false(
        data, "lead",
        texts_.has("school.lead." + std::string(id)) ? texts_.text("school.lead." + std::string(id)) : std::string{});
    PageData fields = page_list();
    for (const Input& input : inputs) fields << field(input, std::string(input.stem));
    data.set("fields", fields);
    data.set("rows", false);
    data.set("more", false);
    data.set("grid", false);
    return data;
  }

  /// A line for each row, its number in its label, and `spare` empty ones.
  PageData lines(const Input& input, std::size_t count, std::size_t spare) const {
    PageData list = page_list();
    for (std::size_t row = 0; row < count + (locked_ ? 0 : spare); ++row) {
      const std::string name = row_name(input.stem, row);
      PageData data = field(input, name);
      data.set("label", label_of_field(texts_, name));
      list << data;
    }
    return list;
  }

  /// What was typed, and `spare` empty ones.
  PageData rows(std::string_view id, std::size_t count, std::size_t spare, const std::vector<Input>& inputs,
                const std::vector<std::string>& hidden = {}) const {
    PageData list = page_list();
    const std::size_t all = count + (locked_ ? 0 : spare);
    for (std::size_t row = 0; row < all; ++row) {
      PageData data;
      data.set("row_legend", texts_.with("school.row." + std::string(id), {{"number", std::to_string(row + 1)}}));
      PageData fields = page_list();
      for (const Input& input : inputs) {
        if (row >= count && input.stem == "start-weg") continue;
        fields << field(input, row_name(input.stem, row));
      }
      data.set("fields", fields);
      PageData kept = page_list();
      for (const std::string& stem : hidden) {
        PageData one;
        one.set("hidden_name", row_name(stem, row));
        one.set("hidden_value", view_.form.text(row_name(stem, row)));
        if (!view_.form.text(row_name(stem, row)).empty()) kept << one;
      }
      data.set("hidden", kept);
      list << data;
    }
    return list;
  }

 private:
  const FieldError* fault_of(std::string_view name) const {
    for (const FieldError& fault : view_.made.faults) {
      if (view_.faulty && fault.field == name) return &fault;
    }
    return nullptr;
  }

  void add_fault(PageData& data, std::string_view name) const {
    const FieldError* fault = fault_of(name);
    set_or_false(data, "fault", fault == nullptr ? std::string{} : fault->what);
    set_or_false(data, "fault_hint", fault == nullptr ? std::string{} : fault->hint);
  }

  /// With its lines, as it was typed.
  std::string raw(const std::string& name) const {
    const auto found = view_.form.values.find(name);
    return found == view_.form.values.end() || found->second.empty() ? std::string{} : found->second.front();
  }

  void add_options(PageData& data, const Input& input, const std::string& name) const {
    std::vector<Option> options = options_for(texts_, input.stem);
    if (input.kind == InputKind::choice && has_empty(input.stem))
      options.insert(options.begin(), {"", texts_.text("school.option.unknown")});
    // What another program wrote and the form does not know stays as it is.
    if (const auto found = view_.form.values.find(name); found != view_.form.values.end()) {
      for (const std::string& value : found->second) {
        const bool known =
            std::any_of(options.begin(), options.end(), [&](const Option& one) { return one.value == value; });
        if (!known) options.push_back({value, value});
      }
    }
    PageData list = page_list();
    for (const Option& option : options) {
      PageData one;
      one.set("option_value", option.value);
      one.set("option_label", option.label);
      one.set("on", view_.form.has(name, option.value) || (option.value.empty() && view_.form.text(name).empty()));
      list << one;
    }
    data.set("options", list);
  }

  /// The skill that an outcome is understood as.
  std::string meaning_of(const std::string& name) const {
    const std::string words = view_.form.text(name);
    if (words.empty()) return {};
    const auto match = taxonomy_.skill_of_outcome(words);
    if (!match) return texts_.text("school.skill.none");
    return texts_.with("school.skill", {{"skill", std::string(taxonomy_.label(match->id))}});
  }

  const Texts& texts_;
  const OfferFormView& view_;
  const Taxonomy& taxonomy_;
  bool locked_;
};

std::size_t rows_of_runs(const OfferForm& form) {
  return std::max(form.rows("start-datum"), form.rows("start-sleutel"));
}

std::size_t rows_of_places(const OfferForm& form) {
  return std::max({form.rows("plaats-stad"), form.rows("plaats-straat"), form.rows("plaats-postcode")});
}

PageData in_grid(PageData group) {
  group.set("grid", true);
  return group;
}

/// Without the empty ones at the end.
std::size_t filled(const OfferForm& form, std::size_t rows, const std::vector<std::string_view>& stems) {
  while (rows > 0 && std::all_of(stems.begin(), stems.end(),
                                 [&](std::string_view stem) { return form.text(row_name(stem, rows - 1)).empty(); })) {
    --rows;
  }
  return rows;
}

}  // namespace

std::string label_of_field(const Texts& texts, std::string_view field) {
  const std::size_t dash = field.rfind('-');
  const std::string_view digits = dash == std::string_view::npos ? std::string_view{} : field.substr(dash + 1);
  const bool row = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  const std::string stem(row ? field.substr(0, dash) : field);
  if (!texts.has("school.field." + stem)) return std::string(field);
  const std::string label = texts.text("school.field." + stem);
  return row ? label + " " + std::to_string(std::stoul(std::string(digits)) + 1) : label;
}

PageData offer_groups(const Texts& texts, const OfferFormView& view, const Taxonomy& taxonomy, bool locked) {
  using enum InputKind;
  const Fields fields(texts, view, taxonomy, locked);
  const OfferForm& form = view.form;
  PageData groups = page_list();
  PageData learn = fields.group("leren", {{"titel", line, true}, {"kort", area, true}, {"uitleg", area, true}});
  learn.set("rows", false);
  groups << learn;
  PageData outcomes = fields.group("leerdoelen", {});
  outcomes.set("fields", fields.lines({"leerdoel", line, false, "", "skills"},
                                      filled(form, form.rows("leerdoel"), {"leerdoel"}), 2));
  outcomes.set("more", true);
  groups << outcomes;
  groups << in_grid(fields.group("soort-niveau", {{"soort", choice},
                                                  {"sector", choice},
                                                  {"niveau", choice, true},
                                                  {"bewijs", line, true},
                                                  {"erkend", choice, true},
                                                  {"leerweg", choice}}));
  PageData starts = fields.group("starts", {{"vorm", checks}, {"dagdeel", checks, true}});
  starts.set("rows",
             fields.rows("start", filled(form, rows_of_runs(form), {"start-datum", "start-sleutel", "start-stad"}), 1,
                         {{"start-soort", choice},
                          {"start-datum", line, true, "numeric"},
                          {"start-aanmelden", line, true, "numeric"},
                          {"start-einde", line, false, "numeric"},
                          {"start-straat", line},
                          {"start-postcode", line},
                          {"start-stad", line},
                          {"start-minimum", line, true, "numeric"},
                          {"start-maximum", line, false, "numeric"},
                          {"start-dagdeel", checks},
                          {"start-weg", checks}},
                         {"start-sleutel", "start-naam"}));
  starts.set("more", true);
  groups << starts;
  PageData places = fields.group("plaatsen", {});
  places.set(
      "rows",
      fields.rows("plaats", filled(form, rows_of_places(form), {"plaats-stad", "plaats-straat", "plaats-postcode"}), 1,
                  {{"plaats-naam", line}, {"plaats-straat", line}, {"plaats-postcode", line}, {"plaats-stad", line}}));
  groups << places;
  PageData costs = fields.group("kosten", {});
  costs.set(
      "rows",
      fields.rows("prijs", filled(form, std::max(form.rows("prijs"), form.rows("prijs-nr")), {"prijs", "prijs-nr"}), 1,
                  {{"prijs", line, true, "decimal"},
                   {"prijs-soort", choice},
                   {"prijs-btw", choice},
                   {"prijs-per", choice},
                   {"prijs-los", checks}},
                  {"prijs-nr"}));
  costs.set("more", true);
  groups << costs;
  groups << fields.group(
      "tijd",
      {{"duur", line, true, "decimal"}, {"uren", line, false, "decimal"}, {"studielast", line, true, "numeric"}});
  groups << fields.group("instap", {{"vooraf", choice, true}, {"toelating", area, true}, {"taal", checks}});
  groups << in_grid(fields.group("contact", {{"pagina", line, true}, {"email", line}, {"telefoon", line}}));
  return groups;
}

}  // namespace leerwijzer
