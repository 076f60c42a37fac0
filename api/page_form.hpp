// The fields of a form that a page posts. What is too long or broken is refused before anything reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class PageForm {
 public:
  static constexpr std::size_t k_most_characters = 8000;  ///< of one field

  /// Throws ErrorException for text that is no form, InvalidInput for a field that is too long.
  explicit PageForm(std::string_view body);

  /// The first of that name as it was typed; empty where it was not sent.
  [[nodiscard]] std::string raw(std::string_view name) const;
  /// The same, without spaces around it.
  [[nodiscard]] std::string text(std::string_view name) const;
  /// The same as a number above zero; 0 for anything else.
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] bool is(std::string_view name, std::string_view value) const { return raw(name) == value; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace leerwijzer
