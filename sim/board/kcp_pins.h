// The Verilated kcp_board and bytes at its UART pins, bit by bit.
#ifndef KCP_BOARD_PINS_H_
#define KCP_BOARD_PINS_H_

#include <cstdint>
#include <deque>
#include <memory>

#include "Vkcp.h"
#include "verilated.h"

namespace kcp {

class Pins {
 public:
  std::deque<uint8_t> toBoard;
  std::deque<uint8_t> fromBoard;

  explicit Pins(int seed) {
    context_.randSeed(seed);
    top_ = std::make_unique<Vkcp>(&context_, "top");
    top_->uart_rx = 1;
    top_->spi_cs_n = 1;
    for (int i = 0; i < 8; i++) cycle();
    top_->aresetn = 1;
  }

  /// Neither pin is in the middle of a byte, and the link has nothing to do.
  bool quiet() const { return toBoard.empty() && sent_ < 0 && seen_ < 0 && !top_->busy; }

  void run(int cycles) {
    for (int i = 0; i < cycles; i++) {
      drive();
      cycle();
      look();
    }
  }

 private:
  static constexpr int CLOCKS = KCP_CLOCKS_PER_BIT;
  static constexpr int BITS = 10;  // start, eight data, stop

  void cycle() {
    top_->aclk = 0;
    top_->eval();
    top_->aclk = 1;
    top_->eval();
    context_.timeInc(1);
  }

  void drive() {
    if (sent_ < 0) {
      top_->uart_rx = 1;
      if (toBoard.empty()) return;
      sending_ = 1 << (BITS - 1) | toBoard.front() << 1;
      toBoard.pop_front();
      sent_ = 0;
    }
    top_->uart_rx = sending_ >> sent_ / CLOCKS & 1;
    if (++sent_ == BITS * CLOCKS) sent_ = -1;
  }

  void look() {
    if (seen_ < 0 && top_->uart_tx) return;
    if (++seen_ == 0) seeing_ = 0;
    if (seen_ % CLOCKS != CLOCKS / 2) return;
    int bit = seen_ / CLOCKS;
    seeing_ |= top_->uart_tx << bit;
    if (bit == BITS - 1) {
      fromBoard.push_back(static_cast<uint8_t>(seeing_ >> 1));
      seen_ = -1;
    }
  }

  VerilatedContext context_;
  std::unique_ptr<Vkcp> top_;
  int sending_ = 0;
  int sent_ = -1;  // clocks of the byte that is being sent
  int seeing_ = 0;
  int seen_ = -1;
};

}  // namespace kcp
#endif
