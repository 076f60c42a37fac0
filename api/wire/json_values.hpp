// Small pieces that every writer needs: text, dates and amounts that may be unknown become null.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/geography.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

inline boost::json::value text_or_null(std::string_view text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(boost::json::string(text));
}
inline boost::json::value date_or_null(const std::optional<Date>& date) {
  return date ? boost::json::value(boost::json::string(format_iso(*date))) : boost::json::value(nullptr);
}
inline boost::json::value cents_or_null(const std::optional<Cents>& amount) {
  return amount ? boost::json::value(amount->value) : boost::json::value(nullptr);
}
/// Rounded, so that the last bits of arithmetic do not show.
inline boost::json::value rounded(double number, double steps) { return std::round(number * steps) / steps; }
inline boost::json::value rounded_or_null(const std::optional<double>& number, double steps) {
  return number ? rounded(*number, steps) : boost::json::value(nullptr);
}
template <typename T>
boost::json::value value_or_null(const std::optional<T>& value) {
  return value ? boost::json::value(*value) : boost::json::value(nullptr);
}
inline boost::json::array text_list(const std::vector<std::string>& texts) {
  return boost::json::array(texts.begin(), texts.end());
}
template <typename E>
boost::json::value name_or_null(std::optional<E> value) {
  return value ? text_or_null(name_of(*value)) : boost::json::value(nullptr);
}
template <typename E>
boost::json::array name_list(const std::vector<E>& values) {
  boost::json::array list;
  for (const E value : values) list.emplace_back(boost::json::string(name_of(value)));
  return list;
}
inline boost::json::value point_or_null(const std::optional<GeoPoint>& point) {
  if (!point) return nullptr;
  return boost::json::object{{"latitude", point->latitude}, {"longitude", point->longitude}};
}

}  // namespace leerwijzer
