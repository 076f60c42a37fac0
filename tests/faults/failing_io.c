/* Loaded with LD_PRELOAD: the Nth call that writes, flushes or renames a file under FAILING_IO_UNDER fails with EIO (or
 * the number in FAILING_IO_ERRNO), and so does each after it until FAILING_IO_TIMES have failed (1). Every failure leaves a
 * line in the file FAILING_IO_LOG. Without FAILING_IO_AT it only counts, and writes the count when the program ends.
 * Compile: cc -shared -fPIC -O1 -o failing_io.so failing_io.c -ldl                                                    */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;

static long setting(const char* name, long otherwise) {
  const char* text = getenv(name);
  return text && *text ? atol(text) : otherwise;
}

static void note(const char* what, const char* path) {
  const char* log = getenv("FAILING_IO_LOG");
  if (!log) return;
  FILE* file = fopen(log, "a");
  if (!file) return;
  fprintf(file, "%s %s\n", what, path);
  fclose(file);
}

static int concerns(const char* path) {
  const char* under = getenv("FAILING_IO_UNDER");
  return under && strncmp(path, under, strlen(under)) == 0;
}

/* Is it the turn of this call to fail? */
static int fails(const char* what, const char* path) {
  if (!concerns(path)) return 0;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  const long at = setting("FAILING_IO_AT", 0);
  if (at <= 0 || number < at || number >= at + setting("FAILING_IO_TIMES", 1)) return 0;
  note(what, path);
  errno = (int)setting("FAILING_IO_ERRNO", EIO);
  return 1;
}

static int fails_on(const char* what, int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return fails(what, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int d, const void* p, size_t n) { return fails_on("write", d) ? -1 : REAL(write)(d, p, n); }
ssize_t writev(int d, const struct iovec* v, int n) { return fails_on("writev", d) ? -1 : REAL(writev)(d, v, n); }
ssize_t pwrite(int d, const void* p, size_t n, off_t o) { return fails_on("pwrite", d) ? -1 : REAL(pwrite)(d, p, n, o); }
ssize_t pwrite64(int d, const void* p, size_t n, off64_t o) { return fails_on("pwrite", d) ? -1 : REAL(pwrite64)(d, p, n, o); }
int fsync(int d) { return fails_on("fsync", d) ? -1 : REAL(fsync)(d); }
int fdatasync(int d) { return fails_on("fdatasync", d) ? -1 : REAL(fdatasync)(d); }
int ftruncate(int d, off_t n) { return fails_on("ftruncate", d) ? -1 : REAL(ftruncate)(d, n); }
int rename(const char* from, const char* to) { return fails("rename", to) ? -1 : REAL(rename)(from, to); }

__attribute__((destructor)) static void tell(void) {
  char text[32];
  if (setting("FAILING_IO_AT", 0) > 0) return;
  snprintf(text, sizeof text, "%ld", (long)atomic_load(&calls));
  note("calls", text);
}
