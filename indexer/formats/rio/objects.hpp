// Objects of the RIO LOD service: what each is, how one names another, and the pages they come in (HAL).
#pragma once

#include "indexer/formats/register/record.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// offered: an AangebodenOpleiding, the only one that becomes an offer; unit: an opleiding or a part of one;
/// recognition: its crebo or croho.
enum class RioKind : std::uint8_t { offered, unit, cohort, provider, place, recognition, other };

[[nodiscard]] RioKind rio_kind_of(const boost::json::object& object);

/// Its id in the register; empty when it has none.
[[nodiscard]] std::string rio_id_of(const boost::json::object& object, RioKind kind);

/// Scalar members by name; lists of scalars joined with commas; the amount of a price.
[[nodiscard]] RegisterRecord rio_record_of(const boost::json::object& object, const std::string& path);

/// How an object names another: inline, by its id, or by a link.
struct RioRelation {
  std::vector<const boost::json::object*> inlined;
  std::string id;    ///< of a member, or the end of the link where that is an id
  std::string href;  ///< as it stands; empty where there is no link
};

/// `names` in the form of register_name ("ONDERWIJSAANBIEDER").
[[nodiscard]] RioRelation rio_relation(const boost::json::object& object, std::span<const std::string_view> names);

/// One page: its objects, and the links to itself and to the next.
struct RioPage {
  std::vector<const boost::json::object*> objects;
  std::string self;
  std::string next;
  bool hal = false;  ///< an envelope; false: a bare list or object, which says nothing of further pages
};
[[nodiscard]] RioPage rio_page_of(const boost::json::value& document);

/// "aangeboden-opleidingen" and 3 of ".../aangeboden-opleidingen?page=3&pageSize=100"; page 0 where none is named.
struct RioPageAddress {
  std::string listing;
  int page = 0;
  auto operator<=>(const RioPageAddress&) const = default;
};
[[nodiscard]] RioPageAddress rio_page_address(std::string_view href);

}  // namespace leerwijzer
