#include "engine/language/sector_words.hpp"

#include "engine/language/language_files.hpp"

#include <unordered_map>

namespace leerwijzer {
namespace {

std::unordered_map<std::string_view, std::string_view> read_sector_words() {
  std::unordered_map<std::string_view, std::string_view> sectors;
  for (std::string_view line : lines_of_language_file("sector-words.txt")) {
    const std::size_t end = line.find(' ');
    const std::string_view sector = line.substr(0, end);
    while (!line.empty()) {
      const std::size_t space = line.find(' ');
      sectors.emplace(line.substr(0, space), sector);
      line = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    }
  }
  return sectors;
}

}  // namespace

std::string_view sector_named_by(std::string_view folded) {
  static const std::unordered_map<std::string_view, std::string_view> sectors = read_sector_words();
  const auto found = sectors.find(folded);
  return found == sectors.end() ? std::string_view() : found->second;
}

}  // namespace leerwijzer
