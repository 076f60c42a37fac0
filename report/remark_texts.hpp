// What a code means to an institution, in Dutch that everybody reads: what is wrong, what to change,
// an example. The words are data: schema/report/remarks.nl.json, built into the program.
#pragma once

#include "engine/core/embedded_file.hpp"
#include "engine/domain/quality.hpp"

#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

struct RemarkText {
  std::string means;
  std::string change;
  std::string example;  ///< empty: none is needed
};

struct CriterionText {
  std::string name;
  std::string why;
};

/// Of a diagnostic code; for a code without words a sentence that points at the detail.
[[nodiscard]] const RemarkText& remark_text(std::string_view code);
[[nodiscard]] bool has_remark_text(std::string_view code);

/// Of an advice key of domain/quality.hpp; same promise.
[[nodiscard]] const RemarkText& advice_text(std::string_view key);
[[nodiscard]] bool has_advice_text(std::string_view key);

[[nodiscard]] const CriterionText& criterion_text(Criterion criterion);

/// Every code with words, for the test that none is left over.
[[nodiscard]] std::vector<std::string> remark_codes();

/// Files of the report that are built in: texts and style sheet.
[[nodiscard]] std::span<const EmbeddedFile> embedded_report() noexcept;

}  // namespace leerwijzer
