// A file whose text is part of the program (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace leerwijzer {

struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

}  // namespace leerwijzer
