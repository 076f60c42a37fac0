// Facts that follow from a learner and a goal for the referral rules. Only what truly follows is said.
#include "engine/advice/geography.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Adds facts that nobody stated, in whole or in part.
class Added {
 public:
  explicit Added(Facts& facts) : facts_(facts) {}

  void say(const std::string& name, FactValue value) {
    if (!is_stated(name)) facts_.emplace(name, std::move(value));
  }
  void say_bounds(const std::string& name, double low, double high) {
    if (is_stated(name)) return;
    facts_.emplace(name + ":min", low);
    facts_.emplace(name + ":max", high);
  }

 private:
  [[nodiscard]] bool is_stated(const std::string& name) const {
    const auto at = facts_.lower_bound(name);
    return at != facts_.end() && (at->first == name || at->first.starts_with(name + ":"));
  }
  Facts& facts_;
};

bool is_technology(std::string_view sector) { return sector == "techniek" || sector == "bouw" || sector == "energie"; }

/// A sector of domain/sector.hpp as a word of the fact goal.sector; empty when it does not follow.
std::string goal_sector(std::string_view sector) {
  if (sector.empty() || sector == "overig" || sector == "orientatie") return {};
  if (is_technology(sector)) return "bouw_techniek_energie";
  if (sector == "ict" || sector == "onderwijs") return std::string(sector);
  return sector == "zorg-welzijn" ? "zorg_welzijn" : "other";
}

void add_age(const Learner& learner, Date today, Added& added) {
  if (has(learner.situations, "youth_no_startkwalificatie")) added.say_bounds("person.age", 0, 26);
  if (!learner.birth_year || !today.ok()) return;
  const int oldest = static_cast<int>(today.year()) - *learner.birth_year;
  const bool had_birthday = today.month() == std::chrono::December && today.day() == std::chrono::day{31};
  added.say_bounds("person.age", had_birthday ? oldest : oldest - 1, oldest);
}

/// A startkwalificatie is a diploma of havo, vwo, or mbo level 2 or higher. NLQF 2 is also a vmbo diploma, which is
/// none: that leaves it open. Source: rijksoverheid.nl (leerplicht en kwalificatieplicht); NLQF levels: nlqf.nl.
void add_startkwalificatie(const Learner& learner, Added& added) {
  const std::string fact = "person.startkwalificatie";
  if (has(learner.situations, "youth_no_startkwalificatie") || has(learner.situations, "no_startkwalificatie_working"))
    added.say(fact, false);
  if (!learner.education || *learner.education == NlqfLevel::level_2) return;
  added.say(fact, *learner.education > NlqfLevel::level_2);
}

}  // namespace

Facts advice_facts(const Learner& learner, const Goal* goal, Date today) {
  FactSources sources;
  sources.learner = &learner;
  sources.today = today;
  Facts facts = derive_facts(sources);
  Added added(facts);
  if (!learner.situations.empty()) added.say("case.as_employer", has(learner.situations, "employer"));
  if (has(learner.situations, "low_basic_skills")) added.say("person.wants_basic_skills", true);
  // Who works without a startkwalificatie has an employer: the praktijkverklaring is earned at work.
  if (has(learner.situations, "no_startkwalificatie_working") && !facts.contains("person.statuses"))
    facts.emplace("person.statuses:employee", true);
  add_age(learner, today, added);
  add_startkwalificatie(learner, added);
  if (goal == nullptr) return facts;
  if (std::string wanted = goal_sector(goal->sector); !wanted.empty()) added.say("goal.sector", std::move(wanted));
  // From building to energy is a step within technology, not a switch to it.
  const bool within_technology = is_technology(goal->sector) && is_technology(learner.sector);
  if (!goal->sector.empty() && !learner.sector.empty())
    added.say("goal.changes_sector", goal->sector != learner.sector && !within_technology);
  return facts;
}

}  // namespace leerwijzer
