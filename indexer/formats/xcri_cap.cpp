// XCRI-CAP 1.2 (EN 15982): one catalogue with providers, their courses and the presentations of each. A course is an
// offer, a presentation a run. How one course is read: xcri/course.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/xcri/course.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/xml_records.hpp"

#include "engine/core/text.hpp"

#include <set>

namespace leerwijzer {
namespace {

class XcriReader {
 public:
  XcriReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink), progress_(sink) {}

  Result<FeedEnd> read() {
    return read_documents(input_.place, {".xml", ".xcri", ".xcricap"}, progress_,
                          [this](const std::string& name) { return read_document(name); });
  }

 private:
  Result<void> read_document(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    document_ = name;
    provider_number_ = 0;
    provider_ = {};
    const auto end =
        read_xml_records(**stream, {"course", "identifier", "title", "url", "description", "contributor", "location"},
                         input_.limits.record_bytes, [&](const XmlRecord& record) {
                           if (record.element.name == "course") {
                             take_course(record);
                           } else if (record.parent == "provider") {
                             take_provider_part(record);
                           }
                         });
    if (!end) return end.error();
    hand_over_provider();
    if (!end->whole) {
      progress_.incomplete(name, "The catalogue could not be read to its end: " + end->reason);
    } else if (end->root != "catalog" && end->root != "provider" && end->root != "course") {
      progress_.incomplete(name, "The document is no catalogue; its root is " + raw_value(end->root));
    }
    return k_ok;
  }

  /// What stands directly in a provider describes it; a provider inside a venue lies within a course.
  void take_provider_part(const XmlRecord& record) {
    begin_provider(record.parent_number);
    progress_.add(record.markup);
    const XmlElement& part = record.element;
    if (part.name == "identifier" && (provider_.key.empty() || part.attribute("type").empty())) {
      provider_.key = std::string(truncate_utf8(collapse_spaces(part.text), 150));
    } else if (part.name == "title" && provider_.name.empty()) {
      provider_.name = plain_text(part.text);
    } else if (part.name == "url" && provider_.url.empty()) {
      provider_.url = read_url(part.text, "provider/url", report_);
    } else if (part.name == "description" && provider_.description.empty()) {
      provider_.description = clean_html(record.rich_text(part));
    } else if (part.name == "location" && provider_.email.empty()) {
      provider_.email = read_email(part.text_of("email"), "provider/location/email", report_);
    }
    markup_ += record.markup;
  }

  void begin_provider(std::size_t number) {
    if (number == provider_number_) return;
    hand_over_provider();
    provider_number_ = number;
    provider_ = {};
  }

  /// The provider before its first course, or at its end where it has none.
  void hand_over_provider() {
    if (provider_number_ == 0) return;
    name_provider();
    if (!providers_.insert(provider_.key).second) return;
    FeedRecord record;
    record.raw = {"provider:" + provider_.key, "application/xml", "<provider>" + markup_ + "</provider>"};
    report_.set_record_key(record.raw.key);
    record.provider = provider_;
    record.diagnostics = report_.take();
    report_ = RecordReport{};
    markup_.clear();
    sink_.record(std::move(record));
  }

  void name_provider() {
    if (provider_.key.empty()) provider_.key = fold(provider_.name);
    if (provider_.key.empty()) provider_.key = fold(input_.source_name);
    if (provider_.key.empty()) provider_.key = "provider";
    if (provider_.name.empty()) {
      report_.warning("missing-provider-name", "provider/title",
                      "The provider has no title; its identifier is shown instead.");
      provider_.name = provider_.key;
    }
    if (provider_.identifiers.empty()) provider_.identifiers.push_back({IdentifierScheme::other, provider_.key});
  }

  void take_course(const XmlRecord& read) {
    begin_provider(read.parent == "provider" ? read.parent_number : 1);
    hand_over_provider();
    progress_.add(read.markup);
    FeedRecord record;
    RecordReport report;
    record.provider_key = provider_.key;
    std::string id = xcri_identifier_of(read.element);
    if (id.empty()) {
      id = "course-" + digest(fold(read.element.text_of("title"))).substr(0, 16);
      report.warning("missing-key", "course/identifier",
                     "The course has no identifier, so a key was made of its title. Fill in dc:identifier.");
    }
    const std::string key(truncate_utf8(provider_.key + "/" + id, 250));
    report.set_record_key(key);
    record.raw = {key, "application/xml", read.markup};
    if (read.too_large) {
      report.error("record-too-large", "course", "The course is larger than is accepted, so it was not read.");
    } else if (!seen_.insert(digest(key).substr(0, 15)).second) {
      record.raw.key += "#" + std::to_string(++repeated_);
      report.warning("duplicate-record", "course/identifier",
                     "Another course has the identifier " + raw_value(id) + "; the first is shown. Give each its own.");
    } else {
      record.offer = read_xcri_course(read, report);
      record.offer->key = key;
    }
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  FeedInput& input_;
  FeedSink& sink_;
  FeedProgress progress_;
  std::string document_;
  Provider provider_;                ///< of the courses that are being read
  std::size_t provider_number_ = 0;  ///< of its element; 0: none yet
  std::string markup_;
  RecordReport report_;
  std::set<std::string> providers_;
  std::set<std::string> seen_;  ///< short digests of keys
  std::size_t repeated_ = 0;
};

int detect(FeedPlace& place) {
  return judged_by_content(place, {".xml", ".xcri", ".xcricap"}, 16U << 10U, [](const std::string& head) {
    if (contains(head, "http://xcri.org/profiles/1.2")) return 95;
    return contains(head, "xcri.org/profiles") || contains(head, "xcri.co.uk") ? 85 : 0;
  });
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  XcriReader reader(input, sink);
  return reader.read();
}

}  // namespace

extern const FeedFormat k_format_xcri_cap = {
    "xcri-cap", "XCRI-CAP 1.2: a catalogue of providers, courses and presentations", detect, read};

}  // namespace leerwijzer
