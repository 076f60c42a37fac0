// The learner and the goal: where a person stands and wants to go. Every part may be missing, and
// unknown is not no.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/level.hpp"
#include "engine/domain/offer.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace leerwijzer {

/// A concept named in words or by its URI; one of the two is filled.
struct ConceptRef {
  std::string text;
  std::string uri;
  bool operator==(const ConceptRef&) const = default;
};

struct HeldOccupation {
  ConceptRef occupation;
  std::optional<double> years{};   ///< how long
  std::optional<int> last_year{};  ///< the calendar year in which the work was last done; nothing: taken as now
};

/// What a person would like to do, in any of three ways.
struct Likes {
  std::vector<ConceptRef> skills;
  std::vector<std::string> sectors;  ///< codes of sector.hpp
  std::string text;                  ///< in the person's own words
  [[nodiscard]] bool empty() const noexcept { return skills.empty() && sectors.empty() && text.empty(); }
};

/// What a person needs to be able to take part.
enum class AccessNeed : std::uint8_t { wheelchair, hearing, visual, low_stimulus, childcare };
template <>
struct EnumNames<AccessNeed> {
  static constexpr auto names = std::to_array<EnumName<AccessNeed>>({{AccessNeed::wheelchair, "wheelchair"},
                                                                     {AccessNeed::hearing, "hearing"},
                                                                     {AccessNeed::visual, "visual"},
                                                                     {AccessNeed::low_stimulus, "low-stimulus"},
                                                                     {AccessNeed::childcare, "childcare"}});
};

/// What a person can ask of an offer, by the name of its reason.
enum class Wish : std::uint8_t { distance, budget, hours, start, duration, dayparts, level, language, accessibility };
template <>
struct EnumNames<Wish> {
  static constexpr auto names = std::to_array<EnumName<Wish>>({{Wish::distance, "distance"},
                                                               {Wish::budget, "budget"},
                                                               {Wish::hours, "hours"},
                                                               {Wish::start, "start"},
                                                               {Wish::duration, "duration"},
                                                               {Wish::dayparts, "dayparts"},
                                                               {Wish::level, "level"},
                                                               {Wish::language, "language"},
                                                               {Wish::accessibility, "accessibility"}});
};

/// A fact of the funding rules as answered by a person: yes or no, a number, a word, or a set of words.
using FactValue = std::variant<bool, double, std::string, std::vector<std::string>>;
using Facts = std::map<std::string, FactValue, std::less<>>;

struct Learner {
  std::string postcode;  ///< "3511" or "3511EP"
  std::string municipality;
  std::optional<double> max_travel_km;
  std::optional<bool> online_ok;
  std::optional<int> birth_year;
  /// employee, self_employed, no_benefit, at_risk, ww, bijstand, wia, zw, wajong, youth_no_startkwalificatie,
  /// no_startkwalificatie_working, low_basic_skills, employer
  std::vector<std::string> situations;
  std::vector<HeldOccupation> occupations;
  std::vector<ConceptRef> skills;
  std::vector<ConceptRef> skills_not_had;  ///< said not to be had, whatever the work or diplomas imply
  std::vector<OfferId> modules_done;       ///< offers that were finished, for example earlier in a plan
  Likes likes;
  std::optional<double> can_or_want;  ///< 0: what I can counts, 1: what I want counts; nothing: in between
  std::optional<NlqfLevel> education;
  std::vector<std::string> diplomas;
  std::optional<double> hours_per_week;
  std::vector<Daypart> dayparts;
  std::optional<Date> start_from;
  std::optional<double> max_months;
  std::optional<Cents> budget;
  std::vector<std::string> languages;
  std::vector<AccessNeed> accessibility;
  std::vector<Wish> hard;  ///< offers that surely fail one of these are left out; the rest only weighs
  std::string sector;
  Facts facts;  ///< answers for the funding rules, by fact name
};

struct Goal {
  std::optional<ConceptRef> occupation;
  std::vector<ConceptRef> skills;
  std::string text;  ///< in the person's own words
  std::string sector;
  bool open = false;  ///< "I don't know yet"
};

}  // namespace leerwijzer
