#include "engine/domain/allowed_markup.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

TEST(AllowedMarkup, keeps_allowed_tags_and_writes_bare_signs_as_entities) {
  EXPECT_EQ(allowed_markup("<p>Leer <b>lassen</b><br>bij ons</p>").value(), "<p>Leer <b>lassen</b><br>bij ons</p>");
  EXPECT_EQ(allowed_markup("Zorg & welzijn, < 18 jaar, 3 > 2").value(), "Zorg &amp; welzijn, &lt; 18 jaar, 3 &gt; 2");
  EXPECT_EQ(allowed_markup("caf&eacute; &#233; &amp;").value(), "caf&eacute; &#233; &amp;");
  EXPECT_EQ(allowed_markup("<A href=\"https://school.nl/a?b=1\">hier</A>").value(),
            "<a href=\"https://school.nl/a?b=1\">hier</a>");
  EXPECT_EQ(allowed_markup("<BR/>").value(), "<br>");
}

TEST(AllowedMarkup, refuses_what_could_run_or_break_a_page) {
  for (const char* text :
       {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=\"x()\">a</p>", "<b style=\"x\">a</b>",
        "<a href=\"javascript:alert(1)\">a</a>", "<a href='https://x.nl'>a</a>", "<a>zonder adres</a>", "<p>open",
        "</p>", "<b><i>a</b></i>", "<!-- a -->", "<?php ?>", "<p", "</br>",
        "<a href=\"https://x.nl\" onclick=\"y\">a</a>", "<svg/onload=alert(1)>"}) {
    const auto refused = allowed_markup(text);
    ASSERT_FALSE(refused) << text << " gave " << *refused;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
    EXPECT_FALSE(refused.error().what.empty() || refused.error().hint.empty()) << text;
  }
}

TEST(AllowedMarkup, of_what_it_gave_changes_nothing) {
  for (const char* text : {"a & b", "&amp; &lt; &", "<ul><li>x</li></ul>", "1 < 2 <b>3</b> > &x;"}) {
    const std::string once = allowed_markup(text).value();
    EXPECT_EQ(allowed_markup(once).value(), once);
  }
}

}  // namespace
}  // namespace leerwijzer
