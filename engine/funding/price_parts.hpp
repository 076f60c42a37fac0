// The parts of a course price that schemes tell apart: without VAT, and the exam. As bounds where the feed leaves the
// VAT open or runs differ; nothing where a part is not stated.
#pragma once

#include "engine/domain/offer.hpp"

#include <optional>

namespace leerwijzer {

struct PriceParts {
  std::optional<CentsInterval> without_vat;  ///< of all required parts
  std::optional<CentsInterval> exam;         ///< of the exam, VAT as stated; 0 is stated, not guessed
};

/// VAT that is not stated lies between nothing and 21%; "inclusive" says that there is some, at 9% or 21% (Wet op de
/// omzetbelasting 1968 art. 9). Education of a recognised kind is exempt, and then stated as such. Nothing for a price
/// that is not confirmed, or is for one period of a longer course.
[[nodiscard]] PriceParts price_parts(const Offer& offer);

}  // namespace leerwijzer
