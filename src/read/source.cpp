#include "read/source.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "read/limits.h"

namespace recount {

namespace {

class StreamSource : public ByteSource {
public:
    explicit StreamSource(std::unique_ptr<std::istream> stream) : stream_(std::move(stream)) {}

    std::size_t read(char* to, std::size_t size) override {
        errno = 0;
        stream_->read(to, static_cast<std::streamsize>(size));
        if (stream_->bad())
            failure_ = Problem{ProblemKind::unreadable, {}, 0, 0, std::strerror(errno == 0 ? EIO : errno)};
        return static_cast<std::size_t>(stream_->gcount());
    }

    std::optional<Problem> failure() const override { return failure_; }

    std::optional<std::uint64_t> size() override {
        if (!stream_->good() && !stream_->eof())
            return std::nullopt;
        stream_->clear();
        const auto here = stream_->tellg();
        stream_->seekg(0, std::ios::end);
        const auto end = stream_->tellg();
        stream_->clear();
        stream_->seekg(here);
        return here < 0 || end < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(end));
    }

    void seek(std::uint64_t at) override {
        stream_->clear();
        stream_->seekg(static_cast<std::streamoff>(at));
    }

private:
    std::unique_ptr<std::istream> stream_;
    std::optional<Problem> failure_;
};

/// Opens without waiting, so that a writer can be waited for as long as is sensible: a read of no bytes tells that
/// nobody has the pipe open for writing, one that would block that somebody has.
class PipeSource : public ByteSource {
public:
    explicit PipeSource(const std::filesystem::path& pipe)
        : descriptor_(open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        if (descriptor_ < 0)
            fail(errno);
    }
    ~PipeSource() override {
        if (descriptor_ >= 0)
            close(descriptor_);
    }
    PipeSource(const PipeSource&) = delete;
    PipeSource& operator=(const PipeSource&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        while (!failure_) {
            const ssize_t count = ::read(descriptor_, to, size);
            had_writer_ = had_writer_ || count > 0 || (count < 0 && errno == EAGAIN);
            if (count > 0 || (count == 0 && had_writer_))
                return static_cast<std::size_t>(count);
            if (count == 0)
                wait_for_writer();
            else if (errno == EAGAIN)
                wait(-1);
            else if (errno != EINTR)
                fail(errno);
        }
        return 0;
    }

    std::optional<Problem> failure() const override { return failure_; }

private:
    using Clock = std::chrono::steady_clock;

    void fail(int error) { failure_ = Problem{ProblemKind::unreadable, {}, 0, 0, std::strerror(error)}; }

    short wait(int milliseconds) const {
        pollfd pipe{descriptor_, POLLIN, 0};
        return poll(&pipe, 1, milliseconds) > 0 ? pipe.revents : short{0};
    }

    void wait_for_writer() {
        constexpr int again_after = 20;  // milliseconds: a writer that opens the pipe and writes nothing wakes nobody
        if ((wait(again_after) & POLLHUP) != 0)
            had_writer_ = true;  // and it is gone
        else if (Clock::now() - start_ > std::chrono::seconds(max_seconds_without_writer))
            failure_ = Problem{ProblemKind::pipe_without_writer, {}, 0, max_seconds_without_writer, {}};
    }

    int descriptor_;
    bool had_writer_ = false;
    std::optional<Problem> failure_;
    Clock::time_point start_ = Clock::now();
};

}  // namespace

std::unique_ptr<ByteSource> make_pipe_source(const std::filesystem::path& pipe) {
    return std::make_unique<PipeSource>(pipe);
}

std::unique_ptr<ByteSource> make_stream_source(std::unique_ptr<std::istream> stream) {
    return std::make_unique<StreamSource>(std::move(stream));
}

}  // namespace recount
