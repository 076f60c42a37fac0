// schema.org Course as JSON-LD: a file with one node, a list or an @graph, or a web page that holds it in scripts. A
// Course is an offer, a CourseInstance a run. How nodes are found: schemaorg/nodes.cpp; how one is read:
// schemaorg/course.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/schemaorg/course.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/json_items.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

class SchemaOrgReader {
 public:
  SchemaOrgReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink), progress_(sink) {}

  Result<FeedEnd> read() {
    auto end = read_documents(input_.place, {".json", ".jsonld", ".html", ".htm"}, progress_,
                              [this](const std::string& name) { return read_document(name); });
    if (end && courses_ == 0) {
      progress_.incomplete("", "There is no Course in it");
      return progress_.end();
    }
    return end;
  }

 private:
  Result<void> read_document(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    document_ = name;
    auto text = read_all(**stream, input_.limits.document_bytes);
    if (!text && text.error().code != ErrorCode::too_large) return text.error();
    if (!text) return read_list(name);
    progress_.add(*text);
    bool repaired = false;
    *text = utf8_of_csv(*text, repaired);
    if (repaired)
      progress_.remark(Severity::info, "not-utf-8", name, "The document is not UTF-8; it was read as Windows-1252.");
    std::string_view bare = *text;
    if (bare.starts_with("\xEF\xBB\xBF")) bare.remove_prefix(3);
    bare = trim(bare);
    if (bare.starts_with('<')) {
      read_page(name, bare);
      return k_ok;
    }
    auto value = parse_json(bare);
    if (value) {
      take_nodes(std::move(*value));
    } else if (bare.starts_with('[')) {
      return read_list(name);
    } else {
      take_broken(name.empty() ? "document" : name, bare, describe(value.error()));
      progress_.incomplete(name, "The document could not be read");
    }
    return k_ok;
  }

  /// A list that is broken or too large to be held: node by node, without references between them.
  Result<void> read_list(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    std::size_t number = 0;
    const auto end = read_json_items(**stream, input_.limits.record_bytes, [&](const JsonItem& item) {
      ++number;
      progress_.add(item.text);
      auto value = parse_json(item.text);
      if (value) return take_nodes(std::move(*value));
      take_broken((name.empty() ? "node-" : name + ":") + std::to_string(number), item.text, describe(value.error()));
    });
    if (!end) return end.error();
    if (!end->whole) progress_.incomplete(name, end->reason);
    return k_ok;
  }

  void read_page(const std::string& name, std::string_view html) {
    const PageScripts scripts = scripts_of_page(html);
    if (!scripts.whole) progress_.incomplete(name, "The page ends in the middle");
    for (std::size_t i = 0; i < scripts.texts.size(); ++i) {
      auto value = parse_json(trim(scripts.texts[i]));
      if (value) {
        take_nodes(std::move(*value));
      } else {
        take_broken((name.empty() ? "script-" : name + ":script-") + std::to_string(i + 1), scripts.texts[i],
                    describe(value.error()));
      }
    }
  }

  void take_broken(const std::string& key, std::string_view text, const std::string& what) {
    FeedRecord record;
    RecordReport report(key);
    record.raw = {key, "application/ld+json", replace_invalid_utf8(truncate_utf8(text, input_.limits.record_bytes))};
    report.error("bad-json", "", what);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void take_nodes(json::value document) {
    const SchemaNodes nodes(std::move(document));
    for (const SchemaNodes::Found& found : nodes.courses()) take_course(found, nodes);
  }

  /// The identifier of a course: absolute where it is an address, else beside the name of its document.
  std::string key_of(const json::object& course, const SchemaNodes& nodes, RecordReport& report) {
    for (const char* name : {"@id", "url", "courseCode", "identifier"}) {
      const std::string id = nodes.text(course, name);
      if (id.empty()) continue;
      if (id.find("://") != std::string::npos || id.starts_with("urn:")) return id;
      if (input_.place.kind() == PlaceKind::web && (name[0] == '@' || name[0] == 'u'))
        return input_.place.resolve(id, document_);
      if (name[0] == '@')
        report.info("relative-id", "/@id",
                    raw_value(id) + " is relative and names the course only beside its file. Write the whole address.");
      return document_.empty() ? id : document_ + " " + id;
    }
    report.warning("missing-key", "/@id",
                   "The course has no @id, url or courseCode, so a key was made of its name. Fill in @id.");
    return (document_.empty() ? "course-" : document_ + " course-") +
           digest(fold(nodes.text(course, "name")) + nodes.text(course, "description")).substr(0, 16);
  }

  void take_course(const SchemaNodes::Found& found, const SchemaNodes& nodes) {
    ++courses_;
    FeedRecord record;
    RecordReport report;
    const std::string key(truncate_utf8(key_of(*found.course, nodes, report), 250));
    record.raw = {key, "application/ld+json", replace_invalid_utf8(json::serialize(*found.course))};
    report.set_record_key(key);
    if (!seen_.insert(digest(key).substr(0, 15)).second) {
      record.raw.key += "#" + std::to_string(++repeated_);
      report.warning("duplicate-record", "/@id",
                     "Another course has the key " + raw_value(key) + "; the first is shown. Give each an @id.");
    } else if (nodes.text(*found.course, "name").empty()) {
      report.error("missing-title", "/name", "The course has no name, so it is not shown. Fill in name.");
    } else {
      name_provider(found, nodes, record, report);
      record.offer = read_schema_course(*found.course, nodes, report);
      record.offer->key = key;
    }
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void name_provider(const SchemaNodes::Found& found, const SchemaNodes& nodes, FeedRecord& record,
                     RecordReport& report) {
    Provider provider = read_schema_provider(found, nodes, report);
    if (provider.key.empty()) {
      report.info("missing-provider", "/provider", "The course names no provider; the name of the source was taken.");
      provider.name = input_.source_name.empty() ? "unknown" : input_.source_name;
      provider.key = std::string(truncate_utf8(fold(provider.name), 200));
    }
    if (provider.key.empty()) provider.key = "unknown";
    record.provider_key = provider.key;
    if (providers_.insert(provider.key).second) record.provider = std::move(provider);
  }

  FeedInput& input_;
  FeedSink& sink_;
  FeedProgress progress_;
  std::string document_;
  std::set<std::string> providers_;
  std::set<std::string> seen_;  ///< short digests of keys
  std::size_t courses_ = 0;
  std::size_t repeated_ = 0;
};

int detect(FeedPlace& place) {
  return judged_by_content(place, {".json", ".jsonld", ".html", ".htm"}, 1U << 20U, [](const std::string& head) {
    const bool page = trim(head).starts_with('<');
    const bool course = contains(head, "Course\"");
    const bool linked = contains(head, "\"@type\"") || contains(head, "\"@context\"");
    if (page) return contains(to_lower_ascii(head), "application/ld+json") ? (course ? 90 : 30) : 0;
    if (!linked || !contains(head, "schema.org")) return linked && course ? 60 : 0;
    return course ? 92 : 40;
  });
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  SchemaOrgReader reader(input, sink);
  return reader.read();
}

}  // namespace

extern const FeedFormat k_format_schema_org = {
    "schema-org", "schema.org Course (JSON-LD): files, or web pages that hold it", detect, read};

}  // namespace leerwijzer
