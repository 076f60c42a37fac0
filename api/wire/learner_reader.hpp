// The learner of a request body; shared by matches and funding checks.
#pragma once

#include "api/wire/object_reader.hpp"
#include "engine/domain/learner.hpp"

namespace leerwijzer {

/// Reads every field of a learner; what is wrong goes to the reader.
[[nodiscard]] Learner read_learner(ObjectReader& reader);

/// Facts for the funding rules: true or false, a number, a text, or a list of texts; null is unknown.
/// `prefix` goes before each name ("employer."), whose camelCase becomes snake_case then.
void read_facts(ObjectReader& reader, std::string_view prefix, Facts& facts);

/// {"text": ...} or {"uri": ...}: exactly one of the two.
[[nodiscard]] ConceptRef read_concept(ObjectReader& reader);

}  // namespace leerwijzer
