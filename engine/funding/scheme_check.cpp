#include "engine/funding/scheme_check.hpp"

#include "engine/core/text.hpp"
#include "engine/funding/amounts.hpp"
#include "engine/funding/rule_file.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace leerwijzer {
namespace {

constexpr int k_check_ahead = 30;   // days
constexpr int k_amount_ahead = 60;  // days
constexpr int k_years_trusted_months = 12;

bool says(const std::string& confidence, std::initializer_list<std::string_view> words) {
  const std::string text = to_lower_ascii(confidence);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return contains(text, word); });
}

bool is_conflicting(const std::string& confidence) { return says(confidence, {"conflict"}); }

bool is_low(const std::string& confidence) {
  return says(confidence, {"general", "undated", "unverified", "not verified", "unknown", "not found", "weak", "stale",
                           "dated", "old"});
}

class Checker {
 public:
  Checker(const CompiledRules& rules, Date today) : rules_(rules), today_(today) {}

  void check(const JsonCursor& file) {
    scheme_ = file.at("id").text();
    const auto found = std::find_if(rules_.schemes.begin(), rules_.schemes.end(),
                                    [&](const SchemeModel& one) { return one.id == scheme_; });
    if (has_ended(*found, as_number(today_))) return;
    const auto versions = file.at("versions").items();
    bool in_use = false;
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const SchemeVersion& version = found->versions[i];
      if (version.status == SchemeStatus::planned || version.status == SchemeStatus::ended ||
          version.span.to <= as_number(today_))
        continue;
      in_use = true;
      check_version(versions[i], version);
    }
    if (in_use) check_parameters(file);
  }

  std::vector<SchemeFinding> take() {
    std::stable_sort(findings_.begin(), findings_.end(), [](const SchemeFinding& a, const SchemeFinding& b) {
      return std::tuple(a.kind, a.since, a.scheme) < std::tuple(b.kind, b.since, b.scheme);
    });
    return std::move(findings_);
  }

 private:
  void add(SchemeCheck kind, const JsonCursor& at, std::string what, std::string todo, Date since) {
    findings_.push_back({kind, scheme_, at.place(), std::move(what), std::move(todo), source_, since});
  }

  void check_version(const JsonCursor& at, const SchemeVersion& version) {
    source_ = version.url;
    const Date next = at.find("nextCheck") ? at.at("nextCheck").date()
                                           : plus_months(at.at("checkedAt").date(), k_years_trusted_months);
    const JsonCursor check_at = at.find("nextCheck") ? at.at("nextCheck") : at.at("checkedAt");
    if (next < today_) {
      add(SchemeCheck::overdue, check_at, "It should have been checked on " + format_iso(next) + ".",
          "Read the source, correct what changed, and set checkedAt and nextCheck.", next);
    } else if (days_between(today_, next) <= k_check_ahead) {
      add(SchemeCheck::soon, check_at, "It is to be checked before " + format_iso(next) + ".",
          "Read the source, correct what changed, and set checkedAt and nextCheck.", next);
    }
    check_confidence(at.at("confidence"));
    if (version.status == SchemeStatus::unconfirmed)
      add(SchemeCheck::unconfirmed, at.at("status"), "Its end was announced and an extension is not known.",
          "Ask the issuer; set status to active or ended.", today_);
    check_windows(at.at("windows"), version);
  }

  void check_confidence(const JsonCursor& at) {
    const std::string confidence = at.text();
    if (is_conflicting(confidence)) {
      add(SchemeCheck::conflicting, at, "Sources disagree: " + confidence + ".", "Ask the issuer which one holds.",
          today_);
    } else if (is_low(confidence)) {
      add(SchemeCheck::low_confidence, at, "It is not fully verified: " + confidence + ".",
          "Find a dated source of the issuer, and say so in confidence.", today_);
    }
  }

  void check_windows(const JsonCursor& at, const SchemeVersion& version) {
    if (version.status != SchemeStatus::active) return;
    const int today = as_number(today_);
    int last = 0;
    bool is_unconfirmed = version.windows.empty();
    for (const WindowModel& window : version.windows) {
      switch (window.type) {
        case WindowType::continuous: return;
        case WindowType::announced:
        case WindowType::unknown: is_unconfirmed = true; break;
        case WindowType::dates: last = std::max(last, window.close); break;
        case WindowType::yearly: last = std::max(last, window.last_confirmed_year * 10000 + window.close); break;
      }
    }
    if (last >= today) return;
    if (is_unconfirmed) {
      add(SchemeCheck::unconfirmed, at, "It is not known when somebody can apply.",
          "Ask the issuer for the dates, and add them as a window.", today_);
    } else {
      const auto closed =
          parse_iso_date(std::to_string(last / 10000) + "-" + two(last / 100 % 100) + "-" + two(last % 100));
      add(SchemeCheck::expired_window, at,
          "The last window that is known closed" + (closed ? " on " + format_iso(*closed) : "") + ".",
          "Ask the issuer for the next window, or end the version.", closed ? *closed : today_);
    }
  }

  static std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  /// The last period of each parameter, and what is said of those that hold now.
  void check_parameters(const JsonCursor& file) {
    std::map<std::string, std::pair<JsonCursor, Date>> last;
    const Date for_ever = Date{std::chrono::year{2200}, std::chrono::December, std::chrono::day{31}};
    for (const JsonCursor& at : file.at("parameters").items()) {
      const Date ends = at.find("validTo") ? at.at("validTo").date() : for_ever;
      source_ = at.text_or_empty("source");
      if (ends > today_) check_confidence(at.at("confidence"));
      const auto [held, is_new] = last.emplace(at.at("key").text(), std::pair(at, ends));
      if (!is_new && held->second.second < ends) held->second = {at, ends};
    }
    for (const auto& [key, period] : last) {
      const auto& [at, ends] = period;
      source_ = at.text_or_empty("source");
      if (ends <= today_) {
        add(SchemeCheck::expired_amount, at, key + " has no value since " + format_iso(ends) + ".",
            "Add the period that follows, with its source.", ends);
      } else if (days_between(today_, ends) <= k_amount_ahead) {
        add(SchemeCheck::soon, at, key + " has no value from " + format_iso(ends) + ".",
            "Add the period that follows, with its source.", ends);
      }
    }
  }

  const CompiledRules& rules_;
  const Date today_;
  std::string scheme_;
  std::string source_;
  std::vector<SchemeFinding> findings_;
};

}  // namespace

Result<std::vector<SchemeFinding>> check_schemes(const std::vector<std::pair<std::string, std::string>>& file_and_json,
                                                 Date today) {
  const auto rules = compile_rules(file_and_json);
  if (!rules) return rules.error();
  Checker checker(*rules, today);
  for (const auto& [name, text] : file_and_json) {
    if (name.ends_with(".schema.json")) continue;
    const boost::json::value document = boost::json::parse(text);
    checker.check({document, name});
  }
  return checker.take();
}

}  // namespace leerwijzer
