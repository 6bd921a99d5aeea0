// A pseudo-terminal that looks like a board's serial port.
#ifndef KCP_TERMINAL_H_
#define KCP_TERMINAL_H_

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace kcp {

class Terminal {
 public:
  explicit Terminal(std::string link) : link_(std::move(link)) { open(); }
  ~Terminal() { close(); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Opens a new one; it has another path, and the link points to it.
  void open() {
    master_ = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0)
      throw std::runtime_error("no pseudo-terminal");
    std::string path = ptsname(master_);
    // Held open, so that the terminal stays when a program closes it.
    slave_ = ::open(path.c_str(), O_RDWR | O_NOCTTY);
    termios settings;
    if (slave_ < 0 || tcgetattr(slave_, &settings) != 0)
      throw std::runtime_error(path + ": cannot be opened");
    cfmakeraw(&settings);
    tcsetattr(slave_, TCSANOW, &settings);
    if (!link_.empty()) {
      unlink(link_.c_str());
      if (symlink(path.c_str(), link_.c_str()) != 0)
        throw std::runtime_error(link_ + ": cannot be made");
    }
    std::printf("%s\n", path.c_str());
    std::fflush(stdout);
  }

  void close() {
    if (master_ < 0) return;
    if (!link_.empty()) unlink(link_.c_str());
    ::close(slave_);
    ::close(master_);
    master_ = -1;
  }

  /// A byte if one came, otherwise -1.
  int get() {
    if (at_ == count_) {
      at_ = 0;
      count_ = master_ < 0 ? 0 : ::read(master_, buffer_, sizeof buffer_);
      if (count_ < 0) count_ = 0;
    }
    return at_ < count_ ? buffer_[at_++] : -1;
  }

  /// A byte that nobody reads is lost, as on a wire.
  void put(uint8_t byte) {
    if (master_ >= 0 && ::write(master_, &byte, 1) < 0 && errno != EAGAIN)
      throw std::runtime_error("pseudo-terminal: write failed");
  }

  /// Waits until something comes or the time is over.
  void wait(int milliseconds) {
    if (at_ < count_) return;
    pollfd one{master_, POLLIN, 0};
    poll(&one, master_ < 0 ? 0 : 1, milliseconds);
  }

 private:
  std::string link_;
  int master_ = -1;
  int slave_ = -1;
  uint8_t buffer_[64];
  ssize_t count_ = 0;
  ssize_t at_ = 0;
};

}  // namespace kcp
#endif
