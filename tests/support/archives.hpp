// Archives made in a test, so that none has to lie in the repository.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <map>
#include <stdexcept>
#include <string>

namespace leerwijzer::testing {

inline std::string gzip_of(const std::string& text) {
  z_stream state{};
  if (deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("no gzip");
  std::string packed(deflateBound(&state, text.size()) + 64, '\0');
  std::string input = text;
  state.next_in = reinterpret_cast<Bytef*>(input.data());
  state.avail_in = static_cast<uInt>(input.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&state, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("no gzip");
  packed.resize(state.total_out);
  deflateEnd(&state);
  return packed;
}

/// Documents by name.
inline std::string zip_of(const std::map<std::string, std::string>& documents) {
  std::string packed(1U << 20U, '\0');
  for (const auto& [name, text] : documents) packed.resize(packed.size() + text.size() + 4 * name.size() + 1024);
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_set_bytes_per_block(writer, 0);
  bool good = archive_write_open_memory(writer, packed.data(), packed.size(), &used) == ARCHIVE_OK;
  for (const auto& [name, text] : documents) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    good = good && archive_write_header(writer, entry) >= ARCHIVE_WARN &&
           archive_write_data(writer, text.data(), text.size()) == static_cast<la_ssize_t>(text.size());
    archive_entry_free(entry);
  }
  good = archive_write_close(writer) == ARCHIVE_OK && good;
  archive_write_free(writer);
  if (!good) throw std::runtime_error("no zip");
  packed.resize(used);
  return packed;
}

}  // namespace leerwijzer::testing
