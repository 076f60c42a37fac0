// CSV or JSON with field names of its own, read through a mapping profile (schema/profiles/README.md). Never found by
// content: the profile says what it is.
#include "indexer/feed_format.hpp"
#include "indexer/formats/csv/catalogue.hpp"
#include "indexer/formats/mapped/mapping.hpp"
#include "indexer/reading/csv_rows.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/json_items.hpp"

#include "engine/core/text.hpp"

#include <utility>

namespace leerwijzer {
namespace {

class MappedReader {
 public:
  MappedReader(FeedInput& input, FeedSink& sink, const MappingProfile& profile)
      : input_(input),
        profile_(profile),
        mapping_(profile),
        catalogue_(input, sink, profile.json ? "application/json" : "text/csv") {}

  Result<FeedEnd> read() {
    for (const std::string& name : document_names(input_.place, {profile_.json ? ".json" : ".csv"})) {
      catalogue_.begin_document(name);
      const auto done = read_document(name);
      if (!done && input_.place.kind() != PlaceKind::folder) return done.error();
      if (!done) catalogue_.incomplete(done.error().what);
    }
    if (records_ > 0) tell_names();
    return catalogue_.end();
  }

 private:
  Result<void> read_document(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    return profile_.json ? read_json(**stream) : read_csv(**stream);
  }

  Result<void> read_json(ByteStream& stream) {
    const auto visit = [&](JsonItem item) { read_item(std::move(item)); };
    const std::size_t limit = input_.limits.record_bytes;
    const auto end = profile_.records.empty() ? read_json_items(stream, limit, visit)
                                              : read_json_items_at(stream, profile_.records, limit, visit);
    if (!end) {
      catalogue_.incomplete(end.error().what);
    } else if (!end->whole) {
      catalogue_.incomplete(end->reason);
    }
    return k_ok;
  }

  void read_item(JsonItem item) {
    ++records_;
    const std::string at = "record " + std::to_string(records_);
    RecordReport report;
    if (item.invalid_utf8)
      report.warning("invalid-utf8", at, "Bytes that are no UTF-8 were replaced. Write the feed as UTF-8.");
    const auto value = item.too_large ? parse_json("") : parse_json(item.text);
    const auto* object = value ? value->if_object() : nullptr;
    CsvOfferRow row;
    if (item.too_large) {
      report.error("record-too-large", at, "The record is larger than is accepted, so it was not read.");
    } else if (!value) {
      report.error("bad-json", at, "The record is not JSON, so it was not read: " + value.error().what);
    } else if (object == nullptr) {
      report.error("bad-json", at, "The record is no object with fields, so it was not read: " + raw_value(item.text));
    } else {
      row = mapping_.row_of(*object);
    }
    catalogue_.add(row, std::move(item.text), std::move(report), object != nullptr);
  }

  Result<void> read_csv(ByteStream& stream) {
    CsvRows rows(stream, input_.limits.record_bytes);
    const auto header = rows.next();
    if (!header || header->unended) {
      catalogue_.incomplete(rows.failed() ? rows.error().what : "The file holds no rows");
      return k_ok;
    }
    catalogue_.digest(header->raw);
    while (auto row = rows.next()) {
      ++records_;
      RecordReport report;
      const std::string at = "line " + std::to_string(row->line);
      if (row->repaired)
        report.info("not-utf-8", at, "The row is not UTF-8; it was read as Windows-1252. Save the file as UTF-8.");
      if (row->open_quote || (row->unended && row->fields.size() < header->fields.size()))
        catalogue_.incomplete("The file ends in the middle of its last row");
      const bool readable = !row->open_quote && !row->too_large;
      if (!readable)
        report.error(row->open_quote ? "open-quote" : "record-too-large", at,
                     "The row is not whole or too large, so it was not read.");
      catalogue_.add(readable ? mapping_.row_of(header->fields, row->fields) : CsvOfferRow{}, std::move(row->raw),
                     std::move(report), readable);
    }
    if (rows.failed()) catalogue_.incomplete(rows.error().what);
    return k_ok;
  }

  void tell_names() {
    catalogue_.begin_document("");
    if (const auto names = mapping_.never_met(); !names.empty()) {
      catalogue_.tell(Severity::warning, "profile-name-not-met",
                      "No record has these fields, which the mapping profile names: " + join(names, ", ") +
                          ". Check how they are written.");
    }
    if (const auto names = mapping_.not_used(); !names.empty()) {
      catalogue_.tell(Severity::info, "unknown-column",
                      "The mapping profile does nothing with these fields: " + join(names, ", ") + ".");
    }
  }

  FeedInput& input_;
  const MappingProfile& profile_;
  RecordMapping mapping_;
  RowCatalogue catalogue_;
  std::size_t records_ = 0;
};

int detect(FeedPlace&) { return 0; }

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  if (input.profile.empty()) {
    return Error{ErrorCode::invalid_input, "This format is read through a mapping profile, and there is none",
                 "Write one (schema/profiles/README.md) and ingest with --profile FILE.", "--profile"};
  }
  const auto profile = parse_mapping_profile(input.profile);
  if (!profile) return profile.error();
  return MappedReader(input, sink, *profile).read();
}

}  // namespace

extern const FeedFormat k_format_mapped = {
    "mapped", "CSV or JSON with field names of its own, through a mapping profile (--profile)", detect, read};

}  // namespace leerwijzer
