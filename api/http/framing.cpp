#include "api/http/framing.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

std::size_t count(const RequestHead& head, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(head.headers.begin(), head.headers.end(), [&](const auto& field) { return field.first == name; }));
}

std::string_view value(const RequestHead& head, std::string_view name) {
  for (const auto& [key, text] : head.headers) {
    if (key == name) return text;
  }
  return {};
}

bool is_host(std::string_view text) noexcept {
  if (text.empty() || text.size() > 255) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
  });
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 18 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> host_fault(const RequestHead& head) {
  const std::size_t hosts = count(head, "host");
  if (head.version == 11 && hosts != 1) return "HTTP/1.1 needs exactly one Host field.";
  if (hosts > 1) return "There is more than one Host field.";
  if (hosts == 1 && !is_host(value(head, "host"))) return "The Host field is not a host name.";
  return std::nullopt;
}

std::optional<std::string> length_fault(const RequestHead& head) {
  const std::size_t lengths = count(head, "content-length");
  const std::size_t codings = count(head, "transfer-encoding");
  if (lengths > 0 && codings > 0) return "Content-Length and Transfer-Encoding exclude each other.";
  if (lengths > 1) return "There is more than one Content-Length field.";
  if (lengths == 1 && !all_digits(value(head, "content-length"))) return "Content-Length is not a number.";
  if (codings > 1) return "There is more than one Transfer-Encoding field.";
  if (codings == 1 && head.version != 11) return "Transfer-Encoding needs HTTP/1.1.";
  // Letter by letter: another spelling may mean another thing to a proxy in front.
  if (codings == 1 && value(head, "transfer-encoding") != "chunked") return "The only transfer coding here is chunked.";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> framing_fault(const RequestHead& head) {
  if (auto fault = host_fault(head)) return fault;
  if (auto fault = length_fault(head)) return fault;
  const bool whole_server = head.target == "*" && head.method == "OPTIONS";
  if (!whole_server && (head.target.empty() || head.target.front() != '/')) {
    return "The request target is not an absolute path.";
  }
  return std::nullopt;
}

}  // namespace leerwijzer
