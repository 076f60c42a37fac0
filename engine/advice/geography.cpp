#include "engine/advice/geography.hpp"

#include "engine/advice/model.hpp"
#include "engine/core/edit_distance.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

bool valid_on(const std::optional<Date>& from, const std::optional<Date>& until, Date date) {
  return (!from || *from <= date) && (!until || date < *until);
}

/// "3511 EP" gives "3511"; nothing for another form.
std::optional<std::string> postcode_digits(std::string_view text) {
  std::string bare;
  for (char c : text) {
    if (c != ' ') bare += c;
  }
  if (bare.size() != 4 && bare.size() != 6) return std::nullopt;
  for (std::size_t i = 0; i < 4; ++i) {
    if (bare[i] < '0' || bare[i] > '9') return std::nullopt;
  }
  for (std::size_t i = 4; i < bare.size(); ++i) {
    const char lower = static_cast<char>(bare[i] | 0x20);
    if (lower < 'a' || lower > 'z') return std::nullopt;
  }
  if (bare[0] == '0') return std::nullopt;
  return bare.substr(0, 4);
}

/// Letters only, folded: "'s-Gravenhage" and "s gravenhage" are one name.
std::string name_key(std::string_view name) {
  std::string key;
  for (char c : fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

void add_name(GeographyModel& model, const std::string& name, NamedPlace place) {
  model.names.emplace(name_key(name), place);  // the first wins: municipalities are added before places
  if (std::find(model.display_names.begin(), model.display_names.end(), name) == model.display_names.end()) {
    model.display_names.push_back(name);
  }
}

std::map<std::string, GeoPoint> middles(const GeographyModel& model, std::string Postcode::*part) {
  struct Sum {
    double latitude = 0;
    double longitude = 0;
    int count = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& [digits, entry] : model.postcodes) {
    Sum& sum = sums[entry.*part];
    sum.latitude += entry.point.latitude;
    sum.longitude += entry.point.longitude;
    ++sum.count;
  }
  std::map<std::string, GeoPoint> out;
  for (const auto& [name, sum] : sums) out[name] = {sum.latitude / sum.count, sum.longitude / sum.count};
  return out;
}

}  // namespace

Geography::Geography(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Geography::Geography(Geography&&) noexcept = default;
Geography& Geography::operator=(Geography&&) noexcept = default;
Geography::~Geography() = default;

Geography Geography::build(std::vector<Region> regions, ReferralRules rules) {
  auto model = std::make_unique<Model>();
  model->regions = std::move(regions);
  model->rules = std::move(rules);
  std::sort(model->regions.begin(), model->regions.end(),
            [](const Region& a, const Region& b) { return a.slug < b.slug; });
  for (const Region& region : model->regions) {
    for (const Municipality& one : region.municipalities) {
      model->municipality_regions[one.name].push_back({&region, one.valid_from, one.valid_until});
      add_name(*model, one.name, {one.name, {}});
      for (const std::string& alias : one.aliases) add_name(*model, alias, {one.name, {}});
    }
    for (const Postcode& one : region.postcodes) model->postcodes.emplace(one.digits, one);
  }
  for (const Region& region : model->regions) {
    for (const Place& one : region.places) add_name(*model, one.name, {one.municipality, one.name});
  }
  std::sort(model->display_names.begin(), model->display_names.end());
  for (const std::string& name : model->display_names) model->suggested_names.emplace_back(name_key(name), name);
  std::sort(model->suggested_names.begin(), model->suggested_names.end());
  model->municipality_points = middles(*model, &Postcode::municipality);
  model->place_points = middles(*model, &Postcode::place);
  return Geography(std::move(model));
}

const Region* GeographyModel::region_of(const std::string& municipality, Date date) const {
  const auto found = municipality_regions.find(municipality);
  if (found == municipality_regions.end()) return nullptr;
  for (const RegionMembership& membership : found->second) {
    if (valid_on(membership.from, membership.until, date)) return membership.region;
  }
  return nullptr;
}

FoundPlace GeographyModel::place_in(const std::string& municipality, Date date) const {
  FoundPlace place;
  place.municipality = municipality;
  if (const Region* region = region_of(municipality, date)) {
    place.region = region->slug;
    place.region_name = region->name;
  }
  return place;
}

Result<FoundPlace> Geography::locate_postcode(std::string_view postcode, Date date) const {
  const auto digits = postcode_digits(postcode);
  if (!digits) {
    return Error{ErrorCode::invalid_input, "\"" + std::string(truncate_utf8(postcode, 20)) + "\" is geen postcode",
                 "Vul vier cijfers in, bijvoorbeeld 3511.", "postcode"};
  }
  const auto found = model_->postcodes.find(*digits);
  if (found == model_->postcodes.end()) {
    return Error{ErrorCode::not_found, "We kennen de postcode " + *digits + " niet", "Vul de naam van uw gemeente in.",
                 "postcode"};
  }
  const Postcode& known = found->second;
  FoundPlace place = model_->place_in(known.municipality, date);
  place.postcode = *digits;
  place.place = known.place;
  place.point = known.point;
  return place;
}

bool Geography::knows_name(std::string_view name) const {
  return model_->names.contains(name_key(truncate_utf8(name, 80)));
}

Result<FoundPlace> Geography::locate_name(std::string_view name, Date date) const {
  const std::string key = name_key(truncate_utf8(name, 80));
  const auto found = model_->names.find(key);
  if (key.empty() || found == model_->names.end()) {
    std::string nearest;
    for (const std::string& candidate : model_->display_names) {
      if (key.size() > 3 && edit_distance(key, name_key(candidate), 2) <= 2) {
        nearest = candidate;
        break;
      }
    }
    return Error{ErrorCode::not_found, "We kennen de plaats \"" + std::string(truncate_utf8(name, 60)) + "\" niet",
                 nearest.empty() ? "Vul uw postcode of een andere plaatsnaam in."
                                 : "Bedoelt u " + nearest + "? U kunt ook uw postcode invullen.",
                 "municipality"};
  }
  FoundPlace place = model_->place_in(found->second.municipality, date);
  place.place = found->second.place;
  const auto& points = place.place.empty() ? model_->municipality_points : model_->place_points;
  if (const auto point = points.find(place.place.empty() ? place.municipality : place.place); point != points.end()) {
    place.point = point->second;
  } else if (const auto middle = model_->municipality_points.find(place.municipality);
             middle != model_->municipality_points.end()) {
    place.point = middle->second;
  }
  return place;
}

std::vector<std::string> Geography::suggest_places(std::string_view prefix, std::size_t limit) const {
  const std::string key = name_key(truncate_utf8(prefix, 80));
  std::vector<std::string> out;
  if (key.empty()) return out;
  const auto& names = model_->suggested_names;
  auto name = std::lower_bound(names.begin(), names.end(), key,
                               [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
  for (; name != names.end() && name->first.starts_with(key) && out.size() < limit; ++name) out.push_back(name->second);
  return out;
}

std::optional<GeoPoint> Geography::point_of(std::string_view postcode) const {
  const auto digits = postcode_digits(postcode);
  if (!digits) return std::nullopt;
  const auto found = model_->postcodes.find(*digits);
  if (found == model_->postcodes.end()) return std::nullopt;
  return found->second.point;
}

std::vector<const Region*> Geography::regions() const {
  std::vector<const Region*> out;
  for (const Region& region : model_->regions) out.push_back(&region);
  return out;
}

}  // namespace leerwijzer
