#include "indexer/reading/xml_records.hpp"

#include "indexer/reading/xml_events.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace leerwijzer {
namespace {

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

/// Builds trees of wanted elements, and keeps their markup.
class RecordBuilder final : public XmlHandler {
 public:
  /// A limit of 0: no markup is kept.
  RecordBuilder(const std::vector<std::string>& wanted, std::size_t limit, const std::function<void(XmlRecord)>& visit)
      : wanted_(wanted), limit_(limit), visit_(visit) {}

  void open(xmlTextReader& reader) override {
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

  void text(xmlTextReader& reader) override {
    if (stack_.empty() || record_.too_large) return;
    const std::string text = as_string(xmlTextReaderConstValue(&reader));
    stack_.back().element.text += text;
    std::string escaped;
    if (limit_ > 0) put_escaped(escaped, text);
    put(escaped);
  }

  void close() override {
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

  [[nodiscard]] std::string fault() const override {
    return nodes_ > k_most_xml_nodes ? "One record has too many elements" : "";
  }

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
  RecordBuilder builder(wanted, limit, visit);
  return read_xml_events(stream, builder);
}

}  // namespace leerwijzer
