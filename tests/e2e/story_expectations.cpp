#include "tests/e2e/story_expectations.hpp"

#include "tests/e2e/story_words.hpp"

#include <array>
#include <set>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

/// The first `within` of the offers; all where that is not said.
json::array first_of(const json::array& offers, const json::object& said) {
  const json::value* within = said.if_contains("within");
  if (within == nullptr) return offers;
  const auto count = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(offers.size()), within->as_int64());
  return json::array(offers.begin(), offers.begin() + count);
}

const json::value* reason_of(const json::value& offer, std::string_view kind) {
  for (const json::value& reason : offer.at("reasons").as_array()) {
    if (text_at(reason, "/kind") == kind) return &reason;
  }
  return nullptr;
}

bool shares_any(const json::array& wanted, const json::array& given) {
  return std::any_of(given.begin(), given.end(), [&](const json::value& one) {
    return one.is_string() && holds(wanted, std::string(one.get_string()));
  });
}

/// An offer is described by any of: titles (a part of it), sectors, kinds, levels, providers (a part of
/// the name), modes, languages, places. All that is said must hold.
bool described(const json::value& offer, const json::object& said) {
  const auto says = [&](std::string_view word, const auto& fits) {
    const json::value* list = said.if_contains(word);
    return list == nullptr || fits(list->as_array());
  };
  const auto is_one_of = [&](std::string_view pointer) {
    return [&offer, pointer](const json::array& list) { return holds(list, text_at(offer, pointer)); };
  };
  const auto has_one_of = [&](std::string_view pointer) {
    return [&offer, pointer](const json::array& list) { return shares_any(list, list_at(offer, pointer)); };
  };
  return says("titles", [&](const json::array& list) { return holds_part(text_at(offer, "/title"), list); }) &&
         says("providers",
              [&](const json::array& list) { return holds_part(text_at(offer, "/provider/name"), list); }) &&
         says("sectors", is_one_of("/sector")) && says("kinds", is_one_of("/kind")) &&
         says("levels", is_one_of("/level")) && says("modes", has_one_of("/modes")) &&
         says("languages", has_one_of("/languages")) && says("places", is_one_of("/location/city"));
}

void check_description(const json::object& said) {
  knows_all(said, {"within", "titles", "sectors", "kinds", "levels", "providers", "modes", "languages", "places"},
            "has or mustNotAppear");
}

std::string titles_of(const json::array& offers) {
  std::string all;
  for (const json::value& offer : offers) {
    all += "\n  " + text_at(offer, "/title") + " (" + text_at(offer, "/provider/name") + ", " +
           text_at(offer, "/sector") + ", " + text_at(offer, "/kind") + ")";
  }
  return all;
}

void expect_goal(const json::value& wanted, const json::value& answer) {
  const json::object& goal = wanted.as_object();
  knows_all(goal, {"kind", "label", "skills", "notUnderstood", "sector", "alternatives"}, "goal");
  if (goal.contains("kind")) {
    EXPECT_EQ(text_at(answer, "/goal/kind"), goal.at("kind").as_string());
  }
  if (goal.contains("label")) {
    EXPECT_EQ(text_at(answer, "/goal/occupation/label"), goal.at("label").as_string());
  }
  if (goal.contains("sector")) {
    EXPECT_EQ(text_at(answer, "/goal/sector"), goal.at("sector").as_string());
  }
  const auto expect_labels = [&](std::string_view word) {
    if (!goal.contains(word)) return;
    const json::array& given = list_at(answer, "/goal/" + std::string(word));
    EXPECT_TRUE(std::any_of(given.begin(), given.end(),
                            [&](const json::value& one) {
                              return holds_part(
                                  one.is_string() ? std::string(one.get_string()) : text_at(one, "/label"),
                                  goal.at(word).as_array());
                            }))
        << "goal/" << word << " holds none of " << json::serialize(goal.at(word)) << " but " << json::serialize(given);
  };
  for (const char* word : {"skills", "notUnderstood", "alternatives"}) expect_labels(word);
}

void expect_top(const json::value& wanted, const json::value& answer) {
  const json::object& top = wanted.as_object();
  knows_all(top, {"count", "sectors", "maxDistanceKm"}, "top");
  const json::array& offers = answer.at("offers").as_array();
  const auto count = static_cast<std::size_t>(top.at("count").as_int64());
  ASSERT_GE(offers.size(), count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string title = text_at(offers[i], "/title");
    EXPECT_TRUE(holds(top.at("sectors").as_array(), text_at(offers[i], "/sector")))
        << i << ": " << title << " in " << text_at(offers[i], "/sector") << titles_of(offers);
    const auto km = number_at(offers[i], "/distanceKm");
    if (top.contains("maxDistanceKm") && km) {
      EXPECT_LE(*km, top.at("maxDistanceKm").to_number<double>()) << title;
    }
  }
}

void expect_has(const json::value& wanted, const json::value& answer) {
  for (const json::value& one : wanted.as_array()) {
    check_description(one.as_object());
    const json::array first = first_of(answer.at("offers").as_array(), one.as_object());
    EXPECT_TRUE(std::any_of(first.begin(), first.end(),
                            [&](const json::value& offer) { return described(offer, one.as_object()); }))
        << "none is " << json::serialize(one) << " of" << titles_of(first);
  }
}

void expect_absent(const json::value& wanted, const json::value& answer) {
  for (const json::value& one : wanted.as_array()) {
    check_description(one.as_object());
    for (const json::value& offer : first_of(answer.at("offers").as_array(), one.as_object())) {
      EXPECT_FALSE(described(offer, one.as_object()))
          << text_at(offer, "/title") << " is " << json::serialize(one) << titles_of(answer.at("offers").as_array());
    }
  }
}

void expect_any_of(const json::value& wanted, const json::value& answer, std::string_view word) {
  const json::object& said = wanted.as_object();
  knows_all(said, {"within", "anyOf"}, word);
  json::object description{{word, said.at("anyOf")}};
  if (said.contains("within")) description["within"] = said.at("within");
  expect_has(json::array{std::move(description)}, answer);
}

void expect_titles(const json::value& wanted, const json::value& answer) { expect_any_of(wanted, answer, "titles"); }
void expect_kinds(const json::value& wanted, const json::value& answer) { expect_any_of(wanted, answer, "kinds"); }

/// A word alone: every offer has a reason of that kind. An object: kind, status (one or several), and
/// "of": "every" (as it is unsaid) or "some" of the first `within`.
void expect_reasons(const json::value& wanted, const json::value& answer) {
  for (const json::value& one : wanted.as_array()) {
    const json::object said = one.is_string() ? json::object{{"kind", one}} : one.as_object();
    knows_all(said, {"kind", "status", "within", "of", "text"}, "reasons");
    const std::string kind(said.at("kind").as_string());
    const bool some = said.contains("of") && said.at("of") == "some";
    std::size_t fit = 0;
    const json::array first = first_of(answer.at("offers").as_array(), said);
    for (const json::value& offer : first) {
      const json::value* reason = reason_of(offer, kind);
      const bool fits =
          reason != nullptr && !text_at(*reason, "/text").empty() &&
          (!said.contains("status") ||
           (said.at("status").is_array() ? holds(said.at("status").as_array(), text_at(*reason, "/status"))
                                         : reason->at("status") == said.at("status"))) &&
          (!said.contains("text") || holds_part(text_at(*reason, "/text"), json::array{said.at("text")}));
      if (fits) ++fit;
      if (!some) {
        EXPECT_TRUE(fits) << text_at(offer, "/title") << " has no reason " << json::serialize(one) << " but "
                          << (reason == nullptr ? "none" : json::serialize(*reason));
      }
    }
    EXPECT_GT(fit, 0U) << "no offer at all has a reason " << json::serialize(one) << " of" << titles_of(first);
  }
}

void expect_none_failed(const json::value& wanted, const json::value& answer) {
  const json::object& said = wanted.as_object();
  knows_all(said, {"within", "kinds"}, "noFailed");
  for (const json::value& offer : first_of(answer.at("offers").as_array(), said)) {
    for (const json::value& kind : said.at("kinds").as_array()) {
      const json::value* reason = reason_of(offer, kind.as_string());
      EXPECT_FALSE(reason != nullptr && reason->at("status") == "failed")
          << text_at(offer, "/title") << " fails " << kind << ": " << text_at(*reason, "/text");
    }
  }
}

void expect_gap(const json::value& wanted, const json::value& answer) {
  const json::object& gap = wanted.as_object();
  knows_all(gap, {"missing", "had", "notMissing", "minHad", "coveredShareAtLeast"}, "gap");
  const auto names = [&](std::string_view list, const json::array& labels) {
    const json::array& skills = list_at(answer, "/gap/" + std::string(list));
    return std::any_of(skills.begin(), skills.end(),
                       [&](const json::value& skill) { return holds_part(text_at(skill, "/label"), labels); });
  };
  for (const char* list : {"missing", "had"}) {
    if (gap.contains(list)) {
      EXPECT_TRUE(names(list, gap.at(list).as_array())) << list << " of the gap lacks it";
    }
  }
  if (gap.contains("notMissing")) {
    EXPECT_FALSE(names("missing", gap.at("notMissing").as_array()));
  }
  if (gap.contains("minHad")) {
    EXPECT_GE(static_cast<std::int64_t>(list_at(answer, "/gap/had").size()), gap.at("minHad").as_int64());
  }
  if (gap.contains("coveredShareAtLeast")) {
    EXPECT_GE(number_at(answer, "/gap/coveredShare").value_or(0), gap.at("coveredShareAtLeast").to_number<double>());
  }
}

void expect_gap_not_empty(const json::value&, const json::value& answer) {
  EXPECT_FALSE(answer.at("gap").at("missing").as_array().empty());
}

void expect_offers(const json::value& wanted, const json::value& answer) {
  EXPECT_GE(static_cast<std::int64_t>(answer.at("offers").as_array().size()), wanted.as_int64());
}

/// Candidates without a failed constraint.
void expect_fitting(const json::value& wanted, const json::value& answer) {
  EXPECT_GE(number_at(answer, "/fitting").value_or(0), wanted.to_number<double>());
}

void expect_transitions(const json::value& wanted, const json::value& answer) {
  const json::array& given = answer.at("transitions").as_array();
  if (wanted.is_number()) {
    EXPECT_GE(static_cast<std::int64_t>(given.size()), wanted.as_int64());
    return;
  }
  const json::object& said = wanted.as_object();
  knows_all(said, {"min", "anyOf", "noneOf"}, "transitions");
  std::string all;
  std::size_t wanted_count = 0;
  std::size_t unwanted = 0;
  for (const json::value& one : given) {
    const std::string label = text_at(one, "/occupation/label") + text_at(one, "/label");
    all += "\n  " + label;
    if (said.contains("anyOf") && holds_part(label, said.at("anyOf").as_array())) ++wanted_count;
    if (said.contains("noneOf") && holds_part(label, said.at("noneOf").as_array())) ++unwanted;
  }
  if (said.contains("min")) {
    EXPECT_GE(static_cast<std::int64_t>(given.size()), said.at("min").as_int64());
  }
  if (said.contains("anyOf")) {
    EXPECT_GT(wanted_count, 0U) << "none of " << json::serialize(said) << " among" << all;
  }
  EXPECT_EQ(unwanted, 0U) << json::serialize(said) << " among" << all;
}

void expect_net(const json::value&, const json::value& answer) {
  const json::array first = first_of(answer.at("offers").as_array(), json::object{{"within", 3}});
  EXPECT_TRUE(std::any_of(first.begin(), first.end(),
                          [](const json::value& offer) { return offer.at("price").at("net").is_object(); }));
}

/// Providers: at least so many among the first, so that no school fills the page.
void expect_providers(const json::value& wanted, const json::value& answer) {
  const json::object& said = wanted.as_object();
  knows_all(said, {"within", "atLeast"}, "providers");
  std::set<std::string> names;
  for (const json::value& offer : first_of(answer.at("offers").as_array(), said)) {
    names.insert(text_at(offer, "/provider/name"));
  }
  EXPECT_GE(static_cast<std::int64_t>(names.size()), said.at("atLeast").as_int64());
}

void expect_relax(const json::value& wanted, const json::value& answer) {
  const json::object& said = wanted.as_object();
  knows_all(said, {"anyOf", "none"}, "relax");
  const json::array& given = answer.at("relax").as_array();
  if (said.contains("none")) {
    EXPECT_TRUE(given.empty()) << json::serialize(given);
  }
  if (!said.contains("anyOf")) return;
  EXPECT_TRUE(std::any_of(given.begin(), given.end(), [&](const json::value& one) {
    return holds(said.at("anyOf").as_array(), text_at(one, "/constraint")) && !text_at(one, "/text").empty();
  })) << json::serialize(given);
}

void expect_advice(const json::value& wanted, const json::value& answer) {
  const json::object& said = wanted.as_object();
  knows_all(said, {"kind", "region", "reason", "municipality", "alsoKinds"}, "advice");
  if (said.contains("kind")) {
    EXPECT_EQ(text_at(answer, "/advicePoints/0/kind"), said.at("kind").as_string());
  }
  if (said.contains("region")) {
    EXPECT_EQ(text_at(answer, "/advicePoints/0/region/slug"), said.at("region").as_string());
  }
  if (said.contains("municipality")) {
    EXPECT_EQ(text_at(answer, "/place/municipality"), said.at("municipality").as_string());
  }
  const std::string reason = text_at(answer, "/advicePoints/0/reason");
  EXPECT_NE(reason, "");
  if (said.contains("reason")) {
    EXPECT_TRUE(holds_part(reason, said.at("reason").as_array())) << reason;
  }
  if (!said.contains("alsoKinds")) return;
  for (const json::value& kind : said.at("alsoKinds").as_array()) {
    const json::array& points = list_at(answer, "/advicePoints");
    EXPECT_TRUE(
        std::any_of(points.begin(), points.end(), [&](const json::value& point) { return point.at("kind") == kind; }))
        << "no desk of kind " << kind;
  }
}

void expect_note(const json::value& wanted, const json::value& answer) {
  EXPECT_TRUE(holds_part(text_at(answer, "/adviceNote"), wanted.as_array())) << text_at(answer, "/adviceNote");
}

/// Schemes of the funding of the first offer, each by its id and how certain it is.
void expect_funding(const json::value& wanted, const json::value& answer) {
  for (const json::value& one : wanted.as_array()) {
    knows_all(one.as_object(), {"scheme", "eligibility"}, "funding");
    const json::array& schemes = list_at(answer, "/funding");
    const auto found = std::find_if(schemes.begin(), schemes.end(),
                                    [&](const json::value& scheme) { return scheme.at("id") == one.at("scheme"); });
    ASSERT_NE(found, schemes.end()) << "no scheme " << one.at("scheme");
    EXPECT_TRUE(holds(one.at("eligibility").as_array(), text_at(*found, "/eligibility"))) << json::serialize(*found);
  }
}

struct Word {
  std::string_view word;
  void (*check)(const json::value&, const json::value&);
};

constexpr std::array<Word, 20> k_words = {{
    {"goal", expect_goal},
    {"gap", expect_gap},
    {"gapNotEmpty", expect_gap_not_empty},
    {"top", expect_top},
    {"titles", expect_titles},
    {"kinds", expect_kinds},
    {"has", expect_has},
    {"mustNotAppear", expect_absent},
    {"reasons", expect_reasons},
    {"noFailed", expect_none_failed},
    {"minOffers", expect_offers},
    {"minFitting", expect_fitting},
    {"transitions", expect_transitions},
    {"net", expect_net},
    {"providers", expect_providers},
    {"relax", expect_relax},
    {"advice", expect_advice},
    {"note", expect_note},
    {"funding", expect_funding},
    {"plan", [](const json::value&, const json::value&) {}},  // asked apart: see expect_plans
}};

}  // namespace

void expect_match(const json::object& expect, const json::value& answer) {
  for (const auto& entry : expect) {
    const auto* known =
        std::find_if(k_words.begin(), k_words.end(), [&](const Word& word) { return word.word == entry.key(); });
    if (known == k_words.end()) {
      ADD_FAILURE() << "the story expects \"" << std::string_view(entry.key()) << "\", a word that nothing checks";
    } else {
      known->check(entry.value(), answer);
    }
  }
  for (const json::value& offer : answer.at("offers").as_array()) {
    double sum = 0;
    for (const json::value& reason : offer.at("reasons").as_array()) sum += reason.at("share").to_number<double>();
    EXPECT_NEAR(sum, offer.at("score").to_number<double>(), 0.01) << "the parts add up to the score";
  }
}

}  // namespace leerwijzer::testing
