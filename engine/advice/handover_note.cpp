#include "engine/advice/handover_note.hpp"

#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"
#include "engine/funding/condition.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

struct SituationWords {
  std::string_view situation;
  std::string_view words;
  bool sensitive;
};

constexpr auto k_situations = std::to_array<SituationWords>({
    {"employee", "Ik heb een baan.", false},
    {"self_employed", "Ik werk voor mezelf.", false},
    {"no_benefit", "Ik heb geen werk en geen uitkering.", false},
    {"at_risk", "Ik raak misschien mijn werk kwijt.", false},
    {"ww", "Ik krijg WW.", true},
    {"bijstand", "Ik krijg bijstand.", true},
    {"wia", "Ik krijg WIA.", true},
    {"zw", "Ik krijg een Ziektewet-uitkering.", true},
    {"wajong", "Ik krijg Wajong.", true},
    {"youth_no_startkwalificatie", "Ik ben jonger dan 27 jaar en heb geen startkwalificatie.", false},
    {"no_startkwalificatie_working", "Ik werk en heb geen startkwalificatie.", false},
    {"low_basic_skills", "Ik wil beter leren lezen, schrijven, rekenen of omgaan met een computer.", true},
    {"employer", "Ik vraag dit voor mijn bedrijf.", false},
});

void add(std::string& text, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!text.empty()) text += ' ';
  text += sentence;
}

/// A person's words on one line: line ends would let one section look like another.
std::string one_line(std::string_view words) {
  std::string line(words);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return std::string(trim(line));
}

std::string contact_text(const ContactDetails& contact) {
  std::string text;
  if (const std::string name = one_line(contact.name); !name.empty()) add(text, "Mijn naam is " + name + ".");
  switch (contact.channel) {
    case ContactChannel::none: break;
    case ContactChannel::phone: add(text, "Bel mij op " + one_line(contact.phone) + "."); break;
    case ContactChannel::email: add(text, "Mail mij op " + one_line(contact.email)); break;
  }
  return text;
}

NotePart situation_of(const NoteParts& parts) {
  NotePart part{NoteSection::situation, {}, {}, false, {}};
  if (!parts.place.empty()) add(part.text, "Ik woon in de gemeente " + one_line(parts.place) + ".");
  for (const SituationWords& one : k_situations) {
    if (std::find(parts.situations.begin(), parts.situations.end(), one.situation) == parts.situations.end()) continue;
    add(part.text, one.words);
    part.sensitive = part.sensitive || one.sensitive;
  }
  for (const std::string& occupation : parts.occupations) add(part.text, "Mijn werk: " + one_line(occupation) + ".");
  if (parts.education) {
    add(part.text, "Het niveau van mijn hoogste diploma is NLQF " + std::string(name_of(*parts.education)) + ".");
  }
  return part;
}

std::string goal_text(const NoteParts& parts) {
  std::string text;
  if (!parts.goal.empty()) add(text, "Mijn doel: " + one_line(parts.goal) + ".");
  if (parts.open_goal) add(text, "Ik weet nog niet wat ik wil.");
  if (!parts.own_words.empty()) add(text, "In mijn eigen woorden: " + one_line(parts.own_words));
  return text;
}

std::string list_text(std::string_view opening, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string text(opening);
  for (const std::string& line : lines) text += "\n- " + one_line(line);
  return text;
}

std::string funding_text(const Facts& facts) {
  std::vector<std::string> lines;
  for (const auto& [fact, value] : facts) {
    if (std::string words = answer_in_words(fact, value); !words.empty()) lines.push_back(std::move(words));
  }
  return list_text("Ik gaf deze antwoorden:", lines);
}

}  // namespace

std::vector<NotePart> compose_note(const NoteParts& parts) {
  std::vector<NotePart> note = {
      {NoteSection::contact, {}, contact_text(parts.contact), false, {}},
      situation_of(parts),
      {NoteSection::goal, {}, goal_text(parts), false, {}},
      {NoteSection::plan, {}, list_text("Ik heb deze opleidingen gekozen:", parts.plan), false, {}},
      {NoteSection::funding, {}, funding_text(parts.facts), true, {}},
  };
  std::erase_if(note, [](const NotePart& part) { return part.text.empty(); });
  for (NotePart& part : note) {
    part.title = title_of(part.section);
    part.approval =
        hex_of(secret_digest("leerwijzer note", std::string(name_of(part.section)) + "\n" + part.text)).substr(0, 32);
  }
  return note;
}

}  // namespace leerwijzer
