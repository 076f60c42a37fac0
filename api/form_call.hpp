// A form cannot send request headers: its fields `code`, `versie` and `sleutel` stand for Leerwijzer-Code, If-Match and
// Idempotency-Key, so that pages change plans and referrals with the same calls as /v1, and a code is in no address.
#pragma once

#include "api/endpoint.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class FormCall {
 public:
  /// `sleutel` is made once for a form that is shown; sent twice with the same words it asks the same thing once.
  /// Throws ErrorException with invalid_input for a form that cannot be read.
  explicit FormCall(const Call& call);
  FormCall(const FormCall&) = delete;
  FormCall& operator=(const FormCall&) = delete;

  /// As if it had come with the headers. Lives as long as this.
  [[nodiscard]] const Call& call() const noexcept { return call_; }
  /// The code in its one form; empty: none was sent, or it is no code.
  [[nodiscard]] std::string code() const;
  /// The first value of a field, without spaces around it; empty: it was not sent.
  [[nodiscard]] std::string value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;

 private:
  TextPairs fields_;
  WebRequest request_;
  Call call_;
};

/// For the field `sleutel`.
[[nodiscard]] std::string new_form_key();

}  // namespace leerwijzer
