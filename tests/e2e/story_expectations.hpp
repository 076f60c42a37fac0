// What a learner story may expect of an answer, as words in JSON. Every word is strict: one that is not
// known fails the story, so that a slip of the pen never passes for a check. The words are listed in
// tests/cases/matching/README.md.
#pragma once

#include <boost/json/fwd.hpp>

namespace leerwijzer::testing {

/// Fails the test that runs for each expectation that the answer of POST /v1/matches does not meet.
void expect_match(const boost::json::object& expect, const boost::json::value& answer);

/// The same for the answer of POST /v1/plans/compose to `request`; every plan keeps every limit of it.
void expect_plans(const boost::json::object& expect, const boost::json::object& request,
                  const boost::json::value& answer);

}  // namespace leerwijzer::testing
