// The headers every generated file needs, precompiled once per tool version and set of flags:
// reading them is two thirds of the time a small design takes to compile.
#ifndef KCP_PCH_H_
#define KCP_PCH_H_

#include "kcp_report.h"

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "verilated.h"
#include "verilated_syms.h"

#endif
