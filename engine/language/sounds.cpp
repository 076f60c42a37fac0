#include "engine/language/sounds.hpp"

#include <array>

namespace leerwijzer {
namespace {

struct Sound {
  std::string_view letters;
  std::string_view sound;
};

/// Longest first where one begins another. Capitals are sounds that take two letters.
constexpr auto k_sounds = std::to_array<Sound>({
    {"isch", "is"}, {"auw", "O"},  {"ouw", "O"}, {"eeuw", "eU"}, {"ieuw", "iU"}, {"sch", "sg"}, {"tie", "si"},
    {"cie", "si"},  {"sie", "si"}, {"ij", "E"},  {"ei", "E"},    {"ey", "E"},    {"au", "O"},   {"ou", "O"},
    {"ie", "i"},    {"oe", "u"},   {"ch", "g"},  {"gh", "g"},    {"ph", "f"},    {"th", "t"},   {"qu", "kw"},
    {"ck", "k"},    {"ce", "se"},  {"ci", "si"}, {"cy", "si"},   {"sz", "s"},    {"dt", "t"},   {"x", "ks"},
    {"c", "k"},     {"q", "k"},    {"z", "s"},   {"v", "f"},     {"y", "i"},     {"j", "j"},
});

const Sound* sound_at(std::string_view rest) {
  for (const Sound& sound : k_sounds) {
    if (rest.starts_with(sound.letters)) return &sound;
  }
  return nullptr;
}

}  // namespace

std::string sounds_of(std::string_view folded) {
  std::string sounds;
  for (std::size_t at = 0; at < folded.size();) {
    const Sound* sound = sound_at(folded.substr(at));
    const std::string_view said = sound != nullptr ? sound->sound : folded.substr(at, 1);
    for (char c : said) {
      if (sounds.empty() || sounds.back() != c) sounds.push_back(c);  // a doubled letter is said once
    }
    at += sound != nullptr ? sound->letters.size() : 1;
  }
  // What ends in -en is said with -e, what ends in d or b as t or p.
  if (sounds.size() > 3 && sounds.ends_with("en")) sounds.pop_back();
  if (!sounds.empty() && sounds.back() == 'd') sounds.back() = 't';
  if (!sounds.empty() && sounds.back() == 'b') sounds.back() = 'p';
  return sounds;
}

}  // namespace leerwijzer
