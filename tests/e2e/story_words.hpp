// Reading answers and the words of stories: small looks into JSON that say nothing where nothing is.
#pragma once

#include "engine/core/text.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace leerwijzer::testing {

inline std::string text_at(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  const boost::json::value* found = value.find_pointer(pointer, missing);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

/// The list at that place; an empty one where there is none.
inline const boost::json::array& list_at(const boost::json::value& value, std::string_view pointer) {
  static const boost::json::array k_none;
  boost::system::error_code missing;
  const boost::json::value* found = value.find_pointer(pointer, missing);
  return found != nullptr && found->is_array() ? found->get_array() : k_none;
}

/// Nothing where there is no number.
inline std::optional<double> number_at(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  const boost::json::value* found = value.find_pointer(pointer, missing);
  return found != nullptr && found->is_number() ? std::optional(found->to_number<double>()) : std::nullopt;
}

inline bool holds(const boost::json::array& list, std::string_view value) {
  return std::any_of(list.begin(), list.end(),
                     [&](const boost::json::value& one) { return one.is_string() && one.get_string() == value; });
}

/// Does the text hold one of the parts, whatever their case and accents?
inline bool holds_part(std::string_view text, const boost::json::array& parts) {
  const std::string folded = fold(text);
  return std::any_of(parts.begin(), parts.end(), [&](const boost::json::value& part) {
    return contains(folded, fold(std::string(part.as_string())));
  });
}

/// Fails the story for a word that is not one of these; true where all are.
inline bool knows_all(const boost::json::object& object, std::initializer_list<std::string_view> words,
                      std::string_view where) {
  bool known = true;
  for (const auto& entry : object) {
    if (std::find(words.begin(), words.end(), entry.key()) != words.end()) continue;
    ADD_FAILURE() << "the story says \"" << std::string_view(entry.key()) << "\" in " << where
                  << ", a word that nothing checks";
    known = false;
  }
  return known;
}

}  // namespace leerwijzer::testing
