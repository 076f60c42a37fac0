#include "tests/support/served_connection.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace leerwijzer::testing {
namespace {

constexpr std::size_t k_most_head = 64 * 1024;
constexpr int k_patience_ms = 3'000;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3'600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  const std::array<unsigned char, 10> words{"127.0.0.1"};
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, words.data(), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate.get(), extension, -1);
  X509_EXTENSION_free(extension);
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

std::string pem_of(X509* certificate) {
  BIO* const memory = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(memory, certificate);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

/// Is the empty line there, and as much of a body as Content-Length says?
bool is_whole(const std::string& head) {
  const std::size_t end = head.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  constexpr std::string_view k_length = "\r\nContent-Length: ";
  const std::size_t length = head.find(k_length);
  if (length == std::string::npos || length > end) return true;
  return head.size() - end - 4 >= std::strtoul(head.c_str() + length + k_length.size(), nullptr, 10);
}

}  // namespace

TlsIdentity::TlsIdentity() : context_(SSL_CTX_new(TLS_server_method())) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  if (context_ == nullptr || !key) throw std::runtime_error("the test server cannot make a key");
  const Certificate certificate = self_signed(key.get());
  if (SSL_CTX_use_certificate(context_, certificate.get()) != 1 || SSL_CTX_use_PrivateKey(context_, key.get()) != 1)
    throw std::runtime_error("the test server cannot use its certificate");
  certificate_ = pem_of(certificate.get());
}

TlsIdentity::~TlsIdentity() { SSL_CTX_free(context_); }

ServedConnection::ServedConnection(int socket, const TlsIdentity* identity) : socket_(socket) {
  if (identity == nullptr) return;
  tls_ = SSL_new(identity->context());
  SSL_set_fd(tls_, socket_);
}

ServedConnection::~ServedConnection() {
  if (tls_ != nullptr) SSL_free(tls_);
  ::close(socket_);
}

bool ServedConnection::begin() { return tls_ == nullptr || SSL_accept(tls_) == 1; }

bool ServedConnection::wait_for_bytes() const {
  if (tls_ != nullptr && SSL_pending(tls_) > 0) return true;
  pollfd waiting{socket_, POLLIN, 0};
  return ::poll(&waiting, 1, k_patience_ms) > 0;
}

bool ServedConnection::read_request(std::string& head) {
  std::array<char, 4096> piece{};
  while (!is_whole(head)) {
    if (!wait_for_bytes() || head.size() > k_most_head) return false;
    const auto count = tls_ != nullptr ? SSL_read(tls_, piece.data(), static_cast<int>(piece.size()))
                                       : ::recv(socket_, piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    head.append(piece.data(), static_cast<std::size_t>(count));
  }
  return true;
}

bool ServedConnection::send(const char* data, std::size_t size) {
  while (size > 0) {
    const auto count =
        tls_ != nullptr ? SSL_write(tls_, data, static_cast<int>(size)) : ::send(socket_, data, size, MSG_NOSIGNAL);
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

void ServedConnection::reset_at_end() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace leerwijzer::testing
