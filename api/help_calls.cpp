#include "api/help_calls.hpp"

#include "api/reply.hpp"

namespace leerwijzer {

HelpView help_view_of(const Call& call, Asked asked) {
  const Snapshot& snapshot = snapshot_of(call);
  const Learner& learner = asked.question.request.learner;
  HelpView view;
  AdviceQuestion question;
  question.postcode = learner.postcode;
  question.municipality = learner.municipality;
  question.situations = learner.situations;
  question.facts = advice_facts(learner, &asked.question.request.goal, call.today);
  question.date = call.today;
  auto advice = snapshot.geography.advise(question);
  if (!advice) throw ErrorException(advice.error());
  view.advice = std::move(*advice);
  view.told = view.advice.place.has_value();
  view.answers = std::move(asked.answers);
  for (const RoutedAdvicePoint& desk : view.advice.points) {
    if (call.services.referrals != nullptr && call.services.referrals->key_for(desk.point.id))
      view.takers.push_back(desk.point.id);
  }
  return view;
}

}  // namespace leerwijzer
