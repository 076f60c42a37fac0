// Parameters of path and query: declared once per endpoint, checked in one place, read without
// surprises afterwards. Everything that is wrong is reported together.
#pragma once

#include "api/http/problem.hpp"
#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

enum class ParameterType : std::uint8_t { text, integer, number, date, boolean, choice };

/// How a text is written in many ways that mean the same.
enum class TextForm : std::uint8_t {
  words,  ///< white space at the ends and repeated within does not matter
  name,   ///< nor do capitals: a place
  code    ///< no white space or capitals at all: a postcode
};

enum class ParameterPlace : std::uint8_t { query, path };

struct Parameter {
  std::string_view name{};  ///< camelCase
  ParameterType type = ParameterType::text;
  ParameterPlace place = ParameterPlace::query;
  bool repeated = false;  ///< may be given more than once; choices also as a list with commas
  double min = 0.0;       ///< of a number
  double max = 500.0;     ///< of a number; of a text: characters
  std::vector<std::string_view> (*choices)() = nullptr;
  TextForm form = TextForm::words;
  std::string_view usual{};  ///< what leaving it out means, where it can also be said
};

/// The names of an enum, as the choices of a parameter.
template <typename E>
[[nodiscard]] std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for (const auto& [value, name] : EnumNames<E>::names) names.push_back(name);
  return names;
}

/// Values that were checked: a getter cannot fail.
class ParameterValues {
 public:
  void add(std::string_view name, std::string value) { values_[std::string(name)].push_back(std::move(value)); }

  void remove(std::string_view name) {
    if (const auto found = values_.find(name); found != values_.end()) values_.erase(found);
  }

  [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  /// Empty when absent.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
  [[nodiscard]] std::optional<double> number(std::string_view name) const;
  [[nodiscard]] std::optional<Date> date(std::string_view name) const;
  [[nodiscard]] std::optional<bool> boolean(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;

  /// Choices as values of their enum.
  template <typename E>
  [[nodiscard]] std::vector<E> choices(std::string_view name) const {
    std::vector<E> out;
    for (const std::string& one : all(name)) {
      if (const auto value = value_of<E>(one)) out.push_back(*value);
    }
    return out;
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// Checks what was sent against what is declared. Throws InvalidInput with everything that is wrong;
/// an unknown key names the nearest that exists.
[[nodiscard]] ParameterValues read_parameters(std::span<const Parameter> declared, const TextPairs& path,
                                              const TextPairs& query);

/// The parameters of one place in one form, so that requests that mean the same are written the same: in order of
/// name, numbers without needless digits, sets in order and without repetition, what is usual left out.
[[nodiscard]] TextPairs in_one_form(std::span<const Parameter> declared, const ParameterValues& values,
                                    ParameterPlace place);

/// The candidate that is nearest in letters, when it is near enough to be meant; empty otherwise.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace leerwijzer
