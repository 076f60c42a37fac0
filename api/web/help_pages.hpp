// The pages of a question to a desk: the note to read and approve, the code when it was sent, and how far it is.
#pragma once

#include "api/web/shell.hpp"
#include "api/wire/referral_wire.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// As typed; nothing of it stands in an address or a cookie.
struct NoteForm {
  std::string desk;
  std::string retry;  ///< made once for this question, so that pressing twice sends once
  std::string channel = "none";
  std::string name;
  std::string phone;
  std::string email;
  std::string remark;
  std::vector<ApprovedSection> approved;
  std::string consent_version;
  bool sends = false;              ///< else: only wants to read
  std::vector<NoteSection> shown;  ///< before, so that what is not approved of them was let go
};

/// Unknown names are left out; broken or too long text throws InvalidInput.
[[nodiscard]] NoteForm read_note_form(std::string_view body);

struct NoteView {
  NoteForm form;
  std::string desk_name;
  std::vector<NotePart> note;
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string note_page(const PageSettings& settings, const NoteView& view);

struct SentView {
  std::string desk_name;
  std::string code;
  Date until{};
  std::vector<NotePart> told;
};
[[nodiscard]] std::string sent_page(const PageSettings& settings, const SentView& view);

/// How far a question is. `referral`: as GET /v1/referrals answers it.
struct FollowView {
  boost::json::object referral{};
  std::string code{};      ///< in groups
  bool withdrawn = false;  ///< just now
  bool may_withdraw = false;
};
[[nodiscard]] std::string follow_page(const PageSettings& settings, const FollowView& view);

/// Asks for the code of a question. `fault`: key of the text that says what is wrong with what was `typed`; empty:
/// nothing was.
[[nodiscard]] std::string follow_code_page(const PageSettings& settings, std::string_view fault = {},
                                           const std::string& typed = {});

}  // namespace leerwijzer
