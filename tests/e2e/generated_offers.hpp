// Offers with known skills, made from ESCO itself: what each occupation asks is taught in pieces by several
// schools, between offers for other occupations. The same seed gives the same offers, so that the order
// of an answer can be graded by the relations of ESCO alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer::testing {

struct AskedOccupation {
  std::string label;                ///< its Dutch preferred label
  std::set<std::string> essential;  ///< URIs of the skills, of those with a Dutch label
  std::set<std::string> optional;
};

struct TaughtOffer {
  std::string key;
  std::set<std::string> skills;  ///< URIs
};

struct GeneratedOffers {
  std::vector<AskedOccupation> occupations;  ///< to ask for; each has at least five essential skills
  std::vector<TaughtOffer> offers;           ///< for these occupations and for others
  std::string csv;                           ///< the offers as a school delivers them
};

struct GeneratedShape {
  std::uint64_t seed = 1;
  std::size_t occupations = 120;  ///< asked for
  std::size_t others = 240;       ///< occupations of which the offers only distract
  std::size_t offers_each = 10;
};

/// Reads the official files in `esco`. Every label is unique among the occupations that are asked for.
[[nodiscard]] GeneratedOffers generate_offers(const std::filesystem::path& esco, const GeneratedShape& shape);

}  // namespace leerwijzer::testing
