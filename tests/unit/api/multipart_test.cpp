#include "api/http/multipart.hpp"

#include <gtest/gtest.h>

#include <string>

namespace leerwijzer {
namespace {

constexpr std::string_view k_type = "multipart/form-data; boundary=----Grens7";

std::string part(const std::string& head, const std::string& content) {
  return "------Grens7\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
}
const std::string k_end = "------Grens7--\r\n";

TEST(Multipart, gives_fields_and_files_in_order) {
  const std::string body = part("name=\"csrf\"", "abc") +
                           part("name=\"bestand\"; filename=\"aanbod 2027.csv\"\r\nContent-Type: text/csv",
                                "key;title\r\n\r\n1;Lassen--\r\n") +
                           k_end;
  const auto parts = read_multipart(k_type, body);
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ(parts->at(0).name, "csrf");
  EXPECT_EQ(parts->at(0).content, "abc");
  EXPECT_FALSE(parts->at(0).file_name);
  EXPECT_EQ(parts->at(1).file_name, "aanbod 2027.csv");
  EXPECT_EQ(parts->at(1).content, "key;title\r\n\r\n1;Lassen--\r\n");
}

TEST(Multipart, takes_a_boundary_in_quotes_and_an_empty_file) {
  const std::string body = part("name=\"bestand\"; filename=\"\"", "") + k_end;
  const auto parts = read_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"----Grens7\"", body);
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->at(0).content, "");
  EXPECT_EQ(parts->at(0).file_name, "");
}

TEST(Multipart, a_semicolon_in_quotes_parts_nothing) {
  const auto parts = read_multipart(k_type, part("filename=\"a; name=x.csv\"; name=\"bestand\"", "1") + k_end);
  ASSERT_TRUE(parts.has_value()) << "body of one part";
  EXPECT_EQ(parts->at(0).name, "bestand");
}

TEST(Multipart, refuses_what_is_no_such_form) {
  const std::string good = part("name=\"a\"", "1");
  for (const std::string& body : {std::string(), std::string("a=1"), good, good + "------Grens7", "\r\n" + good + k_end,
                                  part("naam=\"a\"", "1") + k_end, part("name=\"\"", "1") + k_end,
                                  part("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") + k_end,
                                  std::string("------Grens7\r\nX: 1\r\n\r\n1\r\n") + k_end}) {
    EXPECT_FALSE(read_multipart(k_type, body).has_value()) << body;
  }
  for (const char* type : {"", "text/csv", "multipart/form-data",
                           "multipart/form-data; boundary=", "multipart/mixed; boundary=----Grens7"})
    EXPECT_FALSE(read_multipart(type, good + k_end).has_value()) << type;
}

TEST(Multipart, a_form_has_a_bounded_number_of_parts) {
  std::string body;
  for (std::size_t i = 0; i < k_most_parts; ++i) body += part("name=\"a\"", "1");
  EXPECT_TRUE(read_multipart(k_type, body + k_end).has_value());
  EXPECT_FALSE(read_multipart(k_type, body + part("name=\"a\"", "1") + k_end).has_value());
}

}  // namespace
}  // namespace leerwijzer
