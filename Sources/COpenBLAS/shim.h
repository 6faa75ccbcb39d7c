// OpenBLAS with its CBLAS interface, and LAPACKE, which Debian packages apart.
#pragma once
#include <cblas.h>
#include <lapacke.h>
