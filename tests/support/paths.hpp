// Where tests find the project's own files, and the shared material that may be absent.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace leerwijzer::testing {

std::filesystem::path root();

/// The programs that were built.
std::filesystem::path programs();

/// Real feeds and facts beside the project; a test skips with a message where the folder is absent:
///   if (!std::filesystem::exists(shared())) GTEST_SKIP() << "no shared folder beside the project";
inline std::filesystem::path shared() { return root().parent_path() / "shared"; }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace leerwijzer::testing
