#include "command/output_file.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>
#include <streambuf>
#include <system_error>
#include <utility>
#include <vector>

#include "command/messages.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

/// The names of unfinished files, where a signal's handler finds them. Static, and no place is given back while it is
/// used: a handler may run at any moment.
class Unfinished {
public:
    /// Gives the place that the name has; none when all are taken, or when it is too long.
    std::optional<std::size_t> add(const std::string& name) {
        for (std::size_t place = 0; place < places_.size() && name.size() < PATH_MAX; ++place) {
            int expected = empty;
            if (places_[place].state.compare_exchange_strong(expected, being_named)) {
                std::memcpy(places_[place].name, name.c_str(), name.size() + 1);
                places_[place].state = named;
                return place;
            }
        }
        return std::nullopt;
    }

    void remove(std::size_t place) { places_[place].state = empty; }

    /// May be called by a signal's handler.
    void delete_all() {
        for (Place& place : places_)
            if (place.state == named)
                unlink(place.name);
    }

private:
    enum State : int { empty, being_named, named };
    struct Place {
        std::atomic<int> state = empty;
        char name[PATH_MAX];
    };
    static_assert(std::atomic<int>::is_always_lock_free);
    std::array<Place, 64> places_;
};

Unfinished unfinished;

constexpr std::array ending_signals{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU};

void end_by(int signal_number) {
    unfinished.delete_all();
    raise(signal_number);  // once more, and now as ever (SA_RESETHAND)
}

/// Keeps signals that end the program waiting.
class SignalsWait {
public:
    SignalsWait() {
        sigset_t waiting;
        sigemptyset(&waiting);
        for (const int signal_number : ending_signals)
            sigaddset(&waiting, signal_number);
        pthread_sigmask(SIG_BLOCK, &waiting, &before_);
    }
    ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsWait(const SignalsWait&) = delete;
    SignalsWait& operator=(const SignalsWait&) = delete;

private:
    sigset_t before_;
};

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

/// Writes to a descriptor, and keeps why that failed.
class DescriptorBuffer : public std::streambuf {
public:
    explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) { setp(bytes_.data(), bytes_.data() + size); }

    int error() const { return error_; }

private:
    int_type overflow(int_type c) override {
        if (sync() != 0)
            return traits_type::eof();
        if (!traits_type::eq_int_type(c, traits_type::eof()))
            sputc(traits_type::to_char_type(c));
        return traits_type::not_eof(c);
    }

    int sync() override {
        const char* at = pbase();
        while (error_ == 0 && at < pptr()) {
            const ssize_t count = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
            if (count >= 0)
                at += count;
            else if (errno != EINTR)
                error_ = errno;
        }
        setp(bytes_.data(), bytes_.data() + size);
        return error_ == 0 ? 0 : -1;
    }

    static constexpr std::size_t size = 256u << 10;
    int descriptor_;
    int error_ = 0;
    std::vector<char> bytes_ = std::vector<char>(size);
};

[[noreturn]] void fail(const std::string& file, int error) {
    throw Failure{messages::cannot_write(file, std::strerror(error))};
}

/// A new file, which goes unless it is given a name that lasts.
class NewFile {
public:
    /// In this folder. Throws Failure, naming `file`.
    NewFile(const fs::path& folder, const std::string& file) {
        static std::atomic<unsigned> count = 0;
        const std::string start = (folder / (".recount-" + std::to_string(getpid()) + "-")).string();
        const SignalsWait wait;
        do {
            name_ = start + std::to_string(++count);
            descriptor_ = Descriptor(open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        } while (descriptor_.number() < 0 && errno == EEXIST);
        if (descriptor_.number() < 0)
            fail(file, errno);
        place_ = unfinished.add(name_);
        if (!place_) {
            unlink(name_.c_str());
            fail(file, EMFILE);
        }
    }
    ~NewFile() {
        if (place_) {
            unlink(name_.c_str());
            unfinished.remove(*place_);
        }
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Descriptor& descriptor() { return descriptor_; }

    /// Takes the place of `file`; false, with errno, where it cannot. Call while signals wait.
    bool replace(const fs::path& file) {
        if (rename(name_.c_str(), file.c_str()) != 0)
            return false;
        unfinished.remove(*place_);
        place_.reset();
        return true;
    }

private:
    std::string name_;
    Descriptor descriptor_;
    std::optional<std::size_t> place_;
};

/// A name, what it leads to where it is a link, and so on; the last one is no link, and maybe nothing is there.
std::vector<fs::path> led_through(fs::path file) {
    constexpr std::size_t most_links = 40;  // as the system's own
    std::error_code error;
    std::vector<fs::path> names{std::move(file)};
    while (names.size() <= most_links && fs::is_symlink(fs::symlink_status(names.back(), error)))
        names.push_back(names.back().parent_path() / fs::read_symlink(names.back(), error));
    return names;
}

/// Which of the program's own open files a name means ("/dev/stdout", "/dev/fd/3"); none where it means another.
std::optional<int> open_file(const std::string& file) {
    for (const fs::path& name : led_through(file)) {
        const std::string folder = name.parent_path().lexically_normal().string(), number = name.filename().string();
        int descriptor = 0;
        const char* end = number.data() + number.size();
        if ((folder == "/dev/fd" || folder == "/proc/self/fd") && !number.empty() &&
            std::from_chars(number.data(), end, descriptor).ptr == end)
            return descriptor;
    }
    return std::nullopt;
}

/// True when `file` is written straight to.
bool is_no_file(const std::string& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    return open_file(file) || (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status));
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// The folder, or where it is not there yet the one in which it will be made.
fs::path nearest_folder(fs::path folder) {
    std::error_code error;
    while (folder.has_parent_path() && folder.has_relative_path() && !fs::exists(folder, error))
        folder = folder.parent_path();
    return fs::exists(folder, error) ? folder : fs::path(".");
}

/// Why an old file may not be replaced; 0 where it may, or where none is there.
int why_not_replaced(const fs::path& file) {
    struct stat old {};
    if (stat(file.c_str(), &old) != 0)
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(old.st_mode))
        return EISDIR;
    if (faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0)
        return errno;
    // In a folder like /tmp, only its owner and the file's may take a name away.
    const uid_t user = geteuid();
    struct stat folder {};
    if (stat(folder_of(file).c_str(), &folder) == 0 && (folder.st_mode & S_ISVTX) != 0 && user != 0 &&
        user != old.st_uid && user != folder.st_uid)
        return EPERM;
    return 0;
}

}  // namespace

struct OutputFile::State {
    std::string name;                 // as it was given
    fs::path file;                    // that is replaced
    std::optional<NewFile> new_file;  // that replaces it
    Descriptor itself;                // where nothing is replaced
    std::optional<DescriptorBuffer> buffer;
    std::optional<std::ostream> stream;

    explicit State(const std::string& given) : name(given) {
        is_no_file(name) ? open_itself() : open_new_file();
        buffer.emplace(descriptor().number());
        stream.emplace(&*buffer);
    }

    Descriptor& descriptor() { return new_file ? new_file->descriptor() : itself; }

    /// An open file goes on where it is; opened once more, it would begin anew.
    void open_itself() {
        const std::optional<int> opened = open_file(name);
        itself = Descriptor(opened ? fcntl(*opened, F_DUPFD_CLOEXEC, 0) : open(name.c_str(), O_WRONLY | O_CLOEXEC));
        if (itself.number() < 0)
            fail(name, errno);
    }

    void open_new_file() {
        if (name.ends_with('/'))
            fail(name, EISDIR);
        file = led_through(name).back();
        if (const int error = why_not_replaced(file))
            fail(name, error);
        new_file.emplace(nearest_folder(folder_of(file)), name);
        struct stat old {};
        if (stat(file.c_str(), &old) != 0)
            return;
        if (fchown(descriptor().number(), old.st_uid, old.st_gid) != 0) {
            // The old one is another's, whom nobody can give a file: the new one is the user's.
        }
        if (fchmod(descriptor().number(), old.st_mode & 07777) != 0)
            fail(name, errno);
    }

    /// Everything that was written is on the disk.
    void finish() {
        stream->flush();
        if (buffer->error() != 0)
            fail(name, buffer->error());
        if ((new_file && fsync(descriptor().number()) != 0) || !descriptor().close())
            fail(name, errno);
    }
};

OutputFile::OutputFile(const std::string& file) : state_(std::make_unique<State>(file)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

std::ostream& OutputFile::stream() {
    return *state_->stream;
}

void OutputFile::put_in_place(std::span<OutputFile> files) {
    for (OutputFile& file : files)
        file.state_->finish();
    if (files.empty() || !files.front().state_->new_file)
        return;
    std::error_code error;
    const fs::path folder_path = folder_of(files.front().state_->file);
    const SignalsWait wait;
    fs::create_directories(folder_path, error);
    if (error)
        fail(files.front().state_->name, error.value());
    const Descriptor folder(open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    flock(folder.number(), LOCK_EX);  // where the system has no such locks, whole files are all that is promised
    for (const OutputFile& file : files)
        if (State& state = *file.state_; state.new_file && !state.new_file->replace(state.file))
            fail(state.name, errno);
    fsync(folder.number());
}

void OutputFile::require_writable(const std::string& file) {
    if (!is_no_file(file))
        const OutputFile probe(file);
    else if (faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0)
        fail(file, errno);
}

void OutputFile::clean_up_on_signals() {
    signal(SIGXFSZ, SIG_IGN);
    struct sigaction end {};
    end.sa_handler = end_by;
    end.sa_flags = SA_RESETHAND | SA_NODEFER;
    for (const int signal_number : ending_signals) {
        struct sigaction before {};
        if (sigaction(signal_number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signal_number, &end, nullptr);
    }
}

}  // namespace recount
