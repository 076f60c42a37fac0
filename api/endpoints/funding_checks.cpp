// POST /v1/funding-checks: facts, and perhaps a learner and an offer, give a verdict per scheme, the
// best stacks and the next question. Nothing of it is stored; the answer holds the whole question, so that
// whoever keeps it can have the same answer again from the rules of then.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/requests.hpp"

#include <boost/json.hpp>

#include <array>
#include <cmath>
#include <memory>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = FundingRequest;

/// The rules that are asked: those of now, or of an old answer. Both live as long as the answer takes.
struct AskedRules {
  const FundingRules* rules = nullptr;
  std::shared_ptr<const FundingRules> old;
};

struct Output {
  FundingQuestion question;
  FundingAnswer answer;
  std::string snapshot;
};

Error unknown_rules(const Call& call, const std::string& digest) {
  constexpr std::size_t k_named = 10;
  std::string known = snapshot_of(call).funding.snapshot() + " (now)";
  if (call.services.archive != nullptr) {
    for (const auto& [each, day] : call.services.archive->known(k_named)) {
      if (each != snapshot_of(call).funding.snapshot()) known += ", " + each + " (" + day + ")";
    }
  }
  return {ErrorCode::not_found, "There are no rules with the digest \"" + digest + "\".",
          "The newest that are known: " + known + ".", "rulesSnapshot"};
}

/// Throws ErrorException with not_found, naming the known ones.
AskedRules rules_of(const Call& call, const std::string& digest) {
  const FundingRules& now = snapshot_of(call).funding;
  if (digest.empty() || digest == now.snapshot()) return {&now, nullptr};
  AskedRules asked;
  if (call.services.archive != nullptr) asked.old = call.services.archive->rules(digest);
  if (asked.old == nullptr) throw ErrorException(unknown_rules(call, digest));
  asked.rules = asked.old.get();
  return asked;
}

void check(const FundingRules& rules, const Input& input) {
  std::vector<FieldError> errors;
  const int year = static_cast<int>(input.date.year());
  if (input.learner.birth_year && (*input.learner.birth_year < year - 120 || *input.learner.birth_year > year)) {
    errors.push_back({"/learner/birthYear",
                      "Nobody of this date is born in " + std::to_string(*input.learner.birth_year) + ".",
                      "Give the year in four digits, not in the future."});
  }
  const auto note = [&](const char* field, const Result<void>& checked) {
    if (!checked) errors.push_back({field, checked.error().what, checked.error().hint});
  };
  note("/facts", rules.check_facts(input.facts));
  note("/learner/facts", rules.check_facts(input.learner.facts));
  note("/schemes", rules.check_schemes(input.schemes));
  note("/declined", rules.check_declined(input.declined));
  if (!errors.empty()) throw InvalidInput(std::move(errors));
}

std::optional<FoundPlace> residence(const Call& call, const Learner& learner) {
  const Geography& geography = snapshot_of(call).geography;
  if (!learner.postcode.empty()) {
    const auto place = geography.locate_postcode(learner.postcode, call.today);
    if (place) return *place;
    const Error& error = place.error();
    if (error.code == ErrorCode::invalid_input) throw InvalidInput({{"/learner/postcode", error.what, error.hint}});
  }
  if (!learner.municipality.empty()) {
    const auto place = geography.locate_name(learner.municipality, call.today);
    if (place) return *place;
    throw InvalidInput({{"/learner/municipality", place.error().what, place.error().hint}});
  }
  return std::nullopt;
}

std::optional<Offer> offer_of(const Call& call, const Input& input) {
  if (!input.offer) return std::nullopt;
  auto offer = call.services.catalogue->offer(*input.offer);
  if (offer) return offer;
  throw InvalidInput({{"/offerId", "There is no offer with this id.", "It may have been withdrawn; search again."}});
}

/// The question with all that follows from the learner and the offer, so that it can be asked again as it is.
/// What a person answers may contradict the other answers, or the birth year. What follows from an offer or a situation
/// is no answer: a slip in a feed is not held against the person.
void check_answers(const Call& call, const Learner& learner, const FactSources& sources) {
  Learner answers;
  answers.birth_year = learner.birth_year;
  answers.facts = learner.facts;
  FactSources said;
  said.learner = &answers;
  said.today = sources.today;
  said.course_start = sources.course_start;
  const auto checked = snapshot_of(call).funding.check_facts(derive_facts(said));
  if (!checked) throw InvalidInput({{"/facts", checked.error().what, checked.error().hint}});
}

FundingQuestion question_of(const Call& call, Input input) {
  const std::optional<Offer> offer = offer_of(call, input);
  const std::optional<FoundPlace> place = residence(call, input.learner);
  FundingQuestion question;
  question.date = input.date;
  question.price = input.price;
  question.course_start = input.course_start;
  question.course_end = input.course_end;
  question.only = input.schemes;
  question.declined = input.declined;
  question.funds = input.funds;
  // Answers given as facts win over what follows from the learner.
  for (const auto& [name, value] : input.facts) input.learner.facts[name] = value;
  FactSources sources;
  sources.learner = &input.learner;
  sources.today = input.date;
  if (offer) {
    sources.offer = &*offer;
    question.course_start = first_start(*offer, input.date);
    if (const auto gross = catalogue_price(*offer).gross) question.price = gross->max;
  }
  sources.course_start = question.course_start;
  check_answers(call, input.learner, sources);
  if (place) {
    sources.municipality = place->municipality;
    sources.region_name = place->region_name;
  }
  question.facts = derive_facts(sources);
  // As many decimals as come back from JSON as they went: the question is asked again from its text.
  constexpr double k_millionths = 1e6;
  for (auto& [name, value] : question.facts) {
    if (double* number = std::get_if<double>(&value)) *number = std::round(*number * k_millionths) / k_millionths;
  }
  return question;
}

Output process(const Call& call, const Input& input, const AskedRules& asked) {
  Output output;
  output.snapshot = asked.rules->snapshot();
  output.question = question_of(call, input);
  // How funds stand today is no part of rules of an earlier day.
  if (!output.question.funds && !snapshot_of(call).funding.funds().empty())
    output.question.funds = snapshot_of(call).funding.funds();
  output.answer = asked.rules->evaluate(output.question);
  return output;
}

Answer write(const Call& call, const Output& output) {
  boost::json::object document = write_funding_answer(output.question, output.answer);
  document["question"] = write_question(output.question, output.snapshot);
  Provenance provenance = provenance_of(call);
  provenance.rules_snapshot = output.snapshot;
  return render(std::move(document), provenance);
}

Result<Answer> handle(const Call& call) {
  const Input input = read_funding_request(call.request.body, call.today);
  const AskedRules asked = rules_of(call, input.rules_snapshot);
  check(*asked.rules, input);
  return write(call, process(call, input, asked));
}

}  // namespace

extern const Endpoint k_endpoint_funding_checks = {
    .method = "POST", .path = "/v1/funding-checks", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
