#include "decide/decision_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <unordered_map>

namespace recount {

namespace {

/// An open file that is locked against other writers of the log.
class LockedLog {
public:
    explicit LockedLog(const std::string& file) : file_(file) {
        descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (descriptor_ < 0)
            fail("it cannot be opened to write");
        while (flock(descriptor_, LOCK_EX) != 0)
            if (errno != EINTR)
                fail("it cannot be locked");
    }
    ~LockedLog() {
        if (descriptor_ >= 0)
            close(descriptor_);
    }
    LockedLog(const LockedLog&) = delete;
    LockedLog& operator=(const LockedLog&) = delete;

    bool ends_within_line() {
        const off_t size = lseek(descriptor_, 0, SEEK_END);
        char last = '\n';
        if (size > 0 && pread(descriptor_, &last, 1, size - 1) != 1)
            fail("its end cannot be read");
        return last != '\n';
    }

    /// Where not all can be written the file is as it was, as far as that can be done.
    void append(std::string_view bytes) {
        const off_t before = lseek(descriptor_, 0, SEEK_END);
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t written = write(descriptor_, bytes.data() + done, bytes.size() - done);
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                take_back(before, "it cannot be written");
            done += static_cast<std::size_t>(written);
        }
        if (fsync(descriptor_) != 0)
            take_back(before, "it cannot be written to the disk");
    }

private:
    [[noreturn]] void fail(const char* what) {
        const std::string why = std::strerror(errno);
        if (descriptor_ >= 0)
            close(descriptor_);
        throw DecisionLogError(file_ + ": " + what + ": " + why);
    }

    [[noreturn]] void take_back(off_t before, const char* what) {
        const std::string why = std::strerror(errno);
        const bool taken_back = ftruncate(descriptor_, before) == 0;
        throw DecisionLogError(file_ + ": " + what + ": " + why +
                               (taken_back ? "; nothing was added" : "; its last line may be broken"));
    }

    std::string file_;
    int descriptor_ = -1;
};

using Places = std::unordered_map<std::string, std::size_t>;  // of decisions in a log, by id

/// What somebody decided again, in the same words, is another decision: "d0123...-2".
void name_by_content(Decision& decision, const Places& places) {
    write_decision(decision);
    const std::string bare = decision.id;
    for (int number = 2; places.contains(decision.id); ++number)
        decision.id = bare + "-" + std::to_string(number);
}

}  // namespace

DecisionLog read_decisions(std::istream& in) {
    DecisionLog log;
    Places places;
    std::string text;
    for (std::size_t line = 1; std::getline(in, text); ++line) {
        std::string_view words = text;
        if (line == 1 && words.starts_with("\xEF\xBB\xBF"))
            words.remove_prefix(3);
        if (words.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        std::variant<Decision, std::string> read = read_decision(words);
        if (const auto* why = std::get_if<std::string>(&read)) {
            log.bad.push_back({line, *why});
            continue;
        }
        auto& decision = std::get<Decision>(read);
        if (decision.id.empty())
            name_by_content(decision, places);
        const auto [known, is_new] = places.try_emplace(decision.id, log.decisions.size());
        if (is_new)
            log.decisions.push_back(std::move(decision));
        else if (log.decisions[known->second] != decision)
            log.bad.push_back({line, "another decision before it has the id \"" + decision.id + "\""});
    }
    return log;
}

DecisionLog read_decision_log(const std::string& file, bool may_be_missing) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        if (may_be_missing && errno == ENOENT)
            return {};
        throw DecisionLogError(file + ": it cannot be read: " + std::strerror(errno));
    }
    DecisionLog log = read_decisions(in);
    if (in.bad())
        throw DecisionLogError(file + ": it cannot be read to its end");
    return log;
}

void append_decisions(const std::string& file, std::span<Decision> decisions) {
    std::string lines;
    for (Decision& decision : decisions)
        lines += write_decision(decision) + "\n";
    LockedLog log(file);
    log.append(log.ends_within_line() ? "\n" + lines : lines);
}

std::vector<StandingDecision> replay(std::span<const Decision> log) {
    std::vector<StandingDecision> standing(log.size());
    std::unordered_map<std::string_view, std::size_t> places;
    // What undoes is itself read last to first: a line that is undone undoes nothing.
    for (std::size_t i = 0; i < log.size(); ++i) {
        standing[i].place = i;
        places.try_emplace(log[i].id, i);
    }
    for (std::size_t i = log.size(); i-- > 0;) {
        if (log[i].verb != Verb::undo || standing[i].undone)
            continue;
        const auto found = places.find(log[i].undoes);
        standing[i].undoes_nothing = found == places.end() || found->second >= i;
        if (!standing[i].undoes_nothing)
            standing[found->second].undone = true;
    }
    return standing;
}

}  // namespace recount
