#include "indexer/reading/xml_element.hpp"

#include "indexer/reading/xml_events.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Builds trees of wanted elements.
class TreeBuilder final : public XmlHandler {
 public:
  TreeBuilder(const std::vector<std::string>& wanted, const std::function<void(XmlElement)>& visit,
              const XmlReading& reading)
      : wanted_(wanted), visit_(visit), reading_(reading) {}

  void open(xmlTextReader& reader) override {
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

  void text(xmlTextReader& reader) override {
    if (stack_.empty()) return;
    const std::string text = as_string(xmlTextReaderConstValue(&reader));
    bytes_ += text.size();
    (flat_from_ > 0 ? stack_[flat_from_ - 1] : stack_.back()).text += text;
  }

  void close() override {
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

  [[nodiscard]] std::string fault() const override {
    const bool too_much = nodes_ > k_most_xml_nodes || bytes_ > reading_.element_bytes;
    return too_much ? "One record is too large, or has too many elements" : "";
  }

 private:
  const std::vector<std::string>& wanted_;
  const std::function<void(XmlElement)>& visit_;
  const XmlReading& reading_;
  std::vector<XmlElement> stack_;
  std::size_t flat_from_ = 0;  ///< depth in the stack of the flat element that is open; 0: none
  std::size_t nodes_ = 0;
  std::size_t bytes_ = 0;
};

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
  TreeBuilder builder(wanted, visit, reading);
  return read_xml_events(stream, builder);
}

}  // namespace leerwijzer
