// A second evaluation of the rules, written from the design (unknown is not no; a verdict is decided when every way in
// which the open conditions can turn out gives it) and from the scheme files themselves. It shares no code with the
// engine: it reads the JSON, goes through all combinations of the open conditions as a truth table, and looks which
// of them the outcome depends on. Slow and plain on purpose.
#pragma once

#include <boost/json.hpp>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

struct SecondAnswer {
  std::string verdict;          ///< yes, no, unknown
  std::set<std::string> needs;  ///< facts and "param:key" that the outcome still depends on
};

class SecondEvaluator {
 public:
  /// File names and texts, as they lie in schema/funding.
  explicit SecondEvaluator(const std::vector<std::pair<std::string, std::string>>& files);

  /// Dates as "2026-11-21"; facts as a JSON object of whole values.
  [[nodiscard]] SecondAnswer answer(const std::string& scheme, const std::string& date,
                                    const std::optional<std::string>& course_start,
                                    const boost::json::object& facts) const;

  /// Does the verdict follow from these facts alone?
  [[nodiscard]] std::string verdict(const std::string& scheme, const std::string& date,
                                    const std::optional<std::string>& course_start,
                                    const boost::json::object& facts) const {
    return answer(scheme, date, course_start, facts).verdict;
  }

  [[nodiscard]] std::vector<std::string> schemes() const;
  /// The names of the facts of a scheme's rules.
  [[nodiscard]] std::set<std::string> facts_of(const std::string& scheme) const;
  /// Every value that a rule of the scheme compares the fact with.
  [[nodiscard]] std::vector<boost::json::value> values_of(const std::string& scheme, const std::string& fact) const;

 private:
  std::vector<boost::json::object> files_;
};

}  // namespace leerwijzer::testing
