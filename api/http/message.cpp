#include "api/http/message.hpp"

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

}  // namespace leerwijzer
