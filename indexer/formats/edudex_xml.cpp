// EDU-DEX 1.8 XML: a directory names sub-directories and programmes; each programme is a file of its own, and
// institute.xml beside a directory describes the provider. How one programme is read: edudex/program.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/edudex/program.hpp"
#include "indexer/formats/edudex/providers.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/xml_element.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr int k_deepest_directory = 4;

/// Addresses hold white space and line ends.
std::string bare_address(std::string_view raw) {
  std::string address;
  for (char c : raw) {
    if (static_cast<unsigned char>(c) > ' ') address += c;
  }
  return address;
}

struct Directory {
  std::string org_unit;
  std::vector<XmlElement> entries;  ///< subDirectory and programResource
};

class EdudexReader {
 public:
  EdudexReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) {}

  /// Reads a directory, or a programme on its own.
  Result<void> read_document(const std::string& name, const std::string& from, int depth) {
    const std::string known = input_.place.resolve(name, from);
    if (!directories_.insert(known).second) {
      incident(Severity::warning, "directory-loop", known, "The directory is named twice; it was read once.");
      return k_ok;
    }
    auto stream = input_.place.open(name, from);
    if (!stream) return stream.error();
    Directory directory;
    std::string loose_programs;
    const auto end = read_xml_elements(
        **stream, {"orgUnitId", "subDirectory", "programResource", "programClassification"}, [&](XmlElement element) {
          if (element.name == "orgUnitId") {
            directory.org_unit = element.text;
          } else if (element.name == "programClassification") {
            loose_programs = "yes";
          } else if (directory.entries.size() < 1'000'000) {
            directory.entries.push_back(std::move(element));
          }
        });
    if (!end) return end.error();
    if (end->root == "program" || !loose_programs.empty()) {
      read_program(name, from, {}, {});
      return k_ok;
    }
    digest_.add(directory.org_unit);
    if (!end->whole) incomplete(known, "The directory could not be read to its end: " + end->reason);
    if (!directory.entries.empty() || !directory.org_unit.empty()) read_entries(directory, known, depth);
    return k_ok;
  }

  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

  void incomplete(std::string_view path, const std::string& reason) {
    if (reason_.empty()) reason_ = reason;
    incident(Severity::error, "feed-incomplete", path, reason);
  }

 private:
  void incident(Severity severity, std::string_view code, std::string_view path, const std::string& message) {
    sink_.diagnostic({severity, std::string(code), "", std::string(path), message});
  }

  void read_entries(const Directory& directory, const std::string& known, int depth) {
    const bool programs = std::any_of(directory.entries.begin(), directory.entries.end(),
                                      [](const XmlElement& e) { return e.name == "programResource"; });
    if (programs) read_institute(directory.org_unit, known);
    for (const XmlElement& entry : directory.entries) {
      if (entry.name == "subDirectory") {
        const std::string address = bare_address(entry.text_of("directoryUrl"));
        if (depth >= k_deepest_directory) {
          incomplete(known, "Directories are nested too deep at " + raw_value(address));
        } else if (const auto done = read_document(address, known, depth + 1); !done) {
          incomplete(known, "The directory of " + std::string(entry.text_of("orgUnitId")) +
                                " could not be read: " + describe(done.error()));
        }
      } else {
        read_program(bare_address(entry.text_of("resourceUrl")), known, directory.org_unit, entry);
      }
    }
  }

  void read_institute(const std::string& org_unit, const std::string& known) {
    auto stream = input_.place.open("institute.xml", known);
    if (!stream) {
      if (stream.error().code == ErrorCode::unavailable)
        incomplete(known, "The description of " + org_unit + " could not be fetched: " + describe(stream.error()));
      incident(Severity::info, "missing-institute", known,
               "There is no institute.xml beside the directory; the provider is known by its code only.");
      return;
    }
    const auto text = read_all(**stream, input_.limits.document_bytes);
    if (!text)
      return incomplete(known, "The description of " + org_unit + " could not be read: " + describe(text.error()));
    digest_.add(*text);
    FeedRecord record;
    RecordReport report("institute:" + org_unit);
    record.raw = {"institute:" + org_unit, "application/xml", replace_invalid_utf8(*text)};
    auto again = stream_of_text(*text);
    const auto end = read_xml_elements(*again, {"institute"}, [&](const XmlElement& element) {
      providers_.describe(read_edudex_institute(element, org_unit, report), record);
    });
    if (!end || !end->whole)
      report.error(
          "bad-xml", "institute.xml",
          "The description of the provider could not be read: " + (end ? end->reason : end.error().what) + ".");
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void read_program(const std::string& address, const std::string& from, const std::string& org_unit,
                    const XmlElement& entry) {
    std::string id(entry.text_of("programId"));
    FeedRecord record;
    RecordReport report;
    auto stream = input_.place.open(address, from);
    auto text = stream ? read_all(**stream, input_.limits.document_bytes) : Result<std::string>(stream.error());
    if (!text) {
      report.error("programme-not-read", "resourceUrl", describe(text.error()));
      if (reason_.empty())
        reason_ = "The programme " + (id.empty() ? address : id) + " could not be read: " + text.error().what;
    } else {
      digest_.add(*text);
      record.raw.body = replace_invalid_utf8(*text);
      read_text(*text, std::string(entry.text_of("clientId")), org_unit, id, record, report);
    }
    if (id.empty()) id = address.empty() ? "unnamed-" + digest(record.raw.body).substr(0, 16) : address;
    const std::string owner = record.provider_key.empty() ? org_unit : record.provider_key;
    record.raw.key = std::string(truncate_utf8((owner.empty() ? "" : owner + "/") + id, 200));
    record.raw.media_type = "application/xml";
    if (record.offer) record.offer->key = record.raw.key;
    report.set_record_key(record.raw.key);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void read_text(const std::string& text, const std::string& client, const std::string& org_unit, std::string& id,
                 FeedRecord& record, RecordReport& report) {
    auto stream = stream_of_text(text);
    bool found = false;
    const auto end = read_xml_elements(*stream, {"program"}, [&](const XmlElement& element) {
      if (found) return;
      found = true;
      const XmlElement* classification = element.child("programClassification");
      if (id.empty() && classification != nullptr) id = classification->text_of("programId");
      std::string owner(classification != nullptr ? classification->text_of("orgUnitId") : "");
      if (owner.empty()) owner = org_unit.empty() ? input_.source_name : org_unit;
      record.provider_key = owner;
      providers_.name(owner, "", record);
      const EdudexContext context{input_.today, client, providers_.places_of(owner)};
      record.offer = read_edudex_program(element, context, report);
    });
    if (!end) {
      report.error("bad-xml", "", describe(end.error()));
    } else if (!end->whole) {
      report.error("bad-xml", "",
                   "The programme could not be read: " + end->reason + ". Check the file with an XML tool.");
    } else if (!found) {
      report.error("no-programme", "", "The document holds no programme; its root is " + raw_value(end->root) + ".");
    }
    if (found && end && !end->whole) record.offer.reset();
  }

  FeedInput& input_;
  FeedSink& sink_;
  std::set<std::string> directories_;
  EdudexProviders providers_;
  RunningDigest digest_;
  std::string reason_;
};

/// Documents to begin with: the file itself, or the directories in a folder, else its loose programmes.
std::vector<std::string> beginnings(const FeedPlace& place) {
  if (place.kind() != PlaceKind::folder) return {""};
  std::vector<std::string> directories;
  std::vector<std::string> others;
  for (const std::string& name : place.names()) {
    const std::string lower = to_lower_ascii(name);
    if (lower.find('/') != std::string::npos || !lower.ends_with(".xml")) continue;
    if (lower.starts_with("directory")) {
      directories.push_back(name);
    } else if (!lower.starts_with("institute")) {
      others.push_back(name);
    }
  }
  return directories.empty() ? others : directories;
}

int detect(FeedPlace& place) {
  for (const std::string& name : beginnings(place)) {
    const std::string head = head_of(place, name, 8192);
    if (contains(head, "<edudexDirectory") || contains(head, "/schema/edudex/")) return 95;
    if (contains(head, "<program") &&
        (contains(head, "edudex") || contains(head, "programAdmission") || contains(head, "programClassification")))
      return 85;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  EdudexReader reader(input, sink);
  for (const std::string& name : beginnings(input.place)) {
    if (const auto done = reader.read_document(name, "", 0); !done) {
      if (input.place.kind() != PlaceKind::folder) return done.error();
      reader.incomplete(name, describe(done.error()));
    }
  }
  return reader.end();
}

}  // namespace

extern const FeedFormat k_format_edudex_xml = {
    "edudex-xml", "EDU-DEX 1.8 XML: a directory file with programmes and institutes", detect, read};

}  // namespace leerwijzer
