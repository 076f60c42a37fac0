#include "indexer/formats/ooapi/reader.hpp"

#include "indexer/formats/ooapi/catalogue.hpp"
#include "indexer/reading/feed_documents.hpp"
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/url_part.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

constexpr int k_page_size = 250;
constexpr int k_most_failures = 5;  // in a row, before a service is given up

/// "program-offerings-<id>.json" names the parent of all offerings in it.
std::string parent_in_name(std::string_view name) {
  name.remove_prefix(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  for (std::string_view prefix : {"program-offerings-", "programme-offerings-", "course-offerings-"}) {
    if (name.starts_with(prefix) && name.ends_with(".json"))
      return std::string(name.substr(prefix.size(), name.size() - prefix.size() - 5));
  }
  return {};
}

/// Pages of one listing that were seen, and whether one is missing.
class PageCheck {
 public:
  void add(const std::string& listing, const JsonDocumentEnd& end) {
    if (!end.page) return;
    const auto number = [&](const char* name) {
      const auto at = end.envelope.find(name);
      return at != end.envelope.end() ? std::atoi(std::string(trim(at->second)).c_str()) : 1;
    };
    const int page = number("pageNumber");
    seen_.insert({listing, page});
    const auto next = end.envelope.find("hasNextPage");
    if (next != end.envelope.end() && next->second == "true") wanted_.insert({listing, page + 1});
  }
  /// The first page that another one announces and that is not there; empty when all are.
  [[nodiscard]] std::string missing() const {
    for (const auto& [listing, page] : wanted_) {
      if (!seen_.contains({listing, page})) return "page " + std::to_string(page) + " of " + listing;
    }
    return {};
  }

 private:
  std::set<std::pair<std::string, int>> seen_;
  std::set<std::pair<std::string, int>> wanted_;
};

/// A folder or a file: offerings and organisations first, then what they belong to.
class OoapiFolderReader {
 public:
  OoapiFolderReader(FeedInput& input, FeedSink& sink, OoapiVersion version)
      : input_(input), catalogue_(input, sink, version) {}

  Result<FeedEnd> read() {
    const std::vector<std::string> names = document_names(input_.place, {".json"});
    std::vector<std::string> again;
    for (const std::string& name : names) {
      bool offers = false;
      if (const auto done = read_file(name, true, offers); !done) {
        if (input_.place.kind() != PlaceKind::folder) return done.error();
        catalogue_.incomplete(name, describe(done.error()));
      }
      if (offers) again.push_back(name);
    }
    for (const std::string& name : again) {
      bool ignored = false;
      if (const auto done = read_file(name, false, ignored); !done) catalogue_.incomplete(name, describe(done.error()));
    }
    catalogue_.report_orphans();
    if (const std::string missing = pages_.missing(); !missing.empty()) {
      catalogue_.incomplete(missing, "A page says that another follows, but " + missing + " is not there");
    }
    return catalogue_.end();
  }

 private:
  Result<void> read_file(const std::string& name, bool first_pass, bool& offers) {
    auto stream = input_.place.open(name);
    if (!stream) return stream.error();
    const std::string parent = parent_in_name(name);
    OoapiKind last = OoapiKind::other;
    const auto end = read_json_items(**stream, input_.limits.record_bytes, [&](JsonItem item) {
      OoapiItem parsed = catalogue_.parse(std::move(item));
      last = parsed.kind;
      const bool offer = parsed.kind == OoapiKind::program || parsed.kind == OoapiKind::course;
      offers = offers || offer;
      if (offer == first_pass) return;
      if (offer) {
        catalogue_.add_offer(parsed, catalogue_.offerings_of(parsed.id));
      } else {
        catalogue_.add_other(parsed, parent);
      }
    });
    if (!end) return end.error();
    if (!first_pass) return k_ok;
    if (!end->whole) catalogue_.incomplete(name, end->reason);
    pages_.add(parent.empty() ? std::string(listing_name(last)) : "the offerings of " + parent, *end);
    return k_ok;
  }

  static std::string_view listing_name(OoapiKind kind) {
    switch (kind) {
      case OoapiKind::organization: return "organizations";
      case OoapiKind::program: return "programs";
      case OoapiKind::course: return "courses";
      case OoapiKind::offering: return "offerings";
      case OoapiKind::component: return "components";
      case OoapiKind::outcome: return "learning outcomes";
      case OoapiKind::other: return "other objects";
    }
    return "";
  }

  FeedInput& input_;
  OoapiCatalogue catalogue_;
  PageCheck pages_;
};

/// A service: pages of organisations, programmes and courses, and the offerings of each.
class OoapiServiceReader {
 public:
  OoapiServiceReader(FeedInput& input, FeedSink& sink, OoapiVersion version)
      : input_(input), listings_(listings_of(version)), catalogue_(input, sink, version) {}

  Result<FeedEnd> read() {
    std::optional<Error> first_error;
    bool anything = false;
    for (const std::string_view name :
         {listings_.organizations, listings_.outcomes, listings_.programs, listings_.courses}) {
      if (name.empty()) continue;
      const std::string listing(name);
      const auto done = read_listing(listing, [&](const OoapiItem& item) {
        anything = true;
        take_item(item);
      });
      const bool offers = name != listings_.outcomes;  // learning outcomes alone are no catalogue
      anything = anything || (done && offers);
      if (done) continue;
      if (!first_error && offers) first_error = done.error();
      const bool absent = done.error().code == ErrorCode::not_found;
      if (absent) {
        catalogue_.remark(offers ? Severity::warning : Severity::info, "listing-absent", listing,
                          "The service does not have " + listing + ".");
      } else {
        catalogue_.incomplete(listing, describe(done.error()));
      }
    }
    if (!anything && first_error) return *first_error;
    return catalogue_.end();
  }

 private:
  [[nodiscard]] std::string page_path(const std::string& listing, int page, bool offerings) const {
    return listing + "?pageNumber=" + std::to_string(page) + "&pageSize=" + std::to_string(k_page_size) +
           (offerings ? std::string(listings_.since) : "");
  }

  /// Every page of a listing; a service that repeats a page without end is stopped.
  Result<void> read_listing(const std::string& listing, const std::function<void(OoapiItem)>& visit,
                            bool offerings = false) {
    std::string first_of_former;
    for (int page = 1;; ++page) {
      if (page > input_.limits.pages)
        return Error{ErrorCode::too_large, "The listing has more pages than are read", "Ask for fewer, larger pages.",
                     listing};
      auto stream = input_.place.open_below(page_path(listing, page, offerings));
      if (!stream) return stream.error();
      std::vector<JsonItem> items;
      const auto end = read_json_items(**stream, input_.limits.record_bytes,
                                       [&](JsonItem item) { items.push_back(std::move(item)); });
      if (!end) return end.error();
      if (!end->whole)
        return Error{ErrorCode::unavailable, "Page " + std::to_string(page) + " is not whole: " + end->reason,
                     "Try again later.", listing};
      if (!items.empty() && items.front().text == first_of_former) {
        return Error{ErrorCode::unavailable, "The service gives the same page again and again",
                     "Tell the institution that pageNumber has no effect.", listing};
      }
      first_of_former = items.empty() ? "" : items.front().text;
      for (JsonItem& item : items) visit(catalogue_.parse(std::move(item)));
      const auto next = end->envelope.find("hasNextPage");
      if (items.empty() || next == end->envelope.end() || next->second != "true") return k_ok;
    }
  }

  void take_item(const OoapiItem& item) {
    if (item.kind != OoapiKind::program && item.kind != OoapiKind::course) return catalogue_.add_other(item, "");
    const bool program = item.kind == OoapiKind::program;
    const std::string listing = std::string(program ? listings_.programs : listings_.courses) + "/" +
                                url_part(item.id) +
                                std::string(program ? listings_.program_offerings : listings_.course_offerings);
    std::vector<std::string> offerings;
    if (failures_ >= k_most_failures) {
      return catalogue_.add_without_offerings(item,
                                              "The service failed too often, so its offerings were not asked for");
    }
    const auto done = read_listing(
        listing, [&](OoapiItem offering) { offerings.push_back(std::move(offering.text)); }, true);
    if (!done && done.error().code != ErrorCode::not_found) {
      ++failures_;
      return catalogue_.add_without_offerings(item, "Its offerings could not be read: " + describe(done.error()));
    }
    failures_ = 0;
    catalogue_.add_offer(item, std::move(offerings));
  }

  FeedInput& input_;
  OoapiListings listings_;
  OoapiCatalogue catalogue_;
  int failures_ = 0;
};

constexpr int k_seen = 90;           // objects of this version
constexpr int k_other_version = 30;  // objects of the other one
constexpr std::size_t k_documents_to_judge = 20;

int detect_service(FeedPlace& place, OoapiVersion version) {
  const OoapiListings listings = listings_of(version);
  for (const std::string_view listing : {listings.programs, listings.organizations, listings.courses}) {
    auto stream = place.open_below(std::string(listing) + "?pageNumber=1&pageSize=10");
    if (!stream) continue;
    const auto text = read_all(**stream, 4U << 20U);
    if (!text) continue;
    if (names_an_ooapi_object(*text)) return ooapi_version_of(*text) == version ? k_seen : k_other_version;
    if (!contains(*text, "\"items\"")) continue;
    if (listing != listings.courses) return k_seen;
    return version == OoapiVersion::v5 ? k_other_version : 0;  // both versions have courses
  }
  return 0;
}

/// Names of files as services name their listings.
bool is_listing_name(std::string_view name, OoapiVersion version) {
  if (version == OoapiVersion::v6)
    return contains(name, "programmes") || contains(name, "organisations") || contains(name, "programme-offerings");
  return contains(name, "programs") || contains(name, "courses") || contains(name, "offerings") ||
         contains(name, "organizations");
}

}  // namespace

int detect_ooapi(FeedPlace& place, OoapiVersion version) {
  if (place.kind() == PlaceKind::web) return detect_service(place, version);
  int certainty = 0;
  std::size_t judged = 0;
  std::string heads;
  for (const std::string& name : document_names(place, {".json"})) {
    const std::string head = head_of(place, name, 8192);
    if (names_an_ooapi_object(head)) {
      heads += head;
      if (++judged >= k_documents_to_judge) break;
    } else if (judged == 0) {
      const std::string_view start = trim(head);
      const bool listing = is_listing_name(name, version);
      const bool file = place.kind() == PlaceKind::file && version == OoapiVersion::v5;
      if (start.starts_with('{') || start.starts_with('['))
        certainty = std::max(certainty, listing ? 60 : file ? 20 : 0);
    }
  }
  if (judged == 0) return certainty;
  return ooapi_version_of(heads) == version ? k_seen : k_other_version;
}

Result<FeedEnd> read_ooapi(FeedInput& input, FeedSink& sink, OoapiVersion version) {
  if (input.place.kind() == PlaceKind::web) {
    OoapiServiceReader service(input, sink, version);
    return service.read();
  }
  OoapiFolderReader folder(input, sink, version);
  return folder.read();
}

}  // namespace leerwijzer
