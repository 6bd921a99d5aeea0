// Comes before everything else, also before Verilator's own run-time files: whatever the model
// prints is kept in memory, because standard output belongs to the command line.
#ifndef KCP_REPORT_H_
#define KCP_REPORT_H_

int kcp_print(const char* format, ...) __attribute__((format(printf, 1, 2)));
#define VL_PRINTF kcp_print

#endif
