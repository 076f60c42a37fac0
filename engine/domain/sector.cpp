#include "engine/domain/sector.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

constexpr auto k_sectors = std::to_array<Sector>({
    {"zorg-welzijn", "Zorg en welzijn"},
    {"onderwijs", "Onderwijs en kinderopvang"},
    {"techniek", "Techniek en industrie"},
    {"ict", "ICT"},
    {"bouw", "Bouw en infrastructuur"},
    {"energie", "Energie en duurzaamheid"},
    {"logistiek", "Logistiek en vervoer"},
    {"detailhandel", "Winkels en verkoop"},
    {"zakelijk", "Kantoor, geld en leidinggeven"},
    {"horeca", "Horeca en bakkerij"},
    {"taal", "Taal en basisvaardigheden"},
    {"orientatie", "Ontdekken wat bij u past"},
    {"groen", "Groen, voeding en dieren"},
    {"veiligheid", "Veiligheid"},
    {"overig", "Overig"},
});

/// ISCED-F 2013 prefixes; the longest that fits wins (source: UNESCO ISCED-F 2013, fields of education).
constexpr auto k_isced_prefixes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"00", "taal"},          {"011", "onderwijs"},   {"02", "overig"},         {"023", "taal"},      {"03", "overig"},
    {"031", "zorg-welzijn"}, {"04", "zakelijk"},     {"0416", "detailhandel"}, {"05", "overig"},     {"052", "energie"},
    {"06", "ict"},           {"07", "techniek"},     {"0713", "energie"},      {"0721", "horeca"},   {"073", "bouw"},
    {"08", "groen"},         {"09", "zorg-welzijn"}, {"0922", "onderwijs"},    {"10", "overig"},     {"101", "overig"},
    {"1013", "horeca"},      {"102", "veiligheid"},  {"103", "veiligheid"},    {"104", "logistiek"},
});

}  // namespace

std::span<const Sector> sectors() noexcept { return k_sectors; }

std::optional<std::string_view> sector_of_name(std::string_view name) {
  const std::string folded = fold(trim(name));
  for (const Sector& sector : k_sectors) {
    if (folded == sector.code || folded == fold(sector.label)) return sector.code;
  }
  return std::nullopt;
}

std::optional<std::string_view> sector_of_isced_f(std::string_view code) noexcept {
  std::optional<std::string_view> best;
  std::size_t longest = 0;
  for (const auto& [prefix, sector] : k_isced_prefixes) {
    if (prefix.size() > longest && code.starts_with(prefix)) {
      best = sector;
      longest = prefix.size();
    }
  }
  return best;
}

std::string_view sector_label(std::string_view code) noexcept {
  const auto found = std::find_if(k_sectors.begin(), k_sectors.end(), [&](const Sector& s) { return s.code == code; });
  return found == k_sectors.end() ? code : found->label;
}

}  // namespace leerwijzer
