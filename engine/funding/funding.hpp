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

/// By when somebody applies. automatic: nobody has to; in_window: only the window of the scheme limits it; before_day:
/// a day of the year; unknown: ask the issuer.
enum class ApplyMoment : std::uint8_t {
  automatic,
  any_time,
  in_window,
  before_start,
  before_day,
  before_year_end,
  after_start,
  after_end,
  never,
  unknown
};
template <>
struct EnumNames<ApplyMoment> {
  static constexpr auto names = std::to_array<EnumName<ApplyMoment>>({{ApplyMoment::automatic, "automatic"},
                                                                      {ApplyMoment::any_time, "any_time"},
                                                                      {ApplyMoment::in_window, "in_window"},
                                                                      {ApplyMoment::before_start, "before_start"},
                                                                      {ApplyMoment::before_day, "before_day"},
                                                                      {ApplyMoment::before_year_end, "before_year_end"},
                                                                      {ApplyMoment::after_start, "after_start"},
                                                                      {ApplyMoment::after_end, "after_end"},
                                                                      {ApplyMoment::never, "never"},
                                                                      {ApplyMoment::unknown, "unknown"}});
};

/// When the money comes. on_invoice: the bill is lower at once, or sent to somebody else.
enum class PayoutMoment : std::uint8_t { on_invoice, before_start, after_finishing, by_term, monthly, never, unknown };
template <>
struct EnumNames<PayoutMoment> {
  static constexpr auto names =
      std::to_array<EnumName<PayoutMoment>>({{PayoutMoment::on_invoice, "on_invoice"},
                                             {PayoutMoment::before_start, "before_start"},
                                             {PayoutMoment::after_finishing, "after_finishing"},
                                             {PayoutMoment::by_term, "by_term"},
                                             {PayoutMoment::monthly, "monthly"},
                                             {PayoutMoment::never, "never"},
                                             {PayoutMoment::unknown, "unknown"}});
};

/// Of a fund with a budget of its own. nearly: it may be gone before a decision; unknown: nobody counted.
enum class BudgetState : std::uint8_t { open, nearly, exhausted, unknown };
template <>
struct EnumNames<BudgetState> {
  static constexpr auto names = std::to_array<EnumName<BudgetState>>({{BudgetState::open, "open"},
                                                                      {BudgetState::nearly, "nearly"},
                                                                      {BudgetState::exhausted, "exhausted"},
                                                                      {BudgetState::unknown, "unknown"}});
};

/// How a fund stands in one period of its budget: counted where promises are kept, given to the rules.
struct FundStanding {
  std::string scheme;
  Date from{};
  Date to{};  ///< not included
  BudgetState state = BudgetState::unknown;
  bool operator==(const FundStanding&) const = default;
};

/// One fact that must become something else before a no can become a yes.
struct WouldChange {
  std::string fact;
  std::string text;  ///< Dutch, B1: what it must become
  bool operator==(const WouldChange&) const = default;
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
  bool overdue = false;                   ///< its next check lies before the date: "check with the issuer"
  std::optional<BudgetState> budget;      ///< of a fund with a budget of its own
  bool for_institutions = false;          ///< a project grant: shown to institutions, never in a person's answer
  bool conflicting = false;               ///< sources contradict each other on a value that it uses on the date
  bool ended = false;                     ///< it no longer exists
  std::vector<WouldChange> would_change;  ///< of a no: all of these together; empty: nothing that a person can change
  std::string text;                       ///< Dutch, B1: the verdict, its reason, and what would change a no
  std::string url;
};

/// One payment of a stack: who asks whom for it, by when, and when the money comes.
struct StackPayment {
  std::string scheme;  ///< id
  std::string name;
  Cents amount;              ///< of a loan: at most this can be borrowed
  bool amount_known = true;  ///< only the amount of a loan may be unknown; it is 0 then
  bool certain = false;      ///< a right, open now, with all facts known
  bool loan = false;
  std::string applicant;  ///< worker, employer, provider, adviser, nobody
  std::string payer;      ///< the issuer by name, or employer
  std::string receiver;   ///< worker, employer, provider, nobody (the price is lower)
  ApplyMoment apply = ApplyMoment::unknown;
  std::optional<Date> apply_from;  ///< not before this day
  std::optional<Date> apply_by;    ///< the last day; nothing: no last day is known
  std::optional<Date> advised_by;  ///< early enough for a decision before the start
  bool never_after_start = false;
  PayoutMoment payout = PayoutMoment::unknown;
  std::string text;  ///< Dutch, B1
  bool operator==(const StackPayment&) const = default;
};

/// Schemes that are combined, and what is left for the worker to pay.
struct FundingStack {
  std::vector<StackPayment> payments;  ///< in order of payment
  std::vector<StackPayment> loans;     ///< one of them can be taken for the net cost
  Cents net;                           ///< worker's cost after the payments; within [0, price]
  std::string text;                    ///< Dutch, B1
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
  std::optional<Date> course_end;  ///< nothing: from the start and the fact course.months, where both are known
  Facts facts;
  std::optional<Cents> price;         ///< gross, whole course; nothing: unknown
  std::vector<std::string> only;      ///< scheme ids; empty: all that a person may use (no grants for providers)
  std::vector<std::string> declined;  ///< facts answered with "I don't know": never the next question
  /// How funds stood then, for an old answer; nothing: as the rules were told.
  std::optional<std::vector<FundStanding>> funds;
};

/// What the administration of a fund needs to know of its file.
struct FundTerms {
  struct Voucher {
    std::string kind;  ///< "orientation"
    std::string name;
    Cents most;  ///< of one voucher
  };
  std::string region;
  std::vector<std::string> desks;  ///< whose positive advice counts; empty: none is needed
  std::vector<Voucher> vouchers;
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

  /// An unknown fact name, a value of another type or out of range, and facts that contradict each other fail with
  /// invalid_input naming the fact.
  /// Partial knowledge is allowed: "person.statuses:bijstand" = false (one member of a set), and
  /// "person.age_on_course_start:min" and ":max" (bounds of a number, both included); see knowledge.hpp.
  [[nodiscard]] Result<void> check_facts(const Facts& facts) const;
  /// An unknown scheme id fails with not_found and names the nearest.
  [[nodiscard]] Result<void> check_schemes(std::span<const std::string> ids) const;

  /// An unknown fact name fails with invalid_input and names the nearest.
  [[nodiscard]] Result<void> check_declined(std::span<const std::string> facts) const;

  /// How the funds stand from now on. The rules and their digest stay as they are.
  void set_funds(std::vector<FundStanding> funds) { funds_ = std::move(funds); }
  [[nodiscard]] const std::vector<FundStanding>& funds() const noexcept { return funds_; }
  /// Nothing when there is no such scheme, or it is no fund.
  [[nodiscard]] std::optional<FundTerms> fund(std::string_view scheme) const;
  /// Ids of the schemes that institutions and consortia apply for: project grants.
  [[nodiscard]] std::vector<std::string> for_institutions() const;

  [[nodiscard]] FundingAnswer evaluate(const FundingQuestion& question) const;

  /// The net interval only, for lists of offers; nothing when the price is unknown.
  [[nodiscard]] std::optional<CentsInterval> net_price(const FundingQuestion& question) const;

 private:
  struct Model;
  explicit FundingRules(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
  std::vector<FundStanding> funds_;
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
