// What a desk is told about a person, in the person's own voice (Dutch, B1): one text a section, so that each can be
// left out. Pure: the same parts give the same text.
#pragma once

#include "engine/domain/learner.hpp"
#include "engine/domain/referral.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct ContactDetails {
  ContactChannel channel = ContactChannel::none;
  std::string name;
  std::string phone;
  std::string email;
};

struct NoteParts {
  ContactDetails contact;
  std::vector<std::string> situations;  ///< see learner.hpp
  std::string place;                    ///< municipality of residence; empty: not told
  std::optional<NlqfLevel> education;
  std::vector<std::string> occupations;  ///< of now and before, in words
  std::string goal;                      ///< in words; empty: not told
  std::string own_words;                 ///< what the person wants to add
  bool open_goal = false;                ///< "I don't know yet"
  std::vector<std::string> plan;         ///< a line an offer
  Facts facts;                           ///< answers about money
};

struct NotePart {
  NoteSection section = NoteSection::goal;
  std::string title;
  std::string text;
  bool sensitive = false;  ///< money, benefits and health: told only when the person says so
  /// Of exactly this text: an approval names it, so that nothing else is stored than what was read.
  std::string approval;
};

/// The sections of which there is something to tell, in the order in which they are read.
[[nodiscard]] std::vector<NotePart> compose_note(const NoteParts& parts);

}  // namespace leerwijzer
