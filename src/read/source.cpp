#include "read/source.h"

#include <cerrno>
#include <cstring>
#include <utility>

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

}  // namespace

std::unique_ptr<ByteSource> make_stream_source(std::unique_ptr<std::istream> stream) {
    return std::make_unique<StreamSource>(std::move(stream));
}

}  // namespace recount
