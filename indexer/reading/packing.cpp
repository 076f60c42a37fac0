#include "indexer/reading/packing.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_piece = 64 * 1024;
constexpr int k_gzip_window = 15 + 16;  // the largest window, in the gzip wrapping

/// Inflates as it is read. Several gzips one after another are one document, as gunzip has it.
class GzipStream final : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits, std::string where)
      : packed_(std::move(packed)), limits_(limits), where_(std::move(where)), buffer_(k_piece, '\0') {
    ready_ = inflateInit2(&state_, k_gzip_window) == Z_OK;
  }
  ~GzipStream() override {
    if (ready_) inflateEnd(&state_);
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  Result<std::size_t> read(std::span<char> into) override {
    if (!ready_) return Error{ErrorCode::unavailable, "There is no memory to unpack with", "Try again later.", where_};
    if (ended_ || into.empty()) return std::size_t{0};
    const bool first = unpacked_bytes_ == 0;
    const auto count = inflate_some(into);
    if (!count) return count;
    unpacked_bytes_ += *count;
    if (const auto fits = check_unpacked(unpacked_bytes_, packed_bytes_, limits_, where_); !fits) return fits.error();
    if (first && packing_of({into.data(), *count}) != Packing::none) return nested_archive(where_);
    return count;
  }

 private:
  Result<std::size_t> inflate_some(std::span<char> into) {
    state_.next_out = reinterpret_cast<Bytef*>(into.data());
    state_.avail_out = static_cast<uInt>(std::min(into.size(), k_piece));
    const std::size_t room = state_.avail_out;
    while (state_.avail_out == room) {
      if (state_.avail_in == 0) {
        const auto more = refill();
        if (!more) return more.error();
        if (!*more) return corrupt("it ends too soon");
      }
      const int status = inflate(&state_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        const auto another = next_member();
        if (!another) return another.error();
        if (!*another) break;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return corrupt(state_.msg == nullptr ? "its content does not fit its checksum" : state_.msg);
      }
    }
    return room - state_.avail_out;
  }

  /// False at the end of what is packed.
  Result<bool> refill() {
    const auto count = packed_->read(buffer_);
    if (!count) return count.error();
    packed_bytes_ += *count;
    if (packed_bytes_ > limits_.packed_bytes)
      return Error{ErrorCode::too_large, "The gzip is larger than " + std::to_string(limits_.packed_bytes) + " bytes",
                   "Ask the provider to split it, or raise the limit of the source.", where_};
    state_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    state_.avail_in = static_cast<uInt>(*count);
    return *count > 0;
  }

  /// After the end of a member: true when another follows. Zeroes that fill up a block are no member.
  Result<bool> next_member() {
    if (state_.avail_in == 0) {
      const auto more = refill();
      if (!more) return more.error();
      if (!*more) {
        ended_ = true;
        return false;
      }
    }
    if (*state_.next_in == 0) {
      ended_ = true;
      return false;
    }
    if (*state_.next_in != 0x1F) return corrupt("other bytes follow it");
    inflateReset(&state_);
    return true;
  }

  [[nodiscard]] Error corrupt(const std::string& reason) const {
    return {ErrorCode::corrupt, "The gzip is damaged: " + reason, "Deliver the whole file again.", where_};
  }

  std::unique_ptr<ByteStream> packed_;
  UnpackLimits limits_;
  std::string where_;
  std::string buffer_;
  z_stream state_{};
  bool ready_ = false;
  bool ended_ = false;
  std::uint64_t packed_bytes_ = 0;
  std::uint64_t unpacked_bytes_ = 0;
};

/// The bytes that were looked at, then the rest.
class RejoinedStream final : public ByteStream {
 public:
  RejoinedStream(std::string head, std::unique_ptr<ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}
  Result<std::size_t> read(std::span<char> into) override {
    if (at_ == head_.size()) return rest_->read(into);
    const std::size_t count = std::min(into.size(), head_.size() - at_);
    std::memcpy(into.data(), head_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string head_;
  std::unique_ptr<ByteStream> rest_;
  std::size_t at_ = 0;
};

}  // namespace

Packing packing_of(std::string_view head) noexcept {
  if (head.starts_with("\x1F\x8B\x08")) return Packing::gzip;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return Packing::zip;
  return Packing::none;
}

Result<void> check_unpacked(std::uint64_t unpacked, std::uint64_t packed, const UnpackLimits& limits,
                            const std::string& where) {
  if (unpacked > limits.unpacked_bytes) {
    return Error{ErrorCode::too_large, "More than " + std::to_string(limits.unpacked_bytes) + " bytes are packed in it",
                 "Ask the provider to split it, or raise the limit of the source.", where};
  }
  if (unpacked > limits.ratio_from && unpacked / limits.ratio > packed) {
    return Error{
        ErrorCode::too_large,
        "What is packed in it is more than " + std::to_string(limits.ratio) + " times as large, as no catalogue is",
        "Look at what the provider sent; deliver it unpacked if it is right.", where};
  }
  return k_ok;
}

std::unique_ptr<ByteStream> stream_of_gzip(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits,
                                           std::string where) {
  return std::make_unique<GzipStream>(std::move(packed), limits, std::move(where));
}

Error nested_archive(const std::string& where) {
  return {ErrorCode::unsupported, "This is an archive inside an archive, which is not unpacked",
          "Deliver the inner file itself.", where};
}

Result<PeekedStream> peek(std::unique_ptr<ByteStream> stream, std::size_t bytes) {
  std::string head(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const auto count = stream->read(std::span(head).subspan(filled));
    if (!count) return count.error();
    if (*count == 0) break;
    filled += *count;
  }
  head.resize(filled);
  return PeekedStream{head, std::make_unique<RejoinedStream>(head, std::move(stream))};
}

}  // namespace leerwijzer
