#include "engine/advice/handover_note.hpp"

#include "engine/domain/referral_keys.hpp"
#include "engine/domain/sealed_note.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace leerwijzer {
namespace {

NoteParts full_parts() {
  NoteParts parts;
  parts.contact = {ContactChannel::phone, "Sam de Boer", "06 12345678", ""};
  parts.situations = {"employee", "at_risk"};
  parts.place = "Utrecht";
  parts.education = NlqfLevel::level_2;
  parts.occupations = {"verkoper"};
  parts.goal = "verzorgende";
  parts.own_words = "Het liefst in de avond.";
  parts.plan = {"Verzorgende IG (ROC Voorbeeld)"};
  parts.facts = {{"person.annual_income_eurocent", 2'500'000.0}, {"person.statuses", std::vector<std::string>{"nug"}}};
  return parts;
}

const NotePart* find(const std::vector<NotePart>& note, NoteSection section) {
  const auto at = std::find_if(note.begin(), note.end(), [&](const NotePart& one) { return one.section == section; });
  return at == note.end() ? nullptr : &*at;
}

TEST(HandoverNote, says_in_the_persons_voice_what_was_told_a_section_at_a_time) {
  const auto note = compose_note(full_parts());
  ASSERT_EQ(note.size(), 5U);
  EXPECT_EQ(note[0].text, "Mijn naam is Sam de Boer. Bel mij op 06 12345678.");
  EXPECT_EQ(note[1].text,
            "Ik woon in de gemeente Utrecht. Ik heb een baan. Ik raak misschien mijn werk kwijt. Mijn werk: verkoper. "
            "Het niveau van mijn hoogste diploma is NLQF 2.");
  EXPECT_EQ(note[2].text, "Mijn doel: verzorgende. In mijn eigen woorden: Het liefst in de avond.");
  EXPECT_EQ(note[3].text, "Ik heb deze opleidingen gekozen:\n- Verzorgende IG (ROC Voorbeeld)");
  EXPECT_THAT(note[4].text, ::testing::HasSubstr("Hoeveel inkomen hebt u per jaar? €\u00A025.000."));
  EXPECT_THAT(note[4].text, ::testing::HasSubstr("Wat past bij u? werkzoekende zonder uitkering."));
  for (const NotePart& part : note) EXPECT_FALSE(part.title.empty());
}

TEST(HandoverNote, leaves_out_what_nobody_told) {
  NoteParts parts;
  EXPECT_TRUE(compose_note(parts).empty());
  parts.open_goal = true;
  const auto note = compose_note(parts);
  ASSERT_EQ(note.size(), 1U);
  EXPECT_EQ(note[0].text, "Ik weet nog niet wat ik wil.");
}

TEST(HandoverNote, marks_money_and_benefits_as_sensitive) {
  EXPECT_FALSE(find(compose_note(full_parts()), NoteSection::situation)->sensitive);
  EXPECT_TRUE(find(compose_note(full_parts()), NoteSection::funding)->sensitive);
  for (const char* situation : {"ww", "bijstand", "wia", "zw", "wajong", "low_basic_skills"}) {
    NoteParts parts = full_parts();
    parts.situations = {situation};
    EXPECT_TRUE(find(compose_note(parts), NoteSection::situation)->sensitive) << situation;
  }
}

TEST(HandoverNote, has_an_approval_of_exactly_its_text) {
  const auto note = compose_note(full_parts());
  EXPECT_EQ(note[2].approval, compose_note(full_parts())[2].approval);
  NoteParts other = full_parts();
  other.own_words += "!";
  EXPECT_NE(note[2].approval, compose_note(other)[2].approval);
  EXPECT_EQ(note[1].approval, compose_note(other)[1].approval);
}

TEST(HandoverNote, keeps_words_of_a_person_on_one_line) {
  NoteParts parts;
  parts.goal = "a\r\n\nUw antwoorden over geld\n\x1b[2J";
  const std::string text = compose_note(parts).at(0).text;
  EXPECT_EQ(text.find_first_of("\r\n\x1b"), std::string::npos);
}

TEST(SealedNote, is_opened_by_the_desk_and_by_the_code_and_by_nobody_else) {
  const KeyPair desk = make_key_pair();
  const std::string code = normal_code(random_code()).value();
  const SealedNote note = seal_note("Ik wil leren lassen.", desk.public_key, code);
  EXPECT_EQ(open_note_as_desk(note, desk), "Ik wil leren lassen.");
  EXPECT_EQ(open_note_with_code(note, code), "Ik wil leren lassen.");
  EXPECT_FALSE(open_note_as_desk(note, make_key_pair()).has_value());
  EXPECT_FALSE(open_note_with_code(note, normal_code(random_code()).value()).has_value());
  for (const std::string* part : {&note.content, &note.key_for_desk, &note.key_for_person})
    EXPECT_EQ(part->find("lassen"), std::string::npos);
  EXPECT_FALSE(open_note_with_code({"", "", ""}, code).has_value());
}

TEST(SealedNote, gives_the_code_again_to_whoever_repeats_key_and_body) {
  const std::string kept = code_for_retry("CODE", "0123456789abcdef", "{}");
  EXPECT_EQ(code_of_retry(kept, "0123456789abcdef", "{}"), "CODE");
  EXPECT_FALSE(code_of_retry(kept, "0123456789abcdef", "{ }").has_value());
  EXPECT_FALSE(code_of_retry(kept, "0123456789abcdeg", "{}").has_value());
}

TEST(ReferralKeys, are_of_a_desk_or_of_all) {
  const std::string one = hex_of(make_key_pair().public_key);
  const std::string all = hex_of(make_key_pair().public_key);
  const auto keys = ReferralKeys::parse("# comment\n\nutrecht " + one + "\r\n*\t" + all + "\n", "k");
  ASSERT_TRUE(keys.has_value()) << describe(keys.error());
  EXPECT_EQ(hex_of(keys->key_for("utrecht").value()), one);
  EXPECT_EQ(hex_of(keys->key_for("ede").value()), all);
  EXPECT_FALSE(ReferralKeys::parse("utrecht " + one, "k")->key_for("ede").has_value());
  EXPECT_TRUE(ReferralKeys{}.empty());
}

TEST(ReferralKeys, of_another_form_are_refused_with_file_and_line) {
  const std::string key(64, 'a');
  for (const std::string& text : {std::string("\nutrecht"), "\nutrecht " + key.substr(2), "\nutrecht " + key + "x",
                                  "* " + key + "\n* " + key, "\nutrecht " + std::string(64, 'g')}) {
    const auto keys = ReferralKeys::parse(text, "k");
    ASSERT_FALSE(keys.has_value()) << text;
    EXPECT_EQ(keys.error().where, "k:2") << text;
  }
}

TEST(ReferralStatus, moves_forward_only_and_ends) {
  using enum ReferralStatus;
  EXPECT_TRUE(may_follow(received, seen));
  EXPECT_TRUE(may_follow(received, refused));
  EXPECT_TRUE(may_follow(seen, accepted));
  EXPECT_TRUE(may_follow(accepted, done));
  EXPECT_FALSE(may_follow(received, done));
  EXPECT_FALSE(may_follow(seen, received));
  for (const ReferralStatus end : {refused, done, withdrawn}) {
    for (const auto& [next, name] : EnumNames<ReferralStatus>::names) EXPECT_FALSE(may_follow(end, next)) << name;
  }
}

TEST(ReferralWords, exist_for_every_status_reason_and_section) {
  for (const auto& [status, name] : EnumNames<ReferralStatus>::names)
    EXPECT_TRUE(words_of(status).ends_with('.')) << name;
  for (const auto& [reason, name] : EnumNames<RefusalReason>::names)
    EXPECT_TRUE(words_of(reason).ends_with('.')) << name;
  for (const auto& [section, name] : EnumNames<NoteSection>::names) EXPECT_FALSE(title_of(section).empty()) << name;
}

}  // namespace
}  // namespace leerwijzer
