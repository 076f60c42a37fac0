// GET /v1/offers: full-text search with filters, facets, distance and did-you-mean.
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/vocabulary.hpp"
#include "engine/core/text.hpp"
#include "engine/match/understanding.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// What can be undone: each kind of condition that words may say, and the spelling that was put right.
std::vector<std::string_view> undo_names() {
  std::vector<std::string_view> names = names_of<ConstraintKind>();
  names.push_back("spelling");
  return names;
}

constexpr auto k_parameters = std::to_array<Parameter>({
    {.name = "q"},
    {.name = "postcode", .max = 10, .form = TextForm::code},
    {.name = "municipality", .max = 100, .form = TextForm::name},
    {.name = "radiusKm", .type = ParameterType::number, .min = 0, .max = 500},
    {.name = "level", .type = ParameterType::choice, .repeated = true, .choices = names_of<NlqfLevel>},
    {.name = "sector", .type = ParameterType::choice, .repeated = true, .choices = sector_names},
    {.name = "mode", .type = ParameterType::choice, .repeated = true, .choices = names_of<DeliveryMode>},
    {.name = "language", .type = ParameterType::choice, .repeated = true, .choices = language_names},
    {.name = "kind", .type = ParameterType::choice, .repeated = true, .choices = names_of<OfferKind>},
    {.name = "daypart", .type = ParameterType::choice, .repeated = true, .choices = names_of<Daypart>},
    {.name = "maxPrice", .type = ParameterType::integer, .min = 0, .max = 1'000'000},  // whole euro
    {.name = "startsFrom", .type = ParameterType::date},
    {.name = "startsBefore", .type = ParameterType::date},
    {.name = "provider", .type = ParameterType::integer, .repeated = true, .min = 1, .max = 2'147'483'647},
    {.name = "skill", .repeated = true},  // an id or a URI
    {.name = "knownOnly", .type = ParameterType::boolean, .usual = "false"},
    {.name = "asWords", .type = ParameterType::choice, .repeated = true, .choices = undo_names},
    {.name = "withPastOnly", .type = ParameterType::boolean, .usual = "false"},
    {.name = "sort", .type = ParameterType::choice, .choices = names_of<SearchSort>, .usual = "relevance"},
    {.name = "page", .type = ParameterType::integer, .min = 1, .max = 10'000, .usual = "1"},
    {.name = "pageSize", .type = ParameterType::integer, .min = 1, .max = 100, .usual = "20"},
});

struct Input {
  SearchQuery query;
  std::size_t page = 1;
  std::optional<FoundPlace> place;
  std::vector<UnderstoodWords> words;  ///< of `q` that were taken as conditions
};

using Output = SearchAnswer;

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

void check_place(const Call& call, const Input& input) {
  const bool asked = call.parameters.has("postcode") || call.parameters.has("municipality");
  if (asked) return;
  constexpr std::string_view k_hint = "Also give postcode or municipality.";
  std::vector<FieldError> errors;
  if (input.query.filters.radius_km) errors.push_back({"radiusKm", "A radius needs a place.", std::string(k_hint)});
  if (input.query.sort == SearchSort::distance)
    errors.push_back({"sort", "Sorting by distance needs a place.", std::string(k_hint)});
  if (!errors.empty()) throw InvalidInput(std::move(errors));
}

/// Conditions that `q` says in words become filters; what is left is searched for.
void read_words(const Call& call, Input& input) {
  std::vector<ConstraintKind> as_words;
  for (const std::string& name : call.parameters.all("asWords")) {
    if (const auto kind = value_of<ConstraintKind>(name)) as_words.push_back(*kind);
    if (name == "spelling") input.query.correct_spelling = false;
  }
  const Snapshot& snapshot = snapshot_of(call);
  UnderstoodSearch meant =
      understand(input.query.text, input.query.filters, as_words, snapshot.taxonomy, snapshot.geography, call.today);
  input.query.text = std::move(meant.subject);
  input.query.filters = std::move(meant.filters);
  input.query.related_skills = std::move(meant.related_skills);
  input.words = std::move(meant.words);
  if (!input.place) input.place = std::move(meant.place);
}

Input read(const Call& call) {
  const ParameterValues& given = call.parameters;
  Input input;
  input.query.text = given.text("q");
  input.query.filters = read_filters(call);
  input.query.sort = value_of<SearchSort>(given.text("sort")).value_or(SearchSort::relevance);
  input.query.limit = static_cast<std::size_t>(given.integer("pageSize").value_or(20));
  input.page = static_cast<std::size_t>(given.integer("page").value_or(1));
  input.query.offset = (input.page - 1) * input.query.limit;
  input.query.today = call.today;
  check_place(call, input);
  if (input.query.offset > 10'000) {
    throw InvalidInput(
        {{"page", "This page lies too deep.", "Narrow the search; the first 10000 offers can be paged."}});
  }
  input.place = place_of(call);
  if (input.place) input.query.filters.centre = input.place->point;
  read_words(call, input);
  if (!input.query.filters.centre) {
    input.query.filters.radius_km.reset();
    if (input.query.sort == SearchSort::distance) input.query.sort = SearchSort::relevance;
  }
  return input;
}

Result<Output> process(const Call& call, const Input& input) { return call.services.index->search(input.query); }

json::array write_words(const Call& call, const Input& input) {
  json::array words;
  for (const UnderstoodWords& one : input.words) {
    words.push_back(json::object{{"kind", name_of(one.kind)},
                                 {"typed", one.typed},
                                 {"text", one.text},
                                 {"undo", same_address(call, "asWords", name_of(one.kind))}});
  }
  return words;
}

Answer write(const Call& call, const Input& input, const Output& output) {
  json::array items;
  for (const SearchHit& hit : output.hits) {
    const CataloguePrice price = catalogue_price(hit.offer);
    OfferView view{hit.offer, price};
    view.net = net_for_anyone(call, hit.offer, price);
    view.distance_km = hit.distance_km;
    view.score = hit.score;
    view.matched = hit.matched;
    view.related = hit.related;
    items.push_back(write_offer(view, snapshot_of(call).taxonomy, call.today));
  }
  json::object understood;
  understood["q"] = text_or_null(call.parameters.text("q"));
  understood["subject"] = text_or_null(input.query.text);
  understood["words"] = write_words(call, input);
  understood["didYouMean"] = output.did_you_mean ? text_or_null(*output.did_you_mean) : json::value(nullptr);
  understood["corrected"] = output.corrected;
  understood["undoSpelling"] =
      output.corrected ? json::value(same_address(call, "asWords", "spelling")) : json::value(nullptr);
  understood["relaxed"] = output.relaxed;
  understood["place"] = write_place(input.place);
  understood["radiusKm"] = value_or_null(input.query.filters.radius_km);
  understood["sort"] = name_of(input.query.sort);
  const std::string next = next_page(call, input.page, input.query.limit, std::min<std::size_t>(output.total, 10'000));
  json::object document = write_collection(std::move(items), output.total, output.facets, std::move(understood), next);
  document["page"] = input.page;
  document["pageSize"] = input.query.limit;
  return render(std::move(document), provenance_of(call, output.index));
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Result<Output> output = process(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_offers_search = {
    .method = "GET", .path = "/v1/offers", .parameters = k_parameters, .handle = handle, .kept = true};

}  // namespace leerwijzer
