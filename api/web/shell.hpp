// What stands around the content of every page: head, header with the menu and the other language, footer with the
// line to somebody who helps, and the signs that the content uses.
#pragma once

#include "api/web/texts.hpp"
#include "engine/core/date.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

struct Call;

struct PageSettings {
  bool sample = false;
  Date today{};
  Language language = Language::nl;
  std::string path = "/";   ///< of this page, without the language
  std::string query{};      ///< of this page with its question mark, where the other language takes it along
  std::string host{};       ///< "https://leerwijzer.example", as the client asked for it; empty: unknown
  std::size_t in_plan = 0;  ///< modules that the person put in the plan
  std::string_view area{};  ///< of somebody who is signed in: "desk" or "school" (see api/page_session.hpp)
  std::string csrf{};       ///< HTML of the hidden field of a form of theirs

  [[nodiscard]] const Texts& texts() const { return Texts::in(language); }
};

[[nodiscard]] PageSettings page_settings(const Call& call);

struct PageHead {
  std::string title{};
  std::string description{};  ///< empty: that of the site
  /// For everybody "start", "search", "work", "plan", "help"; at a desk "search", "clients", "referrals", "templates";
  /// at a school "offers", "files", "sources", "findability", "keys"; at both "account"; or none.
  std::string_view menu{};
  std::string extra{};    ///< HTML for in the head
  bool personal = false;  ///< not for search engines
  /// Whose menu, stylesheet and script: "" for everybody, "desk" or "school".
  std::string_view area{};
  bool wide = false;  ///< the content may use the whole window
};

[[nodiscard]] std::string whole_page(const PageSettings& settings, const PageHead& head, const std::string& content);

}  // namespace leerwijzer
