// RIO LOD v2: the national register as a HAL service (pages from 0) or as files of what it answered. Each
// AangebodenOpleiding is an offer; its opleiding, provider, place and cohorts are looked up. How they are put
// together: rio/catalogue.cpp; how an offer is read: register/offer.cpp.
#include "indexer/feed_format.hpp"
#include "indexer/formats/rio/catalogue.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/text_spool.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <array>
#include <set>
#include <span>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr int k_page_size = 100;
constexpr int k_most_failures = 5;  // in a row, before a service is given up

using Names = std::span<const std::string_view>;
constexpr auto k_unit = std::to_array<std::string_view>(
    {"OPLEIDING", "OPLEIDINGSONDERDEEL", "OPLEIDINGSFASE", "OPLEIDINGSGROEP", "OPLEIDINGSEENHEID"});
constexpr auto k_provider = std::to_array<std::string_view>({"ONDERWIJSAANBIEDER", "ORGANISATORISCHEEENHEID"});
constexpr auto k_place = std::to_array<std::string_view>({"ONDERWIJSLOCATIE"});
constexpr auto k_cohorts =
    std::to_array<std::string_view>({"AANGEBODENOPLEIDINGCOHORTEN", "AANGEBODENOPLEIDINGSCOHORTEN", "COHORTEN"});
constexpr auto k_offered = std::to_array<std::string_view>({"AANGEBODENOPLEIDING"});
constexpr auto k_recognition = std::to_array<std::string_view>({"OPLEIDINGSERKENNING"});

std::string_view without_bom(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return trim(text);
}

/// Files: what is not an offer first, by its id, then the offers.
class RioFolderReader {
 public:
  RioFolderReader(FeedInput& input, FeedSink& sink) : input_(input), catalogue_(input, sink) {}

  Result<FeedEnd> read() {
    for (const bool first : {true, false}) {
      first_ = first;
      auto done = read_documents(input_.place, {".json"}, catalogue_.progress(),
                                 [this](const std::string& name) { return read_document(name); });
      if (!done) return done;
    }
    for (const RioPageAddress& page : wanted_) {
      if (!seen_.contains(page))
        catalogue_.progress().incomplete(page.listing, "A page says that another follows, but page " +
                                                           std::to_string(page.page) + " of " + page.listing +
                                                           " is not there");
    }
    return catalogue_.progress().end();
  }

 private:
  Result<void> read_document(const std::string& name) {
    if (without_bom(head_of(input_.place, name, 256)).starts_with('[')) return read_list(name);
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    const auto text = read_all(**stream, input_.limits.document_bytes);
    if (!text) return text.error();
    const auto value = parse_json(without_bom(*text));
    if (value) {
      const RioPage page = rio_page_of(*value);
      if (!page.self.empty()) seen_.insert(rio_page_address(page.self));
      if (!page.next.empty()) wanted_.insert(rio_page_address(page.next));
      for (const json::object* object : page.objects) take(*object, name);
    } else if (first_) {
      catalogue_.add_broken(name.empty() ? "document" : name, *text, describe(value.error()));
      catalogue_.progress().incomplete(name, "The document could not be read");
    }
    return k_ok;
  }

  Result<void> read_list(const std::string& name) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    std::size_t number = 0;
    const auto end = read_json_items(**stream, input_.limits.record_bytes, [&](const JsonItem& item) {
      ++number;
      const auto value = parse_json(item.text);
      if (value && value->is_object()) return take(value->get_object(), name);
      if (first_)
        catalogue_.add_broken((name.empty() ? "record-" : name + ":") + std::to_string(number), item.text,
                              value ? "This is no object." : describe(value.error()));
    });
    if (!end) return end.error();
    if (first_ && !end->whole) catalogue_.progress().incomplete(name, end->reason);
    return k_ok;
  }

  void take(const json::object& object, const std::string& document) {
    const RioKind kind = rio_kind_of(object);
    if ((kind == RioKind::offered) == first_) return;
    if (kind == RioKind::offered) return catalogue_.add_offered(object, related_to(object));
    const std::string text = replace_invalid_utf8(json::serialize(object));
    if (kind == RioKind::cohort) {
      std::string parent = rio_relation(object, k_offered).id;
      if (parent.empty()) parent = id_in_name(document);
      spool_.add("cohort of " + parent, text);
    } else if (kind == RioKind::recognition) {
      spool_.add("recognition of " + rio_relation(object, k_unit).id, text);
    } else if (kind != RioKind::other) {
      spool_.add(rio_id_of(object, kind), text);
    }
    catalogue_.add_other(object, kind);
  }

  /// "cohorten-<id>.json": all cohorts in it are of that programme. A UUID has 36 characters.
  static std::string id_in_name(std::string_view name) {
    if (!name.ends_with(".json") || name.size() < 41) return {};
    return std::string(name.substr(name.size() - 41, 36));
  }

  std::vector<std::string> found(const json::object& object, Names names) {
    const RioRelation relation = rio_relation(object, names);
    std::vector<std::string> texts;
    for (const json::object* inlined : relation.inlined)
      texts.push_back(replace_invalid_utf8(json::serialize(*inlined)));
    if (!texts.empty() || relation.id.empty()) return texts;
    texts = spool_.texts_of(relation.id);
    if (texts.size() > 1) texts.resize(1);
    return texts;
  }

  RioRelated related_to(const json::object& offered) {
    RioRelated related;
    related.units = found(offered, k_unit);
    related.providers = found(offered, k_provider);
    related.places = found(offered, k_place);
    for (const json::object* cohort : rio_relation(offered, k_cohorts).inlined)
      related.cohorts.push_back(replace_invalid_utf8(json::serialize(*cohort)));
    for (std::string& cohort : spool_.texts_of("cohort of " + rio_id_of(offered, RioKind::offered)))
      related.cohorts.push_back(std::move(cohort));
    const std::string unit = rio_relation(offered, k_unit).id;
    if (!unit.empty()) related.recognitions = spool_.texts_of("recognition of " + unit);
    return related;
  }

  FeedInput& input_;
  RioCatalogue catalogue_;
  TextSpool spool_;
  std::set<RioPageAddress> seen_;
  std::set<RioPageAddress> wanted_;
  bool first_ = true;
};

/// The service: pages of aangeboden-opleidingen, and what each of them links to.
class RioServiceReader {
 public:
  RioServiceReader(FeedInput& input, FeedSink& sink) : input_(input), catalogue_(input, sink) {}

  Result<FeedEnd> read() {
    std::string first_of_former;
    for (int page = 0;; ++page) {
      if (page >= input_.limits.pages) return stop(page, "the listing has more pages than are read");
      const auto document = fetch(
          "", "/aangeboden-opleidingen?page=" + std::to_string(page) + "&pageSize=" + std::to_string(k_page_size));
      if (!document && page == 0) return document.error();
      if (!document) return stop(page, describe(document.error()));
      const RioPage read = rio_page_of(*document);
      const std::string first = read.objects.empty() ? "" : json::serialize(*read.objects.front());
      if (!first.empty() && first == first_of_former) return stop(page, "the service gives the same page again");
      first_of_former = first;
      for (const json::object* object : read.objects) take(*object);
      const bool more = read.hal ? !read.next.empty() : read.objects.size() >= static_cast<std::size_t>(k_page_size);
      if (!more || read.objects.empty()) break;
    }
    return catalogue_.progress().end();
  }

 private:
  Result<FeedEnd> stop(int page, const std::string& why) {
    catalogue_.progress().incomplete("/aangeboden-opleidingen",
                                     "Page " + std::to_string(page) + " could not be read: " + why);
    return catalogue_.progress().end();
  }

  void take(const json::object& object) {
    const RioKind kind = rio_kind_of(object);
    if (kind != RioKind::offered) return catalogue_.add_other(object, kind);
    RioRelated related;
    const std::string below = "/aangeboden-opleidingen/" + rio_id_of(object, kind);
    if (failures_ >= k_most_failures) {
      related.failure = "The service failed too often, so what belongs to it was not asked for";
    } else {
      fill(object, below, related);
    }
    if (!related.failure.empty()) catalogue_.progress().incomplete(below, related.failure);
    catalogue_.add_offered(object, related);
  }

  void fill(const json::object& offered, const std::string& below, RioRelated& related) {
    related.units = look_up(offered, k_unit, below + unit_path(offered), related.failure);
    related.providers = look_up(offered, k_provider, below + "/onderwijsaanbieder", related.failure);
    related.places = look_up(offered, k_place, below + "/onderwijslocatie", related.failure);
    related.cohorts = look_up(offered, k_cohorts, below + "/aangeboden-opleiding-cohorten", related.failure);
    if (related.units.empty()) return;
    const auto unit = parse_json(related.units.front());
    if (!unit || !unit->is_object()) return;
    const std::string id = rio_id_of(unit->get_object(), RioKind::unit);
    related.recognitions =
        look_up(unit->get_object(), k_recognition, "/opleidingen/" + id + "/opleidingserkenning", related.failure);
  }

  static std::string unit_path(const json::object& offered) {
    const bool part = contains(register_name(rio_record_of(offered, "")["TYPE"]), "ONDERDEEL");
    return part ? "/opleidingsonderdeel" : "/opleiding";
  }

  /// Inline, by its link, or below the path of the specification. Answers are kept, as many share them.
  std::vector<std::string> look_up(const json::object& object, Names names, const std::string& path,
                                   std::string& failure) {
    const RioRelation relation = rio_relation(object, names);
    std::vector<std::string> texts;
    for (const json::object* inlined : relation.inlined)
      texts.push_back(replace_invalid_utf8(json::serialize(*inlined)));
    if (!texts.empty() || !failure.empty()) return texts;
    const std::string key = relation.href.empty() ? path : relation.href;
    if (kept_.contains(key)) return answers_.texts_of(key);
    const auto document = fetch(relation.href, path);
    if (!document && document.error().code != ErrorCode::not_found) {
      ++failures_;
      failure = path + " could not be read: " + describe(document.error());
      return texts;
    }
    failures_ = 0;
    if (document) {
      const RioPage page = rio_page_of(*document);
      if (!page.next.empty()) failure = path + " has more than one page";
      for (const json::object* one : page.objects) texts.push_back(replace_invalid_utf8(json::serialize(*one)));
    }
    const bool shared = !contains(key, "/aangeboden-opleidingen/");
    if (shared && kept_.insert(key).second) {
      for (const std::string& text : texts) answers_.add(key, text);
    }
    return texts;
  }

  Result<json::value> fetch(const std::string& href, const std::string& path) {
    auto stream = href.empty() ? input_.place.open_below(path) : input_.place.open(href);
    if (!stream) return stream.error();
    const auto text = read_all(**stream, input_.limits.document_bytes);
    if (!text) return text.error();
    auto value = parse_json(without_bom(*text));
    if (!value)
      return Error{ErrorCode::unavailable, "The answer is not whole: " + value.error().what, "Try again later.", path};
    return std::move(*value);
  }

  FeedInput& input_;
  RioCatalogue catalogue_;
  TextSpool answers_;
  std::set<std::string> kept_;
  int failures_ = 0;
};

int detect(FeedPlace& place) {
  if (place.kind() == PlaceKind::web) {
    auto stream = place.open_below("/aangeboden-opleidingen?page=0&pageSize=1");
    if (!stream) return 0;
    const auto text = read_all(**stream, 1U << 20U);
    return text && contains(*text, "aangebodenOpleidingcode") ? 95 : 0;
  }
  return judged_by_content(place, {".json"}, 16U << 10U, [](const std::string& head) {
    if (contains(head, "\"aangebodenOpleidingcode\"")) return 93;
    if (contains(head, "\"programId\"") || contains(head, "\"courseId\"")) return 0;
    if (contains(head, "\"opleidingseenheidcode\"") || contains(head, "\"onderwijslocatiecode\"")) return 80;
    return contains(head, "\"beginAanmeldperiode\"") || contains(head, "\"inbedrijfdatum\"") ? 75 : 0;
  });
}

Result<FeedEnd> read(FeedInput& input, FeedSink& sink) {
  if (input.place.kind() == PlaceKind::web) {
    RioServiceReader service(input, sink);
    return service.read();
  }
  RioFolderReader folder(input, sink);
  return folder.read();
}

}  // namespace

extern const FeedFormat k_format_rio_lod_v2 = {
    "rio-lod-v2", "RIO LOD v2: the national register as a service or a folder of JSON files", detect, read};

}  // namespace leerwijzer
