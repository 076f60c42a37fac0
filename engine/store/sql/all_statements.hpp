// Every named statement, for the test that prepares them all. A new table is added here; its
// statements follow by themselves.
#pragma once

#include "engine/store/sql/account_statements.hpp"
#include "engine/store/sql/audit_statements.hpp"
#include "engine/store/sql/batch_statements.hpp"
#include "engine/store/sql/case_statements.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/sql/migration_statements.hpp"
#include "engine/store/sql/model_statements.hpp"
#include "engine/store/sql/offer_read_statements.hpp"
#include "engine/store/sql/offer_write_statements.hpp"
#include "engine/store/sql/operation_statements.hpp"
#include "engine/store/sql/plan_statements.hpp"
#include "engine/store/sql/provider_key_statements.hpp"
#include "engine/store/sql/publication_statements.hpp"
#include "engine/store/sql/quarantine_statements.hpp"
#include "engine/store/sql/reference_statements.hpp"
#include "engine/store/sql/reference_version_statements.hpp"
#include "engine/store/sql/referral_statements.hpp"
#include "engine/store/sql/report_statements.hpp"
#include "engine/store/sql/retention_statements.hpp"
#include "engine/store/sql/retry_statements.hpp"
#include "engine/store/sql/same_statements.hpp"
#include "engine/store/sql/session_statements.hpp"
#include "engine/store/sql/shortage_statements.hpp"
#include "engine/store/sql/source_statements.hpp"
#include "engine/store/sql/taxonomy_statements.hpp"
#include "engine/store/sql/upload_statements.hpp"

#include <vector>

namespace leerwijzer {

[[nodiscard]] inline std::vector<Statement> all_statements() {
  std::vector<Statement> all;
  const auto add = [&](const auto& table) { all.insert(all.end(), table.entries.begin(), table.entries.end()); };
  add(k_migration_sql);
  add(k_audit_sql);
  add(k_fetch_sql);
  add(k_source_sql);
  add(k_quarantine_sql);
  add(k_batch_sql);
  add(k_change_sql);
  add(k_retention_sql);
  add(k_same_sql);
  add(k_group_sql);
  add(k_shown_sql);
  add(k_same_review_sql);
  add(k_offer_write_sql);
  add(k_offer_read_sql);
  add(k_taxonomy_sql);
  add(k_model_sql);
  add(k_region_sql);
  add(k_scheme_sql);
  add(k_fund_sql);
  add(k_shortage_sql);
  add(k_reference_version_sql);
  add(k_report_sql);
  add(k_operation_sql);
  add(k_referral_sql);
  add(k_plan_sql);
  add(k_retry_sql);
  add(k_account_sql);
  add(k_session_sql);
  add(k_provider_key_sql);
  add(k_case_sql);
  add(k_hand_over_sql);
  add(k_publication_sql);
  add(k_reach_sql);
  add(k_upload_sql);
  add(k_provider_source_sql);
  return all;
}

}  // namespace leerwijzer
