// zlib, for gzip-compressed data files.
#pragma once
#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not import. 16 + MAX_WBITS accepts gzip members only.
static inline int czlib_inflate_init_gzip(z_streamp stream) {
  return inflateInit2(stream, 16 + MAX_WBITS);
}
