#include "indexer/reading/byte_stream.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace leerwijzer {
namespace {

class TextStream final : public ByteStream {
 public:
  explicit TextStream(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

class HandleStream final : public ByteStream {
 public:
  HandleStream(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {}
  ~HandleStream() override { std::fclose(file_); }
  HandleStream(const HandleStream&) = delete;
  HandleStream& operator=(const HandleStream&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::fread(into.data(), 1, into.size(), file_);
    if (count == 0 && std::ferror(file_) != 0) {
      return Error{ErrorCode::unavailable, "The file could not be read to its end", "Check the disk and try again.",
                   name_};
    }
    return count;
  }

 private:
  std::FILE* file_;
  std::string name_;
};

}  // namespace

std::unique_ptr<ByteStream> stream_of_text(std::string text) { return std::make_unique<TextStream>(std::move(text)); }

Result<std::unique_ptr<ByteStream>> stream_of_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Error{ErrorCode::invalid_input, "This is a folder, where a file was expected", "Give the file in it.",
                 path.string()};
  }
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return Error{ErrorCode::not_found, std::string("The file cannot be opened: ") + std::strerror(errno),
                 "Check the path and the permissions.", path.string()};
  }
  return std::unique_ptr<ByteStream>(std::make_unique<HandleStream>(file, path.string()));
}

std::unique_ptr<ByteStream> stream_of_handle(std::FILE* file) {
  std::rewind(file);
  return std::make_unique<HandleStream>(file, "temporary file");
}

Result<std::string> read_all(ByteStream& stream, std::size_t limit) {
  std::string text;
  std::array<char, 16 * 1024> piece{};
  for (;;) {
    const auto count = stream.read(piece);
    if (!count) return count.error();
    if (*count == 0) return text;
    if (text.size() + *count > limit) {
      return Error{ErrorCode::too_large, "The document is larger than " + std::to_string(limit) + " bytes",
                   "Ask the provider to split it.", ""};
    }
    text.append(piece.data(), *count);
  }
}

bool CharReader::fill() {
  if (ended_) return false;
  const auto count = stream_.read(buffer_);
  at_ = 0;
  filled_ = count ? *count : 0;
  if (!count) {
    failed_ = true;
    error_ = count.error();
  }
  ended_ = filled_ == 0;
  return !ended_;
}

void RunningDigest::add(std::string_view text) {
  state_ += digest(text);
  if (state_.size() > 32) state_ = digest(state_);
}

std::string RunningDigest::value() const { return state_.empty() ? digest("") : state_; }

}  // namespace leerwijzer
