#include "engine/funding/rule_lint.hpp"

#include "engine/funding/knowledge.hpp"
#include "engine/funding/rule_worlds.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_forever = DateSpan{}.to;

std::string shown(int date) {
  if (date == 0) return "the beginning";
  if (date == k_forever) return "no end";
  const std::string text = std::to_string(date);
  return text.size() != 8 ? text : text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
}

/// Pointers of the conditions of a rule, in the order of atoms_of.
void collect_pointers(const json::value& node, const std::string& pointer, std::vector<std::string>& out) {
  const json::object& object = node.as_object();
  if (object.contains("fact")) out.push_back(pointer);
  if (const json::value* child = object.if_contains("not")) collect_pointers(*child, pointer + "/not", out);
  for (const char* key : {"all", "any"}) {
    const json::value* list = object.if_contains(key);
    if (list == nullptr) continue;
    for (std::size_t i = 0; i < list->as_array().size(); ++i) {
      collect_pointers(list->as_array()[i], pointer + "/" + key + "/" + std::to_string(i), out);
    }
  }
}

struct Placed {
  DateSpan span;
  std::string pointer;
};

/// One scheme file: its JSON for places and its compiled form for meaning.
class FileLint {
 public:
  FileLint(std::string file, const json::value& document, const SchemeModel& scheme, const CompiledRules& rules,
           std::vector<LintFinding>& findings)
      : file_(std::move(file)), document_(document), scheme_(scheme), rules_(rules), findings_(findings) {}

  void run() {
    for (std::size_t i = 0; i < scheme_.versions.size(); ++i) check_version(i);
    check_spans(version_spans(), "version", "Versions follow each other: end one on the day that the next begins.");
    check_parameters();
    check_stacking();
  }

 private:
  void add(std::string pointer, const char* code, std::string what, std::string hint) {
    findings_.push_back({file_, std::move(pointer), code, std::move(what), std::move(hint)});
  }

  void check_version(std::size_t at) {
    const std::string pointer = "/versions/" + std::to_string(at);
    check_rule(scheme_.versions[at], pointer + "/rule");
    check_windows(scheme_.versions[at], pointer + "/windows");
    const json::object& version = document_.at("versions").at(at).as_object();
    const json::value* next = version.if_contains("nextCheck");
    if (next != nullptr && next->is_string() && next->get_string() < version.at("checkedAt").as_string()) {
      add(pointer + "/nextCheck", "check_before_checked", "the next check lies before the last one",
          "Give the day on which somebody must look at the source again.");
    }
  }

  /// The days on which a parameter of the rule changes, within the version.
  [[nodiscard]] std::set<int> change_days(const SchemeVersion& version,
                                          const std::vector<const RuleNode*>& atoms) const {
    std::set<int> days = {version.span.from};
    for (const RuleNode* atom : atoms) {
      if (!atom->param) continue;
      for (const ParameterPeriod& period : rules_.parameters[atom->param->parameter].periods) {
        if (version.span.contains(period.span.from)) days.insert(period.span.from);
      }
    }
    return days;
  }

  void check_values(const std::vector<const RuleNode*>& atoms, const std::vector<std::string>& pointers) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const FactSpec& spec = fact_table()[atoms[i]->fact];
      if (spec.type != FactType::number || atoms[i]->param || fact_range(spec.unit).holds(atoms[i]->number)) continue;
      add(pointers[i], "value_out_of_range",
          "no " + std::string(spec.name) + " is " + format_value(spec.unit, atoms[i]->number),
          "The fact counts " + std::string(name_of(spec.unit)) + "; check the unit of the number.");
    }
  }

  void check_rule(const SchemeVersion& version, const std::string& pointer) {
    const auto atoms = atoms_of(version.rule);
    std::vector<std::string> pointers;
    collect_pointers(document_.at_pointer(pointer), pointer, pointers);
    check_values(atoms, pointers);
    if (atoms.size() > 64) return too_large(pointer);
    Seen seen;
    for (const int day : change_days(version, atoms)) {
      if (!look(version, atoms, day, seen)) return too_large(pointer);
    }
    if (!seen.any_day) return;  // the parameters are never all known: every answer is unknown
    if (!seen.met) {
      add(pointer, "unsatisfiable_rule", "nobody can meet this rule",
          "Look for two conditions that exclude each other.");
      return;
    }
    if (!seen.failed) return add(pointer, "always_true_rule", "everybody meets this rule", "Leave no condition out.");
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if ((seen.differs_if_true & seen.differs_if_false) >> i & 1U) continue;
      add(pointers[i], "atom_never_matters",
          "the condition on " + std::string(fact_table()[atoms[i]->fact].name) + " changes no verdict",
          "Remove it, or correct the condition that makes it needless.");
    }
  }

  struct Seen {
    bool any_day = false;
    bool met = false;
    bool failed = false;
    std::uint64_t differs_if_true = 0;  ///< conditions that cannot be taken to hold always
    std::uint64_t differs_if_false = 0;
  };

  /// Goes through all that can be on one day; false when that is too much.
  bool look(const SchemeVersion& version, const std::vector<const RuleNode*>& atoms, int day, Seen& seen) const {
    bool is_known = true;
    const auto value = [&](const ParamRef& ref) {
      const auto found = parameter_value(rules_, {ref.parameter, DateAxis::today}, {day, day});
      is_known = is_known && found.has_value();
      return found.value_or(0);
    };
    const auto facts = fact_worlds(atoms, value);
    if (!is_known) return true;
    seen.any_day = true;
    return for_each_world(facts, [&](std::uint64_t world) {
      const bool holds = holds_in(version.rule, world);
      seen.met = seen.met || holds;
      seen.failed = seen.failed || !holds;
      for (std::size_t i = 0; i < atoms.size(); ++i) {
        const std::uint64_t mark = std::uint64_t{1} << i;
        if (holds_in(version.rule, world | mark) != holds) seen.differs_if_true |= mark;
        if (holds_in(version.rule, world & ~mark) != holds) seen.differs_if_false |= mark;
      }
    });
  }

  void too_large(const std::string& pointer) {
    add(pointer, "rule_too_large", "the rule has more combinations than can be gone through",
        "Split the scheme into two versions or two files.");
  }

  void check_windows(const SchemeVersion& version, const std::string& pointer) {
    for (std::size_t i = 0; i < version.windows.size(); ++i) {
      const WindowModel& window = version.windows[i];
      const std::string at = pointer + "/" + std::to_string(i);
      for (std::size_t j = 0; j < i; ++j) {
        const WindowModel& other = version.windows[j];
        if (window.type != WindowType::dates || other.type != WindowType::dates) continue;
        if (window.open > other.close || other.open > window.close) continue;
        add(at, "window_overlap", "two windows share days", "Make one window of the two.");
      }
    }
  }

  [[nodiscard]] std::vector<Placed> version_spans() const {
    std::vector<Placed> spans;
    for (std::size_t i = 0; i < scheme_.versions.size(); ++i) {
      spans.push_back({scheme_.versions[i].span, "/versions/" + std::to_string(i)});
    }
    return spans;
  }

  void check_spans(std::vector<Placed> spans, const std::string& kind, const std::string& hint) {
    std::stable_sort(spans.begin(), spans.end(),
                     [](const Placed& a, const Placed& b) { return a.span.from < b.span.from; });
    for (std::size_t i = 1; i < spans.size(); ++i) {
      const int end = spans[i - 1].span.to;
      const int begin = spans[i].span.from;
      if (begin == end) continue;
      const bool overlaps = begin < end;
      const char* code = kind == "version" ? (overlaps ? "version_overlap" : "version_gap")
                                           : (overlaps ? "period_overlap" : "period_gap");
      add(spans[i].pointer, code,
          overlaps ? "it begins on " + shown(begin) + ", before the one before it ends on " + shown(end)
                   : "nothing holds from " + shown(end) + " to " + shown(begin),
          hint);
    }
  }

  void check_parameters() {
    std::map<std::string, std::vector<Placed>> by_key;
    const json::array& list = document_.at("parameters").as_array();
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string key(list[i].at("key").as_string());
      const auto parameter = std::find_if(rules_.parameters.begin(), rules_.parameters.end(),
                                          [&](const ParameterModel& each) { return each.key == key; });
      by_key[key].push_back({parameter->periods[counts[key]++].span, "/parameters/" + std::to_string(i)});
    }
    for (const auto& [key, spans] : by_key) {
      check_spans(
          spans, "parameter",
          "Let the periods of " + key + " follow each other; a value that nobody knows is left out at the end.");
    }
  }

  void check_stacking() {
    std::set<std::string> seen;
    const json::array& list = document_.at("stacking").as_array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string with(list[i].at("with").as_string());
      const std::string pointer = "/stacking/" + std::to_string(i);
      if (with == scheme_.id) {
        add(pointer, "stacking_self", "a scheme is not combined with itself", "Name the other scheme.");
      }
      if (!seen.insert(with).second) {
        add(pointer, "stacking_repeated", "\"" + with + "\" is spoken of twice", "Keep one of the two.");
      }
    }
  }

  std::string file_;
  const json::value& document_;
  const SchemeModel& scheme_;
  const CompiledRules& rules_;
  std::vector<LintFinding>& findings_;
};

struct Said {
  std::string file;
  std::string pointer;
  std::string relation;
  int exactness = 0;
};

/// A name outranks a group or pattern; what is said of everybody differs on purpose and is left out.
int exactness_of(const std::string& with) {
  if (with == "*" || with == "participant_fee") return 0;
  return with.ends_with('*') || with.starts_with("group:") ? 1 : 2;
}

bool means(const std::string& with, const SchemeModel& scheme) {
  if (with.starts_with("group:")) return scheme.group == with.substr(6);
  if (with.ends_with('*')) return scheme.id.starts_with(with.substr(0, with.size() - 1));
  return scheme.id == with;
}

using Documents = std::map<std::string, std::pair<std::string, json::value>>;  ///< by scheme id: file and JSON

/// What is said most exactly of a scheme by the file of another.
std::optional<Said> said_of(const Documents& documents, const SchemeModel& by, const SchemeModel& of) {
  std::optional<Said> best;
  const auto& [file, document] = documents.at(by.id);
  const json::array& list = document.at("stacking").as_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string with(list[i].at("with").as_string());
    const int exactness = exactness_of(with);
    if (exactness == 0 || !means(with, of) || (best && best->exactness >= exactness)) continue;
    best = Said{file, "/stacking/" + std::to_string(i), std::string(list[i].at("relation").as_string()), exactness};
  }
  return best;
}

void check_symmetry(const Documents& documents, const CompiledRules& rules, std::vector<LintFinding>& findings) {
  for (std::size_t i = 0; i < rules.schemes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto one = said_of(documents, rules.schemes[i], rules.schemes[j]);
      const auto other = said_of(documents, rules.schemes[j], rules.schemes[i]);
      if (!one || !other || one->exactness != other->exactness || one->relation == other->relation) continue;
      findings.push_back({one->file, one->pointer, "stacking_asymmetry",
                          rules.schemes[i].id + " says " + one->relation + " of " + rules.schemes[j].id +
                              ", which says " + other->relation + " (" + other->file + other->pointer + ")",
                          "Let both say the same; the stricter counts until then."});
    }
  }
}

LintFinding as_finding(const Error& error) {
  const std::size_t hash = error.where.find('#');
  const std::size_t colon = error.where.find(':');
  LintFinding finding{error.where.substr(0, std::min(hash, colon)), "", "does_not_load", error.what, error.hint};
  if (hash != std::string::npos) finding.pointer = error.where.substr(hash + 1);
  if (hash == std::string::npos && colon != std::string::npos)
    finding.what += " (line " + error.where.substr(colon + 1) + ")";
  return finding;
}

/// Each file that the loader refuses is named once: what it refuses is left out, and the rest is tried again. Faults
/// that only follow from a file that was left out are not told.
std::vector<LintFinding> load_faults(std::vector<std::pair<std::string, std::string>> files) {
  std::vector<LintFinding> findings;
  for (auto rules = compile_rules(files); !rules; rules = compile_rules(files)) {
    LintFinding finding = as_finding(rules.error());
    const auto at = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.first == finding.file; });
    const bool is_first = findings.empty();
    const bool follows =
        !is_first && (finding.what.ends_with("names no scheme") || finding.what.ends_with("is in no file"));
    if (!follows) findings.push_back(std::move(finding));
    if (at == files.end()) break;
    files.erase(at);
  }
  return findings;
}

}  // namespace

std::vector<LintFinding> lint_rules(const std::vector<std::pair<std::string, std::string>>& file_and_json) {
  const auto rules = compile_rules(file_and_json);
  if (!rules) return load_faults(file_and_json);
  Documents documents;
  for (const auto& [file, text] : file_and_json) {
    if (file.ends_with(".schema.json")) continue;
    json::value document = json::parse(text);
    std::string id(document.at("id").as_string());
    documents.emplace(std::move(id), std::pair(file, std::move(document)));
  }
  std::vector<LintFinding> findings;
  for (const SchemeModel& scheme : rules->schemes) {
    const auto& [file, document] = documents.at(scheme.id);
    FileLint(file, document, scheme, *rules, findings).run();
  }
  check_symmetry(documents, *rules, findings);
  std::sort(findings.begin(), findings.end(), [](const LintFinding& a, const LintFinding& b) {
    return std::tie(a.file, a.pointer, a.code) < std::tie(b.file, b.pointer, b.code);
  });
  return findings;
}

}  // namespace leerwijzer
