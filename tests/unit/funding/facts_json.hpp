// Facts and cases written as JSON in tests/cases/funding.
#pragma once

#include "engine/funding/funding.hpp"

#include <boost/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline FactValue fact_value(const boost::json::value& value) {
  if (value.is_bool()) return value.get_bool();
  if (value.is_number()) return value.to_number<double>();
  if (value.is_string()) return std::string(value.get_string());
  if (!value.is_array()) throw std::runtime_error("a fact has a value of an unknown type");
  std::vector<std::string> words;
  for (const auto& item : value.get_array()) words.emplace_back(item.as_string());
  return words;
}

inline Facts facts_of(const boost::json::object& object) {
  Facts facts;
  for (const auto& member : object) facts.emplace(std::string(member.key()), fact_value(member.value()));
  return facts;
}

inline std::vector<std::string> texts_of(const boost::json::value& list) {
  std::vector<std::string> out;
  for (const auto& item : list.as_array()) out.emplace_back(item.as_string());
  return out;
}

}  // namespace leerwijzer::testing
