// The loader is strict: every fault is an error that names the file and the JSON pointer.
#include "engine/core/text.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leerwijzer {
namespace {

using testing::small_scheme;

std::string where_of(const std::string& text) {
  const auto rules = FundingRules::compile({{"ONE.json", text}});
  if (rules) return "compiled";
  EXPECT_EQ(rules.error().code, ErrorCode::invalid_input);
  EXPECT_FALSE(rules.error().what.empty());
  EXPECT_FALSE(rules.error().hint.empty());
  return rules.error().where;
}

TEST(FundingCompile, the_small_scheme_is_right) {
  EXPECT_EQ(where_of(std::string(testing::k_small_scheme)), "compiled");
}

struct Fault {
  const char* name;
  const char* pointer;  ///< what is changed
  const char* value;
  const char* where;  ///< where the fault is found
};

class FundingCompileFaults : public ::testing::TestWithParam<Fault> {};

TEST_P(FundingCompileFaults, are_named_with_their_place) {
  EXPECT_EQ(where_of(small_scheme(GetParam().pointer, GetParam().value)), std::string("ONE.json#") + GetParam().where);
}

constexpr auto k_faults = std::to_array<Fault>({
    {"unknown_key_at_the_top", "/colour", "1", "/colour"},
    {"unknown_key_in_a_version", "/versions/0/valid_from", "\"2020-01-01\"", "/versions/0/valid_from"},
    {"unknown_key_in_pays", "/versions/0/pays/pct", "1", "/versions/0/pays/pct"},
    {"unknown_key_in_a_condition", "/versions/0/rule/all/2/unit", "\"x\"", "/versions/0/rule/all/2/unit"},
    {"unknown_key_beside_all", "/versions/0/rule/fact", "\"course.path\"", "/versions/0/rule/fact"},
    {"unknown_key_in_a_parameter", "/parameters/0/valid", "1", "/parameters/0/valid"},
    {"unknown_key_in_texts", "/texts/more", "\"x\"", "/texts/more"},
    {"unknown_fact", "/versions/0/rule/all/2/fact", "\"course.recognized\"", "/versions/0/rule/all/2/fact"},
    {"unknown_op", "/versions/0/rule/all/2/op", "\"is\"", "/versions/0/rule/all/2/op"},
    {"op_that_does_not_fit_a_flag", "/versions/0/rule/all/2/op", "\"<\"", "/versions/0/rule/all/2/op"},
    {"op_that_does_not_fit_a_number", "/versions/0/rule/all/0/op", "\"in\"", "/versions/0/rule/all/0/op"},
    {"op_that_does_not_fit_a_word", "/versions/0/rule/all/1/op", "\"intersects\"", "/versions/0/rule/all/1/op"},
    {"word_that_is_not_in_the_list", "/versions/0/rule/all/1/value/1", "\"hbo\"", "/versions/0/rule/all/1/value/1"},
    {"flag_with_a_word", "/versions/0/rule/all/2/value", "\"yes\"", "/versions/0/rule/all/2/value"},
    {"empty_list_of_words", "/versions/0/rule/all/1/value", "[]", "/versions/0/rule/all/1/value"},
    {"empty_all", "/versions/0/rule", R"({"all": []})", "/versions/0/rule/all"},
    {"dangling_param", "/versions/0/rule/all/0/param", "\"two.age\"", "/versions/0/rule/all/0/param"},
    {"param_of_another_unit", "/versions/0/rule/all/0/param", "\"one.cap\"", "/versions/0/rule/all/0/param"},
    {"unknown_axis", "/versions/0/rule/all/0/axis", "\"birthday\"", "/versions/0/rule/all/0/axis"},
    {"axis_without_param", "/versions/0/rule/all/2/axis", "\"today\"", "/versions/0/rule/all/2/axis"},
    {"value_and_param", "/versions/0/rule/all/0/value", "3", "/versions/0/rule/all/0"},
    {"group_word_in_a_rule", "/versions/0/rule/all/2",
     R"({"fact": "person.statuses", "op": "intersects", "value": ["employee"]})", "/versions/0/rule/all/2/value/0"},
    {"unknown_unit", "/parameters/0/unit", "\"jaar\"", "/parameters/0/unit"},
    {"impossible_date", "/versions/0/validFrom", "\"2020-02-30\"", "/versions/0/validFrom"},
    {"version_that_ends_before_it_begins", "/versions/0/validTo", "\"2019-01-01\"", "/versions/0/validTo"},
    {"no_version", "/versions", "[]", "/versions"},
    {"unknown_status", "/versions/0/status", "\"gone\"", "/versions/0/status"},
    {"unknown_applicant", "/applicant", "\"student\"", "/applicant"},
    {"unknown_kind", "/kind", "\"gift\"", "/kind"},
    {"unknown_discretion", "/versions/0/discretion", "\"luck\"", "/versions/0/discretion"},
    {"unknown_base", "/versions/0/base", "\"net\"", "/versions/0/base"},
    {"unknown_window", "/versions/0/windows/0/type", "\"soon\"", "/versions/0/windows/0/type"},
    {"window_that_closes_first", "/versions/0/windows/0",
     R"({"type": "dates", "open": "2026-02-01", "close": "2026-01-01"})", "/versions/0/windows/0/close"},
    {"day_that_does_not_exist", "/versions/0/windows/0", R"({"type": "yearly", "open": "13-01", "close": "12-01"})",
     "/versions/0/windows/0/open"},
    {"share_above_one", "/versions/0/pays/percentage", "60", "/versions/0/pays/percentage"},
    {"negative_cap", "/versions/0/pays/cap", "-1", "/versions/0/pays/cap"},
    {"unknown_receiver", "/versions/0/pays/receiver", "\"me\"", "/versions/0/pays/receiver"},
    {"supervision_that_lowers_the_cost", "/versions/0/pays/covers", "\"supervision\"", "/versions/0/lowersWorkerCost"},
    {"dangling_stacking", "/stacking", R"([{"with": "TWO", "relation": "allowed", "text": "", "confidence": ""}])",
     "/stacking/0/with"},
    {"dangling_pattern", "/stacking", R"([{"with": "TWO_*", "relation": "allowed", "text": "", "confidence": ""}])",
     "/stacking/0/with"},
    {"unknown_relation", "/stacking", R"([{"with": "*", "relation": "maybe", "text": "", "confidence": ""}])",
     "/stacking/0/relation"},
    {"cap_without_limit", "/stacking", R"([{"with": "*", "relation": "cap", "text": "", "confidence": ""}])",
     "/stacking/0"},
    {"dangling_alternative", "/alternatives", R"(["TWO"])", "/alternatives/0"},
    {"empty_text", "/texts/todo", "\"\"", "/texts/todo"},
    {"missing_key_by_null", "/name", "null", ""},
});

INSTANTIATE_TEST_SUITE_P(Each, FundingCompileFaults, ::testing::ValuesIn(k_faults),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(FundingCompile, an_unknown_fact_gets_the_nearest_name_as_a_hint) {
  const auto rules =
      FundingRules::compile({{"ONE.json", small_scheme("/versions/0/rule/all/2/fact", "\"course.recognized_nl\"")}});
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().hint, "Did you mean \"course.recognised_nl\"?");
}

TEST(FundingCompile, bad_json_names_the_line) {
  EXPECT_EQ(where_of("{\n  \"id\": \"ONE\",\n  oops\n}"), "ONE.json:3");
  EXPECT_EQ(where_of("{}\n{}"), "ONE.json:2");
}

TEST(FundingCompile, a_key_that_is_stated_twice_is_refused) {
  EXPECT_EQ(where_of("{\n\"id\": \"ONE\",\n\"name\": \"a \\\" \\\\\",\n\"id\": \"TWO\"}"), "ONE.json:4");
}

TEST(FundingCompile, a_document_that_is_no_object_is_refused) {
  for (const char* text : {"[]", "1", "\"x\"", "null"}) EXPECT_EQ(where_of(text), "ONE.json#") << text;
}

TEST(FundingCompile, the_same_scheme_twice_is_refused) {
  const std::string one(testing::k_small_scheme);
  const auto twice = FundingRules::compile({{"ONE.json", one}, {"COPY.json", one}});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().where, "COPY.json#/id");
}

TEST(FundingCompile, a_parameter_has_one_owner) {
  const auto rules = FundingRules::compile(
      {{"ONE.json", std::string(testing::k_small_scheme)}, {"TWO.json", small_scheme("/id", "\"TWO\"")}});
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().where, "TWO.json#/parameters/0/key");
}

TEST(FundingCompile, another_scheme_may_use_the_parameter) {
  const auto rules =
      FundingRules::compile({{"A.json", testing::changed(small_scheme("/id", "\"A\""), "/parameters", "[]")},
                             {"ONE.json", std::string(testing::k_small_scheme)}});
  ASSERT_TRUE(rules) << describe(rules.error());
  EXPECT_EQ(rules->scheme_count(), 2U);
}

TEST(FundingCompile, a_json_schema_is_not_a_scheme) {
  const auto rules = FundingRules::compile({{"scheme.schema.json", "{\"type\": \"object\"}"}});
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->scheme_count(), 0U);
}

/// Damages a text in one of the ways that files get damaged.
std::string damaged(std::string text, std::mt19937& random) {
  const auto at = [&] { return text.empty() ? 0 : random() % text.size(); };
  for (unsigned i = 0, edits = 1 + random() % 4; i < edits; ++i) {
    switch (random() % 5) {
      case 0: text.erase(at(), 1 + random() % 20); break;
      case 1: text.insert(at(), 1, static_cast<char>(random() % 256)); break;
      case 2:
        if (!text.empty()) text[at()] = static_cast<char>("{}[]\",:0129-.eE"[random() % 16]);
        break;
      case 3: text.insert(at(), text.substr(at(), random() % 60)); break;
      default: text.resize(at()); break;
    }
  }
  return text;
}

TEST(FundingCompile, damaged_files_give_an_error_or_rules_but_never_harm) {
  std::mt19937 random(20261121);
  const auto files = testing::read_scheme_files();
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    auto tried = files;
    auto& [name, text] = tried[random() % tried.size()];
    text = damaged(text, random);
    const auto rules = FundingRules::compile({{name, text}});
    if (rules) {
      FundingQuestion question;
      question.date = testing::date_of("2026-11-21");
      question.price = Cents{100'000};
      EXPECT_TRUE(rules->evaluate(question).net.has_value());
    } else {
      ++refused;
      EXPECT_FALSE(rules.error().where.empty());
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST(FundingCompile, values_of_any_type_in_any_place_do_no_harm) {
  const boost::json::value base = boost::json::parse(testing::k_small_scheme);
  std::vector<std::string> pointers;
  const auto walk = [&](const auto& self, const boost::json::value& value, const std::string& pointer) -> void {
    pointers.push_back(pointer);
    if (value.is_object()) {
      for (const auto& member : value.get_object())
        self(self, member.value(), pointer + "/" + std::string(member.key()));
    }
    if (value.is_array()) {
      for (std::size_t i = 0; i < value.get_array().size(); ++i)
        self(self, value.get_array()[i], pointer + "/" + std::to_string(i));
    }
  };
  walk(walk, base, "");
  for (const std::string& pointer : pointers) {
    for (const char* value :
         {"null", "true", "-1", "1e300", "\"\"", "\"x\\u0000\"", "[]", "[[1]]", "{}", "{\"all\": 1}"}) {
      if (pointer.empty()) continue;
      const auto rules = FundingRules::compile({{"ONE.json", small_scheme(pointer, value)}});
      if (!rules) {
        EXPECT_TRUE(rules.error().where.starts_with("ONE.json#")) << pointer << " " << value;
      }
    }
  }
}

}  // namespace
}  // namespace leerwijzer
