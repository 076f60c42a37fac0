#include "engine/domain/sealed_plan.hpp"

namespace leerwijzer {
namespace {

constexpr char k_end = '\x80';  ///< of the text; zeros follow (ISO/IEC 7816-4)
constexpr std::size_t k_least_content = 4096;
constexpr std::size_t k_least_terms = 512;
constexpr std::size_t k_least_comment = 1024;

std::string version_key(std::string_view code, std::int64_t version) {
  return secret_digest("leerwijzer plan: key of version", std::string(code) + '\n' + std::to_string(version));
}

std::string owner_key(std::string_view code) { return secret_digest("leerwijzer plan: key of owner", code); }

std::string holder_key(std::string_view share_code) {
  return secret_digest("leerwijzer plan share: key of holder", share_code);
}

/// A key for one purpose, from the key of a share.
std::string purpose_key(std::string_view key, std::string_view purpose) { return secret_digest(purpose, key); }

std::optional<std::string> opened(std::string_view key, std::string_view sealed) {
  const auto plain = decrypt(key, sealed);
  return plain ? unpadded(*plain) : std::nullopt;
}

}  // namespace

std::string padded(std::string_view text, std::size_t least) {
  std::string out(text);
  out += k_end;
  std::size_t size = least;
  while (size < out.size()) size *= 2;
  out.resize(size, '\0');
  return out;
}

std::optional<std::string> unpadded(std::string_view text) {
  const std::size_t end = text.find_last_not_of('\0');
  if (end == std::string_view::npos || text[end] != k_end) return std::nullopt;
  return std::string(text.substr(0, end));
}

std::string digest_of_plan_code(std::string_view code) { return secret_digest("leerwijzer plan: code", code); }

std::string digest_of_share_code(std::string_view share_code) {
  return secret_digest("leerwijzer plan share: code", share_code);
}

std::string seal_plan(std::string_view text, std::string_view code, std::int64_t version) {
  return encrypt(version_key(code, version), padded(text, k_least_content));
}

std::optional<std::string> open_plan(std::string_view sealed, std::string_view code, std::int64_t version) {
  return opened(version_key(code, version), sealed);
}

SealedShare seal_share(std::string_view content, std::string_view terms, std::string_view code,
                       std::string_view share_code) {
  const std::string key = random_bytes(k_key_bytes);
  return {encrypt(owner_key(code), padded(key + std::string(terms), k_least_terms)),
          encrypt(holder_key(share_code), key), seal_shared(content, key)};
}

std::optional<OpenedTerms> open_terms(std::string_view for_owner, std::string_view code) {
  const auto plain = opened(owner_key(code), for_owner);
  if (!plain || plain->size() < k_key_bytes) return std::nullopt;
  return OpenedTerms{plain->substr(0, k_key_bytes), plain->substr(k_key_bytes)};
}

std::optional<std::string> share_key(std::string_view for_holder, std::string_view share_code) {
  auto key = decrypt(holder_key(share_code), for_holder);
  if (!key || key->size() != k_key_bytes) return std::nullopt;
  return key;
}

std::string seal_shared(std::string_view content, std::string_view key) {
  return encrypt(purpose_key(key, "leerwijzer plan share: content"), padded(content, k_least_content));
}

std::optional<std::string> open_shared(std::string_view sealed, std::string_view key) {
  return opened(purpose_key(key, "leerwijzer plan share: content"), sealed);
}

std::string seal_comment(std::string_view text, std::string_view key) {
  return encrypt(purpose_key(key, "leerwijzer plan share: comment"), padded(text, k_least_comment));
}

std::optional<std::string> open_comment(std::string_view sealed, std::string_view key) {
  return opened(purpose_key(key, "leerwijzer plan share: comment"), sealed);
}

}  // namespace leerwijzer
