#include "engine/domain/party.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string_view>

namespace leerwijzer {
namespace {

constexpr std::size_t k_brin_length = 4;
constexpr std::size_t k_kvk_length = 8;

/// Words of a name that say how a party is organised, not who it is.
constexpr auto k_legal_forms = std::to_array<std::string_view>({"stichting", "bv", "nv", "vof", "cv", "ua"});

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      kept += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return kept;
}

std::string name_key(std::string_view name) {
  std::string plain;
  for (const char c : fold(name)) {
    if (c == '.' || c == '\'') continue;  // "B.V." is "BV"
    const bool divides = static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0;
    plain += divides ? ' ' : c;
  }
  std::vector<std::string> words = split_trimmed(plain, ' ');
  std::erase_if(words, [](const std::string& word) {
    return std::find(k_legal_forms.begin(), k_legal_forms.end(), word) != k_legal_forms.end();
  });
  return join(words, " ");
}

std::string code_of(const Identifier& identifier) {
  std::string code = letters_and_digits(identifier.value);
  switch (identifier.scheme) {
    case IdentifierScheme::brin: return code.size() < k_brin_length ? "" : code.substr(0, k_brin_length);
    case IdentifierScheme::kvk: return code.size() < k_kvk_length ? "" : code.substr(0, k_kvk_length);
    case IdentifierScheme::rio:
    case IdentifierScheme::edudex: return code;
    case IdentifierScheme::ooapi:
    case IdentifierScheme::other: return {};  // a number within one feed says nothing about another
  }
  return {};
}

bool has_scheme(std::span<const std::string> keys, std::string_view scheme) {
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return key.starts_with(scheme); });
}

}  // namespace

std::vector<std::string> party_keys(const Provider& provider) {
  std::vector<std::string> keys;
  for (const Identifier& identifier : provider.identifiers) {
    const std::string code = code_of(identifier);
    if (!code.empty()) keys.push_back(std::string(name_of(identifier.scheme)) + ":" + code);
  }
  if (const std::string name = name_key(provider.name); !name.empty()) keys.push_back("name:" + name);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool same_party(std::span<const std::string> a, std::span<const std::string> b) {
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  const bool by_code = std::any_of(shared.begin(), shared.end(), [](const auto& k) { return !k.starts_with("name:"); });
  if (by_code || shared.empty()) return by_code;
  // Only the name: two schools of one name tell themselves apart by a number that both state.
  const auto both_state = [&](std::string_view scheme) { return has_scheme(a, scheme) && has_scheme(b, scheme); };
  return !both_state("brin:") && !both_state("kvk:");
}

}  // namespace leerwijzer
