// One connection of the test server, plain or with TLS, and the certificate that the server made for itself.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace leerwijzer::testing {

/// A key and a certificate for 127.0.0.1 that is signed by itself, made anew each time.
class TlsIdentity {
 public:
  TlsIdentity();
  ~TlsIdentity();
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;
  [[nodiscard]] SSL_CTX* context() const noexcept { return context_; }
  /// In PEM, for a client that is to trust it.
  [[nodiscard]] const std::string& certificate() const noexcept { return certificate_; }

 private:
  SSL_CTX* context_ = nullptr;
  std::string certificate_;
};

/// Closes on destruction. Every call waits three seconds at most.
class ServedConnection {
 public:
  ServedConnection(int socket, const TlsIdentity* identity);
  ~ServedConnection();
  ServedConnection(const ServedConnection&) = delete;
  ServedConnection& operator=(const ServedConnection&) = delete;

  /// False when the client does not go along, for example because it does not trust the certificate.
  [[nodiscard]] bool begin();

  /// Bytes up to the empty line, and the body where there is one; false when the client is too slow or sends too much.
  [[nodiscard]] bool read_request(std::string& head);

  bool send(const char* data, std::size_t size);

  /// The client will see "connection reset" in place of an end.
  void reset_at_end();

 private:
  [[nodiscard]] bool wait_for_bytes() const;

  int socket_;
  SSL* tls_ = nullptr;
};

}  // namespace leerwijzer::testing
