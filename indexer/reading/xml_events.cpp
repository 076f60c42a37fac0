#include "indexer/reading/xml_events.hpp"

#include "engine/core/text.hpp"

#include <memory>
#include <mutex>

namespace leerwijzer {
namespace {

constexpr int k_deepest = 64;

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

struct Source {
  ByteStream* stream = nullptr;
  bool failed = false;
  Error error;
};

int read_bytes(void* context, char* buffer, int length) {
  auto& source = *static_cast<Source*>(context);
  const auto count = source.stream->read({buffer, static_cast<std::size_t>(length)});
  if (count) return static_cast<int>(*count);
  source.failed = true;
  source.error = count.error();
  return -1;
}

void keep_quiet(void* context, const char* message, xmlParserSeverities, xmlTextReaderLocatorPtr locator) {
  auto& reason = *static_cast<std::string*>(context);
  if (!reason.empty()) return;
  reason = collapse_spaces(replace_invalid_utf8(message == nullptr ? "" : message));
  if (locator != nullptr) reason += " (line " + std::to_string(xmlTextReaderLocatorLineNumber(locator)) + ")";
}

/// One event; an empty text goes on, another is the reason to stop.
std::string handle(xmlTextReader& reader, XmlHandler& handler, std::string& root) {
  switch (xmlTextReaderNodeType(&reader)) {
    case XML_READER_TYPE_DOCUMENT_TYPE: return "A DOCTYPE is not accepted";
    case XML_READER_TYPE_ENTITY_REFERENCE: return "An entity of the document's own is not accepted";
    case XML_READER_TYPE_ELEMENT:
      if (xmlTextReaderDepth(&reader) > k_deepest) return "The elements are nested too deep";
      if (root.empty()) root = as_string(xmlTextReaderConstLocalName(&reader));
      handler.open(reader);
      return handler.fault();
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: handler.text(reader); return handler.fault();
    case XML_READER_TYPE_END_ELEMENT: handler.close(); return {};
    default: return {};
  }
}

}  // namespace

std::string as_string(const xmlChar* text) {
  return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text));
}

Result<XmlDocumentEnd> read_xml_events(ByteStream& stream, XmlHandler& handler) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  Source source{&stream, false, {}};
  XmlDocumentEnd end;
  std::string complaint;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForIO(read_bytes, nullptr, &source, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_COMPACT));
  if (!reader) return Error{ErrorCode::internal, "The XML reader could not be made", "", ""};
  xmlTextReaderSetErrorHandler(reader.get(), keep_quiet, &complaint);
  int more = 1;
  while (end.reason.empty() && (more = xmlTextReaderRead(reader.get())) == 1) {
    end.reason = handle(*reader, handler, end.root);
  }
  if (source.failed) return source.error;
  if (end.reason.empty() && more != 0)
    end.reason = "This is not correct XML: " + (complaint.empty() ? "unknown fault" : complaint);
  if (end.reason.empty() && end.root.empty()) end.reason = "The document is empty";
  end.whole = end.reason.empty();
  return end;
}

}  // namespace leerwijzer
