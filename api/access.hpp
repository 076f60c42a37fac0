// Who asks, and what they may do. An endpoint declares the right that it needs; the application finds the caller and
// refuses before anything is read: 401 for nobody, 403 for somebody else. A right of a provider holds for that
// provider's paths only (/v1/providers/{id}/...).
#pragma once

#include "api/http/message.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

enum class Right : std::uint8_t {
  open,              ///< anybody
  by_code,           ///< whoever has the code in the header Leerwijzer-Code; the endpoint itself checks it
  session,           ///< anybody with an account
  desk,              ///< advises at a desk
  desk_manage,       ///< manages a desk: its accounts, its caseload
  provider_read,     ///< sees what is the provider's own: drafts, report, findability
  provider_write,    ///< writes drafts, runs, costs
  provider_publish,  ///< publishes, withdraws, uploads
  provider_manage    ///< manages keys, accounts, feed sources of a provider
};
template <>
struct EnumNames<Right> {
  static constexpr auto names = std::to_array<EnumName<Right>>({
      {Right::open, "open"},
      {Right::by_code, "by-code"},
      {Right::session, "session"},
      {Right::desk, "desk"},
      {Right::desk_manage, "desk-manage"},
      {Right::provider_read, "provider-read"},
      {Right::provider_write, "provider-write"},
      {Right::provider_publish, "provider-publish"},
      {Right::provider_manage, "provider-manage"},
  });
};

enum class CallerKind : std::uint8_t { nobody, account, api_key };

/// Somebody with a session or an API key; by default nobody.
struct Caller {
  CallerKind kind = CallerKind::nobody;
  std::int64_t id = 0;                   ///< of the account or key
  std::string name = "nobody";           ///< for the audit, without a person's name: "account 12", "key 7"
  std::string desk{};                    ///< id of the desk that the account belongs to; empty: none
  std::optional<ProviderId> provider{};  ///< that the account or key belongs to
  std::vector<Right> rights{};           ///< all that follow from the role; `session` with every account

  [[nodiscard]] bool may(Right right) const noexcept;
};

/// Finds who asks.
class Identity {
 public:
  virtual ~Identity() = default;

  /// Nobody, where the request carries no session and no key. Fails with unauthenticated for one that is unknown,
  /// ended or revoked, with permission_denied for an unsafe request with a session that lacks its CSRF token, and
  /// throws unavailable as the stores do.
  [[nodiscard]] virtual Result<Caller> caller(const WebRequest& request) = 0;
};

/// Fails with unauthenticated or permission_denied when the caller lacks the right. `provider`: the id in the path as
/// it was sent, where the path names one.
[[nodiscard]] Result<void> require(const Caller& caller, Right right, std::optional<std::string_view> provider);

}  // namespace leerwijzer
