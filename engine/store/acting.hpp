// For whom a transaction acts: the row-level security of PostgreSQL shows and takes rows of that desk or that provider
// only, whatever a statement says. Only for files inside engine/store.
#pragma once

#include "engine/core/ids.hpp"

#include <string>

namespace leerwijzer {

class Transaction;

/// Until the transaction ends. Policies compare with current_setting('leerwijzer.desk', true).
void act_for_desk(Transaction& tx, const std::string& desk);

/// Policies compare with current_setting('leerwijzer.provider', true), a number as text.
void act_for_provider(Transaction& tx, ProviderId provider);

}  // namespace leerwijzer
