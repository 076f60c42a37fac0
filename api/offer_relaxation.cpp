#include "api/offer_relaxation.hpp"

#include "api/http/target.hpp"
#include "api/offer_search.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

/// A condition that can be given up.
struct AskedCondition {
  std::string_view parameter;
  std::string_view also;                ///< another parameter that goes with it
  std::optional<ConstraintKind> words;  ///< kind of the words that say it
  bool (*present)(const SearchQuery& query);
  void (*drop)(SearchQuery& query);
  std::string_view text;  ///< the question to a person, Dutch, B1
};

constexpr auto k_conditions = std::to_array<AskedCondition>({
    {"level", "", ConstraintKind::level, [](const SearchQuery& q) { return !q.filters.levels.empty(); },
     [](SearchQuery& q) { q.filters.levels.clear(); }, "Mag het ook een ander niveau zijn?"},
    {"sector", "", std::nullopt, [](const SearchQuery& q) { return !q.filters.sectors.empty(); },
     [](SearchQuery& q) { q.filters.sectors.clear(); }, "Mag het ook in een andere sector?"},
    {"mode", "", ConstraintKind::mode, [](const SearchQuery& q) { return !q.filters.modes.empty(); },
     [](SearchQuery& q) { q.filters.modes.clear(); }, "Mag het ook een andere lesvorm zijn?"},
    {"language", "", std::nullopt, [](const SearchQuery& q) { return !q.filters.languages.empty(); },
     [](SearchQuery& q) { q.filters.languages.clear(); }, "Mag het ook in een andere taal?"},
    {"kind", "", ConstraintKind::kind, [](const SearchQuery& q) { return !q.filters.kinds.empty(); },
     [](SearchQuery& q) { q.filters.kinds.clear(); }, "Mag het ook een ander soort opleiding zijn?"},
    {"daypart", "", ConstraintKind::daypart, [](const SearchQuery& q) { return !q.filters.dayparts.empty(); },
     [](SearchQuery& q) { q.filters.dayparts.clear(); }, "Kunt u ook op een ander moment?"},
    {"maxPrice", "", ConstraintKind::price, [](const SearchQuery& q) { return q.filters.max_price.has_value(); },
     [](SearchQuery& q) { q.filters.max_price.reset(); }, "Mag het ook meer kosten?"},
    {"startsFrom", "startsBefore", ConstraintKind::start,
     [](const SearchQuery& q) { return q.filters.starts_from || q.filters.starts_before; },
     [](SearchQuery& q) {
       q.filters.starts_from.reset();
       q.filters.starts_before.reset();
     },
     "Mag het ook op een ander moment beginnen?"},
    {"radiusKm", "", ConstraintKind::place, [](const SearchQuery& q) { return q.filters.radius_km.has_value(); },
     [](SearchQuery& q) { q.filters.radius_km.reset(); }, "Mag het ook verder weg?"},
    {"provider", "", std::nullopt, [](const SearchQuery& q) { return !q.filters.providers.empty(); },
     [](SearchQuery& q) { q.filters.providers.clear(); }, "Mag het ook bij een andere school?"},
    {"skill", "", std::nullopt, [](const SearchQuery& q) { return !q.filters.skills.empty(); },
     [](SearchQuery& q) { q.filters.skills.clear(); }, "Mag u er ook iets anders leren?"},
    {"knownOnly", "", std::nullopt, [](const SearchQuery& q) { return q.filters.known_only; },
     [](SearchQuery& q) { q.filters.known_only = false; }, "Mag de school iets niet hebben ingevuld?"},
    {"withPastOnly", "", std::nullopt, [](const SearchQuery& q) { return !q.filters.with_past_only; },
     [](SearchQuery& q) { q.filters.with_past_only = true; }, "Wilt u ook zien wat al is geweest?"},
    {"q", "", std::nullopt, [](const SearchQuery& q) { return !q.text.empty(); },
     [](SearchQuery& q) {
       q.text.clear();
       q.related_skills = {};
     },
     "Wilt u zien wat er is zonder deze woorden?"},
});

std::string offers_text(std::size_t count) {
  return count == 1 ? "1 opleiding" : std::to_string(count) + " opleidingen";
}

/// The words of `q` that say the condition; empty when a parameter does.
std::string words_for(const AskedCondition& condition, const OfferQuestion& question) {
  for (const UnderstoodWords& one : question.words) {
    if (condition.words == one.kind) return one.typed;
  }
  return {};
}

std::string without(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return std::string(text);
  return collapse_spaces(std::string(text.substr(0, at)) + " " + std::string(text.substr(at + words.size())));
}

/// This request without the condition, from its first page.
std::string address_without(const Call& call, const AskedCondition& condition, const OfferQuestion& question,
                            const std::string& words) {
  std::string address;
  const auto add = [&](std::string_view name, std::string_view value) {
    address += (address.empty() ? "?" : "&") + std::string(name) + "=" + percent_encode(value);
  };
  for (const auto& [name, value] : call.query) {
    if (name == "page" || name == "cursor" || name == condition.parameter || name == condition.also) {
      // Words that say other conditions stay, when only the subject is given up.
      if (name != "q" || condition.parameter != "q") continue;
      std::string kept;
      for (const UnderstoodWords& one : question.words) kept += (kept.empty() ? "" : " ") + one.typed;
      if (!kept.empty()) add("q", kept);
    } else if (name == "q" && !words.empty()) {
      const std::string left = without(value, words);
      if (!left.empty()) add("q", left);
    } else {
      add(name, value);
    }
  }
  if (condition.parameter == "withPastOnly") add("withPastOnly", "true");
  return call.request.path + address;
}

std::string asked_value(const Call& call, const AskedCondition& condition, const OfferQuestion& question,
                        const std::string& words) {
  if (!words.empty()) return words;
  if (condition.parameter == "q") return question.query.text;
  std::vector<std::string> values = call.parameters.all(condition.parameter);
  for (std::string& one : call.parameters.all(condition.also)) values.push_back(std::move(one));
  return join(values, ", ");
}

/// Giving up the words when they are all that was asked says no more than "look at everything".
bool is_all_that_was_asked(const AskedCondition& words, const SearchQuery& query) {
  return std::none_of(k_conditions.begin(), k_conditions.end(), [&](const AskedCondition& one) {
    return one.parameter != words.parameter && one.parameter != "withPastOnly" && one.present(query);
  });
}

}  // namespace

std::vector<RelaxedSearch> relaxed_searches(const Call& call, const OfferQuestion& question, std::size_t total) {
  std::vector<RelaxedSearch> relaxed;
  for (const AskedCondition& condition : k_conditions) {
    if (!condition.present(question.query)) continue;
    if (condition.parameter == "q" && is_all_that_was_asked(condition, question.query)) continue;
    SearchQuery wider = question.query;
    condition.drop(wider);
    wider.limit = 0;
    wider.facets = false;
    if (!wider.filters.radius_km && wider.sort == SearchSort::distance) wider.sort = SearchSort::relevance;
    const auto found = call.services.index->search(wider);
    if (!found || found->total <= total) continue;
    const std::string words = words_for(condition, question);
    relaxed.push_back({std::string(condition.parameter), asked_value(call, condition, question, words), found->total,
                       address_without(call, condition, question, words),
                       std::string(condition.text) + " Dan vindt u " + offers_text(found->total) + "."});
  }
  std::stable_sort(relaxed.begin(), relaxed.end(),
                   [](const RelaxedSearch& a, const RelaxedSearch& b) { return a.total > b.total; });
  return relaxed;
}

}  // namespace leerwijzer
