#include "indexer/fetching/spooled_body.hpp"

#include <unistd.h>

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_memory_bytes = 4U << 20U;

}  // namespace

class SpooledBody::Stream final : public ByteStream {
 public:
  explicit Stream(std::shared_ptr<const SpooledBody> body) : body_(std::move(body)) {}

  Result<std::size_t> read(std::span<char> into) override {
    if (!body_->file_) {
      const std::size_t count = std::min(into.size(), body_->memory_.size() - at_);
      std::copy_n(body_->memory_.data() + at_, count, into.data());
      at_ += count;
      return count;
    }
    const ssize_t count = ::pread(fileno(body_->file_.get()), into.data(), into.size(), static_cast<off_t>(at_));
    if (count < 0) {
      return Error{ErrorCode::unavailable, "The temporary file of a document cannot be read",
                   "Check the temporary folder.", ""};
    }
    at_ += static_cast<std::size_t>(count);
    return static_cast<std::size_t>(count);
  }

 private:
  std::shared_ptr<const SpooledBody> body_;
  std::size_t at_ = 0;
};

bool SpooledBody::take(std::string_view piece) {
  size_ += piece.size();
  memory_.append(piece);
  return memory_.size() < k_memory_bytes || flush();
}

bool SpooledBody::finish() { return !file_ || flush(); }

bool SpooledBody::flush() {
  if (!file_) file_.reset(std::tmpfile());
  const bool written = file_ && std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) == memory_.size() &&
                       std::fflush(file_.get()) == 0;
  memory_.clear();
  return written;
}

std::unique_ptr<ByteStream> SpooledBody::open(std::shared_ptr<const SpooledBody> body) {
  return std::make_unique<Stream>(std::move(body));
}

}  // namespace leerwijzer
