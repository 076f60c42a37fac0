#include "engine/search/column_directory.hpp"

#include "engine/core/error.hpp"
#include "engine/search/bytes.hpp"

#include <fmt/core.h>

#include <charconv>

namespace leerwijzer {

void fail_on_damaged_columns(const std::string& what) {
  throw ErrorException({ErrorCode::corrupt, "the columns of the search index " + what, "run leerwijzer-indexer rebuild",
                        "search index"});
}

std::uint64_t column_checksum(std::string_view bytes) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::string to_text(const ColumnDescriptor& descriptor) {
  return fmt::format("{} {} {} {}", descriptor.file, descriptor.bytes, descriptor.directory, descriptor.checksum);
}

ColumnDescriptor descriptor_from(std::string_view text) {
  ColumnDescriptor descriptor;
  const std::size_t space = text.find(' ');
  descriptor.file = std::string(text.substr(0, space));
  const bool plain = descriptor.file.starts_with("columns-") && descriptor.file.find('/') == std::string::npos;
  text.remove_prefix(space == std::string_view::npos ? text.size() : space);
  for (std::uint64_t* number : {&descriptor.bytes, &descriptor.directory, &descriptor.checksum}) {
    if (text.empty() || text.front() != ' ') fail_on_damaged_columns("are not described");
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), *number);
    if (error != std::errc{}) fail_on_damaged_columns("are not described");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  if (!text.empty() || !plain || descriptor.directory > descriptor.bytes) fail_on_damaged_columns("are not described");
  return descriptor;
}

std::string encode_directory(const ColumnDirectory& directory) {
  ByteWriter out;
  out.number(directory.pages.size());
  for (const auto& [number, place] : directory.pages) {
    out.number(number);
    out.number(place.offset);
    out.number(place.bytes);
  }
  out.number(directory.names.sectors.size());
  for (const std::string& sector : directory.names.sectors) out.text(sector);
  out.number(directory.names.languages.size());
  for (const auto& list : directory.names.languages) {
    out.number(list.size());
    for (const std::string& language : list) out.text(language);
  }
  out.number(directory.names.providers.size());
  for (const ProviderName& provider : directory.names.providers) {
    out.signed_number(provider.id);
    out.text(provider.name);
  }
  return out.take();
}

ColumnDirectory decode_directory(std::string_view bytes, std::uint64_t end) {
  ByteReader in(bytes);
  ColumnDirectory directory;
  bool sound = true;
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) {
    const std::uint64_t number = in.number();
    PagePlace place;
    place.offset = in.number();
    const std::uint64_t size = in.number();
    place.bytes = static_cast<std::uint32_t>(size);
    sound = sound && number <= 0xFFFFFFFFU / k_rows_in_page && place.offset % k_block == 0 && place.offset <= end &&
            size >= k_page_fixed && size <= 0xFFFFFFFFU && size <= end - place.offset;
    if (sound) sound = directory.pages.emplace(static_cast<std::uint32_t>(number), place).second;
  }
  ColumnDictionaries names{{}, {}, {}};
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) names.sectors.emplace_back(in.text());
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) {
    auto& list = names.languages.emplace_back();
    for (std::size_t more = in.count(); more > 0 && !in.failed(); --more) list.emplace_back(in.text());
  }
  for (std::size_t left = in.count(); left > 0 && !in.failed(); --left) {
    const std::int64_t id = in.signed_number();
    names.providers.push_back({id, std::string(in.text())});
  }
  sound = sound && !in.failed() && in.at_end() && !names.sectors.empty() && !names.languages.empty() &&
          !names.providers.empty();
  if (!sound) fail_on_damaged_columns("have a directory that cannot be read");
  directory.names = std::move(names);
  return directory;
}

}  // namespace leerwijzer
