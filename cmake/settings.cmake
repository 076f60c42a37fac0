# Language level, warnings and tools that every target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(LEERWIJZER_CCACHE ccache)
if(LEERWIJZER_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LEERWIJZER_CCACHE}")
endif()

find_program(LEERWIJZER_MOLD mold)
if(LEERWIJZER_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# The interface that every target of ours links: include root and warnings.
add_library(leerwijzer_settings INTERFACE)
target_include_directories(leerwijzer_settings INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_compile_options(leerwijzer_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align
  -Wunused -Wformat=2 -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>
  # g++ 12 sees overlapping copies in std::string::operator+ that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${LEERWIJZER_WERROR}>:-Werror>)

# leerwijzer_library(<name> LINKS <targets...>): a static library of every .cpp in the folder.
function(leerwijzer_library name)
  cmake_parse_arguments(arg "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)  # a folder with headers only
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE leerwijzer_settings ${arg_LINKS})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC leerwijzer_settings ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
endfunction()
