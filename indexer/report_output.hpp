// Where the verbs report and check put a report, and in which form.
#pragma once

#include "report/report.hpp"

#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours to name
class App;
}

namespace leerwijzer {

struct ReportOutput {
  bool json = false;
  bool html = false;
  std::string file;  ///< empty: standard output
  int page = 1;
  int page_size = 50;
  int offers_in_text = 10;  ///< worst offers that the text names
};

/// --json, --html, --out, --page, --page-size.
void add_report_options(CLI::App& command, ReportOutput& output);

/// Throws ErrorException when the file cannot be written.
void write_report(const PublishingReport& report, const ReportOutput& output);

}  // namespace leerwijzer
