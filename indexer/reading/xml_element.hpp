// XML read as a stream, with one small tree for each wanted element. DTDs, entities of the document
// and the network are off; nesting is capped.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct XmlElement {
  std::string name;  ///< without prefix
  std::map<std::string, std::string> attributes;
  std::string text;  ///< own text and CDATA, trimmed
  std::vector<XmlElement> children;
  std::size_t inner_from = 0;  ///< where its content begins and ends in XmlRecord::markup
  std::size_t inner_to = 0;

  [[nodiscard]] const XmlElement* child(std::string_view child_name) const noexcept;
  [[nodiscard]] std::vector<const XmlElement*> all(std::string_view child_name) const;
  /// Text of the first child of that name; empty when there is none.
  [[nodiscard]] std::string_view text_of(std::string_view child_name) const noexcept;
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const noexcept;
};

/// How a document ended.
struct XmlDocumentEnd {
  bool whole = false;
  std::string reason;
  std::string root;  ///< name of the root element
};

struct XmlReading {
  std::size_t element_bytes = 16U << 20U;  ///< text and attributes of one wanted element
  bool keep_space = false;                 ///< texts are not trimmed
  std::vector<std::string> flat;           ///< elements whose text is all text inside, in order, without children
  std::function<void(const XmlElement&)> passed;  ///< an element outside the wanted ones: its name and attributes
};

/// Calls `visit` for every element named in `wanted` that is not inside another wanted one. Fails when
/// the stream fails. A DTD, nesting above 64, an element that is too large or a syntax error ends the document, not
/// whole.
[[nodiscard]] Result<XmlDocumentEnd> read_xml_elements(ByteStream& stream, const std::vector<std::string>& wanted,
                                                       const std::function<void(XmlElement)>& visit,
                                                       const XmlReading& reading = {});

}  // namespace leerwijzer
