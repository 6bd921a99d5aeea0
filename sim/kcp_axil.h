// AXI4-Lite reads and writes of one 32-bit register, with a bounded wait. The streams rest
// meanwhile (tvalid and tready low), so nothing is lost.
#ifndef KCP_AXIL_H_
#define KCP_AXIL_H_

#include "kcp_model.h"

namespace kcp {

class Registers {
 public:
  explicit Registers(Model& model) : model_(model) { aresetn.set(in_, 1); }

  uint32_t read(uint32_t address) {
    s_axil_arready.require();
    s_axil_araddr.set(in_, address);
    s_axil_arvalid.set(in_, 1);
    wait("read", address, "s_axil_arready", [&] { return s_axil_arready.get(out_); });
    s_axil_arvalid.set(in_, 0);
    s_axil_rready.set(in_, 1);
    wait("read", address, "s_axil_rvalid", [&] { return s_axil_rvalid.get(out_); });
    answer("read", address, s_axil_rresp.get(out_));
    return s_axil_rdata.get(out_);
  }

  void write(uint32_t address, uint32_t value) {
    s_axil_awready.require();
    s_axil_awaddr.set(in_, address);
    s_axil_awvalid.set(in_, 1);
    s_axil_wdata.set(in_, value);
    s_axil_wstrb.set(in_, 15);
    s_axil_wvalid.set(in_, 1);
    // The slave may take address and data in either order.
    wait("write", address, "s_axil_awready and s_axil_wready", [&] {
      if (s_axil_awready.get(out_)) s_axil_awvalid.set(in_, 0);
      if (s_axil_wready.get(out_)) s_axil_wvalid.set(in_, 0);
      return !s_axil_awvalid.get(in_) && !s_axil_wvalid.get(in_);
    });
    s_axil_bready.set(in_, 1);
    wait("write", address, "s_axil_bvalid", [&] { return s_axil_bvalid.get(out_); });
    answer("write", address, s_axil_bresp.get(out_));
  }

 private:
  static constexpr int LIMIT = 1000;

  template <class Done>
  void wait(const char* what, uint32_t address, const char* pin, Done done) {
    for (int i = 0; i < LIMIT; i++) {
      model_.step(in_, out_);
      if (done()) return;
    }
    throw Refused(place(what, address) + "no " + pin + " within " + std::to_string(LIMIT) +
                  " cycles");
  }

  void answer(const char* what, uint32_t address, uint32_t response) {
    if (response == 0) return;
    throw ErrorAnswer(place(what, address) + "response " + std::to_string(response) +
                      " (expected: 0)");
  }

  static std::string place(const char* what, uint32_t address) {
    char text[64];
    std::snprintf(text, sizeof text, "s_axil %s 0x%02x: ", what, address);
    return text;
  }

  Model& model_;
  Model::Inputs in_ = {};
  Model::Outputs out_ = {};
};

}  // namespace kcp
#endif
