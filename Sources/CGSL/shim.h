// The GNU Scientific Library, bound to OpenBLAS's CBLAS.
//
// GSL's own cblas header declares the same enums with fewer cases than OpenBLAS does, and Swift
// refuses two definitions of one name. Defining the header's guard keeps GSL's copy out.
#pragma once
#include <cblas.h>
#define __GSL_CBLAS_H__
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
