#include "report/funding_json.hpp"

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

json::value date_or_null(const std::optional<Date>& date) {
  return date ? json::value(json::string(format_iso(*date))) : json::value(nullptr);
}

json::array text_list(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::object write_payment(const StackPayment& payment) {
  json::object out;
  out["scheme"] = payment.scheme;
  out["name"] = payment.name;
  out["amount"] = payment.amount_known ? json::value(payment.amount.value) : json::value(nullptr);
  out["certain"] = payment.certain;
  out["loan"] = payment.loan;
  out["applicant"] = text_or_null(payment.applicant);
  out["payer"] = text_or_null(payment.payer);
  out["receiver"] = text_or_null(payment.receiver);
  out["apply"] = json::object{{"when", name_of(payment.apply)},
                              {"from", date_or_null(payment.apply_from)},
                              {"until", date_or_null(payment.apply_by)},
                              {"advisedUntil", date_or_null(payment.advised_by)},
                              {"neverAfterStart", payment.never_after_start}};
  out["paidOut"] = name_of(payment.payout);
  out["text"] = payment.text;
  return out;
}

std::string month_name(std::chrono::year_month month) {
  return format_iso(Date{month.year(), month.month(), std::chrono::day{1}}).substr(0, 7);
}

/// In and out are of the worker.
json::array write_months(const std::vector<DatedPayment>& flow) {
  json::array months;
  for (const CashMonth& month : worker_months(flow))
    months.push_back(
        json::object{{"month", month_name(month.month)}, {"in", month.in.value}, {"out", month.out.value}});
  return months;
}

json::array write_flow(const std::vector<DatedPayment>& flow) {
  json::array out;
  for (const DatedPayment& one : flow) {
    out.push_back(json::object{{"date", format_iso(one.date)},
                               {"dateKnown", one.date_known},
                               {"from", one.from},
                               {"to", one.to},
                               {"amount", one.amount.value},
                               {"scheme", text_or_null(one.scheme)},
                               {"certain", one.certain}});
  }
  return out;
}

json::value write_stack(const std::optional<FundingStack>& stack, const std::optional<CourseTerm>& course) {
  if (!stack) return nullptr;
  json::array payments;
  for (const StackPayment& payment : stack->payments) payments.push_back(write_payment(payment));
  json::array loans;
  json::array loan_terms;
  for (const StackPayment& loan : stack->loans) {
    loans.push_back(json::string(loan.scheme));
    loan_terms.push_back(write_payment(loan));
  }
  json::object out{{"payments", std::move(payments)},
                   {"loans", std::move(loans)},
                   {"loanTerms", std::move(loan_terms)},
                   {"net", stack->net.value},
                   {"text", stack->text}};
  if (course) {
    const std::vector<DatedPayment> flow = cash_flow(*stack, *course);
    out["cashFlow"] = write_flow(flow);
    out["months"] = write_months(flow);
  }
  return out;
}

}  // namespace

json::object write_scheme(const SchemeVerdict& scheme) {
  json::object out;
  out["id"] = scheme.id;
  out["name"] = scheme.name;
  out["eligibility"] = name_of(scheme.eligibility);
  out["because"] = text_list(scheme.because);
  out["missing"] = text_list(scheme.missing);
  out["window"] = name_of(scheme.window);
  out["discretion"] = name_of(scheme.discretion);
  out["amount"] = write_interval(scheme.amount);
  out["loan"] = scheme.loan;
  out["lowersWorkerCost"] = scheme.lowers_worker_cost;
  out["receiver"] = text_or_null(scheme.receiver);
  out["applicant"] = text_or_null(scheme.applicant);
  out["confidence"] = text_or_null(scheme.confidence);
  out["checkWithIssuer"] = scheme.overdue;
  out["conflictingSources"] = scheme.conflicting;
  out["ended"] = scheme.ended;
  json::array would_change;
  for (const WouldChange& change : scheme.would_change) {
    would_change.push_back(json::object{{"fact", change.fact}, {"text", change.text}});
  }
  out["wouldChange"] = std::move(would_change);
  if (scheme.budget) out["budget"] = name_of(*scheme.budget);
  out["text"] = scheme.text;
  out["url"] = text_or_null(scheme.url);
  return out;
}

json::object write_stacks(const FundingAnswer& answer, const std::optional<CourseTerm>& course) {
  return {{"certain", write_stack(answer.certain, course)},
          {"likely", write_stack(answer.likely, course)},
          {"bestCase", write_stack(answer.best_case, course)}};
}

json::value write_next_question(const std::optional<NextQuestion>& question) {
  if (!question) return nullptr;
  json::array options;
  for (const auto& [value, label] : question->options)
    options.push_back(json::object{{"value", value}, {"label", label}});
  return json::object{{"fact", question->fact},
                      {"text", question->text},
                      {"options", std::move(options)},
                      {"sensitive", question->sensitive}};
}

json::value write_interval(const std::optional<CentsInterval>& interval) {
  if (!interval) return nullptr;
  return json::object{{"min", interval->min.value}, {"max", interval->max.value}};
}

std::optional<CourseTerm> course_term(const FundingQuestion& question) {
  constexpr double k_longest = 240;
  if (!question.course_start || !question.price) return std::nullopt;
  std::optional<Date> end = question.course_end;
  const auto months = question.facts.find("course.months");
  if (!end && months != question.facts.end()) {
    const double* number = std::get_if<double>(&months->second);
    if (number != nullptr && *number >= 0 && *number <= k_longest)
      end = plus_days(plus_months(*question.course_start, static_cast<int>(std::ceil(*number))), -1);
  }
  if (!end) return std::nullopt;
  return CourseTerm{*question.course_start, *end, Cents{std::max<std::int64_t>(question.price->value, 0)}};
}

json::object write_funding_answer(const FundingQuestion& question, const FundingAnswer& answer) {
  json::object document;
  json::array schemes;
  for (const SchemeVerdict& scheme : answer.schemes) schemes.push_back(write_scheme(scheme));
  document["schemes"] = std::move(schemes);
  document["stacks"] = write_stacks(answer, course_term(question));
  document["net"] = write_interval(answer.net);
  document["nextQuestion"] = write_next_question(answer.next_question);
  document["date"] = format_iso(question.date);
  return document;
}

}  // namespace leerwijzer
