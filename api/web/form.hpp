// What a person filled in on the pages: four steps, what was put in the plan, and answers about money; checked, and as
// a question to the matcher.
#pragma once

#include "api/http/problem.hpp"
#include "api/services.hpp"
#include "api/web/texts.hpp"
#include "engine/match/matcher.hpp"
#include "engine/match/plan_candidates.hpp"

#include <cstdint>
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
  std::string years;  ///< in that work
  std::string situation;
  std::string birth_year;
  std::string wish;
  bool open = false;  ///< "I don't know yet"
  std::string hours;
  std::vector<std::string> dayparts;
  bool online = true;
  std::string budget;
  std::string different;                                   ///< "0" to "4": how different other work may be
  std::vector<std::string> likes;                          ///< codes of sectors
  std::vector<OfferId> pins;                               ///< modules that must be in the plan
  std::vector<OfferId> bans;                               ///< modules that must not
  std::vector<std::pair<std::string, std::string>> facts;  ///< answers to questions about money, by fact

  /// Name and value of every answer, for the hidden fields of the smaller forms; without the wish
  /// where `but_wish`.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields(bool but_wish = false) const;
  /// The answers to questions about money only.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> fact_fields() const;
};

/// The parts of the answers that are sent together.
enum class FormStep : std::uint8_t { place = 1, work = 2, wish = 3, means = 4, all = 5, other_work = 6, nothing = 7 };

/// Unknown names are left out; too long or broken text throws InvalidInput.
[[nodiscard]] FormAnswers read_form(std::string_view body);

/// `before` with what was sent of one step; what a step asks and was not sent is empty again. Throws as read_form.
[[nodiscard]] FormAnswers with_step(FormAnswers before, FormStep step, std::string_view body);

/// `before` without what a name stands for ("werk", "woonplaats", "wens", "uren", "dagdeel", "budget", ...).
[[nodiscard]] FormAnswers without_answer(FormAnswers before, std::string_view name);

struct FormQuestion {
  MatchRequest request;
  std::vector<FieldError> faults;  ///< field: id of the input; what: in the language of the page; hint: Dutch
};

[[nodiscard]] FormQuestion question_of(const FormAnswers& answers, const Snapshot& snapshot, Date today,
                                       const Texts& texts);

/// The plan of these answers. Their faults are to be asked for first.
[[nodiscard]] PlanRequest plan_question_of(const FormAnswers& answers, const MatchRequest& match);

}  // namespace leerwijzer
