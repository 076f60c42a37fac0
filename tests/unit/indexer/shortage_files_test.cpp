// The table of shortages: the shipped one, and files that are wrong in one way each.
#include "indexer/reading/shortage_files.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/regions.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leerwijzer {
namespace {

std::set<std::string> shipped_regions() {
  std::set<std::string> slugs;
  for (const Region* region : testing::shipped_geography().regions()) slugs.insert(region->slug);
  return slugs;
}

Result<std::vector<ShortageRow>> parse(const std::string& text) {
  const auto stream = stream_of_text(text);
  return parse_shortage(*stream, "tabel.csv", {"midden-utrecht", "gorinchem"});
}

constexpr const char* k_header = "region,sector,tension,measured_on,source,sample\n";

TEST(ShortageFiles, that_the_project_ships_are_invented_and_say_so) {
  const auto rows = read_shortage_files(testing::root() / "schema" / "shortage", shipped_regions());
  ASSERT_TRUE(rows.has_value()) << describe(rows.error());
  EXPECT_GT(rows->size(), 300U);
  for (const ShortageRow& row : *rows) {
    EXPECT_TRUE(row.sample);
    EXPECT_NE(row.source.find("invented"), std::string::npos) << row.source;
  }
}

TEST(ShortageFiles, are_read_with_columns_in_any_order) {
  const auto rows = parse(
      "sample,source,measured_on,tension,sector,region\n"
      "false,\"UWV, Spanningsindicator\",2026-09-30,tight,ict,midden-utrecht\n");
  ASSERT_TRUE(rows.has_value()) << describe(rows.error());
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front(), (ShortageRow{"midden-utrecht", "ict", Tension::tight,
                                        Date{std::chrono::year{2026}, std::chrono::month{9}, std::chrono::day{30}},
                                        "UWV, Spanningsindicator", false}));
}

struct WrongFile {
  const char* name;
  const char* rows;  ///< after the header; a text that starts with '!' is the whole file
  const char* where;
};

class WrongShortageFile : public ::testing::TestWithParam<WrongFile> {};

TEST_P(WrongShortageFile, is_refused_with_its_line_and_what_to_do) {
  const std::string given = GetParam().rows;
  const auto rows = parse(given.starts_with('!') ? given.substr(1) : k_header + given);
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(rows.error().where, GetParam().where) << rows.error().what;
  EXPECT_FALSE(rows.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Shortage, WrongShortageFile,
    ::testing::Values(
        WrongFile{"empty", "!", "tabel.csv:1"}, WrongFile{"header_only", "", "tabel.csv:1"},
        WrongFile{"column_missing", "!region,sector,tension,measured_on,source\na,b,c,d,e\n", "tabel.csv:1"},
        WrongFile{"column_twice", "!region,region,sector,tension,measured_on,source,sample\n", "tabel.csv:1"},
        WrongFile{"column_unknown", "!region,sector,tension,measured_on,source,sample,kleur\n", "tabel.csv:1"},
        WrongFile{"region_unknown", "atlantis,ict,tight,2026-09-30,x,true\n", "tabel.csv:2"},
        WrongFile{"sector_unknown", "gorinchem,toverij,tight,2026-09-30,x,true\n", "tabel.csv:2"},
        WrongFile{"sector_by_label", "gorinchem,ICT ,tight,2026-09-30,x,true\n", "tabel.csv:2"},
        WrongFile{"tension_unknown", "gorinchem,ict,krap,2026-09-30,x,true\n", "tabel.csv:2"},
        WrongFile{"tension_empty", "gorinchem,ict,,2026-09-30,x,true\n", "tabel.csv:2"},
        WrongFile{"date_impossible", "gorinchem,ict,tight,2026-02-30,x,true\n", "tabel.csv:2"},
        WrongFile{"date_dutch", "gorinchem,ict,tight,30-09-2026,x,true\n", "tabel.csv:2"},
        WrongFile{"source_missing", "gorinchem,ict,tight,2026-09-30,,true\n", "tabel.csv:2"},
        WrongFile{"sample_not_said", "gorinchem,ict,tight,2026-09-30,x,\n", "tabel.csv:2"},
        WrongFile{"sample_yes", "gorinchem,ict,tight,2026-09-30,x,yes\n", "tabel.csv:2"},
        WrongFile{"field_missing", "gorinchem,ict,tight,2026-09-30,x\n", "tabel.csv:2"},
        WrongFile{"field_too_many", "gorinchem,ict,tight,2026-09-30,a,b,true\n", "tabel.csv:2"},
        WrongFile{"quote_open", "gorinchem,ict,tight,2026-09-30,\"x,true\n", "tabel.csv:2"},
        WrongFile{"not_utf8", "gorinchem,ict,tight,2026-09-30,\xff\xfe,true\n", "tabel.csv:2"},
        WrongFile{"twice",
                  "gorinchem,ict,tight,2026-09-30,x,true\nmidden-utrecht,ict,tight,2026-09-30,x,true\n"
                  "gorinchem,ict,wide,2026-09-30,x,true\n",
                  "tabel.csv:4"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ShortageFiles, of_a_folder_may_not_contradict_each_other) {
  const testing::TemporaryFolder folder;
  for (const char* name : {"a.csv", "b.csv"})
    std::ofstream(folder.path() / name) << k_header << "gorinchem,ict,tight,2026-09-30,x,true\n";
  const auto rows = read_shortage_files(folder.path(), {"gorinchem"});
  ASSERT_FALSE(rows.has_value());
  EXPECT_NE(rows.error().where.find("b.csv"), std::string::npos);
  EXPECT_EQ(read_shortage_files(folder.path() / "leeg", {}).error().code, ErrorCode::not_found);
}

TEST(ShortageTable, the_last_figures_count_and_what_is_not_there_is_unknown) {
  const auto on = [](unsigned month) {
    return Date{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{1}};
  };
  const ShortageTable table({{"gorinchem", "ict", Tension::tight, on(9), "x", false},
                             {"gorinchem", "ict", Tension::wide, on(6), "x", false},
                             {"midden-utrecht", "bouw", Tension::average, on(6), "x", false}});
  EXPECT_EQ(table.find("gorinchem", "ict")->tension, Tension::tight);
  EXPECT_EQ(table.find("gorinchem", "bouw"), nullptr);
  EXPECT_EQ(table.find("", ""), nullptr);
  EXPECT_EQ(table.of_region("gorinchem").size(), 1U);
  EXPECT_TRUE(table.of_region("gorin").empty());
  EXPECT_EQ(weight_of(Tension::very_tight), 1.0);
  EXPECT_EQ(weight_of(Tension::very_wide), 0.0);
}

}  // namespace
}  // namespace leerwijzer
