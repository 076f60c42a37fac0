#include "engine/store/store_error.hpp"

#include "engine/core/text.hpp"

#include <pqxx/except>

#include <string>
#include <typeinfo>

namespace leerwijzer {
namespace {

constexpr std::string_view k_try_later =
    "Check that PostgreSQL runs and that LEERWIJZER_DATABASE_URL is right, then try again.";

/// The server's words on one line, without the echo of the statement.
std::string first_line(std::string_view text) {
  const std::size_t end = text.find("\nLINE ");
  return std::string(truncate_utf8(collapse_spaces(replace_invalid_utf8(text.substr(0, end))), 400));
}

/// Is the connection over? The server says so by its state; where it ended without a word, libpq makes a result without
/// a state, or none, which pqxx throws as a bare failure.
bool ends_connection(const pqxx::sql_error& error) {
  const std::string_view state = error.sqlstate();
  return state.empty() || state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03";
}

bool is_without_result(const std::exception& exception) { return typeid(exception) == typeid(pqxx::failure); }

Error sql_failure(std::string_view state, std::string what, std::string where) {
  const auto error = [&](ErrorCode code, std::string hint) {
    return Error{code, std::move(what), std::move(hint), std::move(where)};
  };
  if (state == "57014") return error(ErrorCode::unavailable, "The database took too long: try again, or ask for less.");
  if (state == "53300") return error(ErrorCode::overloaded, "Try again in a moment, or raise max_connections.");
  if (state.starts_with("53"))
    return error(ErrorCode::unavailable, "The database server is out of room: free disk or memory.");
  if (state == "25006") return error(ErrorCode::unavailable, "This server only reads: connect to the primary.");
  if (state == "40001" || state == "40P01")
    return error(ErrorCode::unavailable, "Another writer was in the way: try again.");
  if (state == "55P03") return error(ErrorCode::conflict, "Another process holds the lock: wait until it is done.");
  if (state.starts_with("23"))
    return error(ErrorCode::conflict, "The data breaks a rule of the catalogue: see the constraint.");
  if (state == "42P01" || state == "42703" || state == "42704") {
    return error(ErrorCode::schema_mismatch, "Run leerwijzer-indexer migrate.");
  }
  if (state == "42501" || state.starts_with("28")) {
    return error(ErrorCode::permission_denied, "Give this database user the rights of the owner of the tables.");
  }
  return error(ErrorCode::internal, "This is a fault of the program: report it with the name of the statement.");
}

}  // namespace

Error store_error(const std::exception& exception, std::string_view statement) {
  std::string where = "sql:" + std::string(statement);
  if (const auto* ours = dynamic_cast<const ErrorException*>(&exception)) return ours->error();
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&exception);
  if (sql != nullptr && !ends_connection(*sql))
    return sql_failure(sql->sqlstate(), first_line(sql->what()), std::move(where));
  if (dynamic_cast<const pqxx::in_doubt_error*>(&exception) != nullptr) {
    return {ErrorCode::unavailable, "the connection broke during a commit, so it is not known whether it was stored",
            "Do it again: storing the same twice does no harm.", std::move(where)};
  }
  if (broke_the_connection(exception)) {
    return {ErrorCode::unavailable, "the database does not answer: " + first_line(exception.what()),
            std::string(k_try_later), std::move(where)};
  }
  if (dynamic_cast<const pqxx::transaction_rollback*>(&exception) != nullptr) {
    return {ErrorCode::unavailable, first_line(exception.what()), "Another writer was in the way: try again.",
            std::move(where)};
  }
  return {ErrorCode::internal, first_line(exception.what()),
          "This is a fault of the program: report it with the name of the statement.", std::move(where)};
}

bool is_database_failure(const std::exception& exception) noexcept {
  return dynamic_cast<const pqxx::pqxx_exception*>(&exception) != nullptr;
}

bool broke_the_connection(const std::exception& exception) noexcept {
  if (const auto* sql = dynamic_cast<const pqxx::sql_error*>(&exception)) return ends_connection(*sql);
  return is_without_result(exception) || dynamic_cast<const pqxx::broken_connection*>(&exception) != nullptr ||
         dynamic_cast<const pqxx::in_doubt_error*>(&exception) != nullptr;
}

bool is_worth_a_second_attempt(const std::exception& exception) noexcept {
  if (broke_the_connection(exception)) return true;
  if (dynamic_cast<const pqxx::transaction_rollback*>(&exception) != nullptr) return true;
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&exception);
  return sql != nullptr && (sql->sqlstate() == "40001" || sql->sqlstate() == "40P01");
}

}  // namespace leerwijzer
