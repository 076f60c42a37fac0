#include "engine/match/held_skills.hpp"

#include "engine/core/text.hpp"
#include "engine/match/diplomas.hpp"
#include "engine/match/goal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace leerwijzer {
namespace {

constexpr double k_likely = 0.6;
constexpr double k_possible = 0.15;
constexpr double k_most = 0.97;
constexpr double k_share_of_possible = 0.5;
constexpr double k_accept_skill = 0.5;
constexpr std::size_t k_text_limit = 500;

constexpr double k_essential = 0.95;
constexpr double k_optional = 0.45;
constexpr double k_unknown_years = 0.9;
constexpr double k_years_to_learn = 1.5;
constexpr double k_years_to_forget = 12.0;
constexpr double k_never_forgotten = 0.25;
constexpr double k_diploma_essential = 0.8;
constexpr double k_diploma_optional = 0.3;
constexpr double k_from_abroad = 0.65;
constexpr double k_module = 0.9;

/// One ground with what it comes from: of one origin only the surest counts.
struct Origin {
  enum class Kind : std::uint8_t { work, diploma, module };
  Kind kind = Kind::work;
  std::int64_t id = 0;
  auto operator<=>(const Origin&) const = default;
};

std::string period_text(const HeldOccupation& held) {
  const std::string until = held.last_year ? fmt::format(" tot {}", *held.last_year) : "";
  if (!held.years) return held.last_year ? " Dat deed u" + until + "." : "";
  const double years = *held.years;
  if (years < 1.0) return " Dat deed u minder dan een jaar" + (until.empty() ? "" : "," + until) + ".";
  return fmt::format(" Dat deed u {:g} jaar{}.", std::round(years * 10) / 10, until.empty() ? "" : "," + until);
}

class Picture {
 public:
  explicit Picture(const SkillSources& from) : from_(from), taxonomy_(from.taxonomy) {}

  Result<LearnerPicture> run() {
    if (auto taken = take_stated(); !taken) return taken.error();
    if (auto taken = take_denied(); !taken) return taken.error();
    take_work();
    take_diplomas();
    take_modules();
    collect();
    return std::move(out_);
  }

 private:
  struct Said {
    std::size_t at = 0;
    bool exact = false;
    std::string words;
  };

  /// The skill that is meant; nothing for words that mean none.
  Result<std::optional<SkillMatch>> meant(const ConceptRef& reference, const std::string& where) const {
    if (!reference.uri.empty()) {
      const Skill* skill = taxonomy_.skill_by_uri(reference.uri);
      if (skill == nullptr) {
        return Error{ErrorCode::invalid_input, "Deze vaardigheid kennen we niet: " + reference.uri,
                     "Zoek de vaardigheid op naam.", where + "/uri"};
      }
      return std::optional(SkillMatch{skill->id, 1.0, std::string(taxonomy_.label(skill->id))});
    }
    auto matches = taxonomy_.resolve_skills(truncate_utf8(reference.text, k_text_limit), 1);
    if (matches.empty() || matches.front().confidence < k_accept_skill) return std::optional<SkillMatch>{};
    return std::optional(std::move(matches.front()));
  }

  Result<void> take_said(const std::vector<ConceptRef>& references, const std::string& list,
                         std::map<SkillId, Said>& said) {
    for (std::size_t i = 0; i < references.size(); ++i) {
      const std::string where = "/learner/" + list + "/" + std::to_string(i);
      const auto match = meant(references[i], where);
      if (!match) return match.error();
      if (!*match) {
        out_.notes.emplace_back(where, "Deze vaardigheid kennen we niet: " + in_quotes(references[i].text) +
                                           ". Kies een andere naam, of kies er een uit de lijst.");
        continue;
      }
      const bool exact = !references[i].uri.empty() || (*match)->relation == MatchRelation::exact;
      const auto [at, added] = said.emplace((*match)->id, Said{i, exact, references[i].text});
      if (!added) at->second.exact = at->second.exact || exact;
    }
    return k_ok;
  }

  Result<void> take_stated() { return take_said(from_.learner.skills, "skills", stated_); }

  /// Somebody who denies what was stated in the same words or by the same concept contradicts himself; where only the
  /// nearest concept is the same, what was stated counts.
  Result<void> take_denied() {
    if (auto taken = take_said(from_.learner.skills_not_had, "skillsNotHad", denied_); !taken) return taken;
    for (auto one = denied_.begin(); one != denied_.end();) {
      const auto stated = stated_.find(one->first);
      if (stated == stated_.end()) {
        ++one;
        continue;
      }
      const std::string where = "/learner/skillsNotHad/" + std::to_string(one->second.at);
      const std::string label(taxonomy_.label(one->first));
      if (one->second.exact && stated->second.exact) {
        return Error{ErrorCode::invalid_input,
                     "U zegt dat u " + in_quotes(label) + " kunt, en ook dat u het niet kunt.",
                     "Haal de vaardigheid weg uit een van de twee lijsten.", where};
      }
      out_.notes.emplace_back(
          where, "Dit lijkt op " + in_quotes(label) + ", en u zegt dat u dat kunt. We gaan ervan uit dat u het kunt.");
      one = denied_.erase(one);
    }
    return k_ok;
  }

  void add(SkillId skill, Origin origin, SkillGround ground) {
    auto& grounds = implied_[skill];
    const auto found = grounds.find(origin);
    if (found == grounds.end()) {
      grounds.emplace(origin, std::move(ground));
    } else if (std::tie(ground.sureness, ground.text) > std::tie(found->second.sureness, found->second.text)) {
      found->second = std::move(ground);
    }
  }

  void take_work() {
    for (std::size_t i = 0; i < from_.held.size(); ++i) {
      const auto& [held, match] = from_.held[i];
      if (!match) {
        out_.notes.emplace_back("/learner/occupations/" + std::to_string(i),
                                "Dit werk kennen we niet: " + in_quotes(held.occupation.text) +
                                    ". Probeer een andere naam, of vul bij vaardigheden in wat u kunt.");
        continue;
      }
      std::optional<int> since;
      if (held.last_year) since = std::max(0, static_cast<int>(from_.today.year()) - *held.last_year);
      const std::string work = in_quotes(taxonomy_.label(match->id)) + "." + period_text(held);
      for (const RequiredSkill& one : taxonomy_.required_skills(match->id)) {
        const bool essential = one.kind == RelationKind::essential;
        add(one.skill, {Origin::Kind::work, match->id.value},
            {essential ? SkillGround::Kind::essential : SkillGround::Kind::optional,
             sureness_of_work(one.kind, held.years, since),
             (essential ? "Dit hoort bij het werk als " : "Dit hoort soms bij het werk als ") + work});
      }
    }
  }

  void take_diplomas() {
    for (const std::string& words : from_.learner.diplomas) {
      out_.diplomas.push_back(understand_diploma(taxonomy_, words));
      const UnderstoodDiploma& diploma = out_.diplomas.back();
      const double here = diploma.foreign ? k_from_abroad : 1.0;
      const std::string text = "Dit hoort bij uw diploma " + in_quotes(words) + "." +
                               (diploma.foreign ? " Dat diploma is uit een ander land." : "");
      if (diploma.skill) {
        add(diploma.skill->id, {Origin::Kind::diploma, -diploma.skill->id.value},
            {SkillGround::Kind::diploma, k_diploma_essential * here, text});
      }
      if (!diploma.occupation) continue;
      for (const RequiredSkill& one : taxonomy_.required_skills(diploma.occupation->id)) {
        const double sure = one.kind == RelationKind::essential ? k_diploma_essential : k_diploma_optional;
        add(one.skill, {Origin::Kind::diploma, diploma.occupation->id.value},
            {SkillGround::Kind::diploma, sure * here, text});
      }
    }
  }

  void take_modules() {
    for (std::size_t i = 0; i < from_.modules.size(); ++i) {
      const auto& offer = from_.modules[i];
      if (!offer) {
        out_.notes.emplace_back("/learner/modulesDone/" + std::to_string(i),
                                "Deze opleiding staat niet meer in de lijst. Vul bij vaardigheden in wat u er leerde.");
        continue;
      }
      const std::string text = "U hebt de opleiding " + in_quotes(title_of(*offer)) + " gedaan.";
      for (const Outcome& outcome : offer->outcomes) {
        if (!outcome.skill.stored()) continue;
        add(outcome.skill, {Origin::Kind::module, offer->id.value},
            {SkillGround::Kind::module, k_module * outcome.confidence, text});
      }
    }
  }

  void collect() {
    for (const auto& [skill, said] : stated_) {
      static_cast<void>(said);
      out_.skills.push_back(
          {skill, Certainty::stated, 1.0, {{SkillGround::Kind::stated, 1.0, "U hebt zelf gezegd dat u dit kunt."}}});
    }
    for (const auto& [skill, said] : denied_) {
      static_cast<void>(said);
      out_.skills.push_back({skill,
                             Certainty::denied,
                             0.0,
                             {{SkillGround::Kind::denied, 1.0, "U hebt zelf gezegd dat u dit niet kunt."}}});
    }
    for (auto& [implied, grounds] : implied_) {
      const SkillId skill = implied;  // a binding cannot be captured
      if (denied_.contains(skill)) continue;
      HeldSkill held{skill, Certainty::possible, 0.0, {}};
      double none = 1.0;
      for (auto& [origin, ground] : grounds) {
        none *= 1.0 - ground.sureness;
        held.grounds.push_back(std::move(ground));
      }
      std::stable_sort(held.grounds.begin(), held.grounds.end(), [](const SkillGround& a, const SkillGround& b) {
        return a.sureness != b.sureness ? a.sureness > b.sureness : a.text < b.text;
      });
      if (const auto stated = std::find_if(out_.skills.begin(), out_.skills.end(),
                                           [&](const HeldSkill& one) { return one.skill == skill; });
          stated != out_.skills.end()) {
        std::move(held.grounds.begin(), held.grounds.end(), std::back_inserter(stated->grounds));
        continue;
      }
      held.sureness = std::min(k_most, 1.0 - none);
      if (held.sureness < k_possible) continue;
      if (held.sureness >= k_likely) held.certainty = Certainty::likely;
      out_.skills.push_back(std::move(held));
    }
    const auto rank = [](Certainty c) {
      return c == Certainty::stated ? 0 : c == Certainty::denied ? 1 : c == Certainty::likely ? 2 : 3;
    };
    std::sort(out_.skills.begin(), out_.skills.end(), [&](const HeldSkill& a, const HeldSkill& b) {
      return std::tuple(rank(a.certainty), -a.sureness, a.skill) < std::tuple(rank(b.certainty), -b.sureness, b.skill);
    });
  }

  const SkillSources& from_;
  const Taxonomy& taxonomy_;
  std::map<SkillId, Said> stated_;
  std::map<SkillId, Said> denied_;
  std::map<SkillId, std::map<Origin, SkillGround>> implied_;
  LearnerPicture out_;
};

}  // namespace

double sureness_of_work(RelationKind relation, std::optional<double> years, std::optional<int> since) {
  const double base = relation == RelationKind::essential ? k_essential : k_optional;
  const double experience = years ? 1.0 - 0.5 * std::exp(-*years / k_years_to_learn) : k_unknown_years;
  const double recency =
      since ? k_never_forgotten + (1.0 - k_never_forgotten) * std::exp2(-*since / k_years_to_forget) : 1.0;
  return base * experience * recency;
}

Result<LearnerPicture> understand_learner(const SkillSources& sources) { return Picture(sources).run(); }

std::vector<SkillShare> shares_of(std::span<const HeldSkill> skills) {
  std::vector<SkillShare> shares;
  for (const HeldSkill& one : skills) {
    switch (one.certainty) {
      case Certainty::stated:
      case Certainty::likely: shares.push_back({one.skill, 1.0}); break;
      case Certainty::possible: shares.push_back({one.skill, k_share_of_possible * one.sureness}); break;
      case Certainty::denied: break;
    }
  }
  return shares;
}

std::vector<SkillId> counted_as_had(std::span<const HeldSkill> skills) {
  std::vector<SkillId> had;
  for (const HeldSkill& one : skills) {
    if (one.certainty == Certainty::stated || one.certainty == Certainty::likely) had.push_back(one.skill);
  }
  std::sort(had.begin(), had.end());
  return had;
}

}  // namespace leerwijzer
