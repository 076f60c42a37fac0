#include "engine/domain/stored_plan.hpp"

namespace leerwijzer {

std::string_view words_of(StepState state) noexcept {
  switch (state) {
    case StepState::considering: return "U denkt erover na";
    case StepState::applied: return "Aangemeld";
    case StepState::started: return "Begonnen";
    case StepState::done: return "Klaar";
    case StepState::stopped: return "Gestopt";
  }
  return {};
}

}  // namespace leerwijzer
