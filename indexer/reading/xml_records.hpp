// XML records with their markup: what was delivered is kept beside what was read from it, and a record knows the
// element around it. Guarded as xml_element.hpp is.
#pragma once

#include "indexer/reading/xml_element.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leerwijzer {

/// A wanted element with what it was read from.
struct XmlRecord {
  XmlElement element;
  std::string markup;             ///< as delivered, apart from white space inside tags
  bool too_large = false;         ///< cut off at the limit
  std::string parent;             ///< name of the element around it; empty for the root
  std::size_t parent_number = 0;  ///< tells one parent from another of the same name

  /// Text of a part; where it holds elements (XHTML), their tags without prefixes.
  [[nodiscard]] std::string rich_text(const XmlElement& part) const;
};

/// As read_xml_elements, with the markup of each element, at most `limit` bytes of it.
[[nodiscard]] Result<XmlDocumentEnd> read_xml_records(ByteStream& stream, const std::vector<std::string>& wanted,
                                                      std::size_t limit, const std::function<void(XmlRecord)>& visit);

}  // namespace leerwijzer
