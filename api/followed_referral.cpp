#include "api/followed_referral.hpp"

#include "api/plan_code.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/referral_wire.hpp"
#include "engine/domain/sealed_note.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

FollowView followed_referral(const Call& call, const std::string& code) {
  const auto referral = referrals_of(call).find(digest_of_code(code), call.today);
  if (!referral) throw ErrorException(unknown_code());
  const std::string content =
      open_note_with_code({referral->content, referral->key_for_desk, referral->key_for_person}, code).value_or("");
  const auto desk = snapshot_of(call).geography.desk(referral->desk, call.today);
  FollowView view;
  view.referral = write_referral(*referral, content, desk ? std::string_view(desk->point.name) : std::string_view{});
  view.code = grouped_code(code);
  view.may_withdraw = referral->status != ReferralStatus::withdrawn;
  return view;
}

Result<Answer> with_referral_code(const Call& call, const PageSettings& settings,
                                  Result<Answer> (*act)(const FormCall& form, const PageSettings& settings)) {
  const FormCall form(call);
  PageSettings below = settings;
  below.path = "/hulp/volgen";
  const auto ask_again = [&](std::string_view fault, ErrorCode code) {
    return html(follow_code_page(below, fault, form.value("code")), code);
  };
  if (form.code().empty()) return ask_again("kept.fault.form", ErrorCode::invalid_input);
  try {
    return act(form, below);
  } catch (const ErrorException& error) {
    if (error.error().code != ErrorCode::not_found) throw;
    return ask_again("follow.fault", ErrorCode::not_found);
  }
}

}  // namespace leerwijzer
