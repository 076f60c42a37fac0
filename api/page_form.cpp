#include "api/page_form.hpp"

#include "api/http/problem.hpp"
#include "api/http/target.hpp"
#include "engine/core/text.hpp"

#include <charconv>

namespace leerwijzer {

PageForm::PageForm(std::string_view body) {
  auto pairs = parse_form(body);
  if (!pairs) throw ErrorException(pairs.error());
  fields_ = std::move(*pairs);
  for (const auto& [name, value] : fields_) {
    if (count_code_points(value) > k_most_characters)
      throw InvalidInput({{name, "Deze tekst is te lang.", "Gebruik hoogstens 8.000 tekens."}});
  }
}

std::string PageForm::raw(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return {};
}

std::string PageForm::text(std::string_view name) const { return std::string(trim(raw(name))); }

std::int64_t PageForm::number(std::string_view name) const {
  const std::string typed = text(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
  return error == std::errc{} && end == typed.data() + typed.size() && value > 0 ? value : 0;
}

std::vector<std::string> PageForm::all(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : fields_) {
    if (key == name) out.push_back(value);
  }
  return out;
}

}  // namespace leerwijzer
