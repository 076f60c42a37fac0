// A place in a scheme file: a JSON value with the file and the pointer that lead to it, so that every
// fault names where it is. Reading is strict: a key that nobody asked for is a fault.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/error.hpp"

#include <boost/json/value.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class JsonCursor {
 public:
  JsonCursor(const boost::json::value& value, std::string_view file, std::string pointer = {})
      : value_(&value), file_(file), pointer_(std::move(pointer)) {}

  /// Throws ErrorException with invalid_input and "LLK.json#/versions/0/rule".
  [[noreturn]] void fail(const std::string& what,
                         const std::string& hint = "Correct the file and import it again.") const;

  /// "LLK.json#/versions/0/rule"
  [[nodiscard]] std::string place() const { return std::string(file_) + "#" + pointer_; }

  /// Fails on a key outside the list, at that key.
  void allow_only(std::initializer_list<std::string_view> keys) const;

  /// The member; fails when it is absent or null.
  [[nodiscard]] JsonCursor at(std::string_view key) const;
  /// The member, or nothing when it is absent or null.
  [[nodiscard]] std::optional<JsonCursor> find(std::string_view key) const;
  [[nodiscard]] std::vector<JsonCursor> items() const;
  /// Keys and values of an object, in the order of the file.
  [[nodiscard]] std::vector<std::pair<std::string, JsonCursor>> members() const;

  [[nodiscard]] bool is_object() const noexcept { return value_->is_object(); }
  [[nodiscard]] bool is_text() const noexcept { return value_->is_string(); }
  [[nodiscard]] bool is_flag() const noexcept { return value_->is_bool(); }
  [[nodiscard]] bool is_number() const noexcept { return value_->is_number(); }
  [[nodiscard]] bool is_list() const noexcept { return value_->is_array(); }

  [[nodiscard]] std::string text() const;         ///< may be empty
  [[nodiscard]] std::string filled_text() const;  ///< not empty
  [[nodiscard]] bool flag() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] std::int64_t whole_number() const;
  [[nodiscard]] Date date() const;

  [[nodiscard]] std::string text_or_empty(std::string_view key) const;
  /// The member as YYYYMMDD, or `otherwise` when it is absent or null.
  [[nodiscard]] int date_number(std::string_view key, int otherwise) const;

  /// The value of an enum by its stable name; the fault lists the names.
  template <typename E>
  [[nodiscard]] E one_of() const {
    const std::string name = text();
    if (const auto value = value_of<E>(name)) return *value;
    std::string names;
    for (const auto& [entry, known] : EnumNames<E>::names) names += (names.empty() ? "" : ", ") + std::string(known);
    fail("\"" + name + "\" is not known here", "Use one of: " + names + ".");
  }

 private:
  const boost::json::value* value_;
  std::string_view file_;
  std::string pointer_;
};

}  // namespace leerwijzer
