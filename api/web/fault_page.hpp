// A fault as whoever asked can read it: a person who follows a wrong link sees a page, a program gets a problem
// document.
#pragma once

#include "api/http/message.hpp"
#include "engine/core/date.hpp"

namespace leerwijzer {

/// Makes a page of a problem document where a browser asked, in the language of the address; else leaves it.
void show_as_page(const WebRequest& request, WebResponse& response, bool sample, Date today);

}  // namespace leerwijzer
