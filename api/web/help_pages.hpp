// The pages of a question to a desk: the note to read and approve, and the code when it was sent.
#pragma once

#include "api/web/shell.hpp"
#include "api/wire/referral_wire.hpp"

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
  bool sends = false;  ///< else: only wants to read
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

}  // namespace leerwijzer
