#include "api/live/postgres_referrals.hpp"

#include <fstream>
#include <iterator>

namespace leerwijzer {

Result<ReferralKeys> read_referral_keys(const std::filesystem::path& file) {
  if (file.empty()) return ReferralKeys{};
  std::ifstream in(file);
  if (!in) {
    return Error{ErrorCode::not_found, "The file with the public keys of desks cannot be read",
                 "leerwijzer-indexer referrals keygen makes a key and prints its line.", file.string()};
  }
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return ReferralKeys::parse(text, file.string());
}

}  // namespace leerwijzer
