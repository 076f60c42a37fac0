#include "api/query.hpp"

#include "engine/core/edit_distance.hpp"
#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace leerwijzer {
namespace {

template <typename T>
std::optional<T> parse_number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string range_text(const Parameter& parameter) {
  const auto plain = [](double value) {
    return value == std::floor(value) ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value);
  };
  return "Give a number from " + plain(parameter.min) + " to " + plain(parameter.max) + ".";
}

std::optional<FieldError> text_fault(const Parameter& parameter, const std::string& value) {
  if (static_cast<double>(count_code_points(value)) <= parameter.max) return std::nullopt;
  return FieldError{std::string(parameter.name), "The text is too long.",
                    "Use at most " + std::to_string(static_cast<int>(parameter.max)) + " characters."};
}

std::optional<FieldError> number_fault(const Parameter& parameter, const std::string& value) {
  const std::string name(parameter.name);
  std::optional<double> number;
  if (parameter.type == ParameterType::integer) {
    if (const auto whole = parse_number<std::int64_t>(value)) number = static_cast<double>(*whole);
  } else {
    number = parse_number<double>(value);
  }
  const bool whole = parameter.type == ParameterType::integer;
  if (!number || !std::isfinite(*number)) {
    return FieldError{name, whole ? "This is not a whole number." : "This is not a number.", range_text(parameter)};
  }
  if (*number < parameter.min || *number > parameter.max) {
    return FieldError{name, "The number is out of range.", range_text(parameter)};
  }
  return std::nullopt;
}

std::optional<FieldError> choice_fault(const Parameter& parameter, const std::string& value) {
  const std::vector<std::string_view> known = parameter.choices();
  if (std::find(known.begin(), known.end(), value) != known.end()) return std::nullopt;
  const std::string_view near = nearest(value, known);
  std::string hint = near.empty() ? "" : "Did you mean \"" + std::string(near) + "\"? ";
  hint += "Use one of:";
  for (const std::string_view one : known) hint += " " + std::string(one);
  return FieldError{std::string(parameter.name), "This value is not known.", hint + "."};
}

std::optional<FieldError> fault_of(const Parameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ParameterType::text: return text_fault(parameter, value);
    case ParameterType::integer:
    case ParameterType::number: return number_fault(parameter, value);
    case ParameterType::choice: return choice_fault(parameter, value);
    case ParameterType::boolean:
      if (value == "true" || value == "false") return std::nullopt;
      return FieldError{std::string(parameter.name), "This is not true or false.", "Use true or false."};
    case ParameterType::date:
      if (const auto date = parse_iso_date(value); !date) {
        return FieldError{std::string(parameter.name), "This is not a date.",
                          "Use year, month and day, for example 2027-02-08."};
      }
      return std::nullopt;
  }
  return std::nullopt;
}

/// Takes one value in; says what is wrong with it.
void take(const Parameter& parameter, const std::string& value, ParameterValues& values,
          std::vector<FieldError>& errors) {
  if (auto fault = fault_of(parameter, value)) {
    errors.push_back(std::move(*fault));
  } else {
    values.add(parameter.name, parameter.type == ParameterType::text ? collapse_spaces(value) : value);
  }
}

std::string in_one_form(const Parameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ParameterType::integer: return std::to_string(parse_number<std::int64_t>(value).value_or(0));
    case ParameterType::number: return fmt::format("{}", parse_number<double>(value).value_or(0.0));
    case ParameterType::text: break;
    case ParameterType::date:
    case ParameterType::boolean:
    case ParameterType::choice: return value;
  }
  if (parameter.form == TextForm::words) return value;
  std::string lower = to_lower(value);
  if (parameter.form == TextForm::code) std::erase(lower, ' ');
  return lower;
}

FieldError unknown_key(std::string_view key, std::span<const Parameter> declared) {
  std::vector<std::string_view> names;
  for (const Parameter& one : declared) {
    if (one.place == ParameterPlace::query) names.push_back(one.name);
  }
  const std::string_view near = nearest(key, names);
  std::string hint = "Leave it out.";
  if (!near.empty()) hint = "Did you mean \"" + std::string(near) + "\"?";
  return {std::string(truncate_utf8(key, 100)), "This parameter is not known here.", hint};
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.size() > 60) return {};
  const std::string lower = to_lower_ascii(word);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(lower, to_lower_ascii(candidate), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

ParameterValues read_parameters(std::span<const Parameter> declared, const TextPairs& path, const TextPairs& query) {
  ParameterValues values;
  std::vector<FieldError> errors;
  const auto find = [&](std::string_view name, ParameterPlace place) {
    return std::find_if(declared.begin(), declared.end(),
                        [&](const Parameter& one) { return one.name == name && one.place == place; });
  };
  for (const auto& [name, value] : path) {
    const auto parameter = find(name, ParameterPlace::path);
    if (parameter != declared.end()) take(*parameter, value, values, errors);
  }
  for (const auto& [key, value] : query) {
    const auto parameter = find(key, ParameterPlace::query);
    if (parameter == declared.end()) {
      errors.push_back(unknown_key(key, declared));
      continue;
    }
    if (trim(value).empty()) continue;  // "?q=" asks for nothing
    if (!parameter->repeated && values.has(key)) {
      errors.push_back({key, "This parameter is given more than once.", "Give it once."});
    } else if (parameter->type == ParameterType::choice && parameter->repeated) {
      for (const std::string& part : split_trimmed(value, ',')) take(*parameter, part, values, errors);
    } else {
      take(*parameter, value, values, errors);
    }
    if (values.all(key).size() > 50) {
      errors.push_back({key, "There are too many values.", "Give at most 50."});
      break;
    }
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return values;
}

TextPairs in_one_form(std::span<const Parameter> declared, const ParameterValues& values, ParameterPlace place) {
  std::vector<const Parameter*> parameters;
  for (const Parameter& one : declared) {
    if (one.place == place && values.has(one.name)) parameters.push_back(&one);
  }
  std::sort(parameters.begin(), parameters.end(),
            [](const Parameter* a, const Parameter* b) { return a->name < b->name; });
  TextPairs pairs;
  for (const Parameter* parameter : parameters) {
    std::vector<std::string> forms;
    for (const std::string& value : values.all(parameter->name)) forms.push_back(in_one_form(*parameter, value));
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    for (std::string& form : forms) {
      if (form != parameter->usual || parameter->repeated) pairs.emplace_back(parameter->name, std::move(form));
    }
  }
  return pairs;
}

std::string ParameterValues::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string{} : found->second.front();
}

std::optional<std::int64_t> ParameterValues::integer(std::string_view name) const {
  return parse_number<std::int64_t>(text(name));
}

std::optional<double> ParameterValues::number(std::string_view name) const { return parse_number<double>(text(name)); }

std::optional<Date> ParameterValues::date(std::string_view name) const {
  const auto date = parse_iso_date(text(name));
  return date ? std::optional<Date>(*date) : std::nullopt;
}

std::optional<bool> ParameterValues::boolean(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return text(name) == "true";
}

std::vector<std::string> ParameterValues::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::int64_t> ParameterValues::integers(std::string_view name) const {
  std::vector<std::int64_t> out;
  for (const std::string& one : all(name)) out.push_back(parse_number<std::int64_t>(one).value_or(0));
  return out;
}

}  // namespace leerwijzer
