// The C boundary of a Verilated design. One loaded library is one model: the globals below are its
// state. Every function returns 0, or 1 with the reason in kcp_error(); no exception leaves.
#include "kcp_pch.h"
// After the precompiled header, which must come first.
#include "kcp_axil.h"
#include "kcp_java.h"
#include "kcp_model.h"
#include "kcp_stream.h"

#define KCP_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

std::unique_ptr<kcp::Model> model;
std::unique_ptr<kcp::Stream> stream;
std::string printed;  // what the model wrote, newest last, bounded
std::string error;
std::string taken;  // what of the trace the caller has
bool stopped = false;

constexpr size_t PRINTED_LIMIT = 16384;

std::string lastLine() {
  std::string text = printed;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

/// Ends the evaluation with the place and, if the model just printed about it, its message.
[[noreturn]] void stop(const char* file, int line, const std::string& reason) {
  const std::string place = std::string(file) + ":" + std::to_string(line);
  const std::string said = lastLine();
  if (said.find(place) != std::string::npos) throw kcp::Stopped(said);
  throw kcp::Stopped(place + ": " + reason);
}

template <class Body>
int guarded(Body body) {
  if (stopped) return 1;  // error still holds the reason
  try {
    if (model) model->enter();
    body();
    return 0;
  } catch (const kcp::Stopped& e) {
    stopped = true;
    error = model ? "cycle " + std::to_string(model->cycles()) + ": " + e.what() : e.what();
  } catch (const kcp::ErrorAnswer& e) {
    error = e.what();
    return 2;
  } catch (const std::exception& e) {
    error = e.what();
  }
  return 1;
}

}  // namespace

int kcp_print(const char* format, ...) {
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  const int length = std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  printed += text;
  if (printed.size() > PRINTED_LIMIT) printed.erase(0, printed.size() - PRINTED_LIMIT);
  return length;
}

// What Verilator would end the process for (VL_USER_STOP and so on).
void vl_stop(const char* file, int line, const char*) { stop(file, line, "$stop"); }
void vl_finish(const char* file, int line, const char*) { stop(file, line, "$finish"); }
void vl_fatal(const char* file, int line, const char*, const char* text) {
  stop(file, line, text);
}
// A warning at run time is a missing or short memory image: never to be passed over.
void vl_warn(const char* file, int line, const char*, const char* text) {
  stop(file, line, text);
}

KCP_EXPORT const char* kcp_error() { return error.c_str(); }
KCP_EXPORT const char* kcp_printed() { return printed.c_str(); }
KCP_EXPORT int64_t kcp_cycles() { return model->cycles(); }

KCP_EXPORT int kcp_create(int seed) {
  return guarded([&] { model = std::make_unique<kcp::Model>(seed); });
}

KCP_EXPORT void kcp_destroy() {
  stream.reset();
  model.reset();
}

/// Runs cycles of a PinBlock, from the cycle first on.
KCP_EXPORT int kcp_run(JNIEnv* env, jobject block, int first, int cycles) {
  return guarded([&] {
    const kcp::PinnedBlock pins(env, block);
    if (!pins.pinned()) throw kcp::Refused("run: no memory to pin the arrays");
    const uint32_t* inputs = pins.inputs() + static_cast<int64_t>(first) * KCP_INPUT_WORDS;
    uint32_t* outputs = pins.outputs() + static_cast<int64_t>(first) * KCP_OUTPUT_WORDS;
    for (int i = 0; i < cycles; i++) {
      model->step(inputs, outputs);
      inputs += KCP_INPUT_WORDS;
      outputs += KCP_OUTPUT_WORDS;
    }
  });
}

/// What a C++ program without Java would do, as a measure of kcp_run: the records are read where
/// they lie and of the outputs only the sum of all words is kept.
KCP_EXPORT int kcp_replay(int cycles, const uint32_t* inputs, uint32_t* sum) {
  return guarded([&] {
    kcp::Model::Outputs outputs = {};
    uint32_t total = 0;
    for (int i = 0; i < cycles; i++) {
      model->step(inputs, outputs);
      inputs += KCP_INPUT_WORDS;
      for (int w = 0; w < KCP_OUTPUT_WORDS; w++) total += outputs[w];
    }
    *sum = total;
  });
}

KCP_EXPORT int kcp_reset(int cycles) {
  return guarded([&] {
    kcp::aresetn.require();
    const kcp::Model::Inputs inputs = {};
    kcp::Model::Outputs outputs;
    for (int i = 0; i < cycles; i++) model->step(inputs, outputs);
  });
}

/// Streams; fills report with accepted, outputs, cycles, done, firstAccepted, lastOutput, frames.
KCP_EXPORT int kcp_stream(const uint32_t* beats, int64_t count, int64_t expected, double gap,
                          double stall, int64_t seed, int64_t idleLimit, int64_t* report) {
  return guarded([&] {
    const kcp::StreamRequest request{beats,     count, expected, gap, stall,
                                     static_cast<uint64_t>(seed), idleLimit};
    stream = std::make_unique<kcp::Stream>(*model, request);
    stream->run();
    const kcp::StreamReport& r = stream->report;
    const int64_t values[] = {r.accepted,      r.outputs,    r.cycles, r.done,
                              r.firstAccepted, r.lastOutput, r.frames};
    std::copy(std::begin(values), std::end(values), report);
  });
}

/// Copies what the last stream received, and frees it.
KCP_EXPORT int kcp_stream_take(uint32_t* beats, int64_t* stamps) {
  return guarded([&] {
    std::copy(stream->outputs.begin(), stream->outputs.end(), beats);
    std::copy(stream->stamps.begin(), stream->stamps.end(), stamps);
    stream.reset();
  });
}

KCP_EXPORT int kcp_read(int address, uint32_t* value) {
  return guarded([&] { *value = kcp::Registers(*model).read(address); });
}

KCP_EXPORT int kcp_write(int address, int value) {
  return guarded([&] { kcp::Registers(*model).write(address, value); });
}

KCP_EXPORT int kcp_trace([[maybe_unused]] const char* path) {
  return guarded([&] {
#if VM_TRACE
    model->trace(path);
#else
    throw kcp::Refused("trace: not built in (expected: options with trace)");
#endif
  });
}

KCP_EXPORT int kcp_trace_text() {
  return guarded([&] {
#if VM_TRACE
    model->traceText();
#else
    throw kcp::Refused("trace: not built in (expected: options with trace)");
#endif
  });
}

/// The trace since the last call, also after the model stopped; valid until the next call.
KCP_EXPORT const char* kcp_trace_take() {
#if VM_TRACE
  taken = model->takeTrace();
#endif
  return taken.c_str();
}

/// Writes all counters as Verilator's coverage data.
KCP_EXPORT int kcp_coverage([[maybe_unused]] const char* path) {
  return guarded([&] {
#if VM_COVERAGE
    model->writeCoverage(path);
#else
    throw kcp::Refused("coverage: not built in (expected: options with coverage)");
#endif
  });
}
