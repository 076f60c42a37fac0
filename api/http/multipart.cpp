#include "api/http/multipart.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <string>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_boundary = 70;  // RFC 2046
constexpr std::size_t k_longest_head = 4096;

Error no_form() {
  return {ErrorCode::invalid_input, "Dit formulier kunnen we niet lezen.", "Stuur het nog een keer vanaf de pagina.",
          ""};
}

/// The value of `; name=value` or `; name="value"`. In quotes only %22 stands for a quote, as browsers write it, so the
/// next one ends it.
std::optional<std::string_view> parameter(std::string_view text, std::string_view name) {
  std::size_t at = text.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = trim(text.substr(at + 1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const bool is_it = to_lower_ascii(trim(rest.substr(0, equals))) == name;
    rest = trim(rest.substr(equals + 1));
    std::string_view value;
    if (rest.starts_with('"')) {
      const std::size_t end = rest.find('"', 1);
      if (end == std::string_view::npos) return std::nullopt;
      value = rest.substr(1, end - 1);
      rest = rest.substr(end + 1);
    } else {
      value = trim(rest.substr(0, rest.find(';')));
    }
    if (is_it) return value;
    const std::size_t next = rest.find(';');
    if (next == std::string_view::npos) return std::nullopt;
    at = static_cast<std::size_t>(rest.data() - text.data()) + next;
  }
  return std::nullopt;
}

std::optional<std::string_view> boundary_of(std::string_view content_type) {
  constexpr std::string_view k_type = "multipart/form-data";
  if (to_lower_ascii(trim(content_type.substr(0, content_type.find(';')))) != k_type) return std::nullopt;
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > k_longest_boundary) return std::nullopt;
  return boundary;
}

/// The part whose head and content stand in `text`; nothing without a name.
std::optional<FormPart> part_of(std::string_view text) {
  std::size_t end = text.find("\r\n\r\n");
  if (end == std::string_view::npos || end > k_longest_head) return std::nullopt;
  FormPart part;
  part.content = text.substr(end + 4);
  std::string_view head = text.substr(0, end);
  bool named = false;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    if (to_lower_ascii(trim(line.substr(0, colon))) != "content-disposition") continue;
    const std::string_view value = trim(line.substr(colon + 1));
    if (!to_lower_ascii(value).starts_with("form-data")) return std::nullopt;
    const auto name = parameter(value, "name");
    if (!name || name->empty() || named) return std::nullopt;
    named = true;
    part.name = *name;
    part.file_name = parameter(value, "filename");
  }
  return named ? std::optional(part) : std::nullopt;
}

}  // namespace

Result<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body) {
  const auto boundary = boundary_of(content_type);
  if (!boundary) return no_form();
  const std::string line = "--" + std::string(*boundary);
  const std::string between = "\r\n" + line;
  std::vector<FormPart> parts;
  if (!body.starts_with(line)) return no_form();
  std::string_view rest = body.substr(line.size());
  while (rest.starts_with("\r\n")) {
    rest.remove_prefix(2);
    const std::size_t end = rest.find(between);
    if (end == std::string_view::npos || parts.size() == k_most_parts) return no_form();
    const auto part = part_of(rest.substr(0, end));
    if (!part) return no_form();
    parts.push_back(*part);
    rest.remove_prefix(end + between.size());
  }
  if (!rest.starts_with("--")) return no_form();
  return parts;
}

}  // namespace leerwijzer
