// From scheme files to the compiled rules: first the parameters of all files, then the schemes, then how
// they go together.
#include "engine/core/text.hpp"
#include "engine/funding/rule_file.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr auto k_parties = std::to_array<std::string_view>({"worker", "employer", "provider", "adviser", "nobody"});

std::string read_party(const JsonCursor& at) {
  std::string party = at.text();
  if (std::find(k_parties.begin(), k_parties.end(), party) == k_parties.end()) {
    at.fail("\"" + party + "\" is not a party", "Use worker, employer, provider, adviser or nobody.");
  }
  return party;
}

struct SchemeFile {
  std::string name;
  std::string id;
  json::value document;
  [[nodiscard]] JsonCursor root() const { return {document, name}; }
};

/// Line of a byte position, for a fault of syntax.
std::size_t line_of(std::string_view text, std::size_t position) {
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())), '\n'));
}

/// Boost.JSON keeps the last of two equal keys without a word; a key stated twice is a fault here. Walks the text,
/// which is known to be valid JSON, with a stack of the keys of the open objects.
void refuse_repeated_keys(const std::string& file, const std::string& text) {
  std::vector<std::set<std::string, std::less<>>> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{' || text[at] == '[') open.emplace_back();
    if (text[at] == '}' || text[at] == ']') open.pop_back();
    if (text[at] != '"') continue;
    const std::size_t begin = at++;
    while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
    if (next == std::string::npos || text[next] != ':') continue;
    const std::string key = text.substr(begin, at - begin + 1);
    if (!open.back().insert(key).second) {
      throw ErrorException({ErrorCode::invalid_input, "the key " + key + " is stated twice in one object",
                            "Keep one of the two.", file + ":" + std::to_string(line_of(text, begin))});
    }
  }
}

json::value parse_document(const std::string& file, const std::string& text) {
  json::parse_options options;
  options.max_depth = 32;
  json::parser parser({}, options);
  json::error_code fault;
  const std::size_t read = parser.write_some(text, fault);
  if (fault) {
    throw ErrorException({ErrorCode::invalid_input, "not valid JSON: " + fault.message(),
                          "Correct the file and import it again.", file + ":" + std::to_string(line_of(text, read))});
  }
  if (!trim(std::string_view(text).substr(read)).empty()) {
    throw ErrorException({ErrorCode::invalid_input, "there is text after the JSON value",
                          "Correct the file and import it again.", file + ":" + std::to_string(line_of(text, read))});
  }
  refuse_repeated_keys(file, text);
  return parser.release();
}

void read_parameters(const SchemeFile& file, CompiledRules& rules, ParameterIndex& index,
                     std::map<std::string, std::string, std::less<>>& owners) {
  for (const JsonCursor& at : file.root().at("parameters").items()) {
    at.allow_only({"key", "validFrom", "validTo", "value", "unit", "confidence", "source"});
    const std::string key = at.at("key").filled_text();
    const FactUnit unit = at.at("unit").one_of<FactUnit>();
    const auto [owner, is_new] = owners.emplace(key, file.id);
    if (owner->second != file.id) at.at("key").fail("the parameter \"" + key + "\" belongs to " + owner->second);
    if (is_new) {
      index.emplace(key, rules.parameters.size());
      rules.parameters.push_back({key, unit, {}});
    }
    ParameterModel& parameter = rules.parameters[index.find(key)->second];
    if (parameter.unit != unit) at.at("unit").fail("the parameter \"" + key + "\" has another unit before");
    ParameterPeriod period;
    period.span.from = at.date_number("validFrom", 0);
    period.span.to = at.date_number("validTo", period.span.to);
    if (period.span.to <= period.span.from) at.at("validTo").fail("the period ends before it begins");
    period.value = at.at("value").number();
    if (period.value < 0) at.at("value").fail("a parameter is not negative");
    period.conflicting = contains(at.at("confidence").text(), "conflict");
    (void)at.text_or_empty("source");
    parameter.periods.push_back(period);
  }
}

SchemeModel read_scheme(const SchemeFile& file, const CompiledRules& rules, const ParameterIndex& index) {
  const JsonCursor root = file.root();
  root.allow_only({"$schema", "id", "name", "issuer", "applicant", "beneficiary", "kind", "group", "versions",
                   "parameters", "stacking", "alternatives", "texts", "fund"});
  SchemeModel scheme;
  scheme.id = file.id;
  scheme.name = root.at("name").filled_text();
  scheme.issuer = root.at("issuer").filled_text();
  scheme.applicant = read_party(root.at("applicant"));
  (void)read_party(root.at("beneficiary"));
  scheme.kind = root.at("kind").one_of<SchemeKind>();
  scheme.group = root.text_or_empty("group");
  const auto versions = root.at("versions").items();
  if (versions.empty()) root.at("versions").fail("a scheme has at least one version");
  for (const JsonCursor& version : versions) scheme.versions.push_back(read_version(version, rules, index));
  const JsonCursor texts = root.at("texts");
  texts.allow_only({"what", "todo", "institution"});
  scheme.what = texts.at("what").filled_text();
  scheme.todo = texts.at("todo").filled_text();
  scheme.institution = texts.text_or_empty("institution");
  if (!scheme.institution.empty() && scheme.kind != SchemeKind::provider_grant)
    texts.at("institution").fail("a text for institutions goes with a provider_grant");
  if (const auto fund = root.find("fund")) scheme.fund = read_fund(*fund, scheme);
  return scheme;
}

/// What one file says of its scheme and another; `exactness` tells a name from a group from everybody.
struct Statement {
  int exactness = 0;
  StackRelation relation = StackRelation::unknown;
  std::int64_t limit = k_no_cap;
};

/// The more exact statement wins; of two equally exact ones the stricter.
void put(std::optional<Statement>& held, const Statement& next) {
  if (!held || std::tie(held->exactness, next.relation) < std::tie(next.exactness, held->relation)) held = next;
}

/// Schemes that a `with` means; empty when it names none.
std::vector<std::size_t> schemes_meant(const std::string& with, const CompiledRules& rules) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < rules.schemes.size(); ++i) {
    const SchemeModel& scheme = rules.schemes[i];
    const bool by_group = with.starts_with("group:") && scheme.group == with.substr(6);
    const bool by_prefix =
        with.ends_with('*') && scheme.id.starts_with(std::string_view(with).substr(0, with.size() - 1));
    if (scheme.id == with || by_group || by_prefix) out.push_back(i);
  }
  return out;
}

int exactness_of(const std::string& with) {
  return with == "*" ? 1 : with.ends_with('*') || with.starts_with("group:") ? 2 : 4;
}

using Pairs = std::vector<std::optional<Statement>>;

void read_relation(const JsonCursor& at, std::size_t self, CompiledRules& rules, Pairs& pairs) {
  at.allow_only({"with", "relation", "limit", "text", "confidence"});
  const JsonCursor with_at = at.at("with");
  const std::string with = with_at.filled_text();
  Statement statement{exactness_of(with), at.at("relation").one_of<StackRelation>(), k_no_cap};
  (void)at.text_or_empty("text");
  (void)at.at("confidence").text();
  if ((statement.relation == StackRelation::cap) != at.find("limit").has_value()) {
    at.fail("a limit belongs to the relation cap");
  }
  if (const auto limit = at.find("limit")) statement.limit = limit->whole_number();
  if ((statement.relation == StackRelation::forbids) != (with == "participant_fee")) {
    with_at.fail("the relation forbids goes with participant_fee");
  }
  if (with == "participant_fee") {
    rules.schemes[self].forbids_fee = true;
    return;
  }
  if (with == "*" && statement.relation == StackRelation::cap) {
    rules.schemes[self].total_limit = std::min(rules.schemes[self].total_limit, statement.limit);
    return;
  }
  const auto meant = schemes_meant(with, rules);
  if (meant.empty()) with_at.fail("\"" + with + "\" names no scheme");
  const std::size_t count = rules.schemes.size();
  for (std::size_t other : meant) {
    if (other == self) continue;
    put(pairs[self * count + other], statement);
    put(pairs[other * count + self], statement);
  }
}

void relate(const std::vector<SchemeFile>& files, CompiledRules& rules) {
  const std::size_t count = rules.schemes.size();
  Pairs pairs(count * count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      const std::string& group = rules.schemes[i].group;
      if (i != j && !group.empty() && group == rules.schemes[j].group)
        put(pairs[i * count + j], {3, StackRelation::exclusive, k_no_cap});
    }
    for (const JsonCursor& at : files[i].root().at("stacking").items()) read_relation(at, i, rules, pairs);
  }
  rules.relations.assign(count * count, StackRelation::unknown);
  rules.limits.assign(count * count, k_no_cap);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!pairs[i]) continue;
    rules.relations[i] = pairs[i]->relation;
    rules.limits[i] = pairs[i]->limit;
  }
}

void read_alternatives(const SchemeFile& file, CompiledRules& rules, SchemeModel& scheme) {
  const auto list = file.root().find("alternatives");
  if (!list) return;
  for (const JsonCursor& at : list->items()) {
    const std::string id = at.text();
    const auto found =
        std::find_if(rules.schemes.begin(), rules.schemes.end(), [&](const SchemeModel& s) { return s.id == id; });
    if (found == rules.schemes.end()) at.fail("\"" + id + "\" names no scheme");
    scheme.alternatives.push_back(static_cast<std::size_t>(found - rules.schemes.begin()));
  }
}

std::vector<SchemeFile> read_files(const std::vector<std::pair<std::string, std::string>>& file_and_json) {
  std::vector<SchemeFile> files;
  for (const auto& [name, text] : file_and_json) {
    if (name.ends_with(".schema.json")) continue;
    SchemeFile file{name, {}, parse_document(name, text)};
    file.id = file.root().at("id").filled_text();
    files.push_back(std::move(file));
  }
  std::stable_sort(files.begin(), files.end(), [](const SchemeFile& a, const SchemeFile& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < files.size(); ++i) {
    if (files[i].id == files[i - 1].id)
      files[i].root().at("id").fail("the scheme " + files[i].id + " is in " + files[i - 1].name + " too");
  }
  return files;
}

}  // namespace

Result<CompiledRules> compile_rules(const std::vector<std::pair<std::string, std::string>>& file_and_json) try {
  const std::vector<SchemeFile> files = read_files(file_and_json);
  CompiledRules rules;
  ParameterIndex index;
  std::map<std::string, std::string, std::less<>> owners;
  std::string canonical;
  for (const SchemeFile& file : files) read_parameters(file, rules, index, owners);
  for (const SchemeFile& file : files) {
    rules.schemes.push_back(read_scheme(file, rules, index));
    canonical += json::serialize(file.document) + "\n";
  }
  relate(files, rules);
  for (std::size_t i = 0; i < files.size(); ++i) read_alternatives(files[i], rules, rules.schemes[i]);
  rules.snapshot = digest(canonical);
  return rules;
} catch (const ErrorException& fault) {
  return fault.error();
}

}  // namespace leerwijzer
