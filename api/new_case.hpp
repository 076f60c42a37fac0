// The ends of endpoints that make a case or add to it: the answer with the client's code, and what was shown.
#pragma once

#include "api/case_call.hpp"
#include "api/matching.hpp"

namespace leerwijzer {

/// Throws InvalidInput for facts that the rules do not know.
void check_case_facts(const Call& call, const Facts& facts);

struct CaseBody;  // api/wire/case_wire.hpp

/// A case to add, with a code of its own for the client. Of a referral what the person told becomes the first note,
/// where they agree that it is kept.
[[nodiscard]] PlainCase plain_case_of(const CaseBody& body, const OpenedReferral* referral = nullptr);

/// 201 with the case and, once, the code of the client.
[[nodiscard]] Result<Answer> new_case(const Call& call, CaseDesk& cases, const MadeOnce& made);

/// Keeps what was shown in the case, and shows it.
[[nodiscard]] Result<Answer> show(const Call& call, CaseDesk& cases, std::int64_t id, ShownKind kind, Documented shown);

}  // namespace leerwijzer
