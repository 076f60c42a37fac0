// Which desks for this person on this date, and why. The rules are data: schema/regions/referral-rules.json.
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

bool is_valid(const AdvicePoint& point, Date date) {
  return (!point.valid_from || *point.valid_from <= date) && (!point.valid_until || date < *point.valid_until);
}

/// Does it help people in the situations that were said, of themselves or of their company?
bool serves(const AdvicePoint& point, const AdviceQuestion& question) {
  const bool employer = holds_any(question.situations, {"employer"});
  if (employer ? !point.serves_establishment : !point.serves_residence) return false;
  return !question.situations.empty() &&
         (holds_any(point.scope, {"any"}) || holds_any(point.scope, question.situations));
}

const Region* find_region(const GeographyModel& model, std::string_view slug) {
  const auto found =
      std::find_if(model.regions.begin(), model.regions.end(), [&](const Region& r) { return r.slug == slug; });
  return found == model.regions.end() ? nullptr : &*found;
}

const AdvicePoint* find_desk(const GeographyModel& model, std::string_view id) {
  for (const Region& region : model.regions) {
    for (const AdvicePoint& point : region.advice_points) {
      if (point.id == id) return &point;
    }
  }
  return nullptr;
}

/// Hides what nobody verified lately: better no telephone number than one that rings in an empty room.
RoutedAdvicePoint shown(const GeographyModel& model, const AdvicePoint& point, const std::optional<FoundPlace>& place,
                        Date date) {
  RoutedAdvicePoint out;
  out.point = point;
  if (!point.verified_at || days_between(*point.verified_at, date) > k_verified_for_days) {
    out.point.channels = Channels{};
    out.point.channels.url = point.channels.url;
    out.point.opening_times.clear();
    out.point.languages.clear();
    out.check_first = true;
  }
  if (out.point.municipality.empty() && place) out.point.municipality = place->municipality;
  if (place && place->point && point.point) out.distance_km = distance_km(*place->point, *point.point);
  if (const AdvicePoint* successor = find_desk(model, point.successor)) {
    out.successor_name = successor->name;
    out.taken_over = point.valid_until;
    if (!out.taken_over && successor->valid_from && *successor->valid_from > date)
      out.taken_over = successor->valid_from;
  }
  return out;
}

/// The desks that one place has on a date.
struct LocalDesks {
  std::optional<FoundPlace> place;
  std::vector<const AdvicePoint*> desks;

  /// A desk with a successor that is valid too is shown as that successor only.
  [[nodiscard]] bool is_succeeded(const AdvicePoint& point) const {
    return std::any_of(desks.begin(), desks.end(),
                       [&](const AdvicePoint* other) { return other->id == point.successor; });
  }

  [[nodiscard]] std::vector<const AdvicePoint*> of_kinds(const std::vector<std::string>& kinds) const {
    std::vector<const AdvicePoint*> out;
    for (const std::string& kind : kinds) {
      for (const AdvicePoint* desk : desks) {
        if (desk->kind == kind && !is_succeeded(*desk)) out.push_back(desk);
      }
    }
    return out;
  }
};

/// Desks of the region, then the national ones of kinds that the region lacks.
LocalDesks desks_at(const GeographyModel& model, std::optional<FoundPlace> place, Date date) {
  LocalDesks local{std::move(place), {}};
  const auto add_valid = [&](const Region* region, const std::set<std::string>& without) {
    if (region == nullptr) return;
    for (const AdvicePoint& point : region->advice_points) {
      if (is_valid(point, date) && !without.contains(point.kind)) local.desks.push_back(&point);
    }
  };
  add_valid(local.place ? find_region(model, local.place->region) : nullptr, {});
  std::set<std::string> kinds;
  for (const AdvicePoint* desk : local.desks) kinds.insert(desk->kind);
  add_valid(find_region(model, "national"), kinds);
  return local;
}

/// What a place's words stand for. A note says what could not be found; a postcode of another form is an error.
Result<std::optional<FoundPlace>> locate(const Geography& geography, const std::string& postcode,
                                         const std::string& municipality, Date date, std::string& note) {
  if (postcode.empty() && municipality.empty()) return std::optional<FoundPlace>{};
  auto place = postcode.empty() ? geography.locate_name(municipality, date) : geography.locate_postcode(postcode, date);
  if (!place && place.error().code != ErrorCode::not_found) return place.error();
  if (!place && !postcode.empty() && !municipality.empty()) place = geography.locate_name(municipality, date);
  if (place) return std::optional<FoundPlace>(std::move(*place));
  note = place.error().what + ". " + place.error().hint;
  return std::optional<FoundPlace>{};
}

/// Applies the rules to one question, in their order.
class Router {
 public:
  Router(const GeographyModel& model, const AdviceQuestion& question, LocalDesks home, LocalDesks company)
      : model_(model),
        question_(question),
        known_(question.facts),
        home_(std::move(home)),
        company_(std::move(company)) {}

  void apply(const ReferralRule& rule) {
    if (!rule.is_valid(question_.date)) return;
    switch (rule.evaluate(known_)) {
      case Verdict::yes: refer(rule); break;
      case Verdict::unknown: leave_open(rule); break;
      case Verdict::no: break;
    }
  }

  /// Desks that no rule named but that help people in this situation.
  void add_others() {
    const LocalDesks& local = holds_any(question_.situations, {"employer"}) ? company_ : home_;
    for (const AdvicePoint* desk : local.desks) {
      if (!serves(*desk, question_)) continue;
      if (add(local, *desk)) points_.back().reason = "Dit adviespunt helpt ook mensen in uw situatie.";
    }
  }

  void finish(AdviceAnswer& answer) {
    for (OpenReferral& open : open_) {
      const bool is_new = std::any_of(open.desks.begin(), open.desks.end(),
                                      [&](const std::string& id) { return !added_.contains(id); });
      open.comes_first = open.comes_first && (points_.empty() || points_.front().point.id != open.desks.front());
      if (is_new || open.comes_first) answer.open.push_back(std::move(open));
    }
    if (!points_.empty()) points_.front().primary = true;
    answer.points = std::move(points_);
    answer.place = std::move(home_.place);
    answer.establishment = std::move(company_.place);
  }

 private:
  /// The desks of a rule, and whether they stand in for those that it means.
  [[nodiscard]] std::pair<std::vector<const AdvicePoint*>, bool> desks_of(const ReferralRule& rule) const {
    const LocalDesks& local = local_of(rule);
    auto desks = local.of_kinds(rule.refer_to);
    if (!desks.empty() || rule.otherwise.empty()) return {std::move(desks), false};
    return {local.of_kinds(rule.otherwise), true};
  }

  [[nodiscard]] const LocalDesks& local_of(const ReferralRule& rule) const {
    return rule.by_establishment ? company_ : home_;
  }

  bool add(const LocalDesks& local, const AdvicePoint& desk) {
    if (local.is_succeeded(desk) || !added_.insert(desk.id).second) return false;
    points_.push_back(shown(model_, desk, local.place, question_.date));
    return true;
  }

  void refer(const ReferralRule& rule) {
    const auto [desks, stand_in] = desks_of(rule);
    for (const AdvicePoint* desk : desks) {
      if (!add(local_of(rule), *desk)) continue;
      points_.back().reason = stand_in ? rule.otherwise_reason : rule.reason;
      points_.back().rule = rule.id;
      points_.back().by_establishment = rule.by_establishment;
    }
  }

  void leave_open(const ReferralRule& rule) {
    auto question = rule.condition->question(known_);
    const auto desks = desks_of(rule).first;
    if (!question || desks.empty()) return;
    OpenReferral open{rule.id, rule.when_unknown, std::move(*question), {}, points_.empty()};
    for (const AdvicePoint* desk : desks) open.desks.push_back(desk->id);
    open_.push_back(std::move(open));
  }

  const GeographyModel& model_;
  const AdviceQuestion& question_;
  KnownFacts known_;
  LocalDesks home_;
  LocalDesks company_;
  std::vector<RoutedAdvicePoint> points_;
  std::vector<OpenReferral> open_;
  std::set<std::string> added_;
};

/// Without a place of the company, an employer is taken to have it where the given place is.
bool lacks_company(const AdviceQuestion& question) {
  return question.establishment_postcode.empty() && question.establishment_municipality.empty();
}

void add_sentence(std::string& note, const std::string& sentence) {
  if (!sentence.empty()) note += (note.empty() ? "" : " ") + sentence;
}

}  // namespace

Result<AdviceAnswer> Geography::advise(const AdviceQuestion& question) const {
  AdviceAnswer answer;
  auto home = locate(*this, question.postcode, question.municipality, question.date, answer.note);
  if (!home) return home.error();
  std::string company_note;
  auto company =
      locate(*this, question.establishment_postcode, question.establishment_municipality, question.date, company_note);
  if (!company) {
    Error fault = company.error();
    fault.where = "establishmentPostcode";
    return fault;
  }
  add_sentence(answer.note, company_note);

  const bool employer = holds_any(question.situations, {"employer"});
  if (employer && lacks_company(question)) {
    company = *home;
    add_sentence(answer.note, "Vul de postcode van uw bedrijf in, als uw bedrijf ergens anders is dan uw woonplaats.");
  }
  const bool has_home = !question.postcode.empty() || !question.municipality.empty();
  if (!has_home && lacks_company(question)) {
    answer.note = "Vul uw postcode of woonplaats in. Dan laten we het adviespunt bij u in de buurt zien.";
  }
  Router router(*model_, question, desks_at(*model_, *home, question.date), desks_at(*model_, *company, question.date));
  for (const ReferralRule& rule : model_->rules.rules()) router.apply(rule);
  router.add_others();
  router.finish(answer);
  return answer;
}

std::optional<RoutedAdvicePoint> Geography::desk(std::string_view id, Date date) const {
  const AdvicePoint* point = find_desk(*model_, id);
  if (point == nullptr || !is_valid(*point, date)) return std::nullopt;
  return shown(*model_, *point, std::nullopt, date);
}

}  // namespace leerwijzer
