// A file that is there as a whole or not at all. What is written goes to a new file without a lasting name in the same
// folder, which takes the old one's place in one step when all of it is on the disk. Until then the old file is as it
// was; and when writing fails, or a signal ends the program, the new one goes. Two programs that write one file at once
// each have their own: the last one's is there in the end, whole.
//
// What is no file (a pipe, a device, /dev/stdout) is written straight to.
#pragma once

#include <memory>
#include <ostream>
#include <span>
#include <string>

namespace recount {

class OutputFile {
public:
    /// Where `file` is a link, what it leads to is written; an old file's permissions are kept. A folder that is not
    /// there is made when the file is put in place. Throws Failure (messages.h) when it cannot be written.
    explicit OutputFile(const std::string& file);
    OutputFile(OutputFile&&) noexcept;
    ~OutputFile();

    /// What is to be in the file. The stream fails once something cannot be written; put_in_place() says why.
    std::ostream& stream();

    /// Ends writing. All files, which stand in one folder, take their places together: none does where one cannot be
    /// written, and no other program that puts files there in this way comes between. Throws Failure.
    static void put_in_place(std::span<OutputFile> files);

    /// Throws Failure when `file` cannot be written now: it is a folder, or there is no permission. Leaves nothing
    /// behind.
    static void require_writable(const std::string& file);

    /// Sees to it that signals that end the program (Ctrl-C) leave no unfinished file, and that a limit on files' size
    /// fails what is written instead of ending the program. Call once, at the start.
    static void clean_up_on_signals();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace recount
