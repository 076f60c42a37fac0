#include "api/caseload_view.hpp"

namespace leerwijzer {

CaseloadView caseload_view_of(const Call& call) {
  CaseloadView view;
  const CaseActor actor = actor_of(call);
  CaseFilter filter;
  if (const auto statuses = call.parameters.choices<CaseStatus>("status"); !statuses.empty())
    filter.status = view.status = statuses.front();
  view.mine = call.parameters.text("van") == "mij";
  if (view.mine) filter.advisor = actor.account;
  view.page = static_cast<std::size_t>(call.parameters.integer("bladzijde").value_or(1));
  filter.limit = static_cast<int>(view.page_size);
  filter.offset = static_cast<int>((view.page - 1) * view.page_size);
  view.load = cases_of(call).list(actor, filter, call.today);
  view.has_answers = answers_of(call.request).has_value();
  return view;
}

}  // namespace leerwijzer
