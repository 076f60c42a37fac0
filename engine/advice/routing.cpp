// Which desks for this person on this date, and why. Source of the rules: schema/regions/referral-rules.json.
#include "engine/advice/geography.hpp"
#include "engine/advice/model.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr int k_verified_for_days = 180;

bool holds_any(const std::vector<std::string>& set, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return std::find(set.begin(), set.end(), one) != set.end(); });
}

bool fits(const ReferralRule& rule, const AdviceQuestion& question) {
  if (!rule.situations.empty() && !holds_any(question.situations, rule.situations)) return false;
  if (rule.age_below && (!question.age || *question.age >= *rule.age_below)) return false;
  if (rule.startkwalificatie &&
      (!question.startkwalificatie || *question.startkwalificatie != *rule.startkwalificatie)) {
    return false;
  }
  return true;
}

bool is_employer(const AdviceQuestion& question) { return holds_any(question.situations, {"employer"}); }

bool is_valid(const AdvicePoint& point, Date date) {
  return (!point.valid_from || *point.valid_from <= date) && (!point.valid_until || date < *point.valid_until);
}

bool serves(const AdvicePoint& point, const AdviceQuestion& question) {
  if (is_employer(question) ? !point.serves_establishment : !point.serves_residence) return false;
  return !question.situations.empty() &&
         (holds_any(point.scope, {"any"}) || holds_any(point.scope, question.situations));
}

/// Hides what nobody verified lately: better no telephone number than one that rings in an empty room.
RoutedAdvicePoint shown(const AdvicePoint& point, const std::optional<FoundPlace>& place, Date date) {
  RoutedAdvicePoint out;
  out.point = point;
  const bool verified = point.verified_at && days_between(*point.verified_at, date) <= k_verified_for_days;
  if (!verified) {
    out.point.channels = Channels{};
    out.point.channels.url = point.channels.url;
    out.check_first = true;
  }
  if (out.point.municipality.empty() && place) out.point.municipality = place->municipality;
  if (place && place->point && point.point) out.distance_km = distance_km(*place->point, *point.point);
  return out;
}

/// A desk with a successor that is valid too is shown as that successor only.
bool has_valid_successor(const AdvicePoint& point, const std::vector<const AdvicePoint*>& all, Date date) {
  return std::any_of(all.begin(), all.end(),
                     [&](const AdvicePoint* other) { return other->id == point.successor && is_valid(*other, date); });
}

const Region* find_region(const GeographyModel& model, std::string_view slug) {
  const auto found =
      std::find_if(model.regions.begin(), model.regions.end(), [&](const Region& r) { return r.slug == slug; });
  return found == model.regions.end() ? nullptr : &*found;
}

/// Desks of the region, then the national ones of kinds that the region lacks.
std::vector<const AdvicePoint*> desks_for(const GeographyModel& model, const std::optional<FoundPlace>& place,
                                          Date date) {
  std::vector<const AdvicePoint*> desks;
  const auto add_valid = [&](const Region* region, const std::set<std::string>& without) {
    if (region == nullptr) return;
    for (const AdvicePoint& point : region->advice_points) {
      if (is_valid(point, date) && !without.contains(point.kind)) desks.push_back(&point);
    }
  };
  add_valid(place ? find_region(model, place->region) : nullptr, {});
  std::set<std::string> kinds;
  for (const AdvicePoint* desk : desks) kinds.insert(desk->kind);
  add_valid(find_region(model, "national"), kinds);
  return desks;
}

}  // namespace

Result<AdviceAnswer> Geography::advise(const AdviceQuestion& question) const {
  AdviceAnswer answer;
  if (!question.postcode.empty() || !question.municipality.empty()) {
    auto place = question.postcode.empty() ? locate_name(question.municipality, question.date)
                                           : locate_postcode(question.postcode, question.date);
    if (!place && place.error().code != ErrorCode::not_found) return place.error();
    if (!place && !question.postcode.empty() && !question.municipality.empty()) {
      place = locate_name(question.municipality, question.date);
    }
    if (place) {
      answer.place = *place;
    } else {
      answer.note = place.error().what + ". " + place.error().hint;
    }
  } else {
    answer.note = "Vul uw postcode of woonplaats in. Dan laten we het adviespunt bij u in de buurt zien.";
  }

  const std::vector<const AdvicePoint*> desks = desks_for(*model_, answer.place, question.date);
  std::set<std::string> added;
  const auto add = [&](const AdvicePoint& desk, const std::string& reason) {
    if (has_valid_successor(desk, desks, question.date) || !added.insert(desk.id).second) return;
    RoutedAdvicePoint routed = shown(desk, answer.place, question.date);
    routed.reason = reason;
    routed.primary = answer.points.empty();
    answer.points.push_back(std::move(routed));
  };
  for (const ReferralRule& rule : model_->rules) {
    if (!fits(rule, question)) continue;
    for (const AdvicePoint* desk : desks) {
      if (desk->kind == rule.refer_to) add(*desk, rule.reason);
    }
  }
  for (const AdvicePoint* desk : desks) {
    if (serves(*desk, question)) add(*desk, "Dit adviespunt helpt ook mensen in uw situatie.");
  }
  return answer;
}

}  // namespace leerwijzer
