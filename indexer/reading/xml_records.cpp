#include "indexer/reading/xml_records.hpp"

#include "engine/core/text.hpp"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>

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

void put_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

/// Builds trees of wanted elements from the events of the reader, without recursion.
class TreeBuilder {
 public:
  /// A limit of 0: no markup is kept.
  TreeBuilder(const std::vector<std::string>& wanted, std::size_t limit, const std::function<void(XmlRecord)>& visit)
      : wanted_(wanted), limit_(limit), visit_(visit) {}

  void open(xmlTextReader& reader) {
    const std::string name = as_string(xmlTextReaderConstLocalName(&reader));
    const bool empty = xmlTextReaderIsEmptyElement(&reader) == 1;
    if (stack_.empty() && std::find(wanted_.begin(), wanted_.end(), name) == wanted_.end()) {
      if (!empty) around_.emplace_back(name, ++opened_);
      return;
    }
    XmlElement element;
    element.name = name;
    const std::string qualified = as_string(xmlTextReaderConstName(&reader));
    std::string tag = "<" + qualified;
    while (xmlTextReaderMoveToNextAttribute(&reader) == 1) {
      const std::string value = as_string(xmlTextReaderConstValue(&reader));
      element.attributes[as_string(xmlTextReaderConstLocalName(&reader))] = value;
      tag += " " + as_string(xmlTextReaderConstName(&reader)) + "=\"";
      put_escaped(tag, value);
      tag += '"';
    }
    xmlTextReaderMoveToElement(&reader);
    put(tag + ">");
    element.inner_from = record_.markup.size();
    ++nodes_;
    stack_.push_back({std::move(element), qualified});
    if (empty) close();
  }

  void text(xmlTextReader& reader) {
    if (stack_.empty() || record_.too_large) return;
    const std::string text = as_string(xmlTextReaderConstValue(&reader));
    stack_.back().element.text += text;
    std::string escaped;
    if (limit_ > 0) put_escaped(escaped, text);
    put(escaped);
  }

  void close() {
    if (stack_.empty()) {
      if (!around_.empty()) around_.pop_back();
      return;
    }
    XmlElement element = std::move(stack_.back().element);
    element.inner_to = record_.markup.size();
    put("</" + stack_.back().qualified + ">");
    stack_.pop_back();
    element.text = std::string(trim(element.text));
    if (!stack_.empty()) {
      if (!record_.too_large) stack_.back().element.children.push_back(std::move(element));
      return;
    }
    nodes_ = 0;
    record_.element = std::move(element);
    if (!around_.empty()) std::tie(record_.parent, record_.parent_number) = around_.back();
    visit_(std::exchange(record_, {}));
  }

  [[nodiscard]] bool too_many() const { return nodes_ > k_most_nodes; }

 private:
  struct Open {
    XmlElement element;
    std::string qualified;
  };

  void put(const std::string& text) {
    if (limit_ == 0 || record_.too_large) return;
    record_.too_large = record_.markup.size() + text.size() > limit_;
    if (!record_.too_large) record_.markup += text;
  }

  const std::vector<std::string>& wanted_;
  std::size_t limit_;
  const std::function<void(XmlRecord)>& visit_;
  std::vector<Open> stack_;
  std::vector<std::pair<std::string, std::size_t>> around_;  ///< open elements around the wanted ones
  std::size_t opened_ = 0;
  XmlRecord record_;
  std::size_t nodes_ = 0;
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
      return builder.too_many() ? "One record has too many elements" : "";
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: builder.text(reader); return {};
    case XML_READER_TYPE_END_ELEMENT: builder.close(); return {};
    default: return {};
  }
}

}  // namespace

std::string XmlRecord::rich_text(const XmlElement& part) const {
  if (part.children.empty() || part.inner_to > markup.size() || part.inner_from > part.inner_to) return part.text;
  const std::string_view inner = std::string_view(markup).substr(part.inner_from, part.inner_to - part.inner_from);
  std::string text;
  for (std::size_t at = 0; at < inner.size(); ++at) {
    text += inner[at];
    if (inner[at] != '<') continue;
    if (at + 1 < inner.size() && inner[at + 1] == '/') text += inner[++at];
    const std::size_t end = inner.find_first_of(": >", at + 1);
    if (end != std::string_view::npos && inner[end] == ':') at = end;
  }
  return text;
}

Result<XmlDocumentEnd> read_xml_records(ByteStream& stream, const std::vector<std::string>& wanted, std::size_t limit,
                                        const std::function<void(XmlRecord)>& visit) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  Source source{&stream, false, {}};
  XmlDocumentEnd end;
  std::string complaint;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForIO(read_bytes, nullptr, &source, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_COMPACT));
  if (!reader) return Error{ErrorCode::internal, "The XML reader could not be made", "", ""};
  xmlTextReaderSetErrorHandler(reader.get(), keep_quiet, &complaint);
  TreeBuilder builder(wanted, limit, visit);
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
