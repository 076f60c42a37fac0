// A catalogue service for tests: a folder of JSON files ({"items": [...]} or a list) served as pages, as OOAPI has
// them. "/programs" is programs.json; "/programs/<id>/offerings" are the items of offerings.json whose "program" is
// that id.
#pragma once

#include "tests/support/http_server.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer::testing {

struct PagedService {
  std::string prefix{};                      ///< of every path: "/v5"
  std::size_t page_size = 10;                ///< at most, whatever is asked
  std::vector<std::string> wants_headers{};  ///< "name: value", names in lower case; else 401
};

/// Reads the folder at once. Throws std::runtime_error for a file that is no JSON.
[[nodiscard]] HttpServer::Handler serve_pages(const std::filesystem::path& folder, const PagedService& service);

}  // namespace leerwijzer::testing
