// Who takes part in each run, on the pages of an institution.
#include "api/school_calls.hpp"
#include "engine/domain/cohort.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

constexpr auto k_counts = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"minimum", "minimum"}, {"maximum", "maximum"}, {"ingeschreven", "enrolled"}, {"afwachting", "pending"}});

OfferForm form_of(const CohortCounts& counts) {
  OfferForm form;
  const auto put = [&form](const char* name, const std::optional<int>& count) {
    if (count) form.set(name, std::to_string(*count));
  };
  put("minimum", counts.minimum);
  put("maximum", counts.maximum);
  put("ingeschreven", counts.enrolled);
  put("afwachting", counts.pending);
  return form;
}

std::string start_of(const Texts& texts, const Run& run) {
  if (run.start) return texts.date(*run.start);
  const std::string key = "school.option.start." + std::string(name_of(run.start_kind));
  return texts.has(key) ? texts.text(key) : run.key;
}

}  // namespace

CohortView cohort_view_of(const Call& call, const PageSettings& settings) {
  CohortView view;
  view.publication = publication_in_path(call);
  const OfferDraft draft = read_stored_draft(view.publication.draft);
  const Offer offer = offer_of(call, draft, view.publication.key, view.publication.cohorts);
  for (const Run& run : offer.runs) {
    CohortRow row{run.key, start_of(settings.texts(), run), {}, {}};
    if (const auto cohort = cohort_of(run)) row.now = cohort->text;
    for (const RunCohort& counted : view.publication.cohorts) {
      if (counted.run == run.key) row.form = form_of(counted.counts);
    }
    view.rows.push_back(std::move(row));
  }
  return view;
}

std::optional<CohortCounts> typed_counts(const OfferForm& form, std::size_t row, const Texts& texts, CohortView& view) {
  boost::json::object document;
  OfferForm typed;
  for (const auto& [name, key] : k_counts) {
    const std::string text = form.text(row_name(name, row));
    typed.set(std::string(name), text);
    if (text.empty()) continue;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault == std::errc{} && end == text.data() + text.size())
      document[boost::json::string_view(key.data(), key.size())] = number;
    else
      view.faults.push_back({row_name(name, row), texts.text("school.fault.number"), ""});
  }
  view.rows[row].form = std::move(typed);
  if (!view.faults.empty()) return std::nullopt;
  try {
    return read_cohort_body(boost::json::serialize(document));
  } catch (const InvalidInput& found) {
    for (const FieldError& one : found.errors()) {
      const auto at = std::find_if(k_counts.begin(), k_counts.end(),
                                   [&](const auto& pair) { return one.field == "/" + std::string(pair.second); });
      view.faults.push_back({at == k_counts.end() ? std::string{} : row_name(at->first, row), one.what, one.hint});
    }
    return std::nullopt;
  }
}

}  // namespace leerwijzer
