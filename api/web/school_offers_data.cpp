// The list of offers of an institution, and one of them in its form.
#include "api/reply.hpp"
#include "api/web/school_data.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_text = 200;  ///< of a difference

std::string state_text(const Texts& texts, const Publication& publication) {
  const std::string key = "school.since." + std::string(name_of(publication.state));
  const std::string& moment = publication.state == PublicationState::draft       ? publication.changed_at
                              : publication.state == PublicationState::withdrawn ? publication.withdrawn_at
                                                                                 : publication.published_at;
  return texts.with(key, {{"date", day_words(texts, moment)}});
}

std::string joined(const OfferForm& form, const std::string& name) {
  const auto found = form.values.find(name);
  if (found == form.values.end()) return {};
  std::string text;
  for (const std::string& value : found->second) text += (text.empty() ? "" : ", ") + value;
  return text.size() <= k_shown_text ? text : std::string(truncate_utf8(text, k_shown_text)) + "…";
}

void add_differences(PageData& data, const Texts& texts, const OfferFormView& view) {
  data.set("conflict", view.stored.has_value());
  PageData list = page_list();
  if (view.stored) {
    for (const std::string& name : differences(*view.stored, view.form)) {
      PageData one;
      one.set("at", name);
      one.set("name_of", label_of_field(texts, name));
      const std::string theirs = joined(*view.stored, name);
      const std::string yours = joined(view.form, name);
      one.set("theirs", theirs.empty() ? texts.text("school.conflict.empty") : theirs);
      one.set("yours", yours.empty() ? texts.text("school.conflict.empty") : yours);
      list << one;
    }
  }
  data.set("differences", list);
}

void add_state(PageData& data, const Texts& texts, const SchoolFrame& frame, const OfferFormView& view) {
  const bool there = view.publication.has_value();
  const auto state = there ? view.publication->state : PublicationState::draft;
  const bool shown = state == PublicationState::published || state == PublicationState::changed;
  set_or_false(data, "state", there ? texts.text("school.state." + std::string(name_of(state))) : std::string{});
  set_or_false(data, "state_text", there ? state_text(texts, *view.publication) : std::string{});
  data.set("published", state == PublicationState::published);
  data.set("cohorts", there && !view.offer.runs.empty());
  set_or_false(data, "public_address",
               there && view.publication->offer.stored() ? offer_address(view.publication->offer) : std::string{});
  data.set("may_end", there && (shown ? frame.publishes : frame.writes));
  data.set("end_label", texts.text(shown ? "school.end.withdraw" : "school.end.remove"));
  data.set("has_links", there);
}

}  // namespace

std::string school_offers_page(const PageSettings& settings, const SchoolFrame& frame, const OffersView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("lead", view.total == 0 ? texts.text("school.offers.none")
                                   : texts.counted("school.offers.count", static_cast<std::size_t>(view.total),
                                                   {{"school", frame.name}}));
  data.set("has_rows", !view.rows.empty());
  PageData list = page_list();
  for (const OfferRow& row : view.rows) {
    PageData one;
    one.set("key", row.publication.key);
    one.set("title", row.publication.title.empty() ? texts.text("school.offers.untitled") : row.publication.title);
    one.set("state", texts.text("school.state." + std::string(name_of(row.publication.state))));
    one.set("published", row.publication.state == PublicationState::published);
    one.set("open", row.publication.state != PublicationState::published);
    one.set("start", row.start);
    set_or_false(one, "step", row.step);
    set_or_false(one, "gain", row.gain >= 0.005 ? "+" + texts.decimal(row.gain * 10) : std::string{});
    one.set("score", texts.decimal(row.publication.quality * 10));
    one.set("picture", score_picture(texts, "score-" + row.publication.key, row.publication.quality));
    list << one;
  }
  data.set("offers", list);
  add_pages(data, "/school", view.page, view.page_size, view.total);
  return school_whole(settings, "offers", texts.text("school.offers.heading"), false, "school-offers.mustache", data);
}

std::string school_offer_page(const PageSettings& settings, const SchoolFrame& frame, const Call& call,
                              const OfferFormView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("key", view.key);
  data.set("version", view.version > 0 ? std::to_string(view.version) : std::string{});
  const std::string title = view.form.text("titel");
  data.set("has_title", !title.empty());
  const std::string heading = !title.empty()     ? title
                              : view.publication ? texts.text("school.offers.untitled")
                                                 : texts.text("school.offers.new");
  data.set("heading", heading);
  data.set("crumb", heading);
  add_state(data, texts, frame, view);
  add_differences(data, texts, view);
  const bool faulty = view.faulty && !view.made.faults.empty();
  data.set("has_faults", faulty && !view.stored);
  data.set("faults", faults_data(view.made.faults));
  data.set("groups", offer_groups(texts, view, snapshot_of(call).taxonomy, !frame.writes));
  add_side(data, texts, call, view);
  return school_whole(settings, "offers", heading, faulty || view.stored.has_value(), "school-offer.mustache", data);
}

std::string school_end_page(const PageSettings& settings, const SchoolFrame& frame, const Publication& publication) {
  const Texts& texts = settings.texts();
  const bool shown = publication.state == PublicationState::published || publication.state == PublicationState::changed;
  PageData data;
  add_frame(data, texts, frame);
  const std::string& heading = texts.text(shown ? "school.end.withdraw" : "school.end.remove");
  data.set("heading", heading);
  data.set("title", publication.title.empty() ? texts.text("school.offers.untitled") : publication.title);
  data.set("key", publication.key);
  data.set("version", std::to_string(publication.version));
  data.set("action", std::string(shown ? "terugtrekken" : "verwijderen"));
  data.set("text", texts.text(shown ? "school.end.withdraw.text" : "school.end.remove.text"));
  data.set("button", texts.text(shown ? "school.end.withdraw.yes" : "school.end.remove.yes"));
  return school_whole(settings, "offers", heading, false, "school-end.mustache", data);
}

std::string school_cohort_page(const PageSettings& settings, const SchoolFrame& frame, const CohortView& view) {
  const Texts& texts = settings.texts();
  PageData data;
  add_frame(data, texts, frame);
  data.set("key", view.publication.key);
  data.set("title", view.publication.title.empty() ? texts.text("school.offers.untitled") : view.publication.title);
  data.set("has_faults", !view.faults.empty());
  data.set("faults", faults_data(view.faults));
  data.set("has_rows", !view.rows.empty());
  PageData runs = page_list();
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    const CohortRow& row = view.rows[i];
    PageData one;
    one.set("run", row.key);
    one.set("start", row.start);
    set_or_false(one, "now", row.now);
    PageData fields = page_list();
    for (const char* stem : {"minimum", "maximum", "ingeschreven", "afwachting"}) {
      const std::string name = row_name(stem, i);
      PageData field;
      const auto fault = std::find_if(view.faults.begin(), view.faults.end(),
                                      [&](const FieldError& each) { return each.field == name; });
      const bool faulty = fault != view.faults.end();
      field.set("name", name);
      field.set("label", texts.text("school.cohort." + std::string(stem)));
      field.set("hint", false);
      set_or_false(field, "fault", faulty ? fault->what : std::string{});
      set_or_false(field, "fault_hint", faulty ? fault->hint : std::string{});
      field.set("value", row.form.text(stem));
      field.set("is_line", true);
      for (const char* not_this : {"is_area", "is_choice", "is_checks", "suggest", "said"}) field.set(not_this, false);
      field.set("short", true);
      field.set("mode", std::string("numeric"));
      field.set("locked", !frame.writes);
      set_or_false(field, "described", faulty ? name + "-fout" : std::string{});
      fields << field;
    }
    one.set("fields", fields);
    runs << one;
  }
  data.set("runs", runs);
  return school_whole(settings, "offers", texts.text("school.cohort.heading"), !view.faults.empty(),
                      "school-cohort.mustache", data);
}

}  // namespace leerwijzer
