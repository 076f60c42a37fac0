// Who helps whom, as data: schema/regions/referral-rules.json in the rule language of the schemes. The rules
// are in order; the first that holds names the desk to go to first.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/funding/condition.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Kinds of desks that exist; a rule or a desk of another kind does not load.
[[nodiscard]] std::span<const std::string_view> kinds_of_desks() noexcept;

struct ReferralRule {
  std::string id;
  int priority = 0;
  std::optional<Condition> condition;  ///< nothing: for everyone
  bool by_establishment = false;       ///< the desk is found by where the company is
  std::vector<std::string> refer_to;   ///< kinds of desks, the first first
  std::string reason;                  ///< Dutch, B1
  std::vector<std::string> otherwise;  ///< kinds, where no desk of refer_to is known
  std::string otherwise_reason;        ///< Dutch, B1
  std::string when_unknown;            ///< Dutch, B1: "Als u ..., dan ..."
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;

  [[nodiscard]] bool is_valid(Date date) const noexcept;
  [[nodiscard]] Verdict evaluate(const KnownFacts& known) const;
};

class ReferralRules {
 public:
  ReferralRules() = default;

  /// Reads the file's text. The first unknown key, fact, word, kind or date, a priority that is not higher than the one
  /// before, and a rule behind one for everyone are errors with the file and the JSON pointer.
  [[nodiscard]] static Result<ReferralRules> compile(std::string_view json, std::string_view file);
  /// The rules that the database holds; without any (empty text) nobody is referred. Fails as compile() does.
  [[nodiscard]] static Result<ReferralRules> stored(std::string_view json);

  [[nodiscard]] const std::vector<ReferralRule>& rules() const noexcept { return rules_; }

 private:
  std::vector<ReferralRule> rules_;
};

}  // namespace leerwijzer
