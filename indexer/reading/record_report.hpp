// What was wrong with one record, collected while it is read.
#pragma once

#include "engine/domain/feed.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class RecordReport {
 public:
  explicit RecordReport(std::string record_key = {}) : record_key_(std::move(record_key)) {}

  void error(std::string_view code, std::string_view path, std::string_view message) {
    add(Severity::error, code, path, message);
  }
  void warning(std::string_view code, std::string_view path, std::string_view message) {
    add(Severity::warning, code, path, message);
  }
  void info(std::string_view code, std::string_view path, std::string_view message) {
    add(Severity::info, code, path, message);
  }

  void set_record_key(std::string key) { record_key_ = std::move(key); }

  /// All so far, with the key of the record; at most 60, so that one broken record cannot fill the report.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  void add(Severity severity, std::string_view code, std::string_view path, std::string_view message);

  std::string record_key_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t dropped_ = 0;
};

/// A raw value for a message: in quotes, on one line, cut at 80 bytes.
[[nodiscard]] std::string raw_value(std::string_view raw);

}  // namespace leerwijzer
