// A kept plan to its owner and to whom it is shared with: codes, versions, shares, comments.
#include "api/web/kept_plan_data.hpp"
#include "api/web/page_data.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& object, std::string_view key) {
  const json::value* value = object.as_object().if_contains({key.data(), key.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

std::string sections_in_words(const Texts& texts, const json::value& share) {
  std::vector<std::string> names;
  for (const json::value& one : share.at("sections").as_array())
    names.push_back(texts.text("share.section." + std::string(one.as_string())));
  return join(names, ", ") + (text_of(share, "right") == "comment" ? ". " + texts.text("share.may_comment") : ".");
}

std::string opened_words(const Texts& texts, const json::value& share) {
  std::size_t times = 0;
  std::string last;
  for (const json::value& event : share.at("log").as_array()) {
    if (text_of(event, "what") != "opened") continue;
    ++times;
    last = text_of(event, "at");
  }
  return times == 0 ? texts.text("share.never")
                    : texts.counted("share.opened", times, {{"date", day_words(texts, last)}});
}

PageData shares_data(const Texts& texts, const json::array& shares) {
  PageData list = page_list();
  for (const json::value& share : shares) {
    PageData one;
    const bool open = share.at("open").as_bool();
    const std::string revoked = text_of(share, "revokedAt");
    const std::string until = day_words(texts, text_of(share, "expiresDate"));
    one.set("id", std::to_string(share.at("id").to_number<std::int64_t>()));
    one.set("name", text_of(share, "name"));
    one.set("open", open);
    one.set("what", sections_in_words(texts, share));
    one.set("until", revoked.empty() ? texts.with("share.until", {{"date", until}})
                                     : texts.with("share.ended", {{"date", day_words(texts, revoked)}}));
    one.set("opened", opened_words(texts, share));
    const json::array& comments = share.at("comments").as_array();
    one.set("has_said", !comments.empty());
    one.set("said", comments_data(texts, comments));
    list << one;
  }
  return list;
}

PageData versions_data(const Texts& texts, const json::array& versions) {
  PageData list = page_list();
  for (const json::value& version : versions) {
    PageData one;
    const std::string number = std::to_string(version.at("version").to_number<std::int64_t>());
    std::vector<std::string> steps;
    for (const json::value& step : version.at("steps").as_array()) steps.push_back(text_of(step, "title"));
    one.set("version", number);
    one.set("current", version.at("current").as_bool());
    one.set("name", texts.with(version.at("current").as_bool() ? "kept.version.now" : "kept.version",
                               {{"number", number}, {"date", day_words(texts, text_of(version, "at"))}}));
    one.set("steps", join(steps, ", "));
    list << one;
  }
  return list;
}

void add_code(PageData& data, const CodeToShow& code) {
  data.set("code", code.code);
  data.set("link", code.link);
  data.set("picture", code.picture);
}

std::vector<std::string> typed_values(const PlanOwnerPart& owner, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [field, value] : owner.typed) {
    if (field == name) values.push_back(value);
  }
  return values;
}

/// The form of a new share, as it was typed, or with what most people want.
void add_share_form(PageData& data, const Texts& texts, const KeptPlanPage& content) {
  const PlanOwnerPart& owner = *content.owner;
  const bool typed = !owner.typed.empty();
  const auto first = [&](std::string_view name, const std::string& usual) {
    const auto values = typed_values(owner, name);
    return values.empty() ? usual : values.front();
  };
  data.set("sharing", typed);
  data.set("met", first("met", ""));
  data.set("sections",
           choices_data(texts, "share.section", names_of<ShareSection>(),
                        typed ? typed_values(owner, "deel") : std::vector<std::string>{"goal", "steps", "money"}));
  data.set("may_answer", !typed || first("reageren", "") == "ja");
  data.set("days", choices_data(texts, "sharedays", {"7", "30", "90"}, {first("dagen", "30")}));
  const auto fault = std::find_if(content.faults.begin(), content.faults.end(),
                                  [](const FieldError& one) { return one.field == "deel"; });
  set_or_false(data, "deel_fout", fault == content.faults.end() ? std::string{} : fault->what);
}

std::string concept_words(const json::object& object, std::string_view key) {
  const json::value* found = object.if_contains({key.data(), key.size()});
  return found != nullptr && found->is_object() ? text_of(*found, "text") : std::string{};
}

/// Goal and learner as far as they are shared, a line each.
std::vector<std::string> about_lines(const Texts& texts, const json::object& document) {
  std::vector<std::string> lines;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) lines.push_back(texts.with(key, {{"value", value}}));
  };
  if (const json::value* goal = document.if_contains("goal"); goal != nullptr && goal->is_object()) {
    const std::string occupation = concept_words(goal->get_object(), "occupation");
    add("share.about.goal", occupation.empty() ? text_of(*goal, "text") : occupation);
  }
  const json::value* learner = document.if_contains("learner");
  if (learner == nullptr || !learner->is_object()) return lines;
  const json::object& person = learner->get_object();
  add("share.about.place",
      person.contains("postcode") ? text_of(*learner, "postcode") : text_of(*learner, "municipality"));
  std::vector<std::string> work;
  if (const json::value* list = person.if_contains("occupations"); list != nullptr && list->is_array()) {
    for (const json::value& one : list->get_array()) work.push_back(text_of(one, "text"));
  }
  add("share.about.work", join(work, ", "));
  std::vector<std::string> situations;
  if (const json::value* list = person.if_contains("situation"); list != nullptr && list->is_array()) {
    for (const json::value& one : list->get_array()) {
      const std::string key = "situation." + std::string(one.as_string());
      if (texts.has(key)) situations.push_back(texts.text(key));
    }
  }
  add("share.about.situation", join(situations, ", "));
  if (const json::value* hours = person.if_contains("hoursPerWeek"); hours != nullptr && hours->is_number())
    add("share.about.hours", texts.decimal(hours->to_number<double>()));
  return lines;
}

}  // namespace

void add_owner(PageData& data, const PageSettings& settings, const KeptPlanPage& content) {
  data.set("has_owner", content.owner.has_value());
  data.set("new_share", false);
  if (!content.owner) return;
  const Texts& texts = settings.texts();
  const PlanOwnerPart& owner = *content.owner;
  add_code(data, owner.code);
  data.set("version", std::to_string(owner.version));
  data.set("form_key", owner.form_key);
  data.set("kept_until", texts.with("keep.until", {{"date", texts.date(content.expires_at)}}));
  data.set("has_shares", !owner.shares.empty());
  data.set("shares", shares_data(texts, owner.shares));
  data.set("has_versions", owner.versions.size() > 1);
  data.set("versions", versions_data(texts, owner.versions));
  data.set("titel_fout", false);
  data.set("met_fout", false);
  for (const FieldError& one : content.faults) data.set(one.field + "_fout", one.what);
  add_share_form(data, texts, content);
  if (!owner.new_share) return;
  PageData shown;
  add_code(shown, *owner.new_share);
  shown.set("heading", texts.with("share.code", {{"name", owner.new_share->name}}));
  data.set("new_share", shown);
}

void add_holder(PageData& data, const Texts& texts, const KeptPlanPage& content) {
  data.set("has_comments", false);
  data.set("may_comment", false);
  data.set("has_about", false);
  data.set("opmerking_fout", false);
  if (!content.holder) return;
  const PlanHolderPart& holder = *content.holder;
  const std::vector<std::string> about = about_lines(texts, holder.document);
  data.set("has_about", !about.empty());
  data.set("about", texts_data(about));
  data.set("holder_code", holder.code);
  data.set("holder_key", holder.form_key);
  data.set("may_comment", holder.may_comment);
  data.set("typed_comment", holder.typed);
  data.set("has_comments", !holder.comments.empty());
  data.set("comments", comments_data(texts, holder.comments));
  for (const FieldError& one : content.faults) data.set(one.field + "_fout", one.what);
}

std::string plan_saved_page(const PageSettings& settings, const CodeToShow& code, Date expires_at) {
  const Texts& texts = settings.texts();
  PageData data;
  add_code(data, code);
  data.set("heading", texts.with("keep.code", {{"title", code.name}}));
  data.set("until", texts.with("keep.until", {{"date", texts.date(expires_at)}}));
  data.set("printed", texts.with("plan.printed", {{"date", texts.date(settings.today)}}));
  return whole_page(settings, {.title = texts.text("keep.heading"), .menu = "plan", .personal = true},
                    render_template("plan_saved.mustache", settings.language, data));
}

std::string plan_code_page(const PageSettings& settings, std::string_view fault, const std::string& typed,
                           std::string_view notice) {
  const Texts& texts = settings.texts();
  const std::string heading = texts.text("kept.open");
  std::vector<FieldError> faults;
  if (!fault.empty()) faults.push_back({"code", texts.text(fault), ""});
  PageData data;
  data.set("code_fout", false);
  add_faults(data, faults);
  data.set("typed", typed);
  set_or_false(data, "notice", notice.empty() ? std::string{} : texts.text(notice));
  const std::string title = fault.empty() ? heading : texts.with("faults.title", {{"title", heading}});
  return whole_page(settings, {.title = title, .personal = true},
                    render_template("plan_code.mustache", settings.language, data));
}

}  // namespace leerwijzer
