// A request and a response as the rest of the program sees them: plain values without a type of the
// network library, so that endpoints, pages and tests stay cheap to compile.
#pragma once

#include "api/http/work.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

struct WebRequest {
  std::string method;                                        ///< as sent: "GET"
  std::string target;                                        ///< as sent: "/v1/offers?q=zorg"
  std::string path;                                          ///< decoded, clean UTF-8: "/v1/offers"
  std::vector<std::pair<std::string, std::string>> query;    ///< decoded, in order, repeated keys kept
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string id;      ///< of this request: from X-Request-Id, or made here
  std::string client;  ///< address of the other end of the connection: "192.0.2.7"; empty in tests without a socket
  std::string trace;   ///< trace id of a valid traceparent; empty without one

  /// The first header of that lower-case name; empty when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;

  /// The value of a cookie; empty when absent.
  [[nodiscard]] std::string_view cookie(std::string_view name) const noexcept;
};

struct WebResponse {
  int status = 200;
  std::string content_type;  ///< empty: no body
  std::string body;
  std::shared_ptr<const std::string> shared_body;  ///< instead of `body` where it is set: one that is kept
  std::vector<std::pair<std::string, std::string>> headers;
  bool close = false;   ///< end the connection after it
  std::string route;    ///< path template that answered, for metrics and the log; empty: none
  std::string refusal;  ///< why it was refused, for metrics ("framing", "overload"); empty: it was not

  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
  [[nodiscard]] const std::string& content() const noexcept { return shared_body ? *shared_body : body; }
};

/// What the server serves.
class HttpApplication {
 public:
  virtual ~HttpApplication() = default;

  /// An answer that is ready and needs no more than a look; nothing when it has to be made. Never waits.
  [[nodiscard]] virtual std::optional<WebResponse> at_once(const WebRequest& request) = 0;

  /// May answering wait for a database or search an index? Then it runs in the bounded pool.
  [[nodiscard]] virtual bool may_block(const WebRequest& request) const = 0;

  /// What kind of work answering is, where it may block.
  [[nodiscard]] virtual Work work_of(const WebRequest& request) const = 0;

  /// Bytes that the body of this request (its head is known) may have.
  [[nodiscard]] virtual std::size_t body_limit(const WebRequest& head, std::size_t usual) const = 0;

  /// Never throws for anything that a client sends.
  [[nodiscard]] virtual WebResponse answer(const WebRequest& request) = 0;

  /// Adds the headers that every response carries; also for what the server itself refuses.
  virtual void finish(WebResponse& response) const = 0;

  /// After a response was composed. `request` is null where none could be read.
  virtual void observe(const WebRequest* request, const WebResponse& response, double seconds) = 0;

  /// Number of requests that are being answered.
  virtual void in_flight(int change) = 0;
};

}  // namespace leerwijzer
