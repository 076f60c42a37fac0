// KiesMBO v2 (SBB): one dump of schools with locations with the studies that they offer, and apart from them the
// studies themselves. Each study at a location gives an offer per learning path, because the path decides how one
// studies and which funding there is. How one is read: kiesmbo/study.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/kiesmbo/study.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/text_spool.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::string_view k_export_path = "/api/v2/export";
const std::vector<std::string_view> k_lists = {"schools", "Schools", "studies", "Studies"};
const json::object k_no_object;

/// The service has written names with a capital too ("Schools", "Brin"); the rest of the reader knows one form.
json::value with_small_names(const json::value& value) {
  if (const auto* object = value.if_object()) {
    json::object renamed;
    for (const auto& [name, member] : *object) {
      std::string small(name);
      if (!small.empty()) small[0] = to_lower_ascii(small.substr(0, 1))[0];
      renamed[small] = with_small_names(member);
    }
    return renamed;
  }
  if (const auto* array = value.if_array()) {
    json::array renamed;
    for (const json::value& element : *array) renamed.push_back(with_small_names(element));
    return renamed;
  }
  return value;
}

const json::object* member_object(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  return value != nullptr ? value->if_object() : nullptr;
}

class KiesmboReader {
 public:
  KiesmboReader(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) {}

  Result<void> read_document(ByteStream& stream, const std::string& name) {
    const auto end = read_json_items(
        stream, input_.limits.document_bytes, [&](const JsonItem& item) { take(item, name); }, k_lists);
    if (!end) return end.error();
    if (!end->whole) incomplete(name, end->reason);
    return k_ok;
  }

  void incomplete(const std::string& path, const std::string& reason) {
    if (reason_.empty()) reason_ = (path.empty() ? "" : path + ": ") + reason;
    sink_.diagnostic({Severity::error, "feed-incomplete", "", path, reason + "."});
  }

  /// The schools, when all studies are known.
  FeedEnd finish() {
    if (schools_seen_ == 0 && reason_.empty()) {
      sink_.diagnostic({Severity::warning, "no-schools", "", "/schools",
                        "There are no schools in this export, so nothing is offered. Fetch " +
                            std::string(k_export_path) + ", not the export of studies alone."});
    }
    for (std::size_t i = 0; i < schools_seen_; ++i) {
      for (const std::string& text : schools_.texts_of(school_key(i))) read_school(text, i);
    }
    report_unoffered();
    return {reason_.empty(), reason_, digest_.value()};
  }

 private:
  static std::string school_key(std::size_t number) { return std::to_string(number); }

  void take(const JsonItem& item, const std::string& name) {
    digest_.add(item.text);
    const std::string list = to_lower_ascii(item.list);
    if (list == "schools") return take_school(item.text);
    auto value = parse_json(item.text);
    if (item.too_large) value = Error{ErrorCode::too_large, "The record is larger than is accepted", "", ""};
    if (!value || !value->is_object()) {
      return lose(item.text, value ? "An object was expected; found " + raw_value(item.text) : describe(value.error()));
    }
    const json::value small = with_small_names(*value);
    const json::object& object = small.get_object();
    if (list == "studies" || object.contains("creboName") || object.contains("crebo"))
      return take_study(object, item.text);
    if (object.contains("locations")) return take_school(item.text);
    if (const auto* data = member_object(object, "data")) return take_wrapped(*data, name);
    lose(item.text, "The object is no school and no study");
  }

  void take_school(const std::string& text) { schools_.add(school_key(schools_seen_++), text); }

  void take_study(const json::object& study, const std::string& text) {
    RecordReport unheard;
    const std::string crebo = JsonFields(study, "", unheard).text("crebo");
    if (crebo.empty()) return lose(text, "The study has no crebo. Fill in its crebo");
    studies_.add(crebo, text);
  }

  /// {"hasError": false, "data": {"schools": ..., "studies": ...}}
  void take_wrapped(const json::object& data, const std::string& name) {
    bool any = false;
    for (const char* list : {"schools", "studies"}) {
      const json::value* value = data.if_contains(list);
      if (value == nullptr || !value->is_array()) continue;
      any = true;
      for (const json::value& element : value->get_array()) {
        JsonItem item;
        item.text = json::serialize(element);
        item.list = list;
        take(item, name);
      }
    }
    if (!any) incomplete(name, "The answer holds no schools and no studies");
  }

  /// What cannot be read is kept; as it may have held offers, their absence says nothing.
  void lose(const std::string& text, const std::string& reason) {
    FeedRecord record;
    record.raw = {"unnamed-" + digest(text).substr(0, 16), "application/json", text};
    record.diagnostics.push_back({Severity::error, "not-read", record.raw.key, "", reason + "."});
    if (reason_.empty()) reason_ = reason;
    sink_.record(std::move(record));
  }

  void read_school(const std::string& text, std::size_t number) {
    auto value = parse_json(text);
    if (!value || !value->is_object())
      return lose(text, "School " + std::to_string(number + 1) + " could not be read: " +
                            (value ? std::string("it is no object") : describe(value.error())));
    const json::value small = with_small_names(*value);
    json::object school = small.get_object();
    RecordReport report;
    const json::object whole = school;
    school.erase("locations");
    Provider provider = read_kiesmbo_school(school, report);
    if (provider.key.empty()) provider.key = provider.name = "school-" + std::to_string(number + 1);
    const std::string key = provider.key;
    FeedRecord record;
    record.raw = {"school:" + key, "application/json", json::serialize(school)};
    record.provider = std::move(provider);
    const JsonFields fields(whole, "", report);
    const std::vector<JsonFields> locations = fields.objects("locations");
    report.set_record_key(record.raw.key);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
    for (std::size_t i = 0; i < locations.size(); ++i) {
      read_location(key, school, locations[i].object(),
                    "/schools/" + std::to_string(number) + "/locations/" + std::to_string(i));
    }
  }

  void read_location(const std::string& school_key, const json::object& school, const json::object& whole,
                     const std::string& path) {
    RecordReport report;
    const JsonFields fields(whole, path, report);
    std::string place = fields.text("brinvest");
    if (place.empty()) place = school_key + path.substr(path.rfind('/'));
    const std::vector<JsonFields> offered = fields.objects("studies");
    json::object location = whole;
    location.erase("studies");
    location.erase("opendays");
    for (const JsonFields& one : offered)
      read_offered(school_key, place, {school, location, one.object(), k_no_object});
    for (Diagnostic& diagnostic : report.take()) sink_.diagnostic(std::move(diagnostic));
  }

  void read_offered(const std::string& school_key, const std::string& place, const KiesmboParts& parts) {
    RecordReport report;
    const JsonFields offered(parts.offered, "/offered", report);
    const std::string crebo = offered.text("crebo");
    json::value study = crebo.empty() ? json::value(nullptr) : study_of(crebo, report);
    const json::object& known = study.is_object() ? study.get_object() : k_no_object;
    std::vector<std::string> paths = offered.texts("learningPaths");
    if (paths.empty()) {
      report.warning("missing-learning-path", "/offered/learningPaths",
                     "It is not stated whether this is BOL or BBL, so it is not known how one studies.");
      paths.emplace_back();
    }
    const std::vector<Diagnostic> common = report.take();
    std::set<std::string> seen;
    for (const std::string& path : paths) {
      const std::string word = path.empty() ? "" : "/" + to_lower_ascii(path);
      if (!seen.insert(word).second) continue;
      FeedRecord record;
      record.raw.key = std::string(truncate_utf8(place + "/" + (crebo.empty() ? "zonder-crebo" : crebo) + word, 200));
      record.raw.media_type = "application/json";
      record.raw.body = json::serialize(json::object{
          {"school", parts.school}, {"location", parts.location}, {"offered", parts.offered}, {"study", known}});
      record.provider_key = school_key;
      RecordReport own(record.raw.key);
      record.offer = read_kiesmbo_offer({parts.school, parts.location, parts.offered, known}, path, own);
      record.offer->key = record.raw.key;
      record.diagnostics = own.take();
      for (Diagnostic diagnostic : common) {
        diagnostic.record_key = record.raw.key;
        record.diagnostics.push_back(std::move(diagnostic));
      }
      sink_.record(std::move(record));
    }
  }

  json::value study_of(const std::string& crebo, RecordReport& report) {
    const std::vector<std::string> texts = studies_.texts_of(crebo);
    if (texts.empty()) return nullptr;
    if (std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return text != texts.front(); })) {
      report.warning("study-twice", "/study",
                     "The crebo " + raw_value(crebo) + " is described more than once; the first was followed.");
    }
    auto value = parse_json(texts.front());
    return value ? with_small_names(*value) : json::value(nullptr);
  }

  void report_unoffered() {
    for (const std::string& crebo : studies_.remaining()) {
      for (const std::string& text : studies_.texts_of(crebo)) {
        FeedRecord record;
        record.raw = {std::string(truncate_utf8("study:" + crebo, 200)), "application/json", text};
        record.diagnostics.push_back(
            {Severity::info, "not-an-offer", record.raw.key, "", "No school in this feed offers this study."});
        sink_.record(std::move(record));
      }
    }
  }

  FeedInput& input_;
  FeedSink& sink_;
  TextSpool schools_;
  std::size_t schools_seen_ = 0;
  TextSpool studies_;  ///< by crebo
  RunningDigest digest_;
  std::string reason_;
};

/// The address is that of the export, or of the service that has it.
Result<std::unique_ptr<ByteStream>> open_document(FeedPlace& place, const std::string& name) {
  const std::string address = place.location().substr(0, place.location().find('?'));
  if (place.kind() == PlaceKind::web && !address.ends_with("export")) return place.open_below(k_export_path);
  return place.open(name);
}

bool is_export(std::string_view head) {
  const std::string lower = to_lower_ascii(head);
  const bool schools =
      contains(lower, "\"schools\"") &&
      (contains(lower, "\"brinvest\"") || contains(lower, "\"brin\"") || contains(lower, "\"lastupdated\""));
  const bool studies =
      contains(lower, "\"studies\"") && (contains(lower, "\"crebo\"") || contains(lower, "\"creboname\""));
  return schools || studies;
}

int detect(FeedPlace& place) {
  for (const std::string& name : document_names(place, {".json"})) {
    auto stream = open_document(place, name);
    if (!stream) continue;
    std::string head(8192, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
      const auto count = (*stream)->read(std::span(head).subspan(filled));
      if (!count || *count == 0) break;
      filled += *count;
    }
    head.resize(filled);
    if (is_export(head)) return 95;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  KiesmboReader reader(input, sink);
  for (const std::string& name : document_names(input.place, {".json"})) {
    auto stream = open_document(input.place, name);
    const auto done = stream ? reader.read_document(**stream, name) : Result<void>(stream.error());
    if (done) continue;
    if (input.place.kind() != PlaceKind::folder) return done.error();
    reader.incomplete(name, describe(done.error()));
  }
  return reader.finish();
}

}  // namespace

extern const FeedFormat k_format_kiesmbo_v2 = {
    "kiesmbo-v2", "KiesMBO v2 (SBB): the export of schools, locations and mbo studies, as a file or from the service",
    detect, read};

}  // namespace leerwijzer
