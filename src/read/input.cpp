#include "read/input.h"

#include <algorithm>
#include <utility>

namespace recount {

namespace {
constexpr std::size_t chunk = 64u << 10;
}

Input::Input(std::string name, std::unique_ptr<std::istream> stream)
    : Input(std::move(name), make_stream_source(std::move(stream))) {}

Input::Input(std::string name, std::unique_ptr<ByteSource> source)
    : name_(std::move(name)), source_(std::move(source)), expense_(std::make_shared<Expense>()), is_given_(true) {}

Input::Input(Input& outer, std::unique_ptr<ByteSource> source, Fetched origin)
    : name_(outer.name_),
      source_(std::move(source)),
      fetched_(std::move(origin)),
      expense_(outer.expense_),
      is_given_(false) {}

/// Reads one more chunk behind what the buffer still holds; false at the end of the source.
bool Input::fill() {
    if (taken_ > 0) {
        buffer_.erase(0, taken_);
        taken_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + chunk);
    const std::size_t count = source_->read(buffer_.data() + before, chunk);
    buffer_.resize(before + count);
    filled_ += count;
    if (is_given_)
        expense_->given += count;
    return count > 0;
}

std::string_view Input::head() {
    return next(chunk).substr(0, chunk);
}

std::string_view Input::head_of_lines(std::size_t limit) {
    buffer_.erase(0, std::exchange(taken_, 0));
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
            bytes.assign(buffer_, taken_);
            taken_ = buffer_.size();
            return !failure();
        }
    return false;
}

Input::Line Input::take_line(std::string& line, std::size_t limit) {
    line.clear();
    bool too_long = false;
    for (;;) {
        if (taken_ == buffer_.size() && !fill())
            return failure() ? Line::none : too_long ? Line::too_long : line.empty() ? Line::none : Line::taken;
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

std::string_view Input::next() {
    if (taken_ == buffer_.size())
        fill();
    return std::string_view(buffer_).substr(taken_);
}

std::string_view Input::next(std::size_t count) {
    while (buffer_.size() - taken_ < count && fill()) {
    }
    return std::string_view(buffer_).substr(taken_);
}

bool Input::pass(std::uint64_t count) {
    while (count > 0) {
        const std::size_t here = std::min<std::uint64_t>(next().size(), count);
        if (here == 0)
            return false;
        advance(here);
        count -= here;
    }
    return true;
}

std::optional<Problem> Input::broken_checksum() {
    if (buffer_.find_first_not_of("\r\n", taken_) != std::string::npos || source_->verify())
        return std::nullopt;
    return source_->failure();
}

bool Input::resume() {
    buffer_.clear();
    taken_ = 0;
    return source_->resume();
}

void Input::seek(std::uint64_t at) {
    source_->seek(at);
    buffer_.clear();
    taken_ = 0;
    filled_ = at;
}

bool Input::count_unpacked(std::uint64_t bytes) {
    expense_->unpacked += bytes;
    return expense_->unpacked <= whole_unpacked_for_free + max_whole_ratio * expense_->given;
}

}  // namespace recount
