// The compiled form of the scheme files, and what is known of the facts of one question. Private to
// engine/funding: facts, parameters and schemes are positions in tables, so that evaluating builds no strings.
#pragma once

#include "engine/funding/fact_table.hpp"
#include "engine/funding/funding.hpp"
#include "engine/funding/stack.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// Which date decides the value of a parameter. application and today are the date of the question.
enum class DateAxis : std::uint8_t { application, course_start, study_year_start, today };
template <>
struct EnumNames<DateAxis> {
  static constexpr auto names = std::to_array<EnumName<DateAxis>>({
      {DateAxis::application, "application"},
      {DateAxis::course_start, "course_start"},
      {DateAxis::study_year_start, "study_year_start"},
      {DateAxis::today, "today"},
  });
};

enum class RuleOp : std::uint8_t { equal, not_equal, less, at_most, more, at_least, in, not_in, intersects, disjoint };
template <>
struct EnumNames<RuleOp> {
  static constexpr auto names = std::to_array<EnumName<RuleOp>>({
      {RuleOp::equal, "=="},
      {RuleOp::not_equal, "!="},
      {RuleOp::less, "<"},
      {RuleOp::at_most, "<="},
      {RuleOp::more, ">"},
      {RuleOp::at_least, ">="},
      {RuleOp::in, "in"},
      {RuleOp::not_in, "not_in"},
      {RuleOp::intersects, "intersects"},
      {RuleOp::disjoint, "disjoint"},
  });
};

/// The order of payment follows from the kind: duty, rights, funds and employers, authority, loan.
enum class SchemeKind : std::uint8_t {
  price_rule,
  duty,
  right,
  grant,
  income_support,
  sector_fund,
  employer_grant,
  employer_option,
  authority_decision,
  provider_grant,
  activity,
  loan
};
template <>
struct EnumNames<SchemeKind> {
  static constexpr auto names = std::to_array<EnumName<SchemeKind>>({
      {SchemeKind::price_rule, "price_rule"},
      {SchemeKind::duty, "duty"},
      {SchemeKind::right, "right"},
      {SchemeKind::grant, "grant"},
      {SchemeKind::income_support, "income_support"},
      {SchemeKind::sector_fund, "sector_fund"},
      {SchemeKind::employer_grant, "employer_grant"},
      {SchemeKind::employer_option, "employer_option"},
      {SchemeKind::authority_decision, "authority_decision"},
      {SchemeKind::provider_grant, "provider_grant"},
      {SchemeKind::activity, "activity"},
      {SchemeKind::loan, "loan"},
  });
};

/// unavailable: in force, but nobody can apply now; unconfirmed: its end was announced and an extension is not known;
/// planned: does not exist yet; ended: its issuer stopped it.
enum class SchemeStatus : std::uint8_t { active, unavailable, unconfirmed, planned, ended };
template <>
struct EnumNames<SchemeStatus> {
  static constexpr auto names = std::to_array<EnumName<SchemeStatus>>({
      {SchemeStatus::active, "active"},
      {SchemeStatus::unavailable, "unavailable"},
      {SchemeStatus::unconfirmed, "unconfirmed"},
      {SchemeStatus::planned, "planned"},
      {SchemeStatus::ended, "ended"},
  });
};

/// What the money is for. Only the fee of the course lowers what a worker pays.
enum class PayCovers : std::uint8_t { fee, supervision, living, advice, project, activity, tax, nothing };
template <>
struct EnumNames<PayCovers> {
  static constexpr auto names = std::to_array<EnumName<PayCovers>>({
      {PayCovers::fee, "fee"},
      {PayCovers::supervision, "supervision"},
      {PayCovers::living, "living"},
      {PayCovers::advice, "advice"},
      {PayCovers::project, "project"},
      {PayCovers::activity, "activity"},
      {PayCovers::tax, "tax"},
      {PayCovers::nothing, "nothing"},
  });
};

enum class WindowType : std::uint8_t { continuous, dates, yearly, announced, unknown };
template <>
struct EnumNames<WindowType> {
  static constexpr auto names = std::to_array<EnumName<WindowType>>({
      {WindowType::continuous, "continuous"},
      {WindowType::dates, "dates"},
      {WindowType::yearly, "yearly"},
      {WindowType::announced, "announced"},
      {WindowType::unknown, "unknown"},
  });
};

/// Dates as YYYYMMDD; from is included, to is not.
struct DateSpan {
  int from = 0;
  int to = std::numeric_limits<int>::max();
  [[nodiscard]] bool contains(int date) const noexcept { return date >= from && date < to; }
};

struct ParameterPeriod {
  DateSpan span;
  double value = 0.0;
  bool conflicting = false;  ///< sources contradict each other
};

struct ParameterModel {
  std::string key;
  FactUnit unit = FactUnit::none;
  std::vector<ParameterPeriod> periods;
};

struct ParamRef {
  std::size_t parameter = 0;
  DateAxis axis = DateAxis::application;
};

/// A condition, or a combination of conditions.
struct RuleNode {
  enum class Kind : std::uint8_t { all, any, negate, atom };
  Kind kind = Kind::atom;
  std::vector<RuleNode> children;
  std::size_t fact = 0;
  RuleOp op = RuleOp::equal;
  bool flag = false;
  double number = 0.0;
  std::optional<ParamRef> param;
  std::uint64_t words = 0;          ///< bit per allowed word
  std::vector<std::string> places;  ///< folded, for facts with any text
  std::vector<std::string> place_labels;
};

struct QuantityCase;

/// A number of a payment: a constant, a parameter, a product, or one value per case of a fact. Cases without a fact are
/// a range.
struct Quantity {
  double value = 0.0;
  std::optional<ParamRef> param;
  std::optional<ParamRef> times;
  std::optional<std::size_t> by_fact;
  std::vector<QuantityCase> cases;
};

struct QuantityCase {
  double when = 0.0;  ///< value of the fact; of a fact with words the position of the word
  Quantity quantity;
};

struct PayModel {
  std::string type;
  PayCovers covers = PayCovers::fee;
  std::string receiver;
  std::optional<Quantity> percentage;
  std::optional<Quantity> cap;
  std::optional<Quantity> fixed;
  std::optional<std::size_t> cap_fact;
  bool per_year = false;
  int max_years = 1;
  std::int64_t minimum_cost = 0;
  bool excludes_vat = false;  ///< the share is of the price without VAT
};

struct WindowModel {
  WindowType type = WindowType::unknown;
  int open = 0;          ///< dates: YYYYMMDD; yearly: MMDD
  int close = 99999999;  ///< included
  int first_year = 0;    ///< yearly
  int last_confirmed_year = 9999;
};

/// When to apply. A number that is 0 is not stated.
struct ApplyModel {
  ApplyMoment moment = ApplyMoment::unknown;
  int lead_days = 0;      ///< that a decision takes
  int earliest_days = 0;  ///< before the start
  int months = 0;         ///< after_start, after_end
  int day = 0;            ///< before_day: MMDD
};

struct SchemeVersion {
  DateSpan span;
  SchemeStatus status = SchemeStatus::active;
  RuleNode rule;
  PayModel pays;
  bool on_remainder = false;
  Discretion discretion = Discretion::authority;
  bool lowers_worker_cost = false;
  std::vector<WindowModel> windows;
  ApplyModel apply;
  PayoutMoment payout = PayoutMoment::unknown;
  std::string url;
  std::string confidence;
  int next_check = 0;            ///< YYYYMMDD
  bool conflicting = false;      ///< its own sources contradict each other
  std::vector<ParamRef> params;  ///< every parameter that the rule or the payment uses
};

/// A budget of a fund for a period.
struct FundBudget {
  DateSpan span;
  std::int64_t cents = 0;
  std::int64_t nearly_gone = 0;  ///< with this or less left, nobody can rely on it
};

struct FundModel {
  FundTerms terms;
  std::vector<FundBudget> budgets;
};

struct SchemeModel {
  std::string id;
  std::string name;
  std::string issuer;
  std::string applicant;
  std::string group;
  SchemeKind kind = SchemeKind::grant;
  std::vector<SchemeVersion> versions;
  std::vector<std::size_t> alternatives;
  std::string what;
  std::string todo;
  std::string institution;  ///< what an institution has to know and do; of project grants
  std::optional<FundModel> fund;
  bool forbids_fee = false;
  std::int64_t total_limit = k_no_cap;
};

struct CompiledRules {
  std::vector<ParameterModel> parameters;  ///< by key
  std::vector<SchemeModel> schemes;        ///< by id
  std::vector<StackRelation> relations;    ///< schemes x schemes
  std::vector<std::int64_t> limits;        ///< schemes x schemes
  std::string snapshot;
};

/// See FundingRules::compile.
[[nodiscard]] Result<CompiledRules> compile_rules(
    const std::vector<std::pair<std::string, std::string>>& file_and_json);

}  // namespace leerwijzer
