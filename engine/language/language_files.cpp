#include "engine/language/language_files.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {

std::vector<std::string_view> lines_of_language_file(std::string_view name) {
  std::vector<std::string_view> lines;
  for (const EmbeddedFile& file : language_files()) {
    if (file.name != name) continue;
    std::string_view rest = file.text;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = trim(rest.substr(0, end));
      if (!line.empty() && line.front() != '#') lines.push_back(line);
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return lines;
}

std::vector<std::string_view> words_of_language_file(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::string_view line : lines_of_language_file(name)) {
    while (!line.empty()) {
      const std::size_t end = line.find(' ');
      if (end != 0) words.push_back(line.substr(0, end));
      if (end == std::string_view::npos) break;
      line.remove_prefix(end + 1);
    }
  }
  return words;
}

}  // namespace leerwijzer
