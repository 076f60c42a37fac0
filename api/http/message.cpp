#include "api/http/message.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::string_view find(const std::vector<std::pair<std::string, std::string>>& headers, std::string_view name) noexcept {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

std::string_view WebRequest::header(std::string_view name) const noexcept { return find(headers, name); }
std::string_view WebResponse::header(std::string_view name) const noexcept { return find(headers, name); }

std::string_view WebRequest::cookie(std::string_view name) const noexcept {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace leerwijzer
