// The settings of the GNU C library's allocator, which Swift's own module leaves out.
#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
static inline void schakel_settle_memory(void) {
#if defined(M_MMAP_THRESHOLD) && defined(M_ARENA_MAX)
  mallopt(M_MMAP_THRESHOLD, 1 << 18);
  mallopt(M_ARENA_MAX, 2);
#endif
}
#else
static inline void schakel_settle_memory(void) {}
#endif
