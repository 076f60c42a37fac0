// Rows for json_to_recordset: one text parameter carries a whole batch to the database. Strings
// come out as valid UTF-8 without NUL whatever comes in.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

template <typename E>
concept NamedEnum = requires {
  EnumNames<E>::names;
};

class JsonRows {
 public:
  /// Starts a row; the fields that follow belong to it.
  JsonRows& row();

  JsonRows& set(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonRows& set(std::string_view name, const std::string& value) { return key(name).text(value); }
  JsonRows& set(std::string_view name, const char* value) { return key(name).text(value); }
  JsonRows& set(std::string_view name, bool value) { return key(name).bare(value ? "true" : "false"); }
  template <std::integral T>
  requires(!std::same_as<T, bool>) JsonRows& set(std::string_view name, T value) {
    return key(name).bare(std::to_string(value));
  }
  JsonRows& set(std::string_view name, double value);
  JsonRows& set(std::string_view name, Cents value) { return set(name, value.value); }
  JsonRows& set(std::string_view name, Date value) { return key(name).text(format_iso(value)); }
  template <NamedEnum E>
  JsonRows& set(std::string_view name, E value) {
    return key(name).text(name_of(value));
  }
  /// An id that is not stored becomes null.
  template <typename Tag>
  JsonRows& set(std::string_view name, Id<Tag> value) {
    return value.stored() ? set(name, value.value) : null(name);
  }
  template <typename T>
  JsonRows& set(std::string_view name, const std::optional<T>& value) {
    return value ? set(name, *value) : null(name);
  }
  /// A list becomes a JSON array, which the database reads as an array of text.
  JsonRows& set(std::string_view name, const std::vector<std::string>& values);
  template <NamedEnum E>
  JsonRows& set(std::string_view name, const std::vector<E>& values) {
    std::vector<std::string> names;
    for (E value : values) names.emplace_back(name_of(value));
    return set(name, names);
  }
  JsonRows& null(std::string_view name) { return key(name).bare("null"); }

  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }

  /// Large enough to be sent before more rows come.
  [[nodiscard]] bool full() const noexcept { return text_.size() > k_full_bytes; }

  /// The JSON text of all rows; empties this.
  [[nodiscard]] std::string take();

 private:
  static constexpr std::size_t k_full_bytes = 8'000'000;

  JsonRows& key(std::string_view name);
  JsonRows& text(std::string_view value);
  JsonRows& bare(std::string_view value);

  std::string text_;
  std::size_t count_ = 0;
  bool first_field_ = true;
};

/// A JSON array of strings, for `json_array_elements_text`.
[[nodiscard]] std::string json_strings(const std::vector<std::string>& values);

/// The other way round, for arrays that were read with `array_to_json`. Throws ErrorException (corrupt).
[[nodiscard]] std::vector<std::string> strings_of_json(std::string_view text);

/// Two digits per byte, for `decode(..., 'hex')`.
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

/// "{1,2,3}", for a parameter of type bigint[].
template <typename Ids>
[[nodiscard]] std::string bigint_array(const Ids& ids) {
  std::string text = "{";
  for (const auto& id : ids) {
    if (text.size() > 1) text += ',';
    text += std::to_string(id.value);
  }
  return text + "}";
}

}  // namespace leerwijzer
