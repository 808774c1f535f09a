/* A disk of which one call fails: loaded before the C library (LD_PRELOAD), for files of one folder.
 *
 * BROKEN_FOLDER names the folder. Of the calls of the kind BROKEN_CALL (open, write, sync, ftruncate, rename) on
 * it, the one with the number BROKEN_WHEN fails as BROKEN_HOW says: with the number of an error, or `short`, which
 * writes half and says so. It is written down in the file BROKEN_NOTES with its moment (CLOCK_MONOTONIC, in
 * milliseconds). Where BROKEN_WHEN is 0 nothing fails, and every call is written down.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { GOES_ON = 0, FAILS = 1, SHORT = 2 };

static atomic_long count;

static void note(const char *kind, const char *path)
{
    struct timespec now;
    char line[512];
    clock_gettime(CLOCK_MONOTONIC, &now);
    int length = snprintf(line, sizeof line, "%s %s %lld\n", kind, path + strlen(getenv("BROKEN_FOLDER")),
                          (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
    long file = syscall(SYS_openat, AT_FDCWD, getenv("BROKEN_NOTES"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    syscall(SYS_write, file, line, length);
    syscall(SYS_close, file);
}

/* What this call does: it goes on, fails, or is short. */
static int outcome(const char *kind, const char *path)
{
    const char *folder = getenv("BROKEN_FOLDER");
    if (folder == NULL || path == NULL || strncmp(path, folder, strlen(folder)) != 0)
        return GOES_ON;
    long when = atol(getenv("BROKEN_WHEN"));
    if (when == 0)
        note(kind, path);
    if (when == 0 || strcmp(kind, getenv("BROKEN_CALL")) != 0 || atomic_fetch_add(&count, 1) + 1 != when)
        return GOES_ON;
    note(kind, path);
    if (strcmp(getenv("BROKEN_HOW"), "short") == 0)
        return SHORT;
    errno = atoi(getenv("BROKEN_HOW"));
    return FAILS;
}

static int outcome_of_file(const char *kind, int file)
{
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    if (length < 0)
        return GOES_ON;
    path[length] = '\0';
    return outcome(kind, path);
}

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    return outcome("open", path) == FAILS ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE(flags)                                      \
    mode_t mode = 0;                                     \
    if ((flags) & (O_CREAT | O_TMPFILE)) {               \
        va_list rest;                                    \
        va_start(rest, flags);                           \
        mode = va_arg(rest, mode_t);                     \
        va_end(rest);                                    \
    }

int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }

ssize_t pwrite64(int file, const void *content, size_t size, off64_t at)
{
    int found = outcome_of_file("write", file);
    return found == FAILS ? -1 : syscall(SYS_pwrite64, file, content, found == SHORT ? (size + 1) / 2 : size, at);
}

ssize_t pwrite(int file, const void *content, size_t size, off_t at) { return pwrite64(file, content, size, at); }

ssize_t write(int file, const void *content, size_t size)
{
    int found = outcome_of_file("write", file);
    return found == FAILS ? -1 : syscall(SYS_write, file, content, found == SHORT ? (size + 1) / 2 : size);
}

int fsync(int file) { return outcome_of_file("sync", file) == FAILS ? -1 : (int)syscall(SYS_fsync, file); }
int fdatasync(int file) { return outcome_of_file("sync", file) == FAILS ? -1 : (int)syscall(SYS_fdatasync, file); }

int ftruncate64(int file, off64_t size)
{
    return outcome_of_file("ftruncate", file) == FAILS ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int rename(const char *old, const char *new)
{
    return outcome("rename", old) == FAILS ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}
