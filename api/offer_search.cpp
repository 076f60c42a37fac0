#include "api/offer_search.hpp"

#include "api/reply.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_deepest = 10'000;  ///< offers that pages reach; a cursor goes on
constexpr std::size_t k_little = 3;        ///< fewer offers than this: say what gives more
constexpr std::size_t k_nearest = 3;

std::vector<SkillId> read_skills(const Call& call) {
  const Taxonomy& taxonomy = snapshot_of(call).taxonomy;
  std::vector<SkillId> skills;
  std::vector<FieldError> errors;
  for (const std::string& one : call.parameters.all("skill")) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), id);
    const bool number = error == std::errc{} && end == one.data() + one.size();
    const Skill* skill = number ? taxonomy.skill(SkillId{id}) : taxonomy.skill_by_uri(one);
    if (skill != nullptr) {
      skills.push_back(skill->id);
    } else {
      errors.push_back({"skill", "There is no skill with this id or URI.", "Look it up with /v1/skills?q=."});
    }
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
  return skills;
}

SearchFilters read_filters(const Call& call) {
  const ParameterValues& given = call.parameters;
  SearchFilters filters;
  filters.levels = given.choices<NlqfLevel>("level");
  filters.sectors = given.all("sector");
  filters.modes = given.choices<DeliveryMode>("mode");
  filters.languages = given.all("language");
  filters.kinds = given.choices<OfferKind>("kind");
  filters.dayparts = given.choices<Daypart>("daypart");
  for (const std::int64_t id : given.integers("provider")) filters.providers.push_back({id});
  filters.skills = read_skills(call);
  if (const auto euro = given.integer("maxPrice")) filters.max_price = Cents{*euro * 100};
  filters.starts_from = given.date("startsFrom");
  filters.starts_before = given.date("startsBefore");
  filters.radius_km = given.number("radiusKm");
  filters.known_only = given.boolean("knownOnly").value_or(false);
  filters.with_past_only = given.boolean("withPastOnly").value_or(false);
  return filters;
}

void check_place(const Call& call, const OfferQuestion& question) {
  const bool asked = call.parameters.has("postcode") || call.parameters.has("municipality");
  if (asked) return;
  constexpr std::string_view k_hint = "Also give postcode or municipality.";
  std::vector<FieldError> errors;
  if (question.query.filters.radius_km) errors.push_back({"radiusKm", "A radius needs a place.", std::string(k_hint)});
  if (question.query.sort == SearchSort::distance)
    errors.push_back({"sort", "Sorting by distance needs a place.", std::string(k_hint)});
  if (!errors.empty()) throw InvalidInput(std::move(errors));
}

/// Which part of the list: a page of the first 10,000, or what follows a cursor.
void read_page(const Call& call, OfferQuestion& question) {
  const ParameterValues& given = call.parameters;
  question.query.limit = static_cast<std::size_t>(given.integer("pageSize").value_or(20));
  question.page = static_cast<std::size_t>(given.integer("page").value_or(1));
  if (!given.has("cursor")) {
    question.query.offset = (question.page - 1) * question.query.limit;
    if (question.query.offset <= k_deepest) return;
    throw InvalidInput({{"page", "This page lies too deep.",
                         "Follow `next` from page to page; the first 10000 offers can be paged by number."}});
  }
  if (given.has("page")) {
    throw InvalidInput({{"page", "A page and a cursor cannot be combined.", "Leave page out; the cursor says where."}});
  }
  auto cursor = read_cursor(given.text("cursor"));
  if (!cursor) throw InvalidInput({{"cursor", cursor.error().what, cursor.error().hint}});
  if (cursor->question != question_of(call.query)) {
    throw InvalidInput({{"cursor", "This cursor is of another question.",
                         "Ask the same as on the page before, or leave cursor out to begin again."}});
  }
  question.query.after = cursor->position;
  question.cursor = std::move(*cursor);
}

/// Conditions that `q` says in words become filters; what is left is searched for.
void read_words(const Call& call, OfferQuestion& question) {
  std::vector<ConstraintKind> as_words;
  for (const std::string& name : call.parameters.all("asWords")) {
    if (const auto kind = value_of<ConstraintKind>(name)) as_words.push_back(*kind);
    if (name == "spelling") question.query.correct_spelling = false;
  }
  const Snapshot& snapshot = snapshot_of(call);
  UnderstoodSearch meant = understand(question.query.text, question.query.filters, as_words, snapshot.taxonomy,
                                      snapshot.geography, call.today);
  question.query.text = std::move(meant.subject);
  question.query.filters = std::move(meant.filters);
  question.query.related_skills = std::move(meant.related_skills);
  question.words = std::move(meant.words);
  if (!question.place) question.place = std::move(meant.place);
}

std::string next_address(const Call& call, const SearchAnswer& found) {
  if (!found.next) return {};
  return same_address(call, "cursor", write_cursor({question_of(call.query), found.index, *found.next}));
}

AdviceAnswer advice_for(const Call& call, const OfferQuestion& question) {
  AdviceQuestion ask;
  if (question.place) {
    ask.postcode = question.place->postcode;
    ask.municipality = question.place->municipality;
  }
  ask.date = call.today;
  return snapshot_of(call).geography.advise(ask).value();
}

/// What lies outside the distance that was asked.
std::vector<SearchHit> nearest_to(const Call& call, const OfferQuestion& question) {
  if (!question.query.filters.radius_km) return {};
  SearchQuery wider = question.query;
  wider.filters.radius_km.reset();
  wider.sort = SearchSort::distance;
  wider.limit = k_nearest;
  wider.facets = false;
  auto found = call.services.index->search(wider);
  return found ? std::move(found->hits) : std::vector<SearchHit>{};
}

}  // namespace

std::vector<std::string_view> undo_names() {
  std::vector<std::string_view> names = names_of<ConstraintKind>();
  names.push_back("spelling");
  return names;
}

OfferQuestion read_offer_question(const Call& call) {
  const ParameterValues& given = call.parameters;
  OfferQuestion question;
  question.query.text = given.text("q");
  question.query.filters = read_filters(call);
  question.query.sort = value_of<SearchSort>(given.text("sort")).value_or(SearchSort::relevance);
  question.query.today = call.today;
  check_place(call, question);
  read_page(call, question);
  question.place = place_of(call);
  if (question.place) question.query.filters.centre = question.place->point;
  read_words(call, question);
  if (!question.query.filters.centre) {
    question.query.filters.radius_km.reset();
    if (question.query.sort == SearchSort::distance) question.query.sort = SearchSort::relevance;
  }
  return question;
}

Result<OfferAnswer> search_offers(const Call& call, const OfferQuestion& question) {
  auto found = call.services.index->search(question.query);
  if (!found) return found.error();
  OfferAnswer answer;
  answer.found = std::move(*found);
  answer.next = next_address(call, answer.found);
  answer.index_changed = question.cursor && (question.cursor->index.generation != answer.found.index.generation ||
                                             question.cursor->index.change != answer.found.index.change);
  if (answer.found.total >= k_little || question.query.offset > 0 || question.cursor) return answer;
  answer.relax = relaxed_searches(call, question, answer.found.total);
  if (answer.found.total == 0) answer.nearest = nearest_to(call, question);
  answer.advice = advice_for(call, question);
  return answer;
}

std::vector<OfferId> offers_shown(const OfferAnswer& answer) {
  std::vector<OfferId> offers;
  for (const SearchHit& hit : answer.found.hits) offers.push_back(hit.offer.id);
  for (const SearchHit& hit : answer.nearest) offers.push_back(hit.offer.id);
  return offers;
}

}  // namespace leerwijzer
