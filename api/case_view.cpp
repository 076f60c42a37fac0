#include "api/case_view.hpp"

#include "api/reply.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

/// Those of the own region first; of other regions only the centre that everybody there may go to.
std::vector<std::pair<std::string, std::string>> other_desks(const Call& call) {
  const Geography& geography = snapshot_of(call).geography;
  const auto own = geography.desk(call.caller.desk, call.today);
  const std::string region = own ? own->point.region : std::string{};
  std::vector<std::pair<std::string, std::string>> near;
  std::vector<std::pair<std::string, std::string>> far;
  for (const Region* one : geography.regions()) {
    for (const AdvicePoint& point : one->advice_points) {
      if (point.id == call.caller.desk || !geography.desk(point.id, call.today)) continue;
      if (!region.empty() && point.region == region)
        near.emplace_back(point.id, point.name);
      else if (point.kind == "werkcentrum")
        far.emplace_back(point.id, point.name);
    }
  }
  std::ranges::sort(far, {}, &std::pair<std::string, std::string>::second);
  near.insert(near.end(), far.begin(), far.end());
  return near;
}

}  // namespace

CaseView case_view_of(const Call& call, const CaseFile& file) {
  const CaseActor actor = actor_of(call);
  CaseView view;
  view.file = &file;
  view.desks = other_desks(call);
  view.own_desk = actor.desk;
  view.account = actor.account;
  view.may_erase = may_erase(actor, file.entry.advisor);
  return view;
}

}  // namespace leerwijzer
