#include "indexer/reading/xml_element.hpp"

#include "engine/core/text.hpp"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace leerwijzer {
namespace {

constexpr int k_deepest = 64;
constexpr std::size_t k_most_nodes = 200'000;  // in one tree

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

std::string as_string(const xmlChar* text) {
  return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text));
}

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

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Builds trees of wanted elements from the events of the reader, without recursion.
class TreeBuilder {
 public:
  TreeBuilder(const std::vector<std::string>& wanted, const std::function<void(XmlElement)>& visit,
              const XmlReading& reading)
      : wanted_(wanted), visit_(visit), reading_(reading) {}

  void open(xmlTextReader& reader) {
    XmlElement element;
    element.name = as_string(xmlTextReaderConstLocalName(&reader));
    const bool outside = stack_.empty() && !is_among(wanted_, element.name);
    if (outside && !reading_.passed) return;
    const bool empty = xmlTextReaderIsEmptyElement(&reader) == 1;
    while (xmlTextReaderMoveToNextAttribute(&reader) == 1) {
      std::string value = as_string(xmlTextReaderConstValue(&reader));
      bytes_ += value.size();
      element.attributes[as_string(xmlTextReaderConstLocalName(&reader))] = std::move(value);
    }
    xmlTextReaderMoveToElement(&reader);
    if (outside) {
      bytes_ = 0;
      return reading_.passed(element);
    }
    ++nodes_;
    if (flat_from_ == 0 && is_among(reading_.flat, element.name)) flat_from_ = stack_.size() + 1;
    stack_.push_back(std::move(element));
    if (empty) close();
  }

  void text(xmlTextReader& reader) {
    if (stack_.empty()) return;
    const std::string text = as_string(xmlTextReaderConstValue(&reader));
    bytes_ += text.size();
    (flat_from_ > 0 ? stack_[flat_from_ - 1] : stack_.back()).text += text;
  }

  void close() {
    if (stack_.empty()) return;
    const bool inside_flat = flat_from_ > 0 && stack_.size() > flat_from_;
    if (stack_.size() == flat_from_) flat_from_ = 0;
    XmlElement element = std::move(stack_.back());
    stack_.pop_back();
    if (inside_flat) return;
    if (!reading_.keep_space) element.text = std::string(trim(element.text));
    if (!stack_.empty()) {
      stack_.back().children.push_back(std::move(element));
      return;
    }
    nodes_ = 0;
    bytes_ = 0;
    visit_(std::move(element));
  }

  [[nodiscard]] bool too_much() const { return nodes_ > k_most_nodes || bytes_ > reading_.element_bytes; }

 private:
  const std::vector<std::string>& wanted_;
  const std::function<void(XmlElement)>& visit_;
  const XmlReading& reading_;
  std::vector<XmlElement> stack_;
  std::size_t flat_from_ = 0;  ///< depth in the stack of the flat element that is open; 0: none
  std::size_t nodes_ = 0;
  std::size_t bytes_ = 0;
};

/// One event; an empty text goes on, another is the reason to stop.
std::string handle(xmlTextReader& reader, TreeBuilder& builder, std::string& root) {
  switch (xmlTextReaderNodeType(&reader)) {
    case XML_READER_TYPE_DOCUMENT_TYPE: return "A DOCTYPE is not accepted";
    case XML_READER_TYPE_ENTITY_REFERENCE: return "An entity of the document's own is not accepted";
    case XML_READER_TYPE_ELEMENT:
      if (xmlTextReaderDepth(&reader) > k_deepest) return "The elements are nested too deep";
      if (root.empty()) root = as_string(xmlTextReaderConstLocalName(&reader));
      builder.open(reader);
      return builder.too_much() ? "One record is too large, or has too many elements" : "";
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      builder.text(reader);
      return builder.too_much() ? "One record is too large" : "";
    case XML_READER_TYPE_END_ELEMENT: builder.close(); return {};
    default: return {};
  }
}

}  // namespace

const XmlElement* XmlElement::child(std::string_view child_name) const noexcept {
  for (const XmlElement& element : children) {
    if (element.name == child_name) return &element;
  }
  return nullptr;
}

std::vector<const XmlElement*> XmlElement::all(std::string_view child_name) const {
  std::vector<const XmlElement*> found;
  for (const XmlElement& element : children) {
    if (element.name == child_name) found.push_back(&element);
  }
  return found;
}

std::string_view XmlElement::text_of(std::string_view child_name) const noexcept {
  const XmlElement* element = child(child_name);
  return element != nullptr ? std::string_view(element->text) : std::string_view{};
}

std::string_view XmlElement::attribute(std::string_view attribute_name) const noexcept {
  const auto at = attributes.find(std::string(attribute_name));
  return at != attributes.end() ? std::string_view(at->second) : std::string_view{};
}

Result<XmlDocumentEnd> read_xml_elements(ByteStream& stream, const std::vector<std::string>& wanted,
                                         const std::function<void(XmlElement)>& visit, const XmlReading& reading) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  Source source{&stream, false, {}};
  XmlDocumentEnd end;
  std::string complaint;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForIO(read_bytes, nullptr, &source, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_COMPACT));
  if (!reader) return Error{ErrorCode::internal, "The XML reader could not be made", "", ""};
  xmlTextReaderSetErrorHandler(reader.get(), keep_quiet, &complaint);
  TreeBuilder builder(wanted, visit, reading);
  int more = 1;
  while (end.reason.empty() && (more = xmlTextReaderRead(reader.get())) == 1) {
    end.reason = handle(*reader, builder, end.root);
  }
  if (source.failed) return source.error;
  if (end.reason.empty() && more != 0)
    end.reason = "This is not correct XML: " + (complaint.empty() ? "unknown fault" : complaint);
  if (end.reason.empty() && end.root.empty()) end.reason = "The document is empty";
  end.whole = end.reason.empty();
  return end;
}

}  // namespace leerwijzer
