#include "indexer/report_output.hpp"

#include "engine/core/error.hpp"
#include "report/report_html.hpp"
#include "report/report_json.hpp"
#include "report/report_text.hpp"

#include <boost/json.hpp>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <fstream>

namespace leerwijzer {
namespace {

std::string written(const PublishingReport& report, const ReportOutput& output) {
  if (output.json) return boost::json::serialize(report_as_json(report)) + "\n";
  if (output.html) return report_as_html(report);
  return report_as_text(report, static_cast<std::size_t>(output.offers_in_text));
}

}  // namespace

void add_report_options(CLI::App& command, ReportOutput& output) {
  CLI::Option* json = command.add_flag("--json", output.json, "As JSON, for programs");
  command.add_flag("--html", output.html, "As one HTML page that needs no other file")->excludes(json);
  command.add_option("--out", output.file, "Write it to this file instead of to the terminal");
  command.add_option("--page", output.page, "Page of the offers, worst first")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command.add_option("--page-size", output.page_size, "Offers on a page, in JSON and HTML")
      ->check(CLI::Range(1, 1'000))
      ->capture_default_str();
}

void write_report(const PublishingReport& report, const ReportOutput& output) {
  const std::string text = written(report, output);
  if (output.file.empty()) {
    fmt::print("{}", text);
    std::fflush(stdout);
    return;
  }
  std::ofstream out(output.file, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    throw ErrorException({ErrorCode::unavailable, "The report could not be written",
                          "Check the folder and its permissions.", output.file});
  }
}

}  // namespace leerwijzer
