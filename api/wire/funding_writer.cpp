#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value write_stack(const std::optional<FundingStack>& stack) {
  if (!stack) return nullptr;
  json::array payments;
  for (const auto& [scheme, amount] : stack->payments) {
    payments.push_back(json::object{{"scheme", scheme}, {"amount", amount.value}});
  }
  return json::object{{"payments", std::move(payments)},
                      {"loans", text_list(stack->loans)},
                      {"net", stack->net.value},
                      {"text", stack->text}};
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
  out["text"] = scheme.text;
  out["url"] = text_or_null(scheme.url);
  return out;
}

json::object write_stacks(const FundingAnswer& answer) {
  return {{"certain", write_stack(answer.certain)},
          {"likely", write_stack(answer.likely)},
          {"bestCase", write_stack(answer.best_case)}};
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

}  // namespace leerwijzer
