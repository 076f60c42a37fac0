// Which providers of different feeds are one party. A provider is known by keys: its codes in the registers
// (brin, kvk, rio, edudex) and its name without legal form. One equal code makes one party; an equal name does so
// too, unless the two state another BRIN or another KvK number.
#pragma once

#include "engine/domain/feed.hpp"

#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

/// "brin:25PW", "kvk:12345678", "name:roc midden nederland"; sorted, each once. Branch numbers are cut off: a BRIN
/// counts by four characters, a KvK number by eight.
[[nodiscard]] std::vector<std::string> party_keys(const Provider& provider);

/// Both in order, as party_keys gives them.
[[nodiscard]] bool same_party(std::span<const std::string> a, std::span<const std::string> b);

}  // namespace leerwijzer
