// What a person has to verify in the scheme files on a day: checks that are overdue, windows and amounts
// that have run out, sources that disagree. The most urgent first.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/error.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// In order of urgency. fault: the rule lint found it (see rule_lint.hpp). Up to expired_amount a person who asks today
/// gets an answer that may be wrong.
enum class SchemeCheck {
  fault,
  overdue,
  conflicting,
  expired_window,
  expired_amount,
  unconfirmed,
  low_confidence,
  soon
};
template <>
struct EnumNames<SchemeCheck> {
  static constexpr auto names = std::to_array<EnumName<SchemeCheck>>({{SchemeCheck::fault, "fault"},
                                                                      {SchemeCheck::overdue, "overdue"},
                                                                      {SchemeCheck::conflicting, "conflicting"},
                                                                      {SchemeCheck::expired_window, "expired window"},
                                                                      {SchemeCheck::expired_amount, "expired amount"},
                                                                      {SchemeCheck::unconfirmed, "unconfirmed"},
                                                                      {SchemeCheck::low_confidence, "low confidence"},
                                                                      {SchemeCheck::soon, "soon"}});
};

struct SchemeFinding {
  SchemeCheck kind = SchemeCheck::soon;
  std::string scheme;
  std::string where;   ///< "LLK.json#/versions/0/nextCheck"
  std::string what;    ///< one sentence
  std::string todo;    ///< one sentence
  std::string source;  ///< where to look; empty: no source is known
  Date since{};        ///< since when, or until when
};

/// Must somebody act before the next answer?
[[nodiscard]] constexpr bool is_due(SchemeCheck kind) noexcept { return kind < SchemeCheck::unconfirmed; }

/// Ended, planned and past versions need no check. Fails when the files do not compile.
[[nodiscard]] Result<std::vector<SchemeFinding>> check_schemes(
    const std::vector<std::pair<std::string, std::string>>& file_and_json, Date today);

}  // namespace leerwijzer
