#include "api/wire/requests.hpp"

#include "api/wire/learner_reader.hpp"
#include "api/wire/object_reader.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <limits>

namespace leerwijzer {
namespace {

Goal read_goal(ObjectReader& reader) {
  Goal goal;
  reader.object("occupation", [&](ObjectReader& occupation) {
    ConceptRef reference = read_concept(occupation);
    if (!reference.text.empty() || !reference.uri.empty()) goal.occupation = std::move(reference);
  });
  reader.objects("skills", [&](ObjectReader& skill) { goal.skills.push_back(read_concept(skill)); });
  goal.text = reader.text("text").value_or("");
  goal.sector = reader.choice("sector", sector_names()).value_or("");
  goal.open = reader.boolean("open").value_or(false);
  return goal;
}

SearchFilters read_filters(ObjectReader& reader) {
  constexpr std::int64_t k_any_id = std::numeric_limits<std::int32_t>::max();
  SearchFilters filters;
  filters.levels = reader.enums<NlqfLevel>("level");
  filters.sectors = reader.choices("sector", sector_names());
  filters.modes = reader.enums<DeliveryMode>("mode");
  filters.languages = reader.choices("language", language_names());
  filters.kinds = reader.enums<OfferKind>("kind");
  filters.dayparts = reader.enums<Daypart>("daypart");
  for (const std::int64_t id : reader.integers("provider", 1, k_any_id)) filters.providers.push_back({id});
  for (const std::int64_t id : reader.integers("skill", 1, k_any_id)) filters.skills.push_back({id});
  if (const auto euro = reader.integer("maxPrice", 0, 1'000'000)) filters.max_price = Cents{*euro * 100};
  filters.starts_from = reader.date("startsFrom");
  filters.starts_before = reader.date("startsBefore");
  filters.radius_km = reader.number("radiusKm", 0, 500);
  filters.known_only = reader.boolean("knownOnly").value_or(false);
  return filters;
}

/// Words for which no concept has to be looked up.
void drop_empty(std::vector<ConceptRef>& references) {
  std::erase_if(references, [](const ConceptRef& one) { return trim(one.text).empty() && one.uri.empty(); });
}

}  // namespace

MatchRequest read_match_parts(ObjectReader& reader, bool allow_today, Date today) {
  MatchRequest request;
  request.today = today;
  reader.object("learner", [&](ObjectReader& learner) { request.learner = read_learner(learner); });
  reader.object("goal", [&](ObjectReader& goal) { request.goal = read_goal(goal); });
  reader.object("filters", [&](ObjectReader& filters) { request.filters = read_filters(filters); });
  if (const auto given = reader.date("today")) {
    if (allow_today) {
      request.today = *given;
    } else {
      reader.fault("today", "The day of an answer is decided by this service.",
                   "Leave it out; an operator can allow it with --allow-today.");
    }
  }
  drop_empty(request.learner.skills);
  drop_empty(request.learner.skills_not_had);
  drop_empty(request.learner.likes.skills);
  drop_empty(request.goal.skills);
  std::erase_if(request.learner.occupations, [](const HeldOccupation& held) {
    return trim(held.occupation.text).empty() && held.occupation.uri.empty();
  });
  return request;
}

MatchRequest read_match_request(std::string_view body, bool allow_today, Date today) {
  const boost::json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  MatchRequest request = read_match_parts(reader, allow_today, today);
  if (const auto limit = reader.integer("limit", 1, 100)) request.limit = static_cast<std::size_t>(*limit);
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return request;
}

namespace {

FundStanding read_standing(ObjectReader& reader) {
  FundStanding fund;
  fund.scheme = reader.text("scheme").value_or("");
  fund.from = reader.date("from").value_or(Date{});
  fund.to = reader.date("to").value_or(Date{});
  const std::vector<std::string_view> states = names_of<BudgetState>();
  const auto state = reader.choice("state", states);
  if (state) fund.state = *value_of<BudgetState>(*state);
  for (const char* key : {"scheme", "from", "to", "state"}) {
    if (!reader.raw().contains(key)) reader.fault(key, "This is missing.", "Send funds as the old answer gave them.");
  }
  return fund;
}

/// When the course is, of one that is not in the catalogue.
void read_course(ObjectReader& reader, FundingRequest& request) {
  request.course_start = reader.date("courseStart");
  request.course_end = reader.date("courseEnd");
  if (request.course_end && !request.course_start)
    reader.fault("courseEnd", "The start of the course is not given.", "Give courseStart as well.");
  if (request.course_start && request.course_end && *request.course_end < *request.course_start)
    reader.fault("courseEnd", "The course ends before it begins.", "Give a day on or after courseStart.");
  if (request.offer && request.course_start)
    reader.fault("courseStart", "An offer and a start are both given.",
                 "The start of an offer is known: leave it out.");
}

}  // namespace

FundingRequest read_funding_request(std::string_view body, Date today) {
  const boost::json::object object = parse_body(body);
  std::vector<FieldError> errors;
  ObjectReader reader(object, "", errors);
  FundingRequest request;
  request.date = reader.date("date").value_or(today);
  reader.object("facts", [&](ObjectReader& facts) {
    for (const auto& entry : facts.raw()) {
      if (entry.value().is_null()) request.declined.emplace_back(entry.key());
    }
    read_facts(facts, "", request.facts);
  });
  request.schemes = reader.texts("schemes");
  reader.object("learner", [&](ObjectReader& learner) { request.learner = read_learner(learner); });
  if (const auto id = reader.integer("offerId", 1, std::numeric_limits<std::int32_t>::max()))
    request.offer = OfferId{*id};
  if (const auto price = reader.integer("priceCents", 0, 1'000'000'000)) request.price = Cents{*price};
  if (request.offer && request.price) {
    reader.fault("priceCents", "An offer and a price are both given.", "The price of an offer is known: leave it out.");
  }
  read_course(reader, request);
  for (std::string& name : reader.texts("declined")) request.declined.push_back(std::move(name));
  request.rules_snapshot = reader.text("rulesSnapshot", 100).value_or("");
  if (reader.raw().contains("funds")) {
    request.funds.emplace();
    reader.objects("funds", [&](ObjectReader& fund) { request.funds->push_back(read_standing(fund)); });
  }
  reader.finish();
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return request;
}

}  // namespace leerwijzer
