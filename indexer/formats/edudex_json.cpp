// EDU-DEX Data API 1.0.2: the JSON twin of EDU-DEX XML. Files hold one programme, a list, or the answer of the API;
// the service lists suppliers and their programmes, and gives the programmes themselves in one question per batch.
// A record is brought into the shape of the XML (edudex/json_element.hpp), so that both follow the same rules.
#include "indexer/feed_format.hpp"
#include "indexer/formats/edudex/json_element.hpp"
#include "indexer/formats/edudex/providers.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/html.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/url_part.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <functional>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_batch = 50;  // programmes in one question
constexpr std::string_view k_public = "public";
const std::vector<std::string_view> k_lists = {"items", "programs", "suppliers"};

/// A programme as a listing names it.
struct Named {
  std::string org_unit;
  std::string program;
  std::string client;  ///< "public", or the one that it is for
};

/// "id" and localised "name" of a supplier, or the members of a listing.
std::string text_of(const json::object& object, std::string_view name) {
  RecordReport unheard;
  return JsonFields(object, "", unheard).text(name);
}

const json::object* object_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  return value != nullptr ? value->if_object() : nullptr;
}

bool is_program(const json::object& object) {
  return object.contains("programClassification") || object.contains("programDescriptions");
}

class EdudexJsonCatalogue {
 public:
  EdudexJsonCatalogue(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) {}

  /// The object of a record; nothing when it is none, and then it was kept with the reason.
  std::optional<json::value> parse(const JsonItem& item) {
    auto value = item.too_large ? Result<json::value>(Error{ErrorCode::too_large, "The record is too large",
                                                            "Publish it in a smaller form.", ""})
                                : parse_json(item.text);
    if (value && value->is_object()) return std::move(*value);
    keep(item.text, "unnamed-" + digest(item.text).substr(0, 16), Severity::error, "bad-json",
         value ? "An object was expected; found " + raw_value(item.text) + "." : describe(value.error()));
    return std::nullopt;
  }

  void add_institute(const std::string& text, const json::object& object, const std::string& org_unit) {
    digest_.add(text);
    FeedRecord record;
    RecordReport report;
    EdudexInstitute institute = read_edudex_institute(edudex_element_of(object, "institute"), org_unit, report);
    if (institute.provider.key.empty()) institute.provider.key = institute.provider.name = input_.source_name;
    record.raw = {"institute:" + institute.provider.key, "application/json", text};
    providers_.describe(std::move(institute), record);
    report.set_record_key(record.raw.key);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  /// A programme; what `named` says goes before what is missing in it.
  void add_program(const std::string& text, const json::object& object, Named named) {
    digest_.add(text);
    FeedRecord record;
    RecordReport report;
    const XmlElement program = edudex_element_of(object, "program");
    const XmlElement* classification = program.child("programClassification");
    const auto stated = [&](std::string_view name) {
      return classification != nullptr ? std::string(classification->text_of(name)) : std::string{};
    };
    if (named.program.empty()) named.program = stated("programId");
    if (named.org_unit.empty()) named.org_unit = stated("orgUnitId");
    if (named.org_unit.empty()) named.org_unit = input_.source_name;
    if (named.program.empty()) {
      report.error("missing-identifier", "/programClassification/programId",
                   "The programme has no programId. Give it one that stays the same.");
      named.program = "unnamed-" + digest(text).substr(0, 16);
    }
    record.raw = {key_of(named), "application/json", text};
    record.provider_key = named.org_unit;
    providers_.name(named.org_unit, names_[named.org_unit], record);
    const std::string client = named.client == k_public ? "" : named.client;
    record.offer = read_edudex_program(program, {input_.today, client, providers_.places_of(named.org_unit)}, report);
    if (record.offer) record.offer->key = record.raw.key;
    report.set_record_key(record.raw.key);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  /// A programme of which only the listing is known.
  void add_named(const Named& named, const std::string& text, Severity severity, const std::string& code,
                 const std::string& message) {
    digest_.add(text);
    keep(text, key_of(named), severity, code, message);
  }

  void keep(const std::string& text, const std::string& key, Severity severity, const std::string& code,
            const std::string& message) {
    FeedRecord record;
    record.raw = {key, "application/json", text};
    record.diagnostics.push_back({severity, code, key, "", message});
    sink_.record(std::move(record));
  }

  void name_supplier(const std::string& key, std::string name) { names_[key] = std::move(name); }
  void not_complete(const std::string& reason) {
    if (reason_.empty()) reason_ = reason;
  }
  void incomplete(const std::string& path, const std::string& reason) {
    not_complete((path.empty() ? "" : path + ": ") + reason);
    sink_.diagnostic({Severity::error, "feed-incomplete", "", path, reason + "."});
  }
  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

  static std::string key_of(const Named& named) {
    const std::string client = named.client.empty() || named.client == k_public ? "" : "/" + named.client;
    return std::string(truncate_utf8(named.org_unit + "/" + named.program + client, 200));
  }

 private:
  FeedInput& input_;
  FeedSink& sink_;
  EdudexProviders providers_;
  std::map<std::string, std::string> names_;  ///< of suppliers, as a listing gives them
  RunningDigest digest_;
  std::string reason_;
};

Named named_by(const json::object& object) {
  Named named{text_of(object, "orgUnitId"), text_of(object, "programId"), {}};
  if (named.org_unit.empty()) named.org_unit = text_of(object, "supplierId");
  if (object_in(object, "clientId") == nullptr) named.client = text_of(object, "clientId");
  return named;
}

/// A programme wrapped as the API answers, a programme, or what only names one.
void add_object(EdudexJsonCatalogue& catalogue, const std::string& text, const json::object& object) {
  if (const json::object* data = object_in(object, "data"); data != nullptr)
    return catalogue.add_program(text, *data, named_by(object));
  if (is_program(object)) return catalogue.add_program(text, object, {});
  const Named named = named_by(object);
  if (const std::string error = text_of(object, "error"); !error.empty()) {
    catalogue.not_complete("The programme " + named.program + " could not be read: " + error);
    return catalogue.add_named(named, text, Severity::error, "programme-not-read",
                               "The service did not give this programme: " + raw_value(error) + ".");
  }
  if (!named.program.empty()) {
    return catalogue.add_named(named, text, Severity::error, "programme-not-read",
                               "A listing names this programme, but the programme itself is not here.");
  }
  catalogue.keep(text, "unnamed-" + digest(text).substr(0, 16), Severity::error, "no-programme",
                 "The object is no programme and no institute of EDU-DEX.");
}

/// Institutes first, as programmes name their places by id.
Result<FeedEnd> read_files(FeedInput& input, FeedSink& sink) {
  EdudexJsonCatalogue catalogue(input, sink);
  for (const bool programs : {false, true}) {
    for (const std::string& name : document_names(input.place, {".json"})) {
      auto stream = input.place.open(name);
      const auto visit = [&](const JsonItem& item) {
        const bool institute =
            contains(item.text, "\"instituteName\"") && !contains(item.text, "\"programClassification\"");
        const bool supplier = item.list == "suppliers";
        if ((institute || supplier) == programs) return;
        const auto value = catalogue.parse(item);
        if (!value) return;
        const json::object& object = value->get_object();
        if (supplier) {
          RecordReport unheard;
          const XmlElement element = edudex_element_of(object, "supplier");
          return catalogue.name_supplier(text_of(object, "id"), plain_text(element.text_of("name")));
        }
        institute ? catalogue.add_institute(item.text, object, "") : add_object(catalogue, item.text, object);
      };
      const auto end = stream ? read_json_items(**stream, input.limits.document_bytes, visit, k_lists)
                              : Result<JsonDocumentEnd>(stream.error());
      if (!end && input.place.kind() != PlaceKind::folder) return end.error();
      if (programs) continue;
      if (!end) catalogue.incomplete(name, describe(end.error()));
      if (end && !end->whole) catalogue.incomplete(name, end->reason);
    }
  }
  return catalogue.end();
}

class EdudexService {
 public:
  EdudexService(FeedInput& input, FeedSink& sink) : input_(input), catalogue_(input, sink) {}

  Result<FeedEnd> read() {
    std::vector<std::string> suppliers;
    const auto listed =
        fetch(input_.place.open_below("/suppliers"), "/suppliers", [&](const std::string&, const json::object& object) {
          suppliers.push_back(text_of(object, "id"));
          const XmlElement element = edudex_element_of(object, "supplier");
          catalogue_.name_supplier(suppliers.back(), plain_text(element.text_of("name")));
        });
    if (!listed) return listed.error();
    for (const std::string& supplier : suppliers) {
      if (!supplier.empty()) read_supplier(supplier);
    }
    return catalogue_.end();
  }

 private:
  using Visit = std::function<void(const std::string&, const json::object&)>;

  Result<void> fetch(Result<std::unique_ptr<ByteStream>> stream, const std::string& path, const Visit& visit) {
    if (!stream) return stream.error();
    const auto end = read_json_items(
        **stream, input_.limits.document_bytes,
        [&](const JsonItem& item) {
          if (const auto value = catalogue_.parse(item)) visit(item.text, value->get_object());
        },
        k_lists);
    if (!end) return end.error();
    if (!end->whole)
      return Error{ErrorCode::unavailable, "The answer is not whole: " + end->reason, "Try again later.", path};
    return k_ok;
  }

  void read_supplier(const std::string& supplier) {
    const std::string path = "/suppliers/" + url_part(supplier);
    const auto described = fetch(
        input_.place.open_below(path + "/metadata"), path,
        [&](const std::string& text, const json::object& object) { catalogue_.add_institute(text, object, supplier); });
    const bool allowed = described || described.error().code == ErrorCode::not_found ||
                         described.error().code == ErrorCode::permission_denied;
    if (!allowed) catalogue_.incomplete(path + "/metadata", describe(described.error()));
    std::vector<Named> wanted;
    const auto listed = fetch(
        input_.place.open_below(path + "/programs"), path, [&](const std::string& text, const json::object& object) {
          Named named = named_by(object);
          if (named.org_unit.empty()) named.org_unit = supplier;
          if (named.client.empty() || named.client == k_public) {
            named.client = k_public;
            wanted.push_back(std::move(named));
          } else {
            catalogue_.add_named(named, text, Severity::info, "not-published",
                                 "The programme is not shown: it is an offer for one client (clientId).");
          }
        });
    if (!listed) catalogue_.incomplete(path + "/programs", describe(listed.error()));
    for (std::size_t at = 0; at < wanted.size(); at += k_batch)
      read_batch({wanted.begin() + static_cast<std::ptrdiff_t>(at),
                  wanted.begin() + static_cast<std::ptrdiff_t>(std::min(at + k_batch, wanted.size()))});
  }

  void read_batch(const std::vector<Named>& batch) {
    json::array programs;
    for (const Named& named : batch)
      programs.push_back(
          json::object{{"orgUnitId", named.org_unit}, {"programId", named.program}, {"clientId", named.client}});
    const std::string question = json::serialize(json::object{{"programs", std::move(programs)}});
    std::vector<std::string> answered;
    const auto done = fetch(input_.place.ask_below("/programs/bulk", question), "/programs/bulk",
                            [&](const std::string& text, const json::object& object) {
                              answered.push_back(EdudexJsonCatalogue::key_of(named_by(object)));
                              add_object(catalogue_, text, object);
                            });
    const std::string reason = done ? "The service did not answer on this programme" : describe(done.error());
    if (!done) catalogue_.incomplete("/programs/bulk", reason);
    for (const Named& named : batch) {
      if (std::find(answered.begin(), answered.end(), EdudexJsonCatalogue::key_of(named)) != answered.end()) continue;
      catalogue_.not_complete("The programme " + named.program + " could not be read: " + reason);
      catalogue_.add_named(named, "", Severity::error, "programme-not-read", reason + ".");
    }
  }

  FeedInput& input_;
  EdudexJsonCatalogue catalogue_;
};

bool is_edudex(std::string_view text) {
  const std::string_view start = trim(text);
  if (!start.starts_with('{') && !start.starts_with('[') && !start.starts_with("\xEF\xBB\xBF")) return false;
  const auto has = [&](const char* name) { return contains(text, name); };
  return has("\"programClassification\"") || has("\"programAdmission\"") || has("\"programDescriptions\"") ||
         has("\"programBasicProfile\"") || (has("\"instituteName\"") && has("\"orgUnitId\"")) ||
         (has("\"orgUnitId\"") && has("\"programId\"") && has("\"clientId\""));
}

int detect(FeedPlace& place) {
  if (place.kind() == PlaceKind::web) {
    auto stream = place.open_below("/suppliers");
    if (!stream) return 0;
    const auto text = read_all(**stream, 4U << 20U);
    return text && contains(*text, "\"suppliers\"") && contains(*text, "\"lastMetadataChange\"") ? 95 : 0;
  }
  for (const std::string& name : document_names(place, {".json"})) {
    if (is_edudex(head_of(place, name, 65536))) return 95;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  if (input.place.kind() != PlaceKind::web) return read_files(input, sink);
  EdudexService service(input, sink);
  return service.read();
}

}  // namespace

extern const FeedFormat k_format_edudex_json = {
    "edudex-json", "EDU-DEX Data API 1.0.2 JSON: programmes and institutes, from files or the service", detect, read};

}  // namespace leerwijzer
