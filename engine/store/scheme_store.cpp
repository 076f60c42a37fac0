// Funding schemes: ReferenceStore. A document is appended; what it says of periods, parameters and
// stacking goes to tables of its own, where the database refuses an overlap.
#include "engine/store/reference_store.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/reference_statements.hpp"
#include "engine/store/transaction.hpp"

#include <boost/json.hpp>

#include <pqxx/except>

#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

Error not_usable(const std::string& scheme, std::string what) {
  return {ErrorCode::invalid_input, "scheme " + scheme + ": " + std::move(what),
          "Correct the file and import it again.", scheme};
}

/// The member as text: a string as it is, anything else empty.
std::string text_of_member(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

/// A date as written; null when absent. The database checks it.
void set_date(JsonRows& rows, std::string_view name, const json::object& object, std::string_view key) {
  const std::string text = text_of_member(object, key);
  if (text.empty()) {
    rows.null(name);
  } else {
    rows.set(name, text);
  }
}

/// A whole number as the loader has checked it; absent is 0.
std::int64_t whole_number(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  return value != nullptr && value->is_number() ? static_cast<std::int64_t>(value->to_number<double>()) : 0;
}

/// Calls visit(object, position) for each object of a list; an absent list is empty.
template <typename Visit>
void for_each_object(const json::object& document, std::string_view key, const Visit& visit) {
  const json::value* list = document.if_contains({key.data(), key.size()});
  if (list == nullptr || !list->is_array()) return;
  int position = 0;
  for (const json::value& item : list->get_array()) {
    if (item.is_object()) visit(item.get_object(), position);
    ++position;
  }
}

std::string body_of(const json::value& value) { return json::serialize(value); }

/// What the document says, as rows.
struct SchemeRows {
  JsonRows versions, parameters, stacking, budgets;

  explicit SchemeRows(const json::object& document) {
    for_each_object(document, "versions", [&](const json::object& version, int position) {
      versions.row().set("position", position);
      set_date(versions, "valid_from", version, "validFrom");
      set_date(versions, "valid_to", version, "validTo");
      versions.set("body", body_of(version));
    });
    for_each_object(document, "parameters", [&](const json::object& parameter, int position) {
      const json::value* value = parameter.if_contains("value");
      parameters.row().set("position", position).set("key", text_of_member(parameter, "key"));
      set_date(parameters, "valid_from", parameter, "validFrom");
      set_date(parameters, "valid_to", parameter, "validTo");
      parameters.set("value", value == nullptr ? std::string("null") : body_of(*value))
          .set("unit", text_of_member(parameter, "unit"))
          .set("confidence", text_of_member(parameter, "confidence"))
          .set("source", text_of_member(parameter, "source"));
    });
    for_each_object(document, "stacking", [&](const json::object& relation, int position) {
      stacking.row()
          .set("position", position)
          .set("other", text_of_member(relation, "with"))
          .set("relation", text_of_member(relation, "relation"))
          .set("body", body_of(relation));
    });
    const json::value* fund = document.if_contains("fund");
    if (fund == nullptr || !fund->is_object()) return;
    for_each_object(fund->get_object(), "budgets", [&](const json::object& budget, int position) {
      budgets.row().set("position", position);
      set_date(budgets, "valid_from", budget, "from");
      set_date(budgets, "valid_to", budget, "to");
      budgets.set("cents", whole_number(budget, "cents")).set("nearly_gone", whole_number(budget, "nearlyGone"));
    });
  }
};

json::object parse_document(const SchemeDocument& scheme) {
  boost::system::error_code failed;
  json::value value = json::parse(scheme.document, failed, {}, {.max_depth = 64});
  if (failed) throw ErrorException(not_usable(scheme.id, "not valid JSON: " + failed.message()));
  if (!value.is_object()) throw ErrorException(not_usable(scheme.id, "the document is no JSON object"));
  return std::move(value.get_object());
}

/// The database's refusal with the name of the scheme, which its own words lack.
Error refusal(const pqxx::sql_error& e, const std::string& scheme) {
  Error error = store_error(e, "put-schemes");
  if (e.sqlstate().starts_with("22")) return not_usable(scheme, error.what);
  error.what = "scheme " + scheme + ": " + error.what;
  error.where = scheme;
  if (e.sqlstate() == "23P01") error.hint = "Two periods overlap: end the one on the day that the next begins.";
  return error;
}

void add_document(Transaction& tx, const SchemeDocument& scheme, int number) {
  SchemeRows rows(parse_document(scheme));
  std::int64_t document = 0;
  RowReader(
      tx.run(k_scheme_sql["add-scheme-document"], scheme.id, number, scheme.name, scheme.document, scheme.checksum)[0])
      .into(document);
  tx.run(k_scheme_sql["add-scheme-versions"], document, rows.versions.take());
  tx.run(k_scheme_sql["add-parameters"], document, rows.parameters.take());
  tx.run(k_scheme_sql["add-stacking"], document, rows.stacking.take());
  tx.run(k_scheme_sql["add-fund-budgets"], document, rows.budgets.take());
}

/// Was it new or changed?
bool put_scheme(Transaction& tx, const SchemeDocument& scheme) {
  int number = 0;
  std::string checksum;
  const auto rows = tx.run(k_scheme_sql["current-scheme-checksum"], scheme.id);
  if (!rows.empty()) RowReader(rows[0]).into(number, checksum);
  if (number > 0 && checksum == scheme.checksum) return false;
  try {
    tx.run(k_scheme_sql["put-scheme"], scheme.id, scheme.name);
    add_document(tx, scheme, number + 1);
  } catch (const pqxx::sql_error& e) {
    if (is_worth_a_second_attempt(e)) throw;
    throw ErrorException(refusal(e, scheme.id));
  }
  return true;
}

std::vector<SchemeDocument> current_schemes(Transaction& tx) {
  std::vector<SchemeDocument> schemes;
  for (const auto& row : tx.run(k_scheme_sql["read-schemes"])) {
    SchemeDocument& s = schemes.emplace_back();
    RowReader(row).into(s.id, s.name, s.document, s.checksum);
  }
  return schemes;
}

void keep_snapshot(Transaction& tx, const PublishedRules& how) {
  const auto digest = how.compile(current_schemes(tx));
  if (!digest) throw ErrorException(digest.error());
  tx.run(k_scheme_sql["add-rule-snapshot"], *digest);
  tx.run(k_scheme_sql["add-rule-snapshot-documents"], *digest);
  tx.run(k_scheme_sql["add-rule-publication"], *digest, how.by, how.reason);
}

}  // namespace

Result<int> ReferenceStore::put_schemes(const std::vector<SchemeDocument>& schemes, const PublishedRules& how) {
  for (const SchemeDocument& s : schemes) {
    if (!is_clean_utf8(s.id) || !is_clean_utf8(s.name) || !is_clean_utf8(s.document)) {
      return not_usable(replace_invalid_utf8(s.id), "the text is not valid UTF-8");
    }
  }
  try {
    return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
      tx.run(k_scheme_sql["lock-schemes"]);
      int changed = 0;
      for (const SchemeDocument& scheme : schemes) changed += put_scheme(tx, scheme) ? 1 : 0;
      if (how.compile) keep_snapshot(tx, how);
      return changed;
    });
  } catch (const ErrorException& e) {
    return e.error();
  }
}

std::vector<SchemeDocument> ReferenceStore::schemes() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) { return current_schemes(tx); });
}

}  // namespace leerwijzer
