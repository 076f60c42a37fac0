// What the page of one's own account shows, for the endpoints that show it.
#pragma once

#include "api/endpoint.hpp"
#include "api/web/session_pages.hpp"

namespace leerwijzer {

/// The account of the call. Throws as AccountDesk does.
[[nodiscard]] AccountView account_view_of(const Call& call);

}  // namespace leerwijzer
