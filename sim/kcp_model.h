// One Verilated model and its clock. A record is all input (or all output) pins of one cycle, each
// as ceil(width / 32) words, low word first, in the order of the port list.
#ifndef KCP_MODEL_H_
#define KCP_MODEL_H_

#include "kcp_pch.h"
// After the precompiled header, which must come first.
#include "Vkcp.h"
#include "kcp_pins.h"
#if VM_TRACE
#include "verilated_vcd_c.h"
#endif
#if VM_COVERAGE
#include "verilated_cov.h"
#endif

namespace kcp {

/// The model stopped itself ($stop, $fatal, a failed assertion): its state is of no use any more.
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A call that could not be done; the model goes on.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A register access that the design answered with an error.
struct ErrorAnswer : Refused {
  using Refused::Refused;
};

/// The part of the last word that a pin of W bits has; Verilator wants the rest to be 0.
template <int W>
constexpr uint32_t topMask = W % 32 == 0 ? ~0U : (1U << W % 32) - 1;

template <int W, class T>
inline void put(T& pin, const uint32_t* words) {
  if constexpr (W <= 32) {
    pin = static_cast<T>(words[0] & topMask<W>);
  } else if constexpr (W <= 64) {
    pin = words[0] | static_cast<uint64_t>(words[1] & topMask<W>) << 32;
  } else {
    constexpr int last = (W - 1) / 32;
    for (int i = 0; i < last; i++) pin[i] = words[i];
    pin[last] = words[last] & topMask<W>;
  }
}

template <int W, class T>
inline void get(const T& pin, uint32_t* words) {
  if constexpr (W <= 32) {
    words[0] = pin;
  } else if constexpr (W <= 64) {
    words[0] = static_cast<uint32_t>(pin);
    words[1] = static_cast<uint32_t>(pin >> 32);
  } else {
    for (int i = 0; i <= (W - 1) / 32; i++) words[i] = pin[i];
  }
}

#if VM_TRACE
/// A wave that goes to the caller, not into a file.
class TraceText : public VerilatedVcdFile {
 public:
  bool open(const std::string&) override { return true; }
  void close() override {}
  ssize_t write(const char* text, ssize_t length) override {
    text_.append(text, length);
    return length;
  }
  std::string take() { return std::exchange(text_, std::string()); }

 private:
  std::string text_;
};
#endif

class Model {
 public:
  // One word more than needed, so that a design without inputs is no special case.
  using Inputs = uint32_t[KCP_INPUT_WORDS + 1];
  using Outputs = uint32_t[KCP_OUTPUT_WORDS + 1];

  explicit Model(int seed) {
    context_.randReset(2);
    context_.randSeed(seed);
#if VM_TRACE
    context_.traceEverOn(true);
#endif
    Verilated::threadContextp(&context_);
    top_ = std::make_unique<Vkcp>(&context_, "top");
    context_.timeunit(-9);
    context_.timeprecision(-9);
    const Inputs none = {};
    apply(none);
    top_->aclk = 0;
    top_->eval();  // runs the initial blocks: a missing memory image shows here
  }

  /// Verilator finds the context through a variable of the calling thread: once in every call.
  void enter() { Verilated::threadContextp(&context_); }

  /// One cycle: inputs, low clock, outputs as they are before the rising edge, rising edge.
  void step(const uint32_t* inputs, uint32_t* outputs) {
    apply(inputs);
    half(0);
    sample(outputs);
    half(1);
#if VM_COVERAGE
    // before the first edge, which is in reset, everything is random: no wonder what random runs
    if (cycles_ == 0) context_.coveragep()->zero();
#endif
    cycles_++;
  }

  int64_t cycles() const { return cycles_; }

#if VM_TRACE
  void trace(const char* path) {
    vcd_ = std::make_unique<VerilatedVcdC>();
    top_->trace(vcd_.get(), 99);
    vcd_->open(path);
    if (!vcd_->isOpen()) throw Refused(std::string(path) + ": cannot be written");
  }

  /// From now on takeTrace returns what all signals are before the rising edge of each cycle.
  void traceText() {
    text_ = std::make_unique<TraceText>();
    vcd_ = std::make_unique<VerilatedVcdC>(text_.get());
    top_->trace(vcd_.get(), 99);
    vcd_->open("text");
  }

  std::string takeTrace() {
    vcd_->flush();
    return text_->take();
  }
#endif

#if VM_COVERAGE
  void writeCoverage(const char* path) { context_.coveragep()->write(path); }
#endif

 private:
  void half(int clock) {
    top_->aclk = clock;
    top_->eval();
#if VM_TRACE
    if (vcd_ && !(text_ && clock)) vcd_->dump(context_.time());
#endif
    context_.timeInc(5);  // nanoseconds: waves and messages show a clock of 100 MHz
  }

  void apply(const uint32_t* inputs) {
#define KCP_PUT(pin, width, word) put<width>(top_->pin, inputs + word);
    KCP_INPUTS(KCP_PUT)
#undef KCP_PUT
  }

  void sample(uint32_t* outputs) {
#define KCP_GET(pin, width, word) get<width>(top_->pin, outputs + word);
    KCP_OUTPUTS(KCP_GET)
#undef KCP_GET
  }

  VerilatedContext context_;
  std::unique_ptr<Vkcp> top_;
  int64_t cycles_ = 0;
#if VM_TRACE
  std::unique_ptr<TraceText> text_;
  std::unique_ptr<VerilatedVcdC> vcd_;
#endif
};

/// Where a pin of the protocol stands in its record; word < 0: the design has no such pin.
struct Field {
  int word;
  int words;
  const char* name;

  bool present() const { return word >= 0; }

  void require() const {
    if (!present()) throw Refused(std::string(name) + ": no such pin");
  }

  void set(uint32_t* record, uint32_t value) const {
    if (present()) record[word] = value;
  }

  uint32_t get(const uint32_t* record) const { return present() ? record[word] : 0; }
};

#define KCP_FIELD(pin, word, words) constexpr Field pin{word, words, #pin};
KCP_PROTOCOL(KCP_FIELD)
#undef KCP_FIELD

}  // namespace kcp
#endif
