// Texts of feeds are cleaned once: entities, tags, doubly encoded feeds, and text that was decoded wrongly.
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/text_encoding.hpp"

#include <gtest/gtest.h>

#include <random>

namespace leerwijzer {
namespace {

TEST(CleanText, entities_of_a_long_text_are_decoded_exactly_once) {
  EXPECT_EQ(clean_html("caf&eacute; &amp; bar"), "café &amp; bar");
  EXPECT_EQ(clean_html("&amp;lt;p&amp;gt; is een tag"), "&amp;lt;p&amp;gt; is een tag") << "shown as &lt;p&gt;";
  EXPECT_EQ(clean_html("<p>5 &lt; 6 &amp;amp; 7</p>"), "<p>5 &lt; 6 &amp;amp; 7</p>");
  EXPECT_EQ(clean_html("Leer &lt;script&gt; schrijven in <b>HTML</b>"), "Leer &lt;script&gt; schrijven in <b>HTML</b>");
}

TEST(CleanText, letters_that_a_feed_encoded_twice_are_decoded_twice) {
  EXPECT_EQ(clean_html("<p>co&amp;ouml;rdinatie &amp;#8211; caf&amp;eacute;</p>"), "<p>coördinatie – café</p>");
  EXPECT_EQ(clean_html("caf&amp;eacute;"), "café");
  EXPECT_EQ(clean_html("<p>&amp;amp;eacute;</p>"), "<p>&amp;amp;eacute;</p>") << "but no more often";
}

TEST(CleanText, html_that_was_escaped_as_a_whole_is_html) {
  EXPECT_EQ(clean_html("&lt;p&gt;Leer &lt;b&gt;lassen&lt;/b&gt;&lt;/p&gt;"), "<p>Leer <b>lassen</b></p>");
  EXPECT_EQ(clean_html("&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;Ja&lt;/p&gt;"), "<p>Ja</p>");
}

TEST(CleanText, only_what_html_knows_is_a_tag) {
  EXPECT_EQ(plain_text("Werken met List<String> & co"), "Werken met List<String> & co");
  EXPECT_EQ(plain_text("Mail <jan@school.nl>, a < b"), "Mail <jan@school.nl>, a < b");
  EXPECT_EQ(clean_html("Mail <jan@school.nl>"), "Mail &lt;jan@school.nl&gt;");
  EXPECT_EQ(plain_text("Lassen<br>en <strong>solderen</strong><o:p></o:p>"), "Lassen en solderen");
  EXPECT_EQ(plain_text("C++ en C#"), "C++ en C#");
}

TEST(CleanText, a_title_holds_no_tags_and_no_entities_however_often_it_was_encoded) {
  EXPECT_EQ(plain_text("&lt;b&gt;Caf&amp;eacute;&lt;/b&gt; &amp;amp; bar"), "Café & bar");
  std::string deep = "eacute;";
  for (int i = 0; i < 500; ++i) deep.insert(0, "amp;");
  const std::string clean = plain_text("&" + deep);
  EXPECT_EQ(clean.find('&'), std::string::npos);
  EXPECT_EQ(plain_text(clean), clean);
}

/// Text of the pieces that go wrong in feeds.
std::string random_text(std::mt19937& random) {
  static constexpr auto k_pieces = std::to_array<const char*>({"lassen",
                                                               " ",
                                                               "é",
                                                               "&eacute;",
                                                               "&amp;",
                                                               "&amp;eacute;",
                                                               "&lt;p&gt;",
                                                               "&amp;lt;b&amp;gt;",
                                                               "<p>",
                                                               "</p>",
                                                               "<b>",
                                                               "</b>",
                                                               "<i>",
                                                               "</i>",
                                                               "<ul>",
                                                               "<li>",
                                                               "</ul>",
                                                               "<h2>",
                                                               "</h2>",
                                                               "<div>",
                                                               "</div>",
                                                               "<br>",
                                                               "<a href=\"https://x.nl\">",
                                                               "</a>",
                                                               "<script>",
                                                               "</script>",
                                                               "<table>",
                                                               "<td>",
                                                               "&nbsp;",
                                                               "<",
                                                               ">",
                                                               "&",
                                                               "\"",
                                                               "&#8217;",
                                                               "&#x3c;b>",
                                                               "\n",
                                                               "\t",
                                                               "<!--",
                                                               "-->",
                                                               "List<T>",
                                                               "<o:p>",
                                                               "&lt;",
                                                               "&quot;",
                                                               "<em>",
                                                               "<ol>",
                                                               "</li>",
                                                               "</ol>",
                                                               "a & b; c",
                                                               "&notanentity;",
                                                               "\r\n",
                                                               "\r",
                                                               "<p/>",
                                                               "<a href='javascript:x'>",
                                                               "&#0;",
                                                               "\xFF",
                                                               "Ã©"});
  std::string text;
  const int pieces = 1 + static_cast<int>(random() % 14);
  for (int i = 0; i < pieces; ++i) text += k_pieces[random() % k_pieces.size()];
  return text;
}

TEST(CleanText, cleaning_again_changes_nothing_in_any_field) {
  std::mt19937 random(20261121);
  for (int i = 0; i < 20'000; ++i) {
    const std::string raw = random_text(random);
    for (const auto& [field, name] : {std::pair{TextField::title, "title"},
                                      {TextField::summary, "summary"},
                                      {TextField::description, "description"},
                                      {TextField::admission, "admission"},
                                      {TextField::qualification, "qualification"},
                                      {TextField::assessment, "assessment"},
                                      {TextField::enrolment, "enrolment"},
                                      {TextField::accessibility, "accessibility"}}) {
      Offer once;
      add_text(once, field, "nl", raw);
      if (once.texts.empty()) continue;
      Offer twice;
      add_text(twice, field, "nl", once.texts[0].text);
      ASSERT_EQ(twice.texts.size(), 1U) << name << " of " << raw;
      ASSERT_EQ(twice.texts[0].text, once.texts[0].text) << name << " of " << raw;
      if (field == TextField::description) break;  // the others are cleaned as the description is
    }
  }
}

TEST(Encoding, utf8_that_was_read_as_windows_1252_is_put_right) {
  EXPECT_EQ(repaired_encoding("cafÃ© en coÃ¶rdinatie"), "café en coördinatie");
  EXPECT_EQ(repaired_encoding("fotoâ€™s â€“ â€œlassenâ€\xC2\x9D"), "foto’s – “lassen”");
  EXPECT_EQ(repaired_encoding("â‚¬ 250"), "€ 250");
  EXPECT_EQ(repaired_encoding("Ã\xC2\xA0 la carte"), "à la carte");
  EXPECT_EQ(repaired_encoding("voilÃ la carte, vis Ã vis"), "voilà la carte, vis à vis")
      << "the no-break space is a common one once white space was put right";
  EXPECT_EQ(repaired_encoding("twee keer: cafÃƒÂ©"), "twee keer: café");
}

TEST(Encoding, honest_text_is_left_alone) {
  for (const char* text : {"", "café", "coördinatie", "“foto’s” – € 250", "São Paulo", "NÃO", "smørrebrød", "Ångström",
                           "„Ä“ und „Ö“", "naïef", "ÂME", "âge", "Ελληνικά", "Українська", "日本語", "100 m²", "25 °C"})
    EXPECT_EQ(repaired_encoding(text), text);
}

TEST(Encoding, broken_bytes_do_no_harm) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (unsigned j = 0; j < random() % 12; ++j) text += static_cast<char>(random());
    EXPECT_LE(repaired_encoding(text).size(), text.size() * 3);
  }
}

TEST(Encoding, a_repair_is_told_and_so_is_what_cannot_be_repaired) {
  Offer offer;
  add_text(offer, TextField::title, "nl", "CafÃ© runnen");
  add_text(offer, TextField::description, "nl", "Een b\xEFstro ook.");
  RecordReport report("k");
  finish_offer(offer, report);
  EXPECT_EQ(title_of(offer), "Café runnen");
  std::vector<std::string> codes;
  for (const Diagnostic& d : report.take()) codes.push_back(d.code);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "text-encoding-repaired"), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "text-encoding-lost"), 1);
}

}  // namespace
}  // namespace leerwijzer
