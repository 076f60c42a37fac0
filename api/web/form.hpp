// The form of the plain page: what a person filled in, checked, and as a question to the matcher.
#pragma once

#include "api/http/problem.hpp"
#include "api/services.hpp"
#include "engine/match/matcher.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

/// As typed; empty is not answered.
struct FormAnswers {
  std::string place;
  std::string travel = "25";  ///< kilometres; empty: does not matter
  std::string work;
  std::string situation;
  std::string birth_year;
  std::string wish;
  bool open = false;  ///< "I don't know yet"
  std::string hours;
  std::vector<std::string> dayparts;
  bool online = true;
  std::string budget;
  std::vector<std::pair<std::string, std::string>> facts;  ///< answers to questions about money, by fact

  /// Name and value of every answer, for the hidden fields of the smaller forms; without the wish
  /// where `but_wish`.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields(bool but_wish = false) const;
  /// The answers to questions about money only.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> fact_fields() const;
};

/// Unknown names are left out; too long or broken text throws InvalidInput.
[[nodiscard]] FormAnswers read_form(std::string_view body);

struct FormQuestion {
  MatchRequest request;
  std::vector<FieldError> faults;  ///< field: id of the input; what: Dutch, B1
};

[[nodiscard]] FormQuestion question_of(const FormAnswers& answers, const Snapshot& snapshot, Date today);

}  // namespace leerwijzer
