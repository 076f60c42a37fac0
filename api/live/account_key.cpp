#include "api/live/account_key.hpp"

#include "engine/core/sealing.hpp"

#include <sys/stat.h>

#include <fstream>

namespace leerwijzer {

Result<std::string> read_account_key(const std::filesystem::path& file) {
  struct stat about {};
  if (stat(file.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Error{ErrorCode::permission_denied, "Others can read the file with the account key",
                 "chmod 600 " + file.string(), file.string()};
  }
  std::ifstream in(file);
  std::string hex;
  if (!(in >> hex)) {
    return Error{ErrorCode::not_found, "The file with the account key cannot be read",
                 "Make one: (umask 077; openssl rand -hex 32 > " + file.string() + ")", file.string()};
  }
  auto bytes = bytes_of_hex(hex);
  if (bytes && bytes->size() == k_key_bytes) return std::move(*bytes);
  return Error{ErrorCode::invalid_input, "This is no account key", "It is 64 digits and letters a to f.",
               file.string()};
}

}  // namespace leerwijzer
