#include "engine/search/facets.hpp"

#include "engine/domain/sector.hpp"
#include "engine/search/fields.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
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

constexpr auto k_daypart_labels = std::to_array<Labels>({
    {"morning", "Ochtend"},
    {"afternoon", "Middag"},
    {"evening", "Avond"},
    {"weekend", "Weekend"},
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
  if (facet == "daypart") return label_in(k_daypart_labels, value);
  if (facet == "kind") return label_in(k_kind_labels, value);
  if (facet == "language") return label_in(k_language_labels, value);
  if (facet == "sector") return std::string(sector_label(value));
  return std::string(value);
}

/// Counts of one facet by value, with the label where the value does not tell it.
struct Count {
  std::size_t count = 0;
  std::string label;
};
using Counts = std::map<std::string, Count>;

void add(Counts& counts, std::string_view value, std::size_t times, std::string_view label = {}) {
  if (times == 0) return;
  Count& entry = counts[std::string(value.empty() ? k_unknown : value)];
  entry.count += times;
  if (entry.label.empty()) entry.label = label;
}

/// Counts of sets of values, each by the bits of its values.
template <typename E, typename Table>
void add_bits(Counts& counts, const Table& by_bits) {
  for (std::size_t bits = 0; bits < by_bits.size(); ++bits) {
    if (bits == 0) add(counts, {}, by_bits[bits]);
    for (const auto& [value, name] : EnumNames<E>::names) {
      if ((bits >> static_cast<unsigned>(value) & 1U) != 0) add(counts, name, by_bits[bits]);
    }
  }
}

std::vector<FacetCount> in_order(std::string_view facet, Counts&& counts, std::size_t most) {
  std::vector<std::pair<const std::string*, const Count*>> order;
  for (const auto& [value, entry] : counts) order.emplace_back(&value, &entry);
  if (facet != "level") {  // the map is in order of level, "unknown" last
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second->count > b.second->count; });
  }
  if (order.size() > most) order.resize(most);
  std::vector<FacetCount> list;
  for (const auto& [value, entry] : order) {
    const bool own_label = !entry->label.empty() && *value != k_unknown;
    list.push_back({*value, own_label ? entry->label : label_of(facet, *value), entry->count});
  }
  return list;
}

}  // namespace

FacetCounter::FacetCounter(const ColumnDictionaries& names)
    : names_(names),
      sectors_(names.sectors.size()),
      languages_(names.languages.size()),
      providers_(names.providers.size()) {}

void FacetCounter::count(const FilterVerdict& verdict) {
  if (verdict.row == nullptr) return;
  const ColumnRow& row = *verdict.row;
  const FacetSet failed = verdict.failed;
  const auto counts_in = [failed](Facet facet) { return (failed & static_cast<FacetSet>(~only(facet))) == 0; };
  if (failed != 0 && (failed & (failed - 1U)) != 0) return;  // fails two: counts nowhere
  const auto add_to = [](auto& table, std::size_t code) {
    if (code >= table.size()) fail_on_damaged_columns("name a value that is not in their dictionary");
    ++table[code];
  };
  if (counts_in(Facet::level)) ++levels_[row.level];
  if (counts_in(Facet::kind)) ++kinds_[row.kind];
  if (counts_in(Facet::mode)) ++modes_[row.modes];
  if (counts_in(Facet::daypart)) ++dayparts_[row.dayparts];
  if (counts_in(Facet::sector)) add_to(sectors_, row.sector);
  if (counts_in(Facet::language)) add_to(languages_, row.languages);
  if (counts_in(Facet::provider)) add_to(providers_, row.provider);
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::facets() const {
  std::map<std::string, Counts> all;
  Counts& levels = all["level"];
  Counts& kinds = all["kind"];
  Counts& sectors = all["sector"];
  Counts& languages = all["language"];
  for (std::size_t code = 0; code < levels_.size(); ++code) {
    const auto name = code > 0 ? name_of(static_cast<NlqfLevel>(code - 1)) : std::string_view{};
    add(levels, name, levels_[code]);
  }
  for (std::size_t code = 0; code < kinds_.size(); ++code) {
    add(kinds, name_of(static_cast<OfferKind>(code)), kinds_[code]);
  }
  add_bits<DeliveryMode>(all["mode"], modes_);
  add_bits<Daypart>(all["daypart"], dayparts_);
  for (std::size_t code = 0; code < sectors_.size(); ++code) add(sectors, names_.sectors[code], sectors_[code]);
  for (std::size_t code = 0; code < languages_.size(); ++code) {
    for (const std::string& language : names_.languages[code]) add(languages, language, languages_[code]);
    if (names_.languages[code].empty()) add(languages, {}, languages_[code]);
  }
  std::map<std::string, std::vector<FacetCount>> facets;
  for (auto& [name, counts] : all) facets[name] = in_order(name, std::move(counts), k_most_values);
  facets["provider"] = provider_counts();
  return facets;
}

std::vector<FacetCount> FacetCounter::provider_counts() const {
  // One provider may stand in the dictionary under several names; the first that is counted names it.
  std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> by_id;  // count, code
  for (std::size_t code = 0; code < providers_.size(); ++code) {
    if (providers_[code] > 0)
      by_id.try_emplace(names_.providers[code].id, 0, code).first->second.first += providers_[code];
  }
  struct Entry {
    std::size_t count;
    std::int64_t id;
    std::size_t code;
  };
  std::vector<Entry> order;
  order.reserve(by_id.size());
  for (const auto& [id, entry] : by_id) order.push_back({entry.first, id, entry.second});
  const auto before = [](const Entry& a, const Entry& b) {
    return a.count != b.count ? a.count > b.count : a.id < b.id;
  };
  const std::size_t most = std::min(order.size(), k_most_values);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(), before);
  std::vector<FacetCount> list;
  for (const Entry& entry : std::span(order).first(most)) {
    if (entry.id == 0) {
      list.push_back({std::string(k_unknown), label_of("provider", k_unknown), entry.count});
    } else {
      list.push_back({std::to_string(entry.id), names_.providers[entry.code].name, entry.count});
    }
  }
  return list;
}

}  // namespace leerwijzer
