// How well an offer is published, from 0 to 1: a weighted mean over the criteria that apply to it.
// Each criterion says what to change by its key; the words for it are in schema/report. Pure: the
// same offer and moment give the same assessment.
//
// The number that is stored with an offer (Offer::quality, a small bonus in the ranking) is the one
// without a moment: what depends on today (starts that have passed, the age of the last fetch) is
// left out of it, so that an unchanged offer keeps its content hash from day to day. A report gives
// the moment, and its numbers may differ from one day to the next.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/domain/offer.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class Criterion : std::uint8_t {
  title,        ///< 10 to 100 characters, not all in capitals
  description,  ///< 60 to 500 words
  readability,  ///< reading ease of 60 or more (see readability.hpp); for Dutch of 30 words or more
  price,        ///< all that must be paid, with its VAT
  starts,       ///< a start; with a moment, one that can still be joined
  location,     ///< postcode or coordinates of every place; not for online only
  level,        ///< an NLQF level; not asked of courses, orientation, exams and praktijkverklaringen
  outcomes,     ///< what one can do afterwards, in words that map to skills
  duration,     ///< how long, or how many hours
  contact,      ///< a page of its own; a mail address or phone number alone counts for half
  freshness,    ///< days since the source was read; only with a moment
};
template <>
struct EnumNames<Criterion> {
  static constexpr auto names = std::to_array<EnumName<Criterion>>({
      {Criterion::title, "title"},
      {Criterion::description, "description"},
      {Criterion::readability, "readability"},
      {Criterion::price, "price"},
      {Criterion::starts, "starts"},
      {Criterion::location, "location"},
      {Criterion::level, "level"},
      {Criterion::outcomes, "outcomes"},
      {Criterion::duration, "duration"},
      {Criterion::contact, "contact"},
      {Criterion::freshness, "freshness"},
  });
};

/// How one criterion came out.
struct CriterionScore {
  Criterion criterion = Criterion::title;
  bool applicable = true;   ///< false: it neither helps nor harms
  double value = 0.0;       ///< 0 (missing) to 1 (nothing to improve)
  double weight = 0.0;      ///< its share is weight over the sum of the weights that apply
  std::string_view advice;  ///< key of what to change ("price-missing"); empty when value is 1
};

/// When a report is made, and what it could look at.
struct QualityMoment {
  std::optional<Date> today{};            ///< nothing: starts are not compared with a day
  std::optional<int> days_since_fetch{};  ///< since the source was last read in full
  bool outcomes_checked = true;           ///< false: no taxonomy was there to map outcomes to
};

struct QualityAssessment {
  double score = 0.0;                  ///< 0 to 1
  std::vector<CriterionScore> scores;  ///< every criterion, in the order of the enum
};

[[nodiscard]] QualityAssessment assess_quality(const Offer& offer, const QualityMoment& moment = {});

}  // namespace leerwijzer
