#include "indexer/reading/record_report.hpp"

#include "engine/core/text.hpp"

namespace leerwijzer {

namespace {
constexpr std::size_t k_most_diagnostics = 60;
}

void RecordReport::add(Severity severity, std::string_view code, std::string_view path, std::string_view message) {
  if (diagnostics_.size() >= k_most_diagnostics) {
    ++dropped_;
    return;
  }
  diagnostics_.push_back({severity, std::string(code), {}, std::string(path), std::string(message)});
}

std::vector<Diagnostic> RecordReport::take() {
  if (dropped_ > 0) {
    diagnostics_.push_back({Severity::info,
                            "more-diagnostics",
                            {},
                            "",
                            std::to_string(dropped_) + " further remarks on this record were left out."});
  }
  for (Diagnostic& diagnostic : diagnostics_) diagnostic.record_key = record_key_;
  dropped_ = 0;
  return std::exchange(diagnostics_, {});
}

std::string raw_value(std::string_view raw) {
  const std::string line = collapse_spaces(replace_invalid_utf8(truncate_utf8(raw, 400)));
  const std::string_view cut = truncate_utf8(line, 80);
  return "\"" + std::string(cut) + (cut.size() < line.size() ? "…\"" : "\"");
}

}  // namespace leerwijzer
