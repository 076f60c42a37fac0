#include "engine/match/plan_words.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

std::string percent(double share) { return fmt::format("{}%", std::lround(share * 100)); }

std::string modules_text(std::size_t count) {
  return count == 1 ? "1 opleiding" : fmt::format("{} opleidingen", count);
}

std::string price_text(CentsInterval price) {
  return price.min == price.max ? format_euro(price.min) : format_euro(price.min) + " tot " + format_euro(price.max);
}

std::string limit_words(PlanLimit limit) {
  switch (limit) {
    case PlanLimit::budget: return "uw budget";
    case PlanLimit::monthly: return "wat u per maand kunt betalen";
    case PlanLimit::hours: return "het aantal uur per week";
    case PlanLimit::travel: return "de reisafstand";
    case PlanLimit::finish: return "de datum waarop u klaar wilt zijn";
    case PlanLimit::dayparts: return "de dagdelen";
    case PlanLimit::level: return "uw vooropleiding";
  }
  return {};
}

}  // namespace

std::string PlanWords::title(const PlanStep& step) const {
  return std::string(title_of(answer_.all.hits[step.module].offer));
}

std::string PlanWords::school(const PlanStep& step) const {
  const std::string& name = answer_.all.hits[step.module].offer.provider_name;
  return name.empty() ? "de school" : name;
}

std::string PlanWords::name(PlanVariant variant) const {
  switch (variant) {
    case PlanVariant::complete: return "Meest volledig";
    case PlanVariant::cheapest: return "Goedkoper";
    case PlanVariant::soonest: return "Sneller klaar";
    case PlanVariant::closest: return "Dichter bij huis";
    case PlanVariant::most_online: return "Meer online";
  }
  return {};
}

std::string PlanWords::plan(const Plan& plan) const {
  if (plan.steps.empty()) return "We vonden geen opleiding die binnen uw grenzen past.";
  std::string text = fmt::format("{}, klaar op {}.", modules_text(plan.steps.size()), format_dutch(*plan.finish));
  if (!answer_.all.answer.gap.missing.empty())
    text += fmt::format(" U leert {} van wat u nog mist.", percent(plan.covered_share));
  if (plan.unknown_prices < plan.steps.size()) text += " Kosten na vergoeding: " + price_text(plan.net) + ".";
  if (plan.unknown_prices > 0)
    text += fmt::format(" Van {} is de prijs niet bekend. Vraag die eerst aan de school.",
                        modules_text(plan.unknown_prices));
  std::vector<std::string> beyond;
  for (const PlanLimit limit : plan.beyond) beyond.push_back(limit_words(limit));
  if (!beyond.empty()) text += " Let op: dit plan gaat over " + join(beyond, " en ") + " heen.";
  return text;
}

std::string PlanWords::whole() const {
  if (!answer_.refused.empty()) return "Met wat u vastzette kunnen we geen plan maken.";
  if (answer_.plans.empty() || answer_.plans.front().plan.steps.empty()) {
    return answer_.composition.relaxations.empty()
               ? "Er past nu geen opleiding. Ook niet als u één grens loslaat. Een adviespunt zoekt met u verder."
               : "Er past nu geen opleiding binnen uw grenzen. Hieronder staat wat u kunt aanpassen.";
  }
  if (answer_.all.answer.goal.kind == UnderstoodGoal::Kind::open)
    return "U weet het nog niet. Begin met ontdekken wat bij u past.";
  return answer_.plans.size() == 1
             ? "Dit plan past het best bij uw doel."
             : fmt::format("We maakten {} plannen. Kies wat u het belangrijkst vindt.", answer_.plans.size());
}

std::string PlanWords::why(const PlanStep& step) const {
  std::vector<std::string> labels;
  for (const SkillId skill : step.closes) {
    if (skill.stored() && skill != k_goal_itself && labels.size() < 3) labels.emplace_back(taxonomy_.label(skill));
  }
  const auto id = answer_.problem.modules[step.module].id;
  const auto& pins = answer_.problem.pins;
  const std::string pinned =
      std::find(pins.begin(), pins.end(), id) != pins.end() ? "U koos deze opleiding zelf. " : "";
  if (labels.empty()) {
    if (!pinned.empty()) return "U koos deze opleiding zelf.";
    return answer_.all.answer.goal.kind == UnderstoodGoal::Kind::open ? "Hier ontdekt u wat bij u past."
           : answer_.all.answer.gap.missing.empty()                   ? "Dit past het best bij uw woorden."
                                                    : "U hebt dit nodig voor een latere opleiding in dit plan.";
  }
  return fmt::format("{}U leert {} van de {} vaardigheden die u nog mist: {}{}.", pinned, step.closes.size(),
                     answer_.all.answer.gap.missing.size(), join(labels, ", "),
                     step.closes.size() > labels.size() ? " en meer" : "");
}

std::string PlanWords::when(const PlanStep& step) const {
  const PlanModule& module = answer_.problem.modules[step.module];
  const PlanRun& run = module.runs[*step.run];
  std::string text;
  if (step.in_consultation) {
    text = fmt::format("De school noemt geen startdatum. We rekenen met {}. Spreek de datum af met {}.",
                       format_dutch(step.start), school(step));
  } else if (run.kind == PlanStart::rolling) {
    text = fmt::format("U kunt op elk moment beginnen. We kozen de eerste maandag die past: {}.",
                       format_dutch(step.start));
  } else {
    text = fmt::format("Start op {}.", format_dutch(step.start));
  }
  const bool end_known = run.kind == PlanStart::dated && run.end;
  if (!end_known && module.duration_assumed)
    text += fmt::format(" De school zegt niet hoe lang het duurt. We rekenen met {} dagen.", module.duration_days);
  if (!answer_.all.hits[step.module].offer.hours_per_week) text += " Hoeveel uur per week het kost, is niet bekend.";
  return text;
}

std::string PlanWords::deadline_title(PlanDeadline::Kind kind, const PlanStep& step) const {
  switch (kind) {
    case PlanDeadline::Kind::enrol: return "Inschrijven: " + title(step);
    case PlanDeadline::Kind::arrange: return "Startdatum afspreken: " + title(step);
    case PlanDeadline::Kind::funding: return "Vergoeding aanvragen: " + title(step);
    case PlanDeadline::Kind::start: return "Start: " + title(step);
    case PlanDeadline::Kind::end: return "Klaar: " + title(step);
  }
  return {};
}

std::string PlanWords::deadline(PlanDeadline::Kind kind, const PlanStep& step) const {
  const PlanRun& run = answer_.problem.modules[step.module].runs[*step.run];
  switch (kind) {
    case PlanDeadline::Kind::enrol:
      return run.enrol_until ? fmt::format("Dit is de laatste dag om u in te schrijven bij {}.", school(step))
                             : fmt::format("Schrijf u in vóór deze dag. Vraag {} of u eerder moet zijn.", school(step));
    case PlanDeadline::Kind::arrange:
      return fmt::format("Neem contact op met {} en spreek af wanneer u begint.", school(step));
    case PlanDeadline::Kind::funding: return {};
    case PlanDeadline::Kind::start:
      return step.in_consultation ? "Op deze dag wilt u beginnen. De school moet dit nog bevestigen."
                                  : "Op deze dag begint de opleiding.";
    case PlanDeadline::Kind::end:
      return run.kind == PlanStart::dated && run.end ? "Dit is de laatste dag van de opleiding."
                                                     : "Rond deze dag bent u klaar met de opleiding.";
  }
  return {};
}

std::string PlanWords::own_payment(const PlanStep& step, Cents amount, std::size_t times) const {
  const bool per_year = answer_.all.prices[step.module].per_year;
  const std::string part = times > 1 ? fmt::format(" (1 van {} betalingen)", times) : "";
  return fmt::format("U betaalt {}{} aan {} voor {}{}.", format_euro(amount), per_year ? " per jaar" : "", school(step),
                     title(step), part);
}

std::string PlanWords::scheme_payment(const PlanStep& step, const SchemeVerdict& scheme, Cents amount,
                                      bool certain) const {
  const std::string to = scheme.receiver == "worker"     ? "u"
                         : scheme.receiver == "employer" ? "uw werkgever"
                                                         : school(step);
  return certain
             ? fmt::format("{} betaalt {} aan {}.", scheme.name, format_euro(amount), to)
             : fmt::format("Misschien betaalt {} tot {} aan {}. Vraag dit na.", scheme.name, format_euro(amount), to);
}

std::string PlanWords::employer_payment(const PlanStep& step, Cents amount, bool certain) const {
  return fmt::format("{} {} aan {}.", certain ? "Uw werkgever betaalt" : "Misschien betaalt uw werkgever",
                     format_euro(amount), school(step));
}

std::string PlanWords::funding_title(const SchemeVerdict& scheme) const { return "Vergoeding regelen: " + scheme.name; }

std::string PlanWords::funding_deadline(const PlanStep& step, const SchemeVerdict& scheme, bool certain) const {
  return fmt::format("{} {} voordat {} begint. Kijk bij de regeling tot wanneer dat kan.{}",
                     certain ? "Vraag dit aan:" : "Vraag na of u dit krijgt:", scheme.name, title(step),
                     scheme.url.empty() ? "" : " " + scheme.url);
}

std::string PlanWords::refused(const RefusedPin& pin) const {
  const auto hit = std::find_if(answer_.all.hits.begin(), answer_.all.hits.end(),
                                [&](const SearchHit& one) { return one.offer.id == pin.id; });
  const std::string what = hit == answer_.all.hits.end() ? fmt::format("Opleiding {}", pin.id.value)
                                                         : "\"" + std::string(title_of(hit->offer)) + "\"";
  const std::string by = pin.limit ? " Dat komt door " + limit_words(*pin.limit) + "." : "";
  switch (pin.reason) {
    case PinRefusal::unknown_module: return what + " hoort niet bij de opleidingen die bij dit doel passen.";
    case PinRefusal::banned: return what + " kan niet: u sluit deze opleiding zelf uit, of er is geen start meer.";
    case PinRefusal::no_start: return what + " heeft geen start die past.";
    case PinRefusal::limit: return what + " past niet." + by;
    case PinRefusal::entry:
      return what + " vraagt iets dat u nog niet hebt. Vraag de school naar een toets of EVC." + by;
    case PinRefusal::together: return what + " past niet samen met de andere opleidingen die u koos." + by;
    case PinRefusal::too_many: return "U koos meer opleidingen dan er in een plan passen.";
  }
  return {};
}

std::string PlanWords::relax(const PlanRelaxation& one) const {
  if (one.frees_pins) return fmt::format("Zonder grens aan {} past uw keuze wel.", limit_words(one.limit));
  return fmt::format("Zonder grens aan {} leert u {} van wat u mist: {} meer.", limit_words(one.limit),
                     percent(one.covered_share), percent(one.gain));
}

}  // namespace leerwijzer
