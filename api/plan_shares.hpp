// Shares of a kept plan between the store and an endpoint: opened for their owner and for their holder.
#pragma once

#include "api/endpoint.hpp"
#include "api/stored_plans.hpp"
#include "api/wire/share_wire.hpp"
#include "engine/match/plan_recheck.hpp"

#include <boost/json/array.hpp>

#include <string>
#include <vector>

namespace leerwijzer {

struct NewlyShared {
  std::string code;  ///< of the share, in its one form
  AddedShare added;
};

/// Lets somebody else see sections of the plan of `code`. The same Idempotency-Key and body give the same share. Fails
/// with conflict when there are too many; throws not_found for an unknown code.
[[nodiscard]] Result<NewlyShared> share_plan(const Call& call, const ShareCall& input, const std::string& code);

/// What a holder opened.
struct OpenShare {
  OpenedShare row;
  std::string key;
  SharedView view;
};

/// `log`: it is noted for the owner. Throws ErrorException: not_found for a code that opens nothing, corrupt when the
/// bytes do not open.
[[nodiscard]] OpenShare open_share_of(const Call& call, const std::string& share_code, bool log);

/// What changed in the catalogue, as far as the shared sections tell of it.
[[nodiscard]] std::vector<PlanRemark> shared_remarks(const Call& call, const SharedView& view);

/// All shares of a plan for its owner: terms, until when, whether it ended, its log and its comments.
[[nodiscard]] boost::json::array write_shares(const Call& call, const std::string& code);

/// Adds a comment of whoever holds the code of a share. Fails with permission_denied where the share is to be read
/// only.
[[nodiscard]] Result<AddedComment> comment_on(const Call& call, const PlanComment& input,
                                              const std::string& share_code);

/// The oldest first. What does not open is left out.
[[nodiscard]] boost::json::array write_comments(const std::vector<KeptComment>& comments, const std::string& key);

}  // namespace leerwijzer
