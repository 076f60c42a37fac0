#include "report/report_json.hpp"

#include "report/remark_texts.hpp"
#include "report/wording.hpp"

#include <boost/json.hpp>

#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value rounded(double number) { return std::round(number * 1'000.0) / 1'000.0; }

json::value date_or_null(const std::optional<Date>& date) {
  return date ? json::value(json::string(format_iso(*date))) : json::value(nullptr);
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object words(const RemarkText& text) {
  return {{"means", text.means}, {"change", text.change}, {"example", text_or_null(text.example)}};
}

json::object remark_as_json(const ReportRemark& remark) {
  json::array examples;
  for (const RemarkExample& one : remark.examples) {
    examples.push_back(json::object{{"record", text_or_null(one.record)},
                                    {"path", text_or_null(one.path)},
                                    {"value", text_or_null(one.value)},
                                    {"detail", text_or_null(one.detail)}});
  }
  json::object out{{"severity", name_of(remark.severity)},
                   {"code", remark.code},
                   {"times", remark.times},
                   {"records", remark.records}};
  for (auto& [name, value] : words(remark_text(remark.code))) out[name] = value;
  out["examples"] = std::move(examples);
  return out;
}

json::array remarks_as_json(const std::vector<ReportRemark>& remarks) {
  json::array list;
  for (const ReportRemark& remark : remarks) list.push_back(remark_as_json(remark));
  return list;
}

json::array sources_as_json(const PublishingReport& report) {
  json::array list;
  for (const ReportSource& source : report.sources) {
    json::array fetches;
    for (const ReportFetch& fetch : source.fetches) {
      fetches.push_back(json::object{{"state", fetch.state},
                                     {"on", format_iso(fetch.on)},
                                     {"records", fetch.records},
                                     {"added", fetch.added},
                                     {"changed", fetch.changed},
                                     {"deleted", fetch.deleted},
                                     {"keptBack", fetch.kept_back},
                                     {"reason", text_or_null(fetch.reason)}});
    }
    list.push_back(json::object{{"name", source.name},
                                {"format", source.format},
                                {"location", text_or_null(source.location)},
                                {"sample", source.sample},
                                {"offers", source.offers},
                                {"lastRead", date_or_null(source.last_read)},
                                {"lastChanged", date_or_null(source.last_changed)},
                                {"withheld", source.withheld},
                                {"fetches", std::move(fetches)}});
  }
  return list;
}

json::array criteria_as_json(const PublishingReport& report) {
  json::array list;
  for (const ReportCriterion& row : report.criteria) {
    const CriterionText& text = criterion_text(row.criterion);
    list.push_back(json::object{{"criterion", name_of(row.criterion)},
                                {"name", text.name},
                                {"why", text.why},
                                {"applicable", row.applicable},
                                {"perfect", row.perfect},
                                {"missing", row.missing},
                                {"mean", row.applicable > 0 ? rounded(row.mean) : json::value(nullptr)}});
  }
  return list;
}

json::array advice_as_json(const PublishingReport& report) {
  json::array list;
  for (const ReportAdvice& row : report.advice) {
    json::object one{
        {"criterion", name_of(row.criterion)}, {"code", row.key}, {"offers", row.offers}, {"gain", rounded(row.gain)}};
    for (auto& [name, value] : words(advice_text(row.key))) one[name] = value;
    one["offersForExample"] = json::array(row.examples.begin(), row.examples.end());
    list.push_back(std::move(one));
  }
  return list;
}

json::value findability_as_json(const PublishingReport& report) {
  if (report.market.empty()) return nullptr;
  json::array list;
  for (const ReportFindability& row : report.findability) {
    list.push_back(json::object{{"field", name_of(row.field)},
                                {"criterion", name_of(row.criterion)},
                                {"offers", row.offers},
                                {"measured", row.measured},
                                {"title", row.title},
                                {"hits", row.effect.hits},
                                {"known", row.effect.known},
                                {"rankNow", row.effect.now > 0 ? json::value(row.effect.now) : json::value(nullptr)},
                                {"rankThen", row.effect.then > 0 ? json::value(row.effect.then) : json::value(nullptr)},
                                {"text", findability_sentence(row)}});
  }
  return json::object{{"method", findability_method(report)}, {"items", std::move(list)}};
}

json::array offers_as_json(const PublishingReport& report) {
  json::array list;
  for (const ReportOffer& offer : report.page_offers) {
    json::array scores;
    for (const CriterionScore& score : offer.scores) {
      if (!score.applicable) continue;
      scores.push_back(json::object{{"criterion", name_of(score.criterion)},
                                    {"value", rounded(score.value)},
                                    {"weight", score.weight},
                                    {"advice", text_or_null(std::string(score.advice))}});
    }
    list.push_back(json::object{{"id", offer.id.stored() ? json::value(offer.id.value) : json::value(nullptr)},
                                {"key", offer.key},
                                {"title", text_or_null(offer.title)},
                                {"score", rounded(offer.score)},
                                {"criteria", std::move(scores)},
                                {"remarks", remarks_as_json(offer.remarks)}});
  }
  return list;
}

}  // namespace

json::object report_as_json(const PublishingReport& report) {
  json::object out{{"subject", name_of(report.subject)},
                   {"name", report.name},
                   {"today", format_iso(report.today)},
                   {"complete", report.complete},
                   {"trouble", text_or_null(report.trouble)},
                   {"summary", summary_sentence(report)},
                   {"score", report.assessed > 0 ? rounded(report.score) : json::value(nullptr)},
                   {"offers", report.offers},
                   {"assessed", report.assessed},
                   {"recordsWithoutOffer", report.records_without_offer},
                   {"outcomesChecked", report.outcomes_checked},
                   {"errors", report.count_of(Severity::error)},
                   {"warnings", report.count_of(Severity::warning)}};
  if (report.sample) out["sample"] = true;
  json::array providers;
  for (const ProviderId id : report.providers) providers.emplace_back(id.value);
  out["providers"] = std::move(providers);
  out["criteria"] = criteria_as_json(report);
  out["advice"] = advice_as_json(report);
  out["findability"] = findability_as_json(report);
  out["remarks"] = remarks_as_json(report.remarks);
  out["sources"] = sources_as_json(report);
  out["items"] = offers_as_json(report);
  out["total"] = report.assessed;
  out["page"] = report.page;
  out["pageSize"] = report.page_size;
  return out;
}

}  // namespace leerwijzer
