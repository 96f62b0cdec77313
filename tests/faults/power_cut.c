/*
 * What a disk would still hold if the power went now.
 *
 * Preloaded into a process, this copies each file of the folder LIVE to the folder SHADOW once a sync of it succeeded,
 * and takes a removed file out of SHADOW only once its folder was synced. Killing the process and opening SHADOW is
 * then what opening the database after a power cut is: everything that was not synced is gone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_REMOVED 64
static char removed[MOST_REMOVED][PATH_MAX];
static int removed_count;

static const char *name_in_live(const char *path) {
    const char *live = getenv("LIVE");
    size_t length = live ? strlen(live) : 0;
    if (!length || strncmp(path, live, length)) return NULL;
    return path[length] == '/' ? path + length + 1 : path + length;
}

static void shadow_path(char *into, const char *name) {
    snprintf(into, PATH_MAX, "%s/%s", getenv("SHADOW"), name);
}

/* Copy under another name first, so that a kill during the copy leaves the last whole one. */
static void copy_to_shadow(int from, const char *name) {
    char target[PATH_MAX], draft[PATH_MAX + 8], block[65536];
    off_t at = 0;
    ssize_t got;
    shadow_path(target, name);
    snprintf(draft, sizeof draft, "%s.draft", target);
    int into = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (into < 0) return;
    while ((got = pread(from, block, sizeof block, at)) > 0 && write(into, block, (size_t)got) == got) at += got;
    close(into);
    rename(draft, target);
}

static void removals_reach_the_disk(void) {
    char target[PATH_MAX];
    for (int each = 0; each < removed_count; each++) {
        shadow_path(target, removed[each]);
        unlink(target);
    }
    removed_count = 0;
}

static void synced(int handle) {
    char link[64], path[PATH_MAX];
    struct stat facts;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || fstat(handle, &facts)) return;
    path[length] = 0;
    const char *name = name_in_live(path);
    if (!name) return;
    if (S_ISDIR(facts.st_mode)) removals_reach_the_disk();
    else copy_to_shadow(handle, name);
}

typedef int (*on_handle)(int);
typedef int (*on_path)(const char *);

int fsync(int handle) {
    int failed = ((on_handle)dlsym(RTLD_NEXT, "fsync"))(handle);
    if (!failed) synced(handle);
    return failed;
}

int fdatasync(int handle) {
    int failed = ((on_handle)dlsym(RTLD_NEXT, "fdatasync"))(handle);
    if (!failed) synced(handle);
    return failed;
}

int unlink(const char *path) {
    int failed = ((on_path)dlsym(RTLD_NEXT, "unlink"))(path);
    const char *name = name_in_live(path);
    if (!failed && name && removed_count < MOST_REMOVED) snprintf(removed[removed_count++], PATH_MAX, "%s", name);
    return failed;
}
