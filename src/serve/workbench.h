// What is served: an account that changes while it is read. It is given in the pieces in which the page takes it, first
// what its front tells, then story after story (show/page_pieces.h), each with the count of changes at which it was
// made. The server knows an account by this alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// A piece of JSON that stays as it is.
struct Piece {
    std::shared_ptr<const std::string> json;
    std::uint64_t version = 0;
};

/// What became of an account since.
struct Changes {
    std::uint64_t version = 0;
    std::vector<std::string> stories;  // that are new, other or gone
    bool all = false;                  // more than are remembered
};

/// Why a decision is not taken: what() is a sentence for people.
struct DecisionRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Any number of threads may use one; what reads never waits for what changes, but for a story that nobody has asked
/// for yet.
class Workbench {
public:
    virtual ~Workbench() = default;

    virtual Piece front() = 0;
    /// "s12"; nothing where there is no such story.
    virtual std::optional<Piece> story(std::string_view id) = 0;
    virtual Changes changes_since(std::uint64_t version) = 0;

    /// The decisions of the round that is served, as they are kept, a line each: rounds are blind to one another.
    virtual std::string decisions() = 0;

    /// Keeps the decision that the line says, and does what follows from it. `by`: who decides, where the server knows;
    /// else the line's own word is kept; it gets the round that is served. When it returns the decision is on the disk.
    /// Gives JSON: {"decision": the line as it is kept, "outcome": what became of it, as of the front's "decisions";
    /// null for an undo; "version", "stories": those that it is on, [{"id", "piece"}]; null where nothing is left of
    /// one}. Throws DecisionRefused, and what cannot be written.
    virtual std::string decide(std::string_view line, std::string_view by) = 0;
};

}  // namespace recount
