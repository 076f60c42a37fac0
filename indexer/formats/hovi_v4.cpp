// HOVI v4 (Studiekeuze123): organisations, their locations and their products, from the service or from files. A
// product has a form per full-time, part-time and dual, and each form gives an offer: they differ in price, dates,
// admission and language, and somebody who works looks for part-time. The key is product/form, so that a form that is
// added changes no other offer. How a form is read: hovi/product.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/hovi/product.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/offer_assembly.hpp"
#include "indexer/reading/url_part.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_most_failures = 5;  // in a row, before a service is given up

enum class HoviKind { product, product_summary, location, contact, organization, word, none };

HoviKind kind_of(const json::object& object) {
  if (object.contains("productId"))
    return object.contains("availableForms") && !object.contains("productForms") ? HoviKind::product_summary
                                                                                 : HoviKind::product;
  if (object.contains("locationId")) return HoviKind::location;
  if (object.contains("contactId")) return HoviKind::contact;
  if (object.contains("organizationId")) return HoviKind::organization;
  if (object.contains("rowkey")) return HoviKind::word;
  return HoviKind::none;
}

class HoviCatalogue {
 public:
  HoviCatalogue(FeedInput& input, FeedSink& sink) : input_(input), sink_(sink) { context_.today = input.today; }

  /// All but products: what they refer to is known before they come. `domain` names the list of a rowkey.
  void add_other(const JsonItem& item, const json::object& object, const std::string& domain) {
    RecordReport report;
    const JsonFields fields(object, "", report);
    switch (kind_of(object)) {
      case HoviKind::location:
        report.set_record_key("location:" + fields.text("locationId"));
        context_.places[fields.text("locationId")] = read_hovi_location(fields);
        break;
      case HoviKind::contact:
        report.set_record_key("contact:" + fields.text("contactId"));
        context_.addresses[fields.text("contactId")] = read_email(fields.text("email"), "/email", report);
        break;
      case HoviKind::word: context_.words.add(domain, fields); break;
      case HoviKind::organization: return add_organization(item, fields);
      case HoviKind::none:
        return lose(item, "not-an-offer", Severity::info, "This is no product of HOVI; it was kept.");
      case HoviKind::product:
      case HoviKind::product_summary: return;
    }
    digest_.add(item.text);
    for (Diagnostic& diagnostic : report.take()) {
      diagnostic.path = diagnostic.record_key + diagnostic.path;
      diagnostic.record_key.clear();
      sink_.diagnostic(std::move(diagnostic));
    }
  }

  void add_product(const JsonItem& item, const json::object& object) {
    if (kind_of(object) == HoviKind::product_summary) {
      return lose(item, "product-without-forms", Severity::error,
                  "This is the summary of a product in a listing. Publish the product itself, with productForms.");
    }
    digest_.add(item.text);
    RecordReport report;
    const JsonFields product(object, "", report);
    const std::string id(truncate_utf8(product.text("productId"), 150));
    if (id.empty())
      return lose(item, "product-not-read", Severity::error, "The product has no productId that can be read.");
    const std::string hidden = hovi_reason_to_hide(product, input_.today);
    const std::vector<JsonFields> forms = product.objects("productForms");
    const std::vector<Diagnostic> common = report.take();
    std::set<std::string> keys;
    for (std::size_t i = 0; i < std::max<std::size_t>(forms.size(), 1); ++i) {
      const json::object* form = i < forms.size() ? &forms[i].object() : nullptr;
      add_form(object, id, form, i, hidden, common, keys);
    }
  }

  /// An object that is no JSON, or is too large.
  void lose(const JsonItem& item, std::string_view code, Severity severity, const std::string& message) {
    digest_.add(item.text);
    FeedRecord record;
    record.raw = {"unnamed-" + digest(item.text).substr(0, 16), "application/json", item.text};
    record.diagnostics.push_back({severity, std::string(code), record.raw.key, "", message});
    sink_.record(std::move(record));
  }

  void lose_product(const std::string& id, const std::string& reason) {
    FeedRecord record;
    record.raw = {id, "application/json", ""};
    record.diagnostics.push_back({Severity::error, "product-not-read", id, "", reason});
    if (reason_.empty()) reason_ = "The product " + id + " could not be read: " + reason;
    sink_.record(std::move(record));
  }

  void incomplete(const std::string& path, const std::string& reason) {
    if (reason_.empty()) reason_ = (path.empty() ? "" : path + ": ") + reason;
    sink_.diagnostic({Severity::error, "feed-incomplete", "", path, reason + "."});
  }

  [[nodiscard]] bool knows_contact(const std::string& id) const { return context_.addresses.contains(id); }
  void forget_contact(const std::string& id) { context_.addresses[id]; }
  [[nodiscard]] FeedEnd end() const { return {reason_.empty(), reason_, digest_.value()}; }

 private:
  void add_organization(const JsonItem& item, const JsonFields& fields) {
    digest_.add(item.text);
    RecordReport& report = fields.report();
    FeedRecord record;
    Provider provider = read_hovi_organization(fields, report);
    provider.key = std::string(truncate_utf8(provider.key, 150));
    record.raw = {"organization:" + provider.key, "application/json", item.text};
    named_.insert(provider.key);
    record.provider = std::move(provider);
    report.set_record_key(record.raw.key);
    record.diagnostics = report.take();
    sink_.record(std::move(record));
  }

  void add_form(const json::object& object, const std::string& id, const json::object* form, std::size_t number,
                const std::string& hidden, const std::vector<Diagnostic>& common, std::set<std::string>& keys) {
    json::object one = object;  // as delivered, with this form alone
    if (form != nullptr) one["productForms"] = json::array{*form};
    RecordReport report;
    const JsonFields product(one, "", report);
    std::optional<JsonFields> fields;
    std::string word;
    if (form != nullptr) {
      fields.emplace(*form, "/productForms/" + std::to_string(number), report);
      word = fields->text("productForm");
    }
    FeedRecord record;
    std::string key =
        std::string(truncate_utf8(id + (form == nullptr ? "" : "/" + (word.empty() ? "vorm" : word)), 190));
    if (!keys.insert(key).second) {
      report.warning("duplicate-form", "/productForms/" + std::to_string(number),
                     "The product has two forms " + raw_value(word) + ". Give each form once.");
      key += "#" + std::to_string(number + 1);
    }
    record.raw = {key, "application/json", json::serialize(one)};
    name_provider(product, record);
    if (hidden.empty()) {
      record.offer = read_hovi_offer(product, fields ? &*fields : nullptr, context_, report);
      record.offer->key = key;
    } else {
      report.info("not-published", "/archived", "The product is kept but not shown: " + hidden + ".");
    }
    report.set_record_key(key);
    record.diagnostics = report.take();
    for (Diagnostic diagnostic : common) {
      diagnostic.record_key = key;
      record.diagnostics.push_back(std::move(diagnostic));
    }
    sink_.record(std::move(record));
  }

  void name_provider(const JsonFields& product, FeedRecord& record) {
    std::string key(truncate_utf8(product.text("organization"), 150));
    const bool stated = !key.empty();
    if (!stated) key = named_.size() == 1 ? *named_.begin() : "source";
    record.provider_key = key;
    if (!named_.insert(key).second) return;
    Provider provider;
    provider.key = key;
    provider.name = stated ? key : input_.source_name;
    if (stated) {
      product.report().warning("unknown-organization", "/organization",
                               raw_value(key) + " is not among the organisations; its code is shown as its name.");
    }
    record.provider = std::move(provider);
  }

  FeedInput& input_;
  FeedSink& sink_;
  HoviContext context_;
  std::set<std::string> named_;  ///< providers that were handed over
  RunningDigest digest_;
  std::string reason_;
};

/// Reads the objects of one document and hands those that are objects over.
Result<JsonDocumentEnd> read_objects(FeedInput& input, HoviCatalogue& catalogue, ByteStream& stream, bool report_faults,
                                     const std::function<void(const JsonItem&, const json::object&)>& visit) {
  return read_json_items(stream, input.limits.record_bytes, [&](const JsonItem& item) {
    const auto value = item.too_large ? Result<json::value>(Error{ErrorCode::too_large, "It is too large", "", ""})
                                      : parse_json(item.text);
    if (value && value->is_object()) return visit(item, value->get_object());
    if (!report_faults) return;
    catalogue.lose(item, "bad-json", Severity::error,
                   value ? "An object was expected; found " + raw_value(item.text) + "." : describe(value.error()));
  });
}

/// "domain/productform.json" and "domain-productform.json" hold the list of that name.
std::string domain_of(std::string_view name) {
  name.remove_prefix(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  if (name.starts_with("domain-")) name.remove_prefix(7);
  return to_lower_ascii(name.substr(0, name.rfind('.')));
}

FeedEnd read_files(FeedInput& input, FeedSink& sink, std::optional<Error>& failure) {
  HoviCatalogue catalogue(input, sink);
  const std::vector<std::string> names = document_names(input.place, {".json"});
  for (const bool products : {false, true}) {
    for (const std::string& name : names) {
      auto stream = input.place.open(name);
      const auto end = stream ? read_objects(input, catalogue, **stream, !products,
                                             [&](const JsonItem& item, const json::object& object) {
                                               const HoviKind kind = kind_of(object);
                                               const bool product =
                                                   kind == HoviKind::product || kind == HoviKind::product_summary;
                                               if (product && products) catalogue.add_product(item, object);
                                               if (!product && !products)
                                                 catalogue.add_other(item, object, domain_of(name));
                                             })
                              : Result<JsonDocumentEnd>(stream.error());
      if (!end && input.place.kind() != PlaceKind::folder) {
        failure = end.error();
        return {};
      }
      if (products) continue;
      if (!end) catalogue.incomplete(name, describe(end.error()));
      if (end && !end->whole) catalogue.incomplete(name, end->reason);
    }
  }
  return catalogue.end();
}

/// The service: listings give summaries, so that every location and product is asked for on its own.
class HoviService {
 public:
  HoviService(FeedInput& input, FeedSink& sink) : input_(input), catalogue_(input, sink) {}

  Result<FeedEnd> read() {
    for (const char* domain :
         {"productform", "productlevel", "producttype", "degree", "period", "tuitionfeetype", "instructionmode"}) {
      // Without a list the codes are read as words, so a list that fails harms nothing.
      static_cast<void>(fetch(std::string("/domain/") + domain, [&](const JsonItem& item, const json::object& object) {
        catalogue_.add_other(item, object, domain);
      }));
    }
    std::vector<std::pair<std::string, std::string>> organizations;
    const auto listed = fetch("/organization", [&](const JsonItem& item, const json::object& object) {
      organizations.emplace_back(text_of_member(object, "organizationId"), item.text);
    });
    if (!listed) return listed.error();
    for (const auto& [id, text] : organizations) {
      if (!id.empty()) read_organization("/organization/" + url_part(id), text);
    }
    return catalogue_.end();
  }

 private:
  static std::string text_of_member(const json::object& object, std::string_view name) {
    RecordReport unheard;
    return JsonFields(object, "", unheard).text(name);
  }

  Result<void> fetch(const std::string& path, const std::function<void(const JsonItem&, const json::object&)>& visit) {
    auto stream = input_.place.open_below(path);
    if (!stream) return stream.error();
    const auto end = read_objects(input_, catalogue_, **stream, true, visit);
    if (!end) return end.error();
    if (!end->whole)
      return Error{ErrorCode::unavailable, "The answer is not whole: " + end->reason, "Try again later.", path};
    return k_ok;
  }

  /// The ids of a listing; what goes wrong makes the fetch incomplete.
  std::vector<std::string> ids_of(const std::string& path, const char* name) {
    std::vector<std::string> ids;
    const auto done = fetch(path, [&](const JsonItem&, const json::object& object) {
      if (std::string id = text_of_member(object, name); !id.empty()) ids.push_back(std::move(id));
    });
    if (!done) catalogue_.incomplete(path, describe(done.error()));
    return ids;
  }

  void read_organization(const std::string& path, const std::string& summary) {
    bool described = false;
    const auto own = fetch(path, [&](const JsonItem& item, const json::object& object) {
      described = kind_of(object) == HoviKind::organization;
      if (described) catalogue_.add_other(item, object, "");
    });
    if (!described) {
      JsonItem item;
      item.text = summary;
      if (const auto value = parse_json(summary); value && value->is_object())
        catalogue_.add_other(item, value->get_object(), "");
    }
    for (const std::string& id : ids_of(path + "/location", "locationId")) {
      const std::string location = path + "/location/" + url_part(id);
      const auto done = fetch(location, [&](const JsonItem& item, const json::object& object) {
        if (kind_of(object) == HoviKind::location) catalogue_.add_other(item, object, "");
      });
      if (!done && done.error().code != ErrorCode::not_found) catalogue_.incomplete(location, describe(done.error()));
    }
    for (const std::string& id : ids_of(path + "/product?state=active", "productId")) read_product(path, id);
  }

  void read_product(const std::string& organization, const std::string& id) {
    if (failures_ >= k_most_failures)
      return catalogue_.lose_product(id, "The service failed too often, so this product was not asked for.");
    std::vector<std::pair<JsonItem, json::value>> found;
    const auto done =
        fetch(organization + "/product/" + url_part(id),
              [&](const JsonItem& item, const json::object& object) { found.emplace_back(item, json::value(object)); });
    if (!done) {
      if (done.error().code != ErrorCode::not_found) ++failures_;
      return catalogue_.lose_product(id, describe(done.error()));
    }
    failures_ = 0;
    for (const auto& [item, value] : found) {
      read_contacts(organization, value.get_object());
      if (kind_of(value.get_object()) == HoviKind::product) {
        catalogue_.add_product(item, value.get_object());
      } else {
        catalogue_.lose_product(id, "The answer is no product.");
      }
    }
  }

  void read_contacts(const std::string& organization, const json::object& product) {
    RecordReport unheard;
    for (const std::string& id : JsonFields(product, "", unheard).texts("contacts")) {
      if (catalogue_.knows_contact(id)) continue;
      catalogue_.forget_contact(id);  // asked for once, whatever comes
      static_cast<void>(
          fetch(organization + "/contact/" + url_part(id), [&](const JsonItem& item, const json::object& object) {
            if (kind_of(object) == HoviKind::contact) catalogue_.add_other(item, object, "");
          }));
    }
  }

  FeedInput& input_;
  HoviCatalogue catalogue_;
  int failures_ = 0;
};

bool is_hovi(std::string_view text) {
  const auto has = [&](const char* name) { return contains(text, name); };
  return has("\"productForms\"") || (has("\"productId\"") && has("\"availableForms\"")) ||
         (has("\"locationId\"") && (has("\"visitorAddress\"") || has("\"brinVolg\"") || has("\"vestigingSK123Id\""))) ||
         (has("\"organizationId\"") && (has("\"brinName\"") || has("\"shortCode\"")) && !has("\"otherCodes\""));
}

int detect(FeedPlace& place) {
  if (place.kind() == PlaceKind::web) {
    auto stream = place.open_below("/organization");
    if (!stream) return 0;
    const auto text = read_all(**stream, 4U << 20U);
    return text && is_hovi(*text) ? 95 : 0;
  }
  for (const std::string& name : document_names(place, {".json"})) {
    if (is_hovi(head_of(place, name, 32768))) return 95;
  }
  return 0;
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  if (input.place.kind() == PlaceKind::web) {
    HoviService service(input, sink);
    return service.read();
  }
  std::optional<Error> failure;
  FeedEnd end = read_files(input, sink, failure);
  if (failure) return *failure;
  return end;
}

}  // namespace

extern const FeedFormat k_format_hovi_v4 = {
    "hovi-v4", "HOVI v4 (Studiekeuze123): organisations, locations and products, from files or the service", detect,
    read};

}  // namespace leerwijzer
