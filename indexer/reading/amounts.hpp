// Prices in the words of catalogues: an amount with what is said of VAT, of the period, and of being free.
#pragma once

#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct ReadAmount {
  std::optional<Cents> amount;  ///< nothing: the text holds no amount that can be trusted
  VatBasis vat_basis = VatBasis::unknown;
  CostPeriod period = CostPeriod::whole;
  bool says_free = false;  ///< "gratis", "kosteloos"
  bool for_group = false;  ///< "per groep"
  bool plain = true;       ///< only an amount; false: words stood around it
};

/// "1.250,00", "€ 417,45 incl. btw", "740,00 per jaar", "gratis", "-63.00". "op aanvraag" and
/// "vanaf 95 euro" give no amount.
[[nodiscard]] ReadAmount read_amount(std::string_view text);

/// "excl", "incl. 21% btw", "vrij", "vrijgesteld", "exempt"; nothing for another word.
[[nodiscard]] std::optional<VatBasis> vat_basis_of(std::string_view word);

/// Kind of a price part by the words it is called ("boekenpakket", "exam costs", "Examengeld").
[[nodiscard]] CostKind cost_kind_of_text(std::string_view text);

/// "boeken 520,00; skillslabtas 75,00" into parts; a part without an amount keeps its words in `note`.
[[nodiscard]] std::vector<Cost> read_extra_costs(std::string_view text);

}  // namespace leerwijzer
