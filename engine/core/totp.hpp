// One-time codes of an authenticator app (TOTP, RFC 6238, with liboath): HMAC-SHA-1, six digits, thirty seconds, which
// every app knows. The moment is an argument. A step that was used is not taken again: the caller keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr std::int64_t k_totp_seconds = 30;
inline constexpr int k_totp_digits = 6;
inline constexpr std::size_t k_totp_secret_bytes = 20;

/// `now` in seconds since 1970.
[[nodiscard]] std::int64_t totp_step(std::int64_t now) noexcept;

/// The code of a step. `digits` is 6, 7 or 8. Throws std::runtime_error where liboath cannot.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step, int digits = k_totp_digits);

/// The step that the code is of: that of now, the one before or the one after, and later than `last_used`. Spaces in
/// the code do not matter. Takes as long whatever the code is.
[[nodiscard]] std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code,
                                                        std::int64_t now, std::int64_t last_used);

/// RFC 4648 without padding.
[[nodiscard]] std::string base32_of(std::string_view bytes);

/// "otpauth://totp/Leerwijzer:jan%40school.nl?secret=...": what an app reads, also from a QR picture.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view account);

}  // namespace leerwijzer
