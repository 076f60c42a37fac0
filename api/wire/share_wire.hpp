// Shares of a kept plan as JSON: what an owner allows, what a holder may see, and comments. What a holder sees is made
// of the chosen sections only; nothing else goes into the envelope.
#pragma once

#include "engine/domain/stored_plan.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// What the owner called a share and allowed with it.
struct ShareTerms {
  std::string name;
  std::vector<ShareSection> sections;
  ShareRight right = ShareRight::read;
  bool operator==(const ShareTerms&) const = default;
};

struct ShareCall {
  ShareTerms terms;
  Date expires_at{};
};

/// The body of POST /v1/plans/shares. Throws InvalidInput.
[[nodiscard]] ShareCall read_share(std::string_view body, Date today);

/// What is encrypted for the owner.
[[nodiscard]] std::string write_terms(const ShareTerms& terms);
[[nodiscard]] std::optional<ShareTerms> read_terms(std::string_view text);

/// What is encrypted for the holder, as JSON text: the sections, the right, and of the plan what the sections name.
[[nodiscard]] std::string shared_content(const StoredPlan& plan, const ShareTerms& terms);

/// What a holder opened.
struct SharedView {
  boost::json::object document;  ///< as shared_content() wrote it
  ShareRight right = ShareRight::read;
  bool shows_steps = false;
  bool shows_money = false;
  StoredPlan plan;  ///< the steps in it, to be compared with the catalogue
};
/// Nothing for what shared_content() did not write.
[[nodiscard]] std::optional<SharedView> read_shared(std::string_view text);

struct PlanComment {
  std::string text;
  std::optional<std::size_t> step;  ///< its number, from 1
};

/// The body of POST /v1/plans/shared/comments. Throws InvalidInput.
[[nodiscard]] PlanComment read_comment(std::string_view body);
/// What is encrypted, and what is answered beside the moment.
[[nodiscard]] boost::json::object write_comment(const PlanComment& comment);
/// The other way round; an empty object for what is none.
[[nodiscard]] boost::json::object comment_document(std::string_view text, std::string_view at);

}  // namespace leerwijzer
