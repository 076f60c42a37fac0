#include "api/metric_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <iterator>

namespace leerwijzer {
namespace {

std::string escaped(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

/// Whole numbers in full: a count or a moment must not come out as 1.79e+09.
std::string number(double value) {
  constexpr double k_exact = 9e15;
  if (std::abs(value) < k_exact && std::trunc(value) == value) return std::to_string(static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

}  // namespace

void MetricText::family(std::string_view name, std::string_view type, std::string_view help) {
  fmt::format_to(std::back_inserter(text_), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

void MetricText::sample(std::string_view name,
                        std::initializer_list<std::pair<std::string_view, std::string_view>> labels, double value) {
  text_ += name;
  char before = '{';
  for (const auto& [label, text] : labels) {
    fmt::format_to(std::back_inserter(text_), "{}{}=\"{}\"", before, label, escaped(text));
    before = ',';
  }
  if (labels.size() > 0) text_ += '}';
  text_ += ' ' + number(value) + '\n';
}

}  // namespace leerwijzer
