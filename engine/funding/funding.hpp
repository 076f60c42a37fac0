// Learning money: rules as data, three-valued verdicts with their ground, and what a worker pays in
// the end. Sources of each rule are in the scheme files (schema/funding). Immutable, shareable.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/learner.hpp"
#include "engine/domain/offer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

enum class Verdict : std::uint8_t { yes, no, unknown };
template <>
struct EnumNames<Verdict> {
  static constexpr auto names =
      std::to_array<EnumName<Verdict>>({{Verdict::yes, "yes"}, {Verdict::no, "no"}, {Verdict::unknown, "unknown"}});
};

enum class Window : std::uint8_t { open, closed, announced, unknown };
template <>
struct EnumNames<Window> {
  static constexpr auto names = std::to_array<EnumName<Window>>({{Window::open, "open"},
                                                                 {Window::closed, "closed"},
                                                                 {Window::announced, "announced"},
                                                                 {Window::unknown, "unknown"}});
};

/// right: who meets the rule gets it; employer: the employer decides; authority: an office decides.
enum class Discretion : std::uint8_t { right, employer, authority };
template <>
struct EnumNames<Discretion> {
  static constexpr auto names = std::to_array<EnumName<Discretion>>(
      {{Discretion::right, "right"}, {Discretion::employer, "employer"}, {Discretion::authority, "authority"}});
};

struct SchemeVerdict {
  std::string id;
  std::string name;
  Verdict eligibility = Verdict::unknown;
  std::vector<std::string> because;  ///< the smallest set of facts that decides it
  std::vector<std::string> missing;  ///< facts, or "param:<key>", that can still change it
  Window window = Window::unknown;
  Discretion discretion = Discretion::authority;
  std::optional<CentsInterval> amount;  ///< nothing: the amount is not known
  bool loan = false;                    ///< a loan changes cash flow, never the net cost
  bool lowers_worker_cost = false;      ///< false: it pays the employer's supervision, living costs, ...
  std::string receiver;                 ///< worker, employer, provider
  std::string applicant;
  std::string confidence;
  bool overdue = false;  ///< its next check lies before the date: "check with the issuer"
  std::string text;      ///< Dutch, B1: the verdict, its reason, and what would change a no
  std::string url;
};

/// Schemes that are combined, and what is left for the worker to pay.
struct FundingStack {
  std::vector<std::pair<std::string, Cents>> payments;  ///< scheme id and amount, in order of payment
  std::vector<std::string> loans;
  Cents net;         ///< worker's cost after the payments; within [0, price]
  std::string text;  ///< Dutch, B1
};

struct NextQuestion {
  std::string fact;
  std::string text;                                          ///< Dutch, B1
  std::vector<std::pair<std::string, std::string>> options;  ///< value and label; empty: a number or a date
  bool sensitive = false;
};

struct FundingAnswer {
  std::vector<SchemeVerdict> schemes;  ///< most useful first: yes, unknown, no; ended schemes last
  /// certain: rights that are open now with all facts known; likely: also what an employer or authority usually grants
  /// with all facts known; best case: also what is still unknown. Nothing when the price is unknown.
  std::optional<FundingStack> certain;
  std::optional<FundingStack> likely;
  std::optional<FundingStack> best_case;
  std::optional<CentsInterval> net;  ///< from best case to certain
  std::optional<NextQuestion> next_question;
};

/// What is asked of the rules.
struct FundingQuestion {
  Date date{};  ///< today: windows, parameters on the application axis
  std::optional<Date> course_start;
  Facts facts;
  std::optional<Cents> price;         ///< gross, whole course; nothing: unknown
  std::vector<std::string> only;      ///< scheme ids; empty: all that a person may use (no grants for providers)
  std::vector<std::string> declined;  ///< facts answered with "I don't know": never the next question
};

class FundingRules {
 public:
  /// Compiles scheme files. The first unknown key, fact, enum, unit, or reference is an error with the file and the
  /// JSON pointer.
  [[nodiscard]] static Result<FundingRules> compile(
      const std::vector<std::pair<std::string, std::string>>& file_and_json);
  FundingRules(FundingRules&&) noexcept;
  FundingRules& operator=(FundingRules&&) noexcept;
  ~FundingRules();

  /// Digest of all rules, quoted in every answer.
  [[nodiscard]] const std::string& snapshot() const noexcept;
  [[nodiscard]] std::size_t scheme_count() const noexcept;

  /// An unknown fact name, or a value of another type than the fact's, fails with invalid_input naming the fact.
  /// Partial knowledge is allowed: "person.statuses:bijstand" = false (one member of a set), and
  /// "person.age_on_course_start:min" and ":max" (bounds of a number, both included); see knowledge.hpp.
  [[nodiscard]] Result<void> check_facts(const Facts& facts) const;
  /// An unknown scheme id fails with not_found and names the nearest.
  [[nodiscard]] Result<void> check_schemes(std::span<const std::string> ids) const;

  [[nodiscard]] FundingAnswer evaluate(const FundingQuestion& question) const;

  /// The net interval only, for lists of offers; nothing when the price is unknown.
  [[nodiscard]] std::optional<CentsInterval> net_price(const FundingQuestion& question) const;

 private:
  struct Model;
  explicit FundingRules(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

/// Facts that follow from the learner, the offer and where the learner lives; unknowns are left out. Answers in
/// learner.facts win. A birth year gives an age as bounds of one year, since the birthday is not known; without a
/// course start the course is taken to start within a year from today. Without a birth year, somebody who names work
/// that they do or did is taken to be 18 or older.
struct FactSources {
  const Learner* learner = nullptr;
  const Offer* offer = nullptr;
  std::string municipality;  ///< of residence; empty: unknown
  std::string region_name;   ///< labour-market region of residence
  std::optional<Date> course_start;
  Date today{};
};
[[nodiscard]] Facts derive_facts(const FactSources& sources);

}  // namespace leerwijzer
