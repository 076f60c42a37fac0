#include "engine/search/facets.hpp"

#include "engine/domain/sector.hpp"
#include "engine/search/document.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

using Labels = std::pair<std::string_view, std::string_view>;

constexpr auto k_level_labels = std::to_array<Labels>({
    {"1", "Niveau 1 (mbo 1)"},
    {"2", "Niveau 2 (mbo 2, vmbo)"},
    {"3", "Niveau 3 (mbo 3)"},
    {"4", "Niveau 4 (mbo 4, havo)"},
    {"4+", "Niveau 4+ (vwo)"},
    {"5", "Niveau 5 (associate degree)"},
    {"6", "Niveau 6 (hbo, bachelor)"},
    {"7", "Niveau 7 (master)"},
    {"8", "Niveau 8 (doctoraat)"},
});

constexpr auto k_mode_labels = std::to_array<Labels>({
    {"on-site", "Op locatie"},
    {"online", "Online"},
    {"self-study", "Zelfstudie"},
    {"blended", "Deels online"},
    {"workplace", "Op de werkplek"},
});

constexpr auto k_kind_labels = std::to_array<Labels>({
    {"qualification", "Hele opleiding met diploma"},
    {"certificate", "Deel van een opleiding met certificaat"},
    {"keuzedeel", "Keuzedeel"},
    {"praktijkverklaring", "Praktijkverklaring"},
    {"module", "Module"},
    {"course", "Cursus of training"},
    {"orientation", "Oriëntatie"},
    {"retraining", "Omscholing"},
    {"exam", "Examen"},
});

constexpr auto k_language_labels = std::to_array<Labels>({
    {"nl", "Nederlands"},
    {"en", "Engels"},
    {"de", "Duits"},
    {"fr", "Frans"},
    {"es", "Spaans"},
    {"it", "Italiaans"},
    {"pl", "Pools"},
    {"tr", "Turks"},
    {"ar", "Arabisch"},
    {"uk", "Oekraïens"},
    {"ru", "Russisch"},
    {"pt", "Portugees"},
    {"fy", "Fries"},
    {"zh", "Chinees"},
    {"ti", "Tigrinya"},
    {"fa", "Farsi"},
});

template <typename Table>
std::string label_in(const Table& table, std::string_view value) {
  for (const auto& [name, label] : table) {
    if (name == value) return std::string(label);
  }
  return std::string(value);
}

std::string label_of(std::string_view facet, std::string_view value) {
  if (value == k_unknown) return "Onbekend";
  if (facet == "level") return label_in(k_level_labels, value);
  if (facet == "mode") return label_in(k_mode_labels, value);
  if (facet == "kind") return label_in(k_kind_labels, value);
  if (facet == "language") return label_in(k_language_labels, value);
  if (facet == "sector") return std::string(sector_label(value));
  return std::string(value);
}

using Counts = std::map<std::string, FacetCount>;

void count(Counts& counts, std::string_view facet, std::string_view value, std::size_t times,
           std::string_view label = {}) {
  if (value.empty()) value = k_unknown;
  FacetCount& entry = counts[std::string(value)];
  entry.count += times;
  if (!entry.value.empty()) return;
  entry.value = std::string(value);
  entry.label = label.empty() || value == k_unknown ? label_of(facet, value) : std::string(label);
}

void count_all(Counts& counts, std::string_view facet, const std::vector<std::string>& values, std::size_t times) {
  for (const std::string& value : values) count(counts, facet, value, times);
  if (values.empty()) count(counts, facet, {}, times);
}

std::vector<FacetCount> in_order(std::string_view facet, const Counts& counts) {
  std::vector<FacetCount> list;
  for (const auto& entry : counts) list.push_back(entry.second);
  if (facet == "level") return list;  // the map is in order of level, "unknown" last
  std::stable_sort(list.begin(), list.end(),
                   [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  return list;
}

}  // namespace

void FacetSpy::operator()(const Xapian::Document& document, double /*weight*/) {
  ++counts_[document.get_value(slot_of(Field::facets))];
}

std::map<std::string, std::vector<FacetCount>> FacetSpy::facets() const {
  std::map<std::string, Counts> all = {{"level", {}}, {"sector", {}},   {"mode", {}},
                                       {"kind", {}},  {"language", {}}, {"provider", {}}};
  for (const auto& [bytes, times] : counts_) {
    const FacetValues values = decode_facets(bytes);
    count(all["level"], "level", values.level, times);
    count(all["sector"], "sector", values.sector, times);
    count(all["kind"], "kind", values.kind, times);
    count_all(all["mode"], "mode", values.modes, times);
    count_all(all["language"], "language", values.languages, times);
    const std::string provider = values.provider == 0 ? std::string{} : std::to_string(values.provider);
    count(all["provider"], "provider", provider, times, values.provider_name);
  }
  std::map<std::string, std::vector<FacetCount>> facets;
  for (const auto& [name, counts] : all) facets[name] = in_order(name, counts);
  return facets;
}

}  // namespace leerwijzer
