// The question of a funding answer as JSON: see funding_json.hpp.
#include "engine/funding/json_cursor.hpp"
#include "report/funding_json.hpp"

#include <boost/json.hpp>

#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value fact_json(const FactValue& value) {
  if (const bool* flag = std::get_if<bool>(&value)) return *flag;
  if (const double* number = std::get_if<double>(&value)) {
    constexpr double k_exact = 9e15;
    const bool is_whole = std::floor(*number) == *number && std::abs(*number) < k_exact;
    return is_whole ? json::value(static_cast<std::int64_t>(*number)) : json::value(*number);
  }
  if (const std::string* word = std::get_if<std::string>(&value)) return json::string(*word);
  const auto& words = std::get<std::vector<std::string>>(value);
  return json::array(words.begin(), words.end());
}

json::array words_json(const std::vector<std::string>& words) { return json::array(words.begin(), words.end()); }

std::vector<std::string> texts_of(const JsonCursor& at) {
  std::vector<std::string> out;
  for (const JsonCursor& each : at.items()) out.push_back(each.text());
  return out;
}

FactValue fact_of(const JsonCursor& at) {
  if (at.is_flag()) return at.flag();
  if (at.is_number()) return at.number();
  if (at.is_list()) return texts_of(at);
  return at.text();
}

FundStanding standing_of(const JsonCursor& at) {
  at.allow_only({"scheme", "from", "to", "state"});
  return {at.at("scheme").text(), at.at("from").date(), at.at("to").date(), at.at("state").one_of<BudgetState>()};
}

StoredQuestion question_of(const JsonCursor& at) {
  at.allow_only(
      {"date", "courseStart", "courseEnd", "priceCents", "facts", "schemes", "declined", "funds", "rulesSnapshot"});
  StoredQuestion stored;
  FundingQuestion& question = stored.question;
  question.date = at.at("date").date();
  if (const auto start = at.find("courseStart")) question.course_start = start->date();
  if (const auto end = at.find("courseEnd")) question.course_end = end->date();
  if (const auto price = at.find("priceCents")) question.price = Cents{price->whole_number()};
  if (const auto facts = at.find("facts")) {
    for (const auto& [name, value] : facts->members()) question.facts.emplace(name, fact_of(value));
  }
  if (const auto schemes = at.find("schemes")) question.only = texts_of(*schemes);
  if (const auto declined = at.find("declined")) question.declined = texts_of(*declined);
  if (const auto funds = at.find("funds")) {
    question.funds.emplace();
    for (const JsonCursor& each : funds->items()) question.funds->push_back(standing_of(each));
  }
  stored.snapshot = at.text_or_empty("rulesSnapshot");
  return stored;
}

}  // namespace

json::object write_question(const FundingQuestion& question, std::string_view snapshot) {
  json::object out;
  out["date"] = format_iso(question.date);
  if (question.course_start) out["courseStart"] = format_iso(*question.course_start);
  if (question.course_end) out["courseEnd"] = format_iso(*question.course_end);
  if (question.price) out["priceCents"] = question.price->value;
  json::object facts;
  for (const auto& [name, value] : question.facts) facts[name] = fact_json(value);
  out["facts"] = std::move(facts);
  if (!question.only.empty()) out["schemes"] = words_json(question.only);
  if (!question.declined.empty()) out["declined"] = words_json(question.declined);
  if (question.funds) {
    json::array funds;
    for (const FundStanding& fund : *question.funds) {
      funds.push_back(json::object{{"scheme", fund.scheme},
                                   {"from", format_iso(fund.from)},
                                   {"to", format_iso(fund.to)},
                                   {"state", name_of(fund.state)}});
    }
    out["funds"] = std::move(funds);
  }
  out["rulesSnapshot"] = snapshot;
  return out;
}

Result<StoredQuestion> read_question(std::string_view text, const std::string& file) {
  boost::system::error_code fault;
  const json::value document = json::parse(text, fault, {}, {.max_depth = 32});
  if (fault)
    return Error{ErrorCode::invalid_input, "not valid JSON: " + fault.message(),
                 "Give a question or an answer of /v1/funding-checks.", file};
  try {
    const JsonCursor root(document, file);
    const auto inside = root.is_object() ? root.find("question") : std::nullopt;
    return question_of(inside ? *inside : root);
  } catch (const ErrorException& e) {
    return e.error();
  }
}

}  // namespace leerwijzer
