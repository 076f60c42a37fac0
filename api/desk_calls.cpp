#include "api/desk_calls.hpp"

#include "api/client_answers.hpp"
#include "api/reply.hpp"
#include "api/web/list_order.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_ranked = 100;
constexpr std::size_t k_usual = 20;

void choose(const Call& call, DeskSearch& search) {
  DeskSearchView& view = search.view;
  std::vector<const MatchedOffer*> all = in_order_of(search.answer->offers, view.sort, call.today);
  const auto wanted = static_cast<std::size_t>(call.parameters.integer("meer").value_or(k_usual));
  const OfferId id{call.parameters.integer("opleiding").value_or(0)};
  const auto found = std::find_if(all.begin(), all.end(), [&](const MatchedOffer* one) { return one->offer.id == id; });
  view.chosen = found != all.end() ? *found : all.empty() ? nullptr : all.front();
  all.resize(std::min(all.size(), wanted));
  view.shown = std::move(all);
  if (view.chosen != nullptr) view.funding = funding_for(call, search.asked.question.request, view.chosen->offer.id);
}

}  // namespace

Result<void> search_at_desk(const Call& call, const PageSettings& settings, DeskSearch& search) {
  search.asked = asked_of(call, settings);
  DeskSearchView& view = search.view;
  view.answers = search.asked.answers;
  view.told = search.asked.told;
  view.query = call.query;
  view.sort = call.parameters.has("sort") ? call.parameters.text("sort") : "best";
  if (call.services.cases != nullptr && !call.caller.desk.empty()) view.templates = goal_buttons(call);
  if (const auto id = call.parameters.integer("dossier")) {
    auto file = cases_of(call).read(actor_of(call), *id, "read-case");
    if (!file) return file.error();
    search.file = std::move(*file);
    view.file = &*search.file;
  }
  if (!view.told) return k_ok;
  view.faults = search.asked.question.faults;
  if (!view.faults.empty()) return k_ok;
  search.asked.question.request.limit = k_ranked;
  search.answer = matcher_of(call).match(search.asked.question.request);
  if (!search.answer) return search.answer.error();
  view.answer = &*search.answer;
  choose(call, search);
  return k_ok;
}

std::optional<MatchRequest> asked_for_client(const Call& call, const PageSettings& settings) {
  Asked asked = asked_of(call, settings);
  if (!asked.told || !asked.question.faults.empty()) return std::nullopt;
  return std::move(asked.question.request);
}

std::vector<GoalButton> goal_buttons(const Call& call) {
  std::vector<GoalButton> buttons;
  for (const auto& [id, content] : cases_of(call).templates(actor_of(call))) {
    const json::object one = json::parse(content).as_object();
    const json::value* name = one.if_contains("name");
    buttons.push_back({id, name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string{},
                       answers_of_profile(content).wish});
  }
  return buttons;
}

std::string search_address(std::int64_t of_case, std::string_view done) {
  TextPairs pairs;
  if (of_case > 0) pairs.emplace_back("dossier", std::to_string(of_case));
  if (!done.empty()) pairs.emplace_back("klaar", done);
  return address_with("/adviseur", pairs);
}

std::vector<FieldError> faults_at(const InvalidInput& input,
                                  std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
  std::vector<FieldError> faults = input.errors();
  for (FieldError& fault : faults) {
    std::string field;
    for (const auto& [pointer, id] : names) {
      if (fault.field.ends_with(pointer)) field = id;
    }
    fault.field = std::move(field);
  }
  return faults;
}

}  // namespace leerwijzer
