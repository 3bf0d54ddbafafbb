#include "read/input.h"

#include <utility>

namespace recount {

namespace {
constexpr std::size_t chunk = 64u << 10;
}

Input::Input(std::string name, std::unique_ptr<std::istream> stream)
    : name_(std::move(name)), stream_(std::move(stream)) {}

/// Reads one more chunk behind what the buffer still holds; false at the end of the stream.
bool Input::fill() {
    if (taken_ > 0) {
        buffer_.erase(0, taken_);
        taken_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + chunk);
    stream_->read(buffer_.data() + before, static_cast<std::streamsize>(chunk));
    buffer_.resize(before + static_cast<std::size_t>(stream_->gcount()));
    return buffer_.size() > before;
}

std::string_view Input::head() {
    while (buffer_.size() < chunk && fill()) {
    }
    return std::string_view(buffer_).substr(0, chunk);
}

std::string_view Input::head_of_lines(std::size_t limit) {
    std::size_t end = std::string::npos, looked_at = 0;
    while (end == std::string::npos || end + 1 == buffer_.size()) {
        if (end == std::string::npos)
            end = buffer_.find('\n', looked_at);
        looked_at = buffer_.size();
        const bool whole = end != std::string::npos && end + 1 < buffer_.size();
        if (whole || buffer_.size() > limit || !fill())
            break;
    }
    return buffer_;
}

bool Input::take_all(std::string& bytes, std::size_t limit) {
    while (buffer_.size() - taken_ <= limit)
        if (!fill()) {
            bytes = buffer_.substr(taken_);
            taken_ = buffer_.size();
            return true;
        }
    return false;
}

Input::Line Input::take_line(std::string& line, std::size_t limit) {
    line.clear();
    bool too_long = false;
    for (;;) {
        if (taken_ == buffer_.size() && !fill())
            return too_long ? Line::too_long : line.empty() ? Line::none : Line::taken;
        const std::size_t end = buffer_.find('\n', taken_);
        const std::size_t upto = end == std::string::npos ? buffer_.size() : end;
        if (line.size() + (upto - taken_) > limit)
            too_long = true;
        else
            line.append(buffer_, taken_, upto - taken_);
        taken_ = end == std::string::npos ? buffer_.size() : end + 1;
        if (end == std::string::npos)
            continue;
        if (line.ends_with('\r'))
            line.pop_back();
        return too_long ? Line::too_long : Line::taken;
    }
}

}  // namespace recount
