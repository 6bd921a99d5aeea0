// Drives s_axis and m_axis as a host would, with gaps and stalls, and keeps what comes back.
#ifndef KCP_STREAM_H_
#define KCP_STREAM_H_

#include <algorithm>
#include <cstring>

#include "kcp_model.h"

namespace kcp {

/// xorshift64* (Marsaglia; Vigna): reproducible on every machine, unlike rand().
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL | 1) {}

  uint32_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<uint32_t>((state_ * 0x2545F4914F6CDD1DULL) >> 32);
  }

  bool happens(double probability) { return next() < probability * 4294967296.0; }

 private:
  uint64_t state_;
};

/// Beats are tdata words followed by one word of flags: bit 31 tlast, bits 30..0 tuser.
constexpr uint32_t LAST = 0x80000000U;

struct StreamRequest {
  const uint32_t* beats;
  int64_t count;
  int64_t expected;
  double gap;
  double stall;
  uint64_t seed;
  int64_t idleLimit;
};

/// Cycle numbers count from the first cycle of the request; -1: never.
struct StreamReport {
  int64_t accepted = 0;
  int64_t outputs = 0;
  int64_t cycles = 0;
  int64_t done = 0;
  int64_t firstAccepted = -1;
  int64_t lastOutput = -1;
  int64_t frames = 0;
};

class Stream {
 public:
  StreamReport report;
  std::vector<uint32_t> outputs;
  std::vector<int64_t> stamps;  // one per output beat with tlast

  Stream(Model& model, const StreamRequest& request)
      : model_(model), request_(request), random_(request.seed) {
    for (const Field* pin : {&s_axis_tvalid, &s_axis_tready, &s_axis_tdata, &m_axis_tvalid,
                             &m_axis_tready, &m_axis_tdata})
      pin->require();
    aresetn.set(in_, 1);
  }

  void run() {
    int64_t idle = 0;
    while (!(report.done = finished()) && idle < request_.idleLimit) {
      offer();
      m_axis_tready.set(in_, !random_.happens(request_.stall));
      model_.step(in_, out_);
      bool moved = takeInput();
      moved |= takeOutput();
      idle = moved ? 0 : idle + 1;
      report.cycles++;
    }
  }

 private:
  bool finished() const {
    return report.accepted >= request_.count && report.outputs >= request_.expected;
  }

  /// A beat once offered stays until it is taken; between beats the pins carry noise, so that a
  /// design which looks at them without tvalid is found out.
  void offer() {
    if (s_axis_tvalid.get(in_)) return;
    bool valid = report.accepted < request_.count && !random_.happens(request_.gap);
    s_axis_tvalid.set(in_, valid);
    uint32_t flags;
    if (valid) {
      const uint32_t* beat = request_.beats + report.accepted * (s_axis_tdata.words + 1);
      std::copy_n(beat, s_axis_tdata.words, in_ + s_axis_tdata.word);
      flags = beat[s_axis_tdata.words];
    } else {
      for (int i = 0; i < s_axis_tdata.words; i++) in_[s_axis_tdata.word + i] = random_.next();
      flags = random_.next();
    }
    s_axis_tlast.set(in_, flags >> 31);
    s_axis_tuser.set(in_, flags & ~LAST);
  }

  bool takeInput() {
    if (!s_axis_tvalid.get(in_) || !s_axis_tready.get(out_)) return false;
    if (report.accepted++ == 0) report.firstAccepted = report.cycles;
    s_axis_tvalid.set(in_, 0);
    return true;
  }

  bool takeOutput() {
    checkHeld();
    held_ = m_axis_tvalid.get(out_) && !m_axis_tready.get(in_);
    if (held_) std::memcpy(heldOut_, out_, sizeof out_);
    if (!m_axis_tvalid.get(out_) || held_) return false;
    const uint32_t* data = out_ + m_axis_tdata.word;
    outputs.insert(outputs.end(), data, data + m_axis_tdata.words);
    const bool last = m_axis_tlast.get(out_);
    outputs.push_back(last ? LAST : 0);
    if (last) stamps.push_back(report.cycles);
    report.frames += last;
    report.outputs++;
    report.lastOutput = report.cycles;
    return true;
  }

  /// AXI4-Stream: what is offered and not taken must not change.
  void checkHeld() const {
    if (!held_) return;
    const bool same = m_axis_tvalid.get(out_) &&
                      m_axis_tlast.get(out_) == m_axis_tlast.get(heldOut_) &&
                      std::equal(out_ + m_axis_tdata.word,
                                 out_ + m_axis_tdata.word + m_axis_tdata.words,
                                 heldOut_ + m_axis_tdata.word);
    if (!same) {
      throw Refused("m_axis: changed while stalled, in cycle " +
                    std::to_string(report.cycles) + " of the stream");
    }
  }

  Model& model_;
  const StreamRequest request_;
  Random random_;
  Model::Inputs in_ = {};
  Model::Outputs out_ = {};
  Model::Outputs heldOut_ = {};
  bool held_ = false;
};

}  // namespace kcp
#endif
