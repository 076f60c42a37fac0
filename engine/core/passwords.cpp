#include "engine/core/passwords.hpp"

#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace leerwijzer {
namespace {

constexpr std::size_t k_name_letters = 4;  // a shorter name stands in half of all words

const std::set<std::string, std::less<>>& common_passwords() {
  static const std::set<std::string, std::less<>> list = [] {
    std::set<std::string, std::less<>> words;
    for (const EmbeddedFile& file : embedded_passwords()) {
      for (std::string& line : split_trimmed(file.text, '\n')) words.insert(std::move(line));
    }
    return words;
  }();
  return list;
}

/// Without what people put around a word to make it longer: digits and signs at both ends.
std::string_view bare(std::string_view word) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  return word;
}

/// The shortest piece that the text repeats; the text itself when it repeats none.
std::string_view repeated_piece(std::string_view text) {
  for (std::size_t size = 1; size <= text.size() / 2; ++size) {
    if (text.substr(size) == text.substr(0, text.size() - size)) return text.substr(0, size);
  }
  return text;
}

/// 0123456789 or 9876543210 and on.
bool is_row(std::string_view text) {
  const auto follows = [&](int step) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const int difference = text[i] - text[i - 1];
      const bool around = step > 0 ? text[i - 1] == '9' && text[i] == '0' : text[i - 1] == '0' && text[i] == '9';
      if (difference != step && !around) return false;
    }
    return true;
  };
  return text.size() > 1 && (follows(1) || follows(-1));
}

bool is_common(std::string_view password) {
  const std::string small = to_lower(password);
  const std::string_view piece = repeated_piece(small);
  if (piece.size() < 4 || is_row(small)) return true;
  const auto& list = common_passwords();
  return list.contains(small) || list.contains(piece) || list.contains(bare(small)) ||
         list.contains(repeated_piece(bare(small)));
}

}  // namespace

std::optional<std::string> fault_of_password(std::string_view password, std::string_view email) {
  if (!is_clean_utf8(password)) return "Dit wachtwoord heeft tekens die niet kunnen.";
  const std::size_t length = count_code_points(password);
  if (length < k_shortest_password) return "Een wachtwoord heeft 12 tekens of meer. Een zin mag ook.";
  if (length > k_longest_password) return "Een wachtwoord heeft ten hoogste 128 tekens.";
  if (is_common(password)) return "Dit wachtwoord is te makkelijk te raden. Kies een ander.";
  const std::string name = to_lower(email.substr(0, email.find('@')));
  if (name.size() >= k_name_letters && contains(to_lower(password), name))
    return "Uw naam staat in het wachtwoord. Kies een ander.";
  return std::nullopt;
}

Passwords::Passwords(PasswordCost cost, int at_once, std::chrono::milliseconds patience)
    : cost_(cost), patience_(patience), places_(std::clamp(at_once, 1, k_most_at_once)) {
  nobodys_hash_ = hash(random_bytes(k_key_bytes)).value();
}

Result<void> Passwords::enter() {
  if (places_.try_acquire_for(patience_)) return k_ok;
  return Error{ErrorCode::overloaded, "Er melden zich nu te veel mensen tegelijk aan.",
               "Probeer het over een paar seconden opnieuw.", ""};
}

Result<std::string> Passwords::hash(std::string_view password) {
  if (const auto entered = enter(); !entered) return entered.error();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int failed = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes,
                                           cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  places_.release();
  if (failed != 0) throw std::runtime_error("there is not enough memory to hash a password");
  return std::string(text.data());
}

Result<PasswordCheck> Passwords::check(const std::string& hash, std::string_view password) {
  if (const auto entered = enter(); !entered) return entered.error();
  const bool known = !hash.empty();
  const std::string& against = known ? hash : nobodys_hash_;
  const bool matches = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && known;
  places_.release();
  return PasswordCheck{
      matches, matches && crypto_pwhash_str_needs_rehash(against.c_str(), cost_.passes, cost_.memory_bytes) != 0};
}

}  // namespace leerwijzer
