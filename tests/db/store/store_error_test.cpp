// What pqxx throws, as our errors: whose fault it is, whether to try again, whether the connection may be used again.
#include "engine/store/store_error.hpp"

#include <gtest/gtest.h>

#include <pqxx/except>

namespace leerwijzer {
namespace {

enum class Then { connection_is_gone, try_again, neither };

void expect_read_as(const std::exception& thrown, ErrorCode code, Then then) {
  const Error error = store_error(thrown, "find-offer");
  EXPECT_EQ(error.code, code) << error.what;
  EXPECT_EQ(error.where, "sql:find-offer");
  EXPECT_EQ(broke_the_connection(thrown), then == Then::connection_is_gone);
  EXPECT_EQ(is_worth_a_second_attempt(thrown), then != Then::neither);
}

TEST(StoreError, AConnectionThatEndsWithinAStatementIsNoFaultOfOurs) {
  // libpq makes this result itself, so it has no SQLSTATE.
  expect_read_as(pqxx::sql_error("server closed the connection unexpectedly", "SELECT 1"), ErrorCode::unavailable,
                 Then::connection_is_gone);
}

TEST(StoreError, AnAnswerThatCouldNotBeReadCountsAsABrokenConnection) {
  expect_read_as(pqxx::failure("no connection to the server"), ErrorCode::unavailable, Then::connection_is_gone);
}

TEST(StoreError, AServerThatShutsDownIsAwayForAMoment) {
  for (const char* state : {"57P01", "57P02", "57P03", "08006"})
    expect_read_as(pqxx::sql_error("terminating connection", "SELECT 1", state), ErrorCode::unavailable,
                   Then::connection_is_gone);
  expect_read_as(pqxx::broken_connection("could not connect"), ErrorCode::unavailable, Then::connection_is_gone);
}

TEST(StoreError, ACommitInDoubtIsDoneAgain) {
  expect_read_as(pqxx::in_doubt_error("the connection was lost"), ErrorCode::unavailable, Then::connection_is_gone);
}

TEST(StoreError, ALostRaceIsTriedAgainOnTheSameConnection) {
  expect_read_as(pqxx::sql_error("could not serialize", "UPDATE", "40001"), ErrorCode::unavailable, Then::try_again);
  expect_read_as(pqxx::deadlock_detected("deadlock"), ErrorCode::unavailable, Then::try_again);
}

TEST(StoreError, WhatTheDataBreaksIsAConflict) {
  expect_read_as(pqxx::sql_error("duplicate key", "INSERT", "23505"), ErrorCode::conflict, Then::neither);
}

TEST(StoreError, AStatementThatIsWrongIsAFaultOfOurs) {
  expect_read_as(pqxx::sql_error("syntax error", "SELEC", "42601"), ErrorCode::internal, Then::neither);
  expect_read_as(pqxx::usage_error("used wrongly"), ErrorCode::internal, Then::neither);
}

}  // namespace
}  // namespace leerwijzer
