// A simulated board behind a pseudo-terminal, for whatever talks to a serial port.
//
//   kcp_board [--seed N] [--corrupt P] [--lose P] [--double P] [--hangup-after N] [--link PATH]
//
// Prints the terminal's path and runs until standard input ends or SIGTERM comes. P is the
// probability that a byte, in either direction, is changed, lost or doubled. After N bytes from the
// host the terminal is closed for HANGUP_MILLIS and then another one opened; the board keeps its
// power. PATH becomes a symbolic link to the terminal of the moment.
#include <csignal>
#include <chrono>
#include <random>

#include "kcp_pins.h"
#include "kcp_terminal.h"

namespace {

constexpr int SLICE = 10 * KCP_CLOCKS_PER_BIT;  // cycles of a byte
// After so many cycles without a byte on the wire no core is still at work: time then only creeps.
constexpr int64_t RESTLESS = 1'000'000;
constexpr int NAP_MILLIS = 5;
constexpr int HANGUP_MILLIS = 300;

volatile std::sig_atomic_t stopped = 0;

struct Options {
  uint64_t seed = 1;
  double corrupt = 0, lose = 0, twice = 0;
  int64_t hangupAfter = -1;
  std::string link;
};

Options parse(int count, char** words) {
  Options options;
  for (int i = 1; i < count; i += 2) {
    std::string name = words[i];
    if (i + 1 == count) throw std::runtime_error(name + ": no value");
    const char* value = words[i + 1];
    if (name == "--seed") options.seed = std::stoll(value);
    else if (name == "--corrupt") options.corrupt = std::stod(value);
    else if (name == "--lose") options.lose = std::stod(value);
    else if (name == "--double") options.twice = std::stod(value);
    else if (name == "--hangup-after") options.hangupAfter = std::stoll(value);
    else if (name == "--link") options.link = value;
    else throw std::runtime_error(name + ": no such option");
  }
  return options;
}

/// What a bad line does to bytes.
class Line {
 public:
  explicit Line(const Options& options) : options_(options), random_(options.seed) {}

  template <class Sink>
  void carry(uint8_t byte, Sink sink) {
    if (happens(options_.lose)) return;
    if (happens(options_.corrupt)) byte ^= 1 + random_() % 255;
    sink(byte);
    if (happens(options_.twice)) sink(byte);
  }

 private:
  bool happens(double probability) {
    return probability > 0 && random_() < probability * 4294967296.0;
  }

  const Options& options_;
  std::mt19937 random_;
};

/// Standard input is only there to be closed by whoever started this.
bool inputEnded() {
  pollfd one{STDIN_FILENO, POLLIN, 0};
  if (poll(&one, 1, 0) <= 0) return false;
  char ignored[64];
  return ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0;
}

class Board {
 public:
  explicit Board(const Options& options)
      : options_(options), line_(options), pins_(options.seed), terminal_(options.link) {}

  void run() {
    for (int64_t slice = 0; !stopped && (slice % 64 != 0 || !inputEnded()); slice++) {
      bool moved = take();
      pins_.run(SLICE);
      moved |= give();
      still_ = moved || !pins_.quiet() ? 0 : still_ + SLICE;
      if (still_ > RESTLESS) {
        if (inputEnded()) return;
        terminal_.wait(NAP_MILLIS);
      }
      hangUp();
    }
  }

 private:
  /// The terminal keeps what does not fit the wire yet.
  bool take() {
    bool moved = false;
    for (int byte; pins_.toBoard.size() < 8 && (byte = terminal_.get()) >= 0; moved = true) {
      taken_++;
      line_.carry(static_cast<uint8_t>(byte), [&](uint8_t b) { pins_.toBoard.push_back(b); });
    }
    return moved;
  }

  bool give() {
    bool moved = !pins_.fromBoard.empty();
    for (; !pins_.fromBoard.empty(); pins_.fromBoard.pop_front())
      line_.carry(pins_.fromBoard.front(), [&](uint8_t b) { terminal_.put(b); });
    return moved;
  }

  void hangUp() {
    using Clock = std::chrono::steady_clock;
    if (options_.hangupAfter < 0 || taken_ < options_.hangupAfter) return;
    if (reopened_) return;
    if (!away_) {
      terminal_.close();
      away_ = true;
      back_ = Clock::now() + std::chrono::milliseconds(HANGUP_MILLIS);
    } else if (Clock::now() >= back_) {
      terminal_.open();
      reopened_ = true;
    }
  }

  const Options& options_;
  Line line_;
  kcp::Pins pins_;
  kcp::Terminal terminal_;
  int64_t still_ = 0;
  int64_t taken_ = 0;
  bool away_ = false;
  bool reopened_ = false;
  std::chrono::steady_clock::time_point back_;
};

}  // namespace

int main(int count, char** words) {
  try {
    Options options = parse(count, words);
    std::signal(SIGTERM, [](int) { stopped = 1; });
    Board(options).run();
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "kcp_board: %s\n", e.what());
    return 2;
  }
}
