#include "indexer/importing/isco_sectors.hpp"

#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// ISCO-08 prefixes; the longest that fits wins (source: ILO, ISCO-08 structure).
constexpr auto k_prefixes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"0", "veiligheid"},
    {"11", "zakelijk"},
    {"12", "zakelijk"},
    {"131", "groen"},
    {"132", "techniek"},
    {"1323", "bouw"},
    {"1324", "logistiek"},
    {"133", "ict"},
    {"134", "zorg-welzijn"},
    {"1341", "onderwijs"},
    {"1345", "onderwijs"},
    {"1346", "zakelijk"},
    {"1349", "veiligheid"},
    {"141", "horeca"},
    {"142", "detailhandel"},
    {"143", "overig"},
    {"21", "techniek"},
    {"213", "groen"},
    {"2133", "energie"},
    {"2142", "bouw"},
    {"2143", "energie"},
    {"216", "bouw"},
    {"2163", "techniek"},
    {"2166", "ict"},
    {"22", "zorg-welzijn"},
    {"225", "groen"},
    {"23", "onderwijs"},
    {"24", "zakelijk"},
    {"25", "ict"},
    {"26", "overig"},
    {"261", "zakelijk"},
    {"2634", "zorg-welzijn"},
    {"2635", "zorg-welzijn"},
    {"31", "techniek"},
    {"3112", "bouw"},
    {"3123", "bouw"},
    {"3131", "energie"},
    {"314", "groen"},
    {"315", "logistiek"},
    {"32", "zorg-welzijn"},
    {"324", "groen"},
    {"33", "zakelijk"},
    {"335", "overig"},
    {"34", "overig"},
    {"3412", "zorg-welzijn"},
    {"3434", "horeca"},
    {"35", "ict"},
    {"41", "zakelijk"},
    {"42", "zakelijk"},
    {"43", "zakelijk"},
    {"432", "logistiek"},
    {"44", "zakelijk"},
    {"51", "horeca"},
    {"514", "overig"},
    {"515", "overig"},
    {"516", "overig"},
    {"52", "detailhandel"},
    {"53", "zorg-welzijn"},
    {"531", "onderwijs"},
    {"54", "veiligheid"},
    {"6", "groen"},
    {"71", "bouw"},
    {"7127", "energie"},
    {"72", "techniek"},
    {"73", "techniek"},
    {"74", "techniek"},
    {"7413", "energie"},
    {"742", "ict"},
    {"75", "techniek"},
    {"751", "horeca"},
    {"7522", "bouw"},
    {"81", "techniek"},
    {"82", "techniek"},
    {"83", "logistiek"},
    {"91", "overig"},
    {"92", "groen"},
    {"931", "bouw"},
    {"932", "techniek"},
    {"933", "logistiek"},
    {"94", "horeca"},
    {"95", "detailhandel"},
    {"96", "overig"},
});

}  // namespace

std::string_view sector_of_isco(std::string_view group) noexcept {
  std::string_view best;
  std::size_t longest = 0;
  for (const auto& [prefix, sector] : k_prefixes) {
    if (prefix.size() > longest && group.starts_with(prefix)) {
      best = sector;
      longest = prefix.size();
    }
  }
  return best;
}

}  // namespace leerwijzer
