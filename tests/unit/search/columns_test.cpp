// The columns: what is put in comes out, each revision has its own, and damage is told, never followed.
#include "engine/search/columns.hpp"

#include "engine/search/column_writer.hpp"
#include "tests/support/random_offers.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::RandomOffers;
using testing::TemporaryFolder;

using Entries = std::map<std::uint32_t, ColumnEntry>;

Columns columns_at(const std::filesystem::path& folder, const ColumnDescriptor& descriptor) {
  return {ColumnBytes::map(folder / descriptor.file, descriptor.bytes), descriptor};
}

Entries entries_of(const Columns& columns) {
  Entries entries;
  for (const std::uint32_t id : columns.documents()) entries.emplace(id, columns.entry(id, *columns.row(id)));
  return entries;
}

ColumnEntry entry_named(const std::string& provider) {
  Offer offer = bare_offer(1, "Titel");
  offer.provider_name = provider;
  return column_entry_of(offer);
}

TEST(ColumnEntry, of_any_offer_comes_back_from_its_bytes_and_cut_bytes_are_refused) {
  RandomOffers random(1);
  for (int i = 1; i <= 500; ++i) {
    const ColumnEntry entry = column_entry_of(random.offer(i));
    const std::string bytes = encode_entry(entry);
    EXPECT_EQ(decode_entry(bytes), entry);
    EXPECT_THROW(static_cast<void>(decode_entry(bytes.substr(0, bytes.size() - 1))), ErrorException);
    EXPECT_THROW(static_cast<void>(decode_entry(bytes + "x")), ErrorException);
  }
}

TEST(ColumnPoint, distances_are_those_of_the_domain_to_a_few_centimetres) {
  RandomOffers random(2);
  for (int i = 0; i < 500; ++i) {
    const GeoPoint a = random.point();
    const GeoPoint b = random.point();
    const double line = chord_squared(column_point(a), column_point(b));
    EXPECT_NEAR(kilometres_of_chord(line), distance_km(a, b), 0.00005);
    EXPECT_NEAR(kilometres_of_chord(chord_of_kilometres(distance_km(a, b))), distance_km(a, b), 0.00001);
  }
}

TEST(Columns, hold_any_offers_under_any_numbers) {
  TemporaryFolder folder;
  RandomOffers random(3);
  Entries expected;
  ColumnWriter writer = ColumnWriter::open(folder.path(), std::nullopt);
  std::optional<ColumnDescriptor> last;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 100; ++i) {
      const auto id =
          static_cast<std::uint32_t>(random.one_in(20) ? 4'294'967'294U - random.number(600) : 1 + random.number(1500));
      if (random.one_in(4)) {
        writer.remove(id);
        expected.erase(id);
      } else {
        expected[id] = column_entry_of(random.offer(id));
        writer.put(id, expected[id]);
      }
    }
    last = writer.commit();
    writer.was_committed();
    if (round % 5 == 4) writer = ColumnWriter::open(folder.path(), last);
    EXPECT_EQ(entries_of(columns_at(folder.path(), *last)), expected);
  }
}

TEST(Columns, the_edges_of_pages_are_no_edges_to_their_reader) {
  ColumnWriter writer = ColumnWriter::in_memory();
  const std::vector<std::uint32_t> ids = {1, 255, 256, 511, 512, 0xFFFFFFFEU};
  for (const std::uint32_t id : ids) writer.put(id, entry_named(std::to_string(id)));
  const ColumnDescriptor descriptor = writer.commit();
  const Columns columns(ColumnBytes::hold(writer.bytes()), descriptor);
  EXPECT_EQ(columns.documents(), ids);
  for (const std::uint32_t id : ids) {
    EXPECT_EQ(columns.entry(id, *columns.row(id)).provider_name, std::to_string(id));
  }
  for (const std::uint32_t id : {0U, 2U, 254U, 257U, 513U, 1'000'000U, 0xFFFFFFFFU}) {
    EXPECT_EQ(columns.row(id), nullptr) << id;
  }
}

TEST(Columns, each_commit_keeps_its_own_rows_whatever_is_committed_after_it) {
  TemporaryFolder folder;
  ColumnWriter writer = ColumnWriter::open(folder.path(), std::nullopt);
  std::vector<ColumnDescriptor> commits;
  for (int i = 0; i < 5; ++i) {
    writer.put(7, entry_named("naam " + std::to_string(i)));
    commits.push_back(writer.commit());
  }
  for (int i = 0; i < 5; ++i) {
    const Columns columns = columns_at(folder.path(), commits[static_cast<std::size_t>(i)]);
    EXPECT_EQ(columns.entry(7, *columns.row(7)).provider_name, "naam " + std::to_string(i));
  }
}

TEST(Columns, a_tail_that_no_commit_names_is_cut_off) {
  TemporaryFolder folder;
  ColumnDescriptor committed;
  {
    ColumnWriter writer = ColumnWriter::open(folder.path(), std::nullopt);
    writer.put(1, entry_named("een"));
    committed = writer.commit();
    writer.put(1, entry_named("twee"));
    static_cast<void>(writer.commit());  // and the program ends before the database commits
  }
  EXPECT_GT(std::filesystem::file_size(folder.path() / committed.file), committed.bytes);
  ColumnWriter again = ColumnWriter::open(folder.path(), committed);
  EXPECT_EQ(std::filesystem::file_size(folder.path() / committed.file), committed.bytes);
  EXPECT_EQ(again.commit(), committed) << "nothing changed, so nothing is written";
}

TEST(Columns, are_written_anew_when_most_of_the_file_is_past_use_and_a_reader_keeps_what_it_has) {
  TemporaryFolder folder;
  ColumnWriter writer = ColumnWriter::open(folder.path(), std::nullopt);
  writer.put(1, entry_named("eerste"));
  const ColumnDescriptor first = writer.commit();
  writer.was_committed();
  const Columns open = columns_at(folder.path(), first);
  ColumnDescriptor last = first;
  std::set<std::string> files = {first.file};
  for (int i = 0; i < 1500; ++i) {
    writer.put(1, entry_named("naam"));
    last = writer.commit();
    writer.was_committed();
    files.insert(last.file);
    EXPECT_LT(last.bytes, 6U << 20U);
  }
  EXPECT_GT(files.size(), 2U);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / first.file)) << "two files are kept";
  EXPECT_EQ(open.entry(1, *open.row(1)).provider_name, "eerste");
  const Columns columns = columns_at(folder.path(), last);
  EXPECT_EQ(columns.entry(1, *columns.row(1)).provider_name, "naam");
}

TEST(Columns, a_short_file_and_one_of_another_kind_are_told_with_what_to_run) {
  TemporaryFolder folder;
  ColumnWriter writer = ColumnWriter::open(folder.path(), std::nullopt);
  writer.put(1, entry_named("een"));
  const ColumnDescriptor descriptor = writer.commit();
  const std::filesystem::path file = folder.path() / descriptor.file;
  const auto error = [&]() -> Error {
    try {
      static_cast<void>(columns_at(folder.path(), descriptor));
    } catch (const ErrorException& failure) {
      return failure.error();
    }
    return {};
  };
  std::filesystem::resize_file(file, descriptor.bytes - 1);
  EXPECT_EQ(error().code, ErrorCode::corrupt);
  EXPECT_EQ(error().hint, "run leerwijzer-indexer rebuild");
  std::ofstream(file, std::ios::trunc) << std::string(descriptor.bytes, 'x');
  EXPECT_EQ(error().code, ErrorCode::corrupt);
  std::filesystem::remove(file);
  EXPECT_EQ(error().code, ErrorCode::not_found);
}

/// Reads all that can be read: the number of rows, or nothing when they are refused as corrupt.
std::optional<std::size_t> rows_read(const std::string& bytes, const ColumnDescriptor& descriptor) {
  try {
    const Columns columns(ColumnBytes::hold(bytes), descriptor);
    const std::vector<std::uint32_t> documents = columns.documents();
    for (const std::uint32_t id : documents) static_cast<void>(columns.entry(id, *columns.row(id)));
    return documents.size();
  } catch (const ErrorException& failure) {
    EXPECT_EQ(failure.error().code, ErrorCode::corrupt);
    return std::nullopt;
  }
}

TEST(Columns, damaged_bytes_give_an_error_or_other_values_and_nothing_worse) {
  RandomOffers random(5);
  ColumnWriter writer = ColumnWriter::in_memory();
  for (std::uint32_t id = 1; id <= 300; ++id) writer.put(id, column_entry_of(random.offer(id)));
  const ColumnDescriptor descriptor = writer.commit();
  const std::string sound = writer.bytes();
  EXPECT_EQ(rows_read(sound, descriptor), 300U);
  int refused = 0;
  int read = 0;
  const auto look = [&](const std::string& bytes, const ColumnDescriptor& described) {
    const auto rows = rows_read(bytes, described);
    ++(rows ? read : refused);
    EXPECT_LE(rows.value_or(0), bytes.size() / sizeof(ColumnRow));
  };
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = sound;
    ColumnDescriptor described = descriptor;
    for (std::size_t change = random.number(20); change > 0; --change) {
      const std::size_t at = random.one_in(2)
                                 ? random.number(bytes.size())
                                 : descriptor.directory + random.number(bytes.size() - descriptor.directory);
      bytes[at] = static_cast<char>(random.number(256));
    }
    // With a checksum that fits, so that the directory itself is read.
    described.checksum = column_checksum(std::string_view(bytes).substr(descriptor.directory));
    look(bytes, described);
    look(bytes, descriptor);
    if (bytes.substr(descriptor.directory) != sound.substr(descriptor.directory)) {
      EXPECT_EQ(rows_read(bytes, descriptor), std::nullopt) << "a directory that differs from its checksum";
    }
    described.directory = random.number(bytes.size());
    look(bytes, described);
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(read, 0);
}

TEST(Columns, a_description_that_is_none_is_refused) {
  const ColumnDescriptor descriptor{"columns-3", 500, 300, 12345};
  EXPECT_EQ(descriptor_from(to_text(descriptor)), descriptor);
  for (const char* text : {"", "columns-1", "columns-1 5 9 1", "../columns-1 9 5 1", "columns-/x 9 5 1",
                           "columns-1 9 5 1 7", "columns-1 9 x 1"}) {
    EXPECT_THROW(static_cast<void>(descriptor_from(text)), ErrorException) << text;
  }
}

}  // namespace
}  // namespace leerwijzer
