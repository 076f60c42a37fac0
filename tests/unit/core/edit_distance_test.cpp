#include "engine/core/edit_distance.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

TEST(EditDistance, counts_single_changes) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 8), 3U);
  EXPECT_EQ(edit_distance("", "abc", 8), 3U);
  EXPECT_EQ(edit_distance("lasser", "lasser", 2), 0U);
}

TEST(EditDistance, is_never_told_beyond_the_most_that_was_asked) {
  EXPECT_GT(edit_distance("abcdef", "uvwxyz", 2), 2U);
}

}  // namespace
}  // namespace leerwijzer
