#include "indexer/reading/text_spool.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

[[noreturn]] void disk_failed() {
  throw ErrorException({ErrorCode::unavailable, "Offerings could not be put aside on the disk",
                        "Make room in the temporary folder (TMPDIR) and try again.", ""});
}

}  // namespace

void TextSpool::add(const std::string& key, std::string_view text) {
  if (!memory_.empty() && memory_.size() + text.size() > memory_bytes_) {
    if (!file_) file_.reset(std::tmpfile());
    if (!file_ || std::fseek(file_.get(), 0, SEEK_END) != 0) disk_failed();
    if (std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) != memory_.size()) disk_failed();
    written_ += memory_.size();
    memory_.clear();
  }
  entries_[key].pieces.push_back({written_ + memory_.size(), static_cast<std::uint32_t>(text.size())});
  memory_.append(text);
}

std::vector<std::string> TextSpool::texts_of(const std::string& key) {
  std::vector<std::string> texts;
  const auto at = entries_.find(key);
  if (at == entries_.end()) return texts;
  at->second.asked = true;
  for (const Piece& piece : at->second.pieces) {
    if (piece.at >= written_) {
      texts.push_back(memory_.substr(piece.at - written_, piece.size));
      continue;
    }
    std::string text(piece.size, '\0');
    if (std::fseek(file_.get(), static_cast<long>(piece.at), SEEK_SET) != 0 ||
        std::fread(text.data(), 1, text.size(), file_.get()) != text.size()) {
      disk_failed();
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> TextSpool::remaining() const {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : entries_) {
    if (!entry.asked) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace leerwijzer
