// Files and sources of an institution.
#include "api/publishing.hpp"
#include "api/web/school_data.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_examples = 20;  ///< of one fault

std::string text_in(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::object object_in(const std::string& text) {
  boost::system::error_code failed;
  const json::value value = text.empty() ? json::value() : json::parse(text, failed);
  return !failed && value.is_object() ? value.get_object() : json::object{};
}

PageData counts_data(const Texts& texts, const json::object& report) {
  PageData list = page_list();
  const json::value* counts = report.if_contains("counts");
  if (counts == nullptr || !counts->is_object()) return list;
  for (const char* name : {"added", "changed", "unchanged", "deleted", "withheld", "refused"}) {
    const json::value* count = counts->get_object().if_contains(name);
    if (count == nullptr || !count->is_int64()) continue;
    PageData one;
    one.set("count_name", texts.text("school.count." + std::string(name)));
    one.set("count", texts.number(static_cast<std::size_t>(std::max<std::int64_t>(count->get_int64(), 0))));
    list << one;
  }
  return list;
}

json::array examples_in(const json::object& remark) {
  const json::value* examples = remark.if_contains("examples");
  if (examples == nullptr || !examples->is_array()) return {};
  const json::array& all = examples->get_array();
  return json::array(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), k_examples)));
}

/// Where a fault is, and what stands there.
PageData places_data(const json::array& examples) {
  PageData list = page_list();
  for (const json::value& each : examples) {
    const json::object& example = each.as_object();
    const std::string record = text_in(example, "record");
    const std::string path = text_in(example, "path");
    const std::string value = text_in(example, "value");
    if (record.empty() && path.empty() && value.empty()) continue;
    PageData one;
    set_or_false(one, "record", record);
    set_or_false(one, "path", path);
    set_or_false(one, "value", value);
    list << one;
  }
  return list;
}

/// What the reader itself said of a fault, each sentence once: for who maintains the feed, in English.
PageData readings_data(const json::array& examples) {
  PageData list = page_list();
  std::set<std::string> told;
  for (const json::value& each : examples) {
    const std::string detail = text_in(each.as_object(), "detail");
    if (!detail.empty() && told.insert(detail).second) list << detail;
  }
  return list;
}

/// Each fault with the places where it is, the worst first as the report has them.
PageData remarks_data(const Texts& texts, const json::object& whole) {
  PageData list = page_list();
  const json::value* report = whole.if_contains("report");
  const json::value* remarks =
      report != nullptr && report->is_object() ? report->get_object().if_contains("remarks") : nullptr;
  if (remarks == nullptr || !remarks->is_array()) return list;
  for (const json::value& each : remarks->get_array()) {
    const json::object& remark = each.as_object();
    PageData one;
    const std::string severity = text_in(remark, "severity");
    one.set("failed", severity == "error");
    one.set("weight", texts.text("school.severity." + severity));
    one.set("means", text_in(remark, "means"));
    one.set("change", text_in(remark, "change"));
    const json::value* times = remark.if_contains("times");
    one.set("times", texts.counted("school.upload.times",
                                   static_cast<std::size_t>(times == nullptr ? 1 : times->to_number<std::int64_t>())));
    const json::array examples = examples_in(remark);
    one.set("places", places_data(examples));
    PageData readings = readings_data(examples);
    one.set("has_readings", !readings.list_value().empty());
    one.set("readings", readings);
    list << one;
  }
  return list;
}

void add_upload(PageData& data, const Texts& texts, const Upload& upload) {
  data.set("upload", std::to_string(upload.id));
  data.set("file", upload.name);
  data.set("file_state", texts.text("school.upload." + std::string(name_of(upload.state))));
  data.set("file_day", day_words(texts, upload.added_at));
  data.set("open", upload.state == UploadState::waiting || upload.state == UploadState::checked ||
                       upload.state == UploadState::confirmed);
}

/// What is filled in or sent in here has a name that only the program knows.
std::string name_of_source(const Texts& texts, const ProviderSource& source) {
  const std::string& name = source.entry.source.name;
  if (source.fetched) return name;
  if (name.starts_with("api-")) return texts.text("school.source.filled");
  return name.starts_with("upload-") ? texts.text("school.source.sent") : name;
}

}  // namespace

std::string school_uploads_page(const PageSettings& settings, const SchoolFrame& frame, const UploadsView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("has_faults", !view.faults.empty());
  data.set("faults", faults_data(view.faults));
  set_or_false(data, "bestand_fout", view.faults.empty() ? std::string{} : view.faults.front().what);
  PageData files = page_list();
  for (const Upload& upload : view.items) {
    PageData one;
    add_upload(one, texts, upload);
    files << one;
  }
  data.set("has_files", !view.items.empty());
  data.set("files", files);
  add_pages(data, "/school/bestanden", view.page, view.page_size, view.total);
  return school_whole(settings, "files", texts.text("school.uploads.heading"), !view.faults.empty(),
                      "school-uploads.mustache", data);
}

std::string school_upload_page(const PageSettings& settings, const SchoolFrame& frame, const Upload& upload) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  add_upload(data, texts, upload);
  data.set("words", texts.text("school.upload.words." + std::string(name_of(upload.state))));
  const bool done = upload.state == UploadState::ingested || upload.state == UploadState::failed;
  const json::object report = object_in(upload.report);
  const json::object outcome = object_in(upload.outcome);
  data.set("waits", upload.state == UploadState::waiting || upload.state == UploadState::confirmed);
  data.set("may_confirm", frame.publishes && upload.state == UploadState::checked);
  data.set("may_discard", frame.publishes && !done && upload.state != UploadState::confirmed);
  data.set("counts_heading", texts.text(done ? "school.upload.did" : "school.upload.would"));
  PageData counts = counts_data(texts, done && !outcome.empty() ? outcome : report);
  data.set("has_counts", !counts.list_value().empty());
  data.set("counts", counts);
  std::string trouble = text_in(report, "trouble");
  if (const std::string hint = text_in(report, "hint"); !hint.empty()) trouble += " " + hint;
  if (trouble.empty()) trouble = text_in(outcome, "reason");
  set_or_false(data, "trouble", trouble);
  PageData remarks = remarks_data(texts, report);
  data.set("has_remarks", !remarks.list_value().empty());
  data.set("clean", !report.empty() && trouble.empty() && remarks.list_value().empty());
  data.set("remarks", remarks);
  return school_whole(settings, "files", upload.name, false, "school-upload.mustache", data);
}

std::string school_sources_page(const PageSettings& settings, const SchoolFrame& frame,
                                const std::vector<ProviderSource>& sources, const std::optional<Error>& refused) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("has_faults", refused.has_value());
  if (refused) data.set("faults", faults_data({{"", refused->what, refused->hint}}));
  data.set("has_sources", !sources.empty());
  PageData list = page_list();
  for (const ProviderSource& source : sources) {
    PageData one;
    const std::string status(status_of(source));
    one.set("source", std::to_string(source.entry.source.id.value));
    one.set("source_name", name_of_source(texts, source));
    one.set("status", texts.text("school.source." + status));
    one.set("well", status == "well" || status == "written-here");
    one.set("failing", status == "failing");
    set_or_false(one, "fetched", day_words(texts, source.entry.state.fetched_at));
    set_or_false(one, "complete", day_words(texts, source.entry.state.complete_at));
    set_or_false(one, "schedule", source.entry.settings.schedule);
    one.set("offers", texts.number(static_cast<std::size_t>(std::max<std::int64_t>(source.offers, 0))));
    set_or_false(one, "withheld",
                 source.withheld > 0
                     ? texts.counted("school.source.withheld", static_cast<std::size_t>(source.withheld))
                     : std::string{});
    // What a server said is for whoever owns the feed.
    set_or_false(one, "trouble", source.own ? source.entry.state.trouble : std::string{});
    set_or_false(one, "failures",
                 source.entry.state.failures > 0
                     ? texts.counted("school.source.failures", static_cast<std::size_t>(source.entry.state.failures))
                     : std::string{});
    const bool changes = frame.manages && source.own && source.fetched;
    one.set("may_pause", changes && !source.entry.settings.paused);
    one.set("may_resume", changes && source.entry.settings.paused);
    one.set("may_change", changes);
    one.set("of_others", source.fetched && !source.own);
    list << one;
  }
  data.set("sources", list);
  return school_whole(settings, "sources", texts.text("school.sources.heading"), refused.has_value(),
                      "school-sources.mustache", data);
}

}  // namespace leerwijzer
