// Excel and OpenDocument: how numbers become cells, and a workbook as it is packed.
#include "indexer/formats/spreadsheet/workbook.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> parts_of(const std::string& name) {
  std::map<std::string, std::string> parts;
  const fs::path folder = root() / "tests" / "cases" / "feeds" / name / "feed";
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      parts[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
  }
  return parts;
}

/// A workbook with one sheet of these rows (XML).
std::map<std::string, std::string> workbook_of(const std::string& rows, const std::string& properties = {}) {
  return {{"xl/workbook.xml", "<workbook xmlns:r=\"r\"><workbookPr " + properties +
                                  "/><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels",
           "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
          {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
          {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

const std::string k_header =
    "<row r=\"1\"><c t=\"str\"><v>sleutel</v></c><c t=\"str\"><v>titel</v></c><c t=\"str\"><v>startdata</v></c></row>";

ReadFeed read_workbook(const std::map<std::string, std::string>& parts) {
  return read_feed_text("workbook.bin", zip_of(parts), "spreadsheet");
}

TEST(SerialDate, follows_both_systems_and_the_leap_day_that_never_was) {
  EXPECT_EQ(format_iso(date_of_serial(46398, false).value()), "2027-01-11");
  EXPECT_EQ(format_iso(date_of_serial(44936, true).value()), "2027-01-11");
  EXPECT_EQ(format_iso(date_of_serial(1, false).value()), "1900-01-01");
  EXPECT_EQ(format_iso(date_of_serial(59, false).value()), "1900-02-28");
  EXPECT_EQ(format_iso(date_of_serial(61, false).value()), "1900-03-01");
  EXPECT_FALSE(date_of_serial(0.5, false).has_value());
  EXPECT_FALSE(date_of_serial(-3, false).has_value());
  EXPECT_FALSE(date_of_serial(1e12, false).has_value());
}

TEST(NumberFormat, shows_a_date_only_by_its_own_letters) {
  for (const char* code : {"dd-mm-yyyy", "[$-413]d mmmm yyyy;@", "h:mm", "mmm\\-yy"})
    EXPECT_EQ(look_of_format(code), NumberLook::date) << code;
  for (const char* code :
       {"General", "0.00", "\"dagen\" 0", "#,##0.00\\ \"EUR\"", "[Red]0", "0_d", "0;[Red]\\-0 \"d\""})
    EXPECT_EQ(look_of_format(code), NumberLook::plain) << code;
  EXPECT_EQ(look_of_format("0.0%"), NumberLook::percent);
  EXPECT_EQ(look_of_builtin_format(14), NumberLook::date);
  EXPECT_EQ(look_of_builtin_format(9), NumberLook::percent);
  EXPECT_EQ(look_of_builtin_format(4), NumberLook::plain);
}

TEST(NumberCell, is_written_so_that_it_is_read_as_the_same_number) {
  const auto text = [](double value, NumberLook look = NumberLook::plain) {
    return cell_of_number(value, look, false).text;
  };
  EXPECT_EQ(text(1250), "1250");
  EXPECT_EQ(text(1250.125), "1250.13");
  EXPECT_EQ(text(349.5), "349.5");
  EXPECT_EQ(text(-0.001), "0");
  EXPECT_EQ(text(0.21, NumberLook::percent), "21%");
  EXPECT_EQ(text(46398, NumberLook::date), "2027-01-11");
  EXPECT_EQ(text(46398.770833333, NumberLook::date), "2027-01-11 18:30");
  EXPECT_EQ(text(0.5, NumberLook::date), "12:00");
}

TEST(Workbook, is_the_same_packed_in_a_file_and_in_a_folder) {
  for (const char* name : {"spreadsheet_xlsx_dates_numbers_and_faults", "spreadsheet_ods_money_and_joined_cells"}) {
    const std::string packed = zip_of(parts_of(name));
    const ReadFeed plain = read_feed_at(root() / "tests" / "cases" / "feeds" / name / "feed", "spreadsheet");
    const FeedFolder folder;
    auto file = local_place(folder.write("aanbod.xls", packed).string());
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(detect_feed_format(**file).value()->name, "spreadsheet");
    EXPECT_EQ(read_feed(**file, "spreadsheet").end.checksum, plain.end.checksum);
    const ReadFeed inside = read_feed_at(folder.path(), "spreadsheet");
    EXPECT_EQ(inside.end.checksum, plain.end.checksum);
    EXPECT_EQ(inside.offers().size(), plain.offers().size());
    EXPECT_TRUE(inside.end.complete) << inside.end.reason;
  }
}

TEST(Workbook, of_1904_counts_its_days_from_then) {
  const ReadFeed feed = read_workbook(
      workbook_of(k_header + "<row><c><v>1</v></c><c t=\"str\"><v>A</v></c><c s=\"1\"><v>44936</v></c></row>"
                             "<row><c><v>2</v></c><c t=\"str\"><v>B</v></c><c><v>44936</v></c></row>"
                             "<row><c><v>3</v></c><c t=\"str\"><v>C</v></c><c><v>2027</v></c></row>",
                  "date1904=\"1\""));
  ASSERT_EQ(feed.offers().size(), 3U);
  EXPECT_EQ(format_iso(feed.offer("1")->runs[0].start.value()), "2027-01-11");
  EXPECT_EQ(format_iso(feed.offer("2")->runs[0].start.value()), "2027-01-11") << "a serial number without its looks";
  EXPECT_FALSE(feed.offer("3")->runs[0].start.has_value()) << "a year is no serial number";
}

TEST(Workbook, without_column_names_says_what_is_missing) {
  const ReadFeed feed = read_workbook(workbook_of("<row><c t=\"str\"><v>hallo</v></c></row>"));
  EXPECT_FALSE(feed.end.complete);
  EXPECT_NE(feed.end.reason.find("titel"), std::string::npos) << feed.end.reason;
  EXPECT_TRUE(feed.says("sheet-left-out"));
}

TEST(Workbook, with_a_part_that_is_missing_or_cut_off_is_not_complete) {
  for (const auto& [name, text] : workbook_of(k_header + "<row><c><v>1</v></c><c t=\"str\"><v>A</v></c></row>")) {
    if (name == "xl/workbook.xml" || name == "xl/styles.xml") continue;
    auto parts = workbook_of(k_header + "<row><c><v>1</v></c><c t=\"str\"><v>A</v></c></row>");
    parts.erase(name);
    EXPECT_FALSE(read_workbook(parts).end.complete) << name;
    parts[name] = text.substr(0, text.size() / 2);
    EXPECT_FALSE(read_workbook(parts).end.complete) << name;
  }
}

TEST(Workbook, with_a_bomb_inside_is_refused_without_being_unpacked) {
  auto parts = workbook_of(k_header);
  parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(80U << 20U, 'x') + "</t></si></sst>";
  const FeedFolder folder;
  const auto place = local_place(folder.write("bomb.xlsx", zip_of(parts)).string());
  ASSERT_FALSE(place.has_value());
  EXPECT_EQ(place.error().code, ErrorCode::too_large);
}

TEST(Workbook, with_one_endless_row_is_cut_off) {
  std::string cells;
  for (int i = 0; i < 300'000; ++i) cells += "<c><v>1</v></c>";
  const ReadFeed feed = read_feed_at(
      [&] {
        static const FeedFolder folder;
        for (const auto& [name, text] : workbook_of(k_header + "<row>" + cells + "</row>")) folder.write(name, text);
        return folder.path();
      }(),
      "spreadsheet");
  EXPECT_FALSE(feed.end.complete);
}

}  // namespace
}  // namespace leerwijzer::testing
