// The events of an XML document as libxml2 streams them, guarded: DTDs, entities of the document and the network are
// off, and nesting is capped. Includes libxml2; private to the XML readers of this folder.
#pragma once

#include "indexer/reading/xml_element.hpp"

#include <libxml/xmlreader.h>

#include <string>

namespace leerwijzer {

inline constexpr std::size_t k_most_xml_nodes = 200'000;  ///< in one tree

/// Empty for a null pointer.
[[nodiscard]] std::string as_string(const xmlChar* text);

/// What is built from the events, without recursion.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// An element begins; an empty one is closed at once by the handler itself.
  virtual void open(xmlTextReader& reader) = 0;
  virtual void text(xmlTextReader& reader) = 0;
  virtual void close() = 0;

  /// Why reading has to stop here; empty: it goes on.
  [[nodiscard]] virtual std::string fault() const = 0;
};

/// Fails when the stream fails. A DTD, nesting above 64, a fault of the handler or a syntax error ends the document,
/// not whole.
[[nodiscard]] Result<XmlDocumentEnd> read_xml_events(ByteStream& stream, XmlHandler& handler);

}  // namespace leerwijzer
