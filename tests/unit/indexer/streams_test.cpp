// Streaming readers: CSV rows, JSON items, XML elements, texts put aside.
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/text_spool.hpp"
#include "indexer/reading/xml_element.hpp"

#include "engine/core/text.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& text, std::size_t limit = 1'000'000) {
  auto stream = stream_of_text(text);
  CsvRows rows(*stream, limit);
  std::vector<std::vector<std::string>> all;
  while (auto row = rows.next()) all.push_back(row->fields);
  return all;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvRows, follow_rfc_4180) {
  EXPECT_EQ(rows_of("a,b\r\n\"x, \"\"y\"\"\",\"line\r\nbreak\"\r\n"),
            (Rows{{"a", "b"}, {"x, \"y\"", "line\r\nbreak"}}));
  EXPECT_EQ(rows_of("a;b\n1;2"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                    "a\tb\r1\t2\r"),
            (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a,b\n\n,\n1,2\n\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a,b\n5\" pijp,x\n"), (Rows{{"a", "b"}, {"5\" pijp", "x"}}));
  EXPECT_TRUE(rows_of("").empty());
}

TEST(CsvRows, read_windows_1252_where_bytes_are_not_utf8) {
  auto stream = stream_of_text("naam\ncaf\xE9 \x80 5\n");
  CsvRows rows(*stream, 1000);
  static_cast<void>(rows.next());
  const auto row = rows.next();
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->fields[0], "café € 5");
  EXPECT_TRUE(row->repaired);
}

std::string utf16_of(const std::u16string& text, bool big) {
  std::string bytes;
  for (char16_t c : text) {
    const char low = static_cast<char>(c & 0xFFU);
    const char high = static_cast<char>(c >> 8U);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

TEST(CsvRows, read_utf16_in_both_orders_and_without_the_half_of_a_sign) {
  const std::u16string text = u"\uFEFFa\tb\r\nco\u00F6rdinatie\t\u20AC 5 \U0001F600\r\n";
  for (bool big : {false, true}) {
    EXPECT_EQ(rows_of(utf16_of(text, big)), (Rows{{"a", "b"}, {"coördinatie", "€ 5 😀"}}));
    EXPECT_EQ(rows_of(utf16_of(u"\uFEFFa\t\xD83D", big) + "\x41"), (Rows{{"a", "\uFFFD"}}));
  }
  std::u16string many = u"\uFEFF";
  for (int i = 0; i < 20'000; ++i) many += u"\u00E9\U0001F600;";
  const auto rows = rows_of(utf16_of(many, false));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0][400], "é😀");
}

TEST(CsvRows, take_the_separator_that_a_first_line_names) {
  EXPECT_EQ(rows_of("sep=;\na,b;c\n1;2\n"), (Rows{{"a,b", "c"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBFSEP=|\r\na|b\r\n"), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("sep=\t\na\tb\n"), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of("sep=;"), Rows{});
}

TEST(CsvRows, say_of_the_last_whether_its_line_ended) {
  for (const auto& [text, unended] : {std::pair{"a,b\n1,2\n", false}, {"a,b\n1,2", true}, {"a,b\n1", true}}) {
    auto stream = stream_of_text(text);
    CsvRows rows(*stream, 1000);
    static_cast<void>(rows.next());
    EXPECT_EQ(rows.next()->unended, unended) << text;
  }
}

TEST(CsvRows, cut_off_a_row_that_is_too_large_and_go_on) {
  auto stream = stream_of_text("a,b\n" + std::string(5000, 'x') + ",1\nc,d\n");
  CsvRows rows(*stream, 100);
  static_cast<void>(rows.next());
  EXPECT_TRUE(rows.next()->too_large);
  EXPECT_EQ(rows.next()->fields, (std::vector<std::string>{"c", "d"}));
}

std::vector<std::string> items_of(const std::string& text, JsonDocumentEnd* end = nullptr) {
  auto stream = stream_of_text(text);
  std::vector<std::string> items;
  auto read = read_json_items(*stream, 10'000, [&](JsonItem item) { items.push_back(item.text); });
  if (end != nullptr) *end = *read;
  return items;
}

TEST(JsonItems, are_found_in_every_envelope) {
  EXPECT_EQ(items_of(R"([{"a":1}, {"b":"]}"}])"), (std::vector<std::string>{R"({"a":1})", R"({"b":"]}"})"}));
  JsonDocumentEnd end;
  EXPECT_EQ(items_of(R"({"pageSize": 250, "items": [{"a":[1,{"b":2}]}], "hasNextPage": true})", &end),
            (std::vector<std::string>{R"({"a":[1,{"b":2}]})"}));
  EXPECT_TRUE(end.whole);
  EXPECT_TRUE(end.page);
  EXPECT_EQ(end.envelope.at("hasNextPage"), "true");
  EXPECT_EQ(items_of(R"({"gateway":{"x":{}},"responses":{"one":{"items":[{"a":1}]},"two":[{"b":2}],"three":{"c":3}}})"),
            (std::vector<std::string>{R"({"a":1})", R"({"b":2})", R"({"c":3})"}));
  EXPECT_EQ(items_of(R"({"id":1,"list":["x"],"o":{"items":[1]}})").size(), 1U);
}

TEST(JsonItems, tell_of_a_document_that_stops) {
  for (const char* text : {"", "  ", "[", "[{\"a\":1}", "[{\"a\":", "{\"items\":[{\"a\":1},", "{\"a\":\"b", "hallo",
                           "{a:1}", "[}", "{\"responses\":{\"x\":[{}"}) {
    JsonDocumentEnd end;
    static_cast<void>(items_of(text, &end));
    EXPECT_FALSE(end.whole) << text;
    EXPECT_FALSE(end.reason.empty()) << text;
  }
}

TEST(JsonItems, larger_than_the_limit_are_cut_off_and_read_over) {
  auto stream = stream_of_text("[{\"a\":\"" + std::string(50'000, 'x') + "\"},{\"b\":1}]");
  std::vector<JsonItem> items;
  ASSERT_TRUE(read_json_items(*stream, 1'000, [&](JsonItem item) { items.push_back(std::move(item)); }).has_value());
  ASSERT_EQ(items.size(), 2U);
  EXPECT_TRUE(items[0].too_large);
  EXPECT_LE(items[0].text.size(), 1'000U);
  EXPECT_EQ(items[1].text, "{\"b\":1}");
}

TEST(XmlElements, are_small_trees_without_prefixes) {
  auto stream = stream_of_text(
      R"(<?xml version="1.0"?><x:root xmlns:x="urn:x"><x:item id="1" xml:lang="nl"> a <b>c</b><![CDATA[<d>]]></x:item><item/></x:root>)");
  std::vector<XmlElement> items;
  const auto end =
      read_xml_elements(*stream, {"item"}, [&](XmlElement element) { items.push_back(std::move(element)); });
  ASSERT_TRUE(end.has_value());
  EXPECT_TRUE(end->whole) << end->reason;
  EXPECT_EQ(end->root, "root");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].attribute("id"), "1");
  EXPECT_EQ(items[0].attribute("lang"), "nl");
  EXPECT_EQ(items[0].text_of("b"), "c");
  EXPECT_EQ(items[0].text, "a <d>");
}

std::string reason_of(const std::string& xml) {
  auto stream = stream_of_text(xml);
  const auto end = read_xml_elements(*stream, {"a"}, [](const XmlElement&) {});
  return end ? end->reason : end.error().what;
}

TEST(XmlElements, refuse_doctypes_entities_and_depth) {
  EXPECT_NE(reason_of("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>").find("DOCTYPE"),
            std::string::npos);
  std::string bomb = "<!DOCTYPE a [<!ENTITY b0 \"x\">";
  for (int i = 1; i < 20; ++i)
    bomb += "<!ENTITY b" + std::to_string(i) + " \"&b" + std::to_string(i - 1) + ";&b" + std::to_string(i - 1) + ";\">";
  EXPECT_FALSE(reason_of(bomb + "]><a>&b19;</a>").empty());
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<a>";
  EXPECT_FALSE(reason_of(deep).empty());
  EXPECT_FALSE(reason_of("<a>").empty());
  EXPECT_FALSE(reason_of("").empty());
  EXPECT_FALSE(reason_of(std::string("<a>\0</a>", 8)).empty());
  EXPECT_TRUE(reason_of("<a/>").empty());
}

TEST(TextSpool, gives_texts_back_from_memory_and_from_the_file) {
  TextSpool spool(20);
  for (int i = 0; i < 50; ++i) spool.add(i % 2 == 0 ? "even" : "odd", "text " + std::to_string(i));
  const auto even = spool.texts_of("even");
  ASSERT_EQ(even.size(), 25U);
  EXPECT_EQ(even.front(), "text 0");
  EXPECT_EQ(even.back(), "text 48");
  EXPECT_EQ(spool.remaining(), (std::vector<std::string>{"odd"}));
  EXPECT_TRUE(spool.texts_of("none").empty());
}

TEST(JsonItems, of_a_binary_document_are_refused_in_words_that_can_be_stored) {
  auto stream = stream_of_text(std::string("\0\1binary", 8));
  const auto end = read_json_items(*stream, 1'000, [](const JsonItem&) {});
  ASSERT_TRUE(end.has_value());
  EXPECT_FALSE(end->whole);
  EXPECT_TRUE(is_clean_utf8(end->reason)) << end->reason;
}

}  // namespace
}  // namespace leerwijzer
