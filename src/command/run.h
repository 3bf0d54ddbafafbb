// What all commands share: where the data stands, reading the inputs and telling people about them, working on many
// threads, and the exit status by the contract.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agree/adjudication.h"
#include "annotate/name_words.h"
#include "codebook/codebook.h"
#include "command/listener.h"
#include "command/messages.h"
#include "command/options.h"
#include "command/pipeline.h"
#include "gazetteer/gazetteer.h"
#include "language/language_model.h"
#include "read/read.h"
#include "report/layers.h"
#include "reconcile/account.h"
#include "show/check.h"
#include "show/event_profile.h"
#include "show/json.h"

namespace recount {

class Run {
public:
    /// Loads the codebook. Throws CodebookError or Failure. Where there is a listener, it is told what else goes to
    /// standard error; it must outlive the run.
    explicit Run(Options options, Listener* listener = nullptr);

    const Options& options() const { return options_; }
    Codebook& codebook() { return codebook_; }

    /// A profile of tables of events: the file that ends with .toml, or the one of that name in the folder profiles/ of
    /// the codebook, else of the built-in one. Throws CodebookError, and Failure when there is none.
    EventProfile profile(const std::string& name) const;

    /// What the codebook knows of names; annotate and reconcile share it.
    const NameWords& names() const { return names_; }

    /// The gazetteer, opened when first asked for. Throws Failure when there is none.
    const Gazetteer& gazetteer();

    /// The language model, opened when first asked for: that of --model, of the environment's RECOUNT_MODEL, or the one
    /// that comes with the program. Throws Failure when there is none, or when it cannot be used.
    const LanguageModel& language();

    /// These are the inputs from now on, by id, instead of what the options' paths name. Their ids must be different.
    void take_reports(std::vector<Report> reports);

    /// Where write_output() and write_made_account() write from now on: -o and --format.
    void set_output(std::string output, std::string format);

    /// Reads all inputs and says on standard error what is wrong with some. Throws Failure when no report could be
    /// read.
    std::vector<Report> read_inputs();

    /// As read_inputs(), but each report goes to `take` once it is read, and is not kept: in the order of the inputs
    /// (read/read.h). `step` names what is done with one in the progress line.
    void read_each(const std::string& step, const std::function<void(Report&&)>& take);

    /// Reads and annotates all inputs, on as many threads as asked for; claims of less confidence than asked for are
    /// left out. In the order of the reports' ids.
    std::vector<AnnotatedReport> annotate_inputs();

    /// As annotate_inputs(), but each report goes to `take` once it is annotated, and is not kept: on this thread, in
    /// the order of the inputs (read/read.h), while others are read and annotated. Memory does not grow with the number
    /// of reports, but for what tells their ids apart. Throws what `take` throws, too.
    void annotate_each(const std::function<void(AnnotatedReport&&)>& take);

    /// The same, but what `finish` gives of a report is called in that order and on this thread; `finish` itself is
    /// called on any thread, for several reports at once, for what is better done there.
    void annotate_each_then(const std::function<Pipeline::Then(AnnotatedReport&&)>& finish);

    /// After all are annotated: the claims that were left out.
    const LeftOut& left_out() const { return left_out_; }

    /// Reads what all stages behind annotating read of the codebook. Throws CodebookError.
    void read_codebook();

    /// Names on standard error the keys of the codebook that nothing reads. Call when readers and chain are made.
    void say_unread_keys();

    /// Of inputs that were read elsewhere: those that gave no report.
    void set_unread(std::vector<Unread> unread) { unread_ = std::move(unread); }

    /// After all are read: the inputs that gave no report.
    const std::vector<Unread>& unread() const { return unread_; }
    ExitStatus status() const { return unread_.empty() ? all_read : some_unread; }

    Provenance provenance();

    /// Gives the inputs that could not be read other names.
    void reword_unread(const std::function<std::string(const std::string&)>& reword);

    /// For an account that was made by another run: provenance() gives this from now on.
    void set_provenance(Provenance provenance) { stored_provenance_ = std::move(provenance); }

    /// Program, model, codebook and gazetteer, a line each: version, SHA-256 and where it stands; what cannot be used
    /// is named with its reason. The second is false where something cannot.
    static std::pair<std::string, bool> versions();

    /// Says something that is no error on standard error; with --quiet, nothing.
    void note(const std::string& message) const;

    /// Says what is wrong on standard error, with --quiet too.
    void say(const std::string& message) const;

    /// What is said on standard error is kept back from now on, until say_kept() says it as `reword` has it: names may
    /// have to be taken out of it that are not known yet. On the thread that runs.
    void keep_notes() { kept_notes_.emplace(); }
    /// From now on all is said as `reword` has it, on whatever thread; none: as it is. While no other thread says
    /// anything.
    void reword_notes(std::function<std::string(const std::string&)> reword) { reword_ = std::move(reword); }
    void say_kept(const std::function<std::string(const std::string&)>& reword);

    /// Calls work(i) for i in [0, count) on the run's threads, each once; `step` names it in the progress line
    /// (progress.h).
    void in_parallel(const std::string& step, std::size_t count, const std::function<void(std::size_t)>& work) const;

    /// Before the work: throws Failure when one of the outputs cannot be written, or is something that this run reads.
    void require_outputs(const std::vector<std::string>& outputs) const;

    /// Calls write on the file of -o, which is there when all is written (output_file.h), or on standard output. Throws
    /// Failure when that cannot be written.
    void write_output(const std::function<void(std::ostream&)>& write) const;

private:
    std::string model_file() const;
    /// Files and folders that this run reads besides its reports.
    std::vector<std::string> read_besides() const;
    /// Says on standard error what is wrong with inputs. Throws Failure when no report is left.
    void tell(const std::vector<Problem>& problems, std::size_t reports);

    Options options_;
    Listener* listener_;
    std::optional<std::vector<Report>> given_;
    Codebook codebook_;
    NameWords names_;
    std::optional<Gazetteer> gazetteer_;
    std::optional<LanguageModel> language_;
    std::vector<Unread> unread_;
    LeftOut left_out_;
    std::function<std::string(const std::string&)> reword_;
    mutable std::optional<std::vector<std::string>> kept_notes_;  // none: all is said at once
    std::optional<Provenance> stored_provenance_;
};

/// Reads, annotates, gathers and reconciles all inputs, or takes what a store has of them. Throws CodebookError,
/// Failure and StoreError. `adjudication`, where it is given, is filled where there are decisions and no name is taken
/// out.
Account make_account(Run& run, std::optional<Adjudication>* adjudication = nullptr);

/// Throws Failure where it is no sentence that can be checked; `where` names it.
void require_sentence(const std::string& sentence, const std::string& where);

/// Holds sentences against an account that make_account() gave of this run. Throws CodebookError and Failure.
std::vector<CheckedSentence> check_sentences(Run& run, const Account& account,
                                             const std::vector<std::string>& sentences);
/// The account as JSON, as `recount account` with the run's options writes it. Throws as make_account().
std::string account_as_json(Run& run);

/// The commands of options.h. Each gives its exit status; all throw CodebookError, Failure and StoreError.
ExitStatus run_account(Run& run);
std::vector<std::string> outputs_of_account(const Run& run);
/// Writes an account that make_account() gave of this run, as its options say. Throws CodebookError and Failure.
void write_made_account(Run& run, const Account& account);
ExitStatus run_extract(Run& run);
ExitStatus run_annotate(Run& run);
ExitStatus run_stories(Run& run);
ExitStatus run_add(Run& run);
ExitStatus run_export(Run& run);
ExitStatus run_decide(Run& run);
ExitStatus run_check(Run& run);
ExitStatus run_diff(Run& run);
ExitStatus run_verify(Run& run);
ExitStatus run_agreement(Run& run);
ExitStatus run_parse(Run& run);
ExitStatus run_serve(Run& run);

}  // namespace recount
