// The token of a place in a list: what was written is read, anything else is refused, and nothing breaks it.
#include "api/cursor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace leerwijzer {
namespace {

const std::string k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Cursor cursor_of(std::mt19937& random) {
  const auto text = [&](std::size_t most) {
    std::string out(random() % (most + 1), 'a');
    for (char& c : out) c = k_letters[random() % k_letters.size()];
    return out;
  };
  Cursor cursor;
  cursor.question = (std::uint64_t{random()} << 32U) | random();
  cursor.index = {"gen-" + std::to_string(random() % 100), ChangeNumber{static_cast<std::int64_t>(random())}};
  cursor.position.text = text(60);
  return cursor;
}

bool same(const Cursor& a, const Cursor& b) {
  return a.question == b.question && a.index.generation == b.index.generation && a.index.change == b.index.change &&
         a.position == b.position;
}

TEST(CursorToken, what_was_written_is_read) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Cursor cursor = cursor_of(random);
    const std::string token = write_cursor(cursor);
    EXPECT_TRUE(std::all_of(token.begin(), token.end(), [](char c) { return k_letters.find(c) != std::string::npos; }));
    const auto read = read_cursor(token);
    ASSERT_TRUE(read.has_value()) << token;
    EXPECT_TRUE(same(*read, cursor));
  }
}

TEST(CursorToken, any_change_of_a_letter_is_refused) {
  std::mt19937 random(2);
  for (int i = 0; i < 300; ++i) {
    std::string token = write_cursor(cursor_of(random));
    const std::size_t at = random() % token.size();
    const char other = k_letters[random() % k_letters.size()];
    if (other == token[at]) continue;
    token[at] = other;
    const auto read = read_cursor(token);
    ASSERT_TRUE(read.has_error()) << token;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(read.error().where, "cursor");
  }
}

TEST(CursorToken, cut_and_lengthened_tokens_and_rubbish_are_refused) {
  std::mt19937 random(3);
  const std::string token = write_cursor(cursor_of(random));
  for (std::size_t length = 0; length < token.size(); ++length) {
    EXPECT_TRUE(read_cursor(token.substr(0, length)).has_error()) << length;
  }
  EXPECT_TRUE(read_cursor(token + "A").has_error());
  EXPECT_TRUE(read_cursor(token + "=").has_error());
  EXPECT_TRUE(read_cursor(std::string(100'000, 'A')).has_error());
  for (int i = 0; i < 5000; ++i) {
    std::string rubbish(random() % 200, '\0');
    for (char& c : rubbish) c = static_cast<char>(random());
    EXPECT_TRUE(read_cursor(rubbish).has_error());
  }
}

TEST(CursorToken, another_form_is_refused_though_its_checksum_fits) {
  std::mt19937 random(4);
  Cursor cursor = cursor_of(random);
  cursor.index.generation = "gen\nx";  // a line too many: a change that is no number
  EXPECT_TRUE(read_cursor(write_cursor(cursor)).has_error());
  // Version "2", with the checksum of its content.
  EXPECT_TRUE(read_cursor("YTRkNzg4MzQyCmYKZ2VuLTEKNwphYmM").has_error());
  EXPECT_TRUE(read_cursor("YTY1YzhjNWExCmYKZ2VuLTEKNwphYmM").has_value()) << "the same in version 1";
}

TEST(CursorQuestion, the_page_and_its_size_do_not_matter_but_everything_else_does) {
  const TextPairs asked = {{"level", "4"}, {"q", "zorg"}};
  const std::uint64_t question = question_of(asked);
  EXPECT_EQ(question_of({{"cursor", "x"}, {"level", "4"}, {"page", "3"}, {"pageSize", "50"}, {"q", "zorg"}}), question);
  EXPECT_NE(question_of({{"level", "3"}, {"q", "zorg"}}), question);
  EXPECT_NE(question_of({{"level", "4"}, {"q", "zor"}}), question);
  EXPECT_NE(question_of({{"q", "zorg"}}), question);
  EXPECT_NE(question_of({{"level", "4q"}, {"", "zorg"}}), question);
}

}  // namespace
}  // namespace leerwijzer
