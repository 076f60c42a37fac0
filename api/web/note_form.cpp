#include "api/http/problem.hpp"
#include "api/http/target.hpp"
#include "api/web/help_pages.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_remark = 1000;

/// "goal:3f2a…": a section and the approval of its text.
void take_section(NoteForm& form, std::string_view value) {
  const std::size_t colon = value.find(':');
  if (colon == std::string_view::npos || form.approved.size() >= EnumNames<NoteSection>::names.size()) return;
  if (const auto section = value_of<NoteSection>(value.substr(0, colon)))
    form.approved.push_back({*section, std::string(value.substr(colon + 1))});
}

void take_shown(NoteForm& form, std::string_view value) {
  const auto section = value_of<NoteSection>(value);
  if (section && form.shown.size() < EnumNames<NoteSection>::names.size()) form.shown.push_back(*section);
}

void take(NoteForm& form, const std::string& name, std::string value) {
  if (count_code_points(value) > k_most_remark)
    throw InvalidInput({{name, "Deze tekst is te lang.", "Gebruik hoogstens 1.000 tekens."}});
  if (name == "adviespunt")
    form.desk = std::move(value);
  else if (name == "sleutel")
    form.retry = std::move(value);
  else if (name == "contact")
    form.channel = std::move(value);
  else if (name == "naam")
    form.name = trim(value);
  else if (name == "telefoon")
    form.phone = trim(value);
  else if (name == "email")
    form.email = trim(value);
  else if (name == "vraag")
    form.remark = trim(value);
  else if (name == "deel")
    take_section(form, value);
  else if (name == "toestemming")
    form.consent_version = std::move(value);
  else if (name == "getoond")
    take_shown(form, value);
  else if (name == "doe")
    form.sends = value == "sturen";
}

}  // namespace

NoteForm read_note_form(std::string_view body) {
  auto pairs = parse_form(body);
  if (!pairs) throw ErrorException(pairs.error());
  NoteForm form;
  for (auto& [name, value] : *pairs) take(form, name, std::move(value));
  return form;
}

}  // namespace leerwijzer
