#include "command/help.h"

#include <algorithm>
#include <vector>

#include "command/messages.h"
#include "show/columns.h"

namespace recount {

namespace {

constexpr std::size_t width = 80;
constexpr std::string_view program_does =
    "Reads many reports of the same happenings and writes one account of them: what happened, who says so, and where "
    "the sources agree, refine, update or contradict one another.";
constexpr std::string_view what_path_is =
    "PATH is a file, a folder (searched through) or - (standard input). Web pages, texts, JSON, feeds, mails, web "
    "archives and packed files of them are told by their content, not by their names.";

/// The option as the command line has it: "-o, --output FILE".
std::string shown(const Option& option) {
    std::string out = option.letter ? std::string("-") + option.letter + ", " : "    ";
    out.append("--").append(option.name);
    if (!option.value.empty())
        out.append(" ").append(option.value);
    return out;
}

const Option& help_option() {
    static const Option option{"help", 'h', "", "show this help", {}, {}, {}};
    return option;
}

const Option& version_option() {
    static const Option option{"version", 'V', "", "name program, codebook, model and gazetteer", {}, {}, {}};
    return option;
}

/// The options of a command, those of each command at the end.
std::vector<const Option*> options_of(const Command& command) {
    std::vector<const Option*> out;
    for (const Option& option : options())
        if (option.is_of(command.name))
            out.push_back(&option);
    out.push_back(&help_option());
    return out;
}

// ---- help

/// The text broken at blanks; `out` stands at column `indent`, where further lines begin too.
void add_wrapped(std::string& out, std::string_view text, std::size_t indent) {
    bool first = true;
    for (const std::string& line : wrapped(text, width - indent, 0)) {
        out.append(first ? 0 : indent, ' ').append(line) += '\n';
        first = false;
    }
}

void add_row(std::string& out, const std::string& left, std::size_t column, std::string_view right) {
    out.append("  ").append(left);
    std::size_t used = 2 + left.size();
    if (used + 2 > column) {
        out += '\n';
        used = 0;
    }
    out.append(column - used, ' ');
    add_wrapped(out, right, column);
}

void add_examples(std::string& out, const Command& command) {
    if (command.examples.empty())
        return;
    out += "\nExamples:\n";
    for (const Example& example : command.examples) {
        out.append("  ").append(example.line) += '\n';
        if (!example.does.empty())
            out.append("      ").append(example.does) += '\n';
    }
}

void add_exit_meanings(std::string& out, const Command& command) {
    out += "\nExit status:\n";
    for (const ExitMeaning& row : exit_meanings())
        if (row.status != some_not_supported || command.name == "check" || command.name == "verify")
            add_row(out, std::to_string(row.status), 6, row.means);
}

std::string help_of(const Command& command) {
    constexpr std::size_t column = 24;
    std::string out = "Usage: recount " + std::string(command.name) + " [OPTIONS]" +
                      (command.arguments.empty() ? "" : " " + std::string(command.arguments)) + "\n\n";
    std::string gives(command.gives);
    gives[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(gives[0])));
    add_wrapped(out, gives + ".", 0);
    const bool takes_paths = command.arguments.find("PATH") != std::string_view::npos;
    for (const std::string_view text : {command.about, takes_paths ? what_path_is : ""})
        if (!text.empty())
            add_wrapped(out += "\n", text, 0);
    out += "\nOptions:\n";
    for (const Option* option : options_of(command))
        add_row(out, shown(*option), column, option->does);
    add_examples(out, command);
    add_exit_meanings(out, command);
    return out;
}

std::string help_of_all() {
    constexpr std::size_t column = 12;
    std::string out = "Usage: recount COMMAND [OPTIONS] [ARGUMENTS]\n\n";
    add_wrapped(out, program_does, 0);
    out += "\nCommands:\n";
    for (const Command& command : commands())
        add_row(out, std::string(command.name), column, command.gives);
    add_row(out, "help", column, "help with a command: recount help account");
    out += "\nOptions:\n";
    for (const Option* option : {&help_option(), &version_option()})
        add_row(out, shown(*option), 18, option->does);
    add_examples(out, commands().front());
    add_exit_meanings(out, *std::ranges::find(commands(), "check", &Command::name));
    return out;
}

// ---- the manual

/// Text for roff: hyphens that are typed, and nothing that begins a request.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if ((c == '.' || c == '\'') && out.empty())
            out.append("\\&") += c;
        else
            out += c;
    }
    return out;
}

void add_paragraph(std::string& out, std::string_view text) {
    if (!text.empty())
        out.append(".PP\n").append(roff(text)) += '\n';
}

void add_manual_option(std::string& out, const Option& option) {
    out += ".TP\n.BR ";
    if (option.letter)
        out.append("\\-") += option.letter + std::string(" \", \" ");
    out.append("\\-\\-").append(roff(option.name));
    if (!option.value.empty())
        out.append(" \" \\fI").append(option.value).append("\\fR\"");
    out.append("\n").append(roff(option.does)) += '\n';
}

void add_manual_command(std::string& out, const Command& command) {
    out.append(".SS \"recount ").append(command.name);
    if (!command.arguments.empty())
        out.append(" ").append(command.arguments);
    out.append("\"\n").append(roff(command.gives)).append(".\n");
    add_paragraph(out, command.about);
}

void add_manual_examples(std::string& out) {
    out += ".SH EXAMPLES\n";
    for (const Command& command : commands())
        for (const Example& example : command.examples) {
            out.append(".TP\n.B \"");
            for (const char c : roff(example.line))
                out.append(c == '"' ? "\\(dq" : std::string(1, c));
            out.append("\"\n").append(example.does.empty() ? roff(command.gives) : roff(example.does)) += '\n';
        }
}

// ---- completions

std::string joined_names(const std::vector<const Option*>& list) {
    std::string out;
    for (const Option* option : list) {
        out.append(out.empty() ? "--" : " --").append(option->name);
        if (option->letter)
            out.append(" -") += option->letter;
    }
    return out;
}

std::string joined(const std::vector<std::string_view>& words, std::string_view joint = " ") {
    std::string out;
    for (const std::string_view word : words)
        out.append(out.empty() ? "" : joint).append(word);
    return out;
}

std::string command_names() {
    std::string out = "help";
    for (const Command& command : commands())
        out.append(" ").append(command.name);
    return out;
}

bool takes_folder(const Option& option) {
    return option.value == "DIR";
}

bool takes_file(const Option& option) {
    return option.value == "FILE";
}

/// 'It's' inside single quotation marks of a shell.
std::string quoted(std::string_view text, std::string_view apostrophe) {
    std::string out;
    for (const char c : text)
        out.append(c == '\'' ? apostrophe : std::string_view(&c, 1));
    return out;
}

std::string bash_completions() {
    std::string out =
        "# bash completion of recount; written by recount --generate bash\n"
        "_recount() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "        COMPREPLY=($(compgen -W '" +
        command_names() + " --help --version' -- \"$word\"))\n        return\n    fi\n    case $before in\n";
    out += "        help) COMPREPLY=($(compgen -W '" + command_names() + "' -- \"$word\")); return ;;\n";
    for (const Option& option : options()) {
        if (option.value.empty())
            continue;
        std::string names = "--" + std::string(option.name);
        if (option.letter)
            names += std::string("|-") + option.letter;
        out += "        " + names + ") ";
        if (!option.choices.empty())
            out += "COMPREPLY=($(compgen -W '" + joined(option.choices) + "' -- \"$word\"))";
        else if (takes_folder(option) || takes_file(option))
            out += std::string("COMPREPLY=($(compgen ") + (takes_folder(option) ? "-d" : "-f") + " -- \"$word\"))";
        else
            out += ":";
        out += "; return ;;\n";
    }
    out +=
        "    esac\n    if [[ $word != -* ]]; then\n        COMPREPLY=($(compgen -f -- \"$word\"))\n        return\n"
        "    fi\n    case ${COMP_WORDS[1]} in\n";
    for (const Command& command : commands())
        out += "        " + std::string(command.name) + ") COMPREPLY=($(compgen -W '" +
               joined_names(options_of(command)) + "' -- \"$word\")) ;;\n";
    return out + "    esac\n}\ncomplete -o filenames -F _recount recount\n";
}

std::string zsh_option(const Option& option) {
    std::string text;
    for (const char c : quoted(option.does, "'\\''"))
        text.append(c == '[' || c == ']' || c == ':' ? "\\" : "") += c;
    std::string value;
    if (!option.choices.empty())
        value = ":" + std::string(option.value) + ":(" + joined(option.choices) + ")";
    else if (!option.value.empty())
        value = ":" + std::string(option.value) + ":" +
                (takes_folder(option) ? "_files -/"
                 : takes_file(option) ? "_files"
                                      : " ");
    const std::string described = "[" + text + "]" + value + "'";
    std::string out = " \\\n            '--" + std::string(option.name) + described;
    if (option.letter)
        out += std::string(" \\\n            '-") + option.letter + described;
    return out;
}

std::string zsh_completions() {
    std::string out =
        "#compdef recount\n# zsh completion of recount; written by recount --generate zsh\n"
        "_recount() {\n    local -a commands\n    commands=(\n";
    for (const Command& command : commands())
        out += "        '" + std::string(command.name) + ":" + quoted(command.gives, "'\\''") + "'\n";
    out +=
        "        'help:help with a command'\n    )\n    if (( CURRENT == 2 )); then\n"
        "        _describe command commands\n        return\n    fi\n"
        "    local named=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $named in\n";
    for (const Command& command : commands()) {
        out += "        " + std::string(command.name) + ") _arguments";
        for (const Option* option : options_of(command))
            out += zsh_option(*option);
        out += std::string(command.arguments.empty() ? "" : " \\\n            '*:PATH:_files'") + " ;;\n";
    }
    return out + "        help) _describe command commands ;;\n    esac\n}\n_recount \"$@\"\n";
}

std::string fish_completions() {
    std::string out = "# fish completion of recount; written by recount --generate fish\n";
    for (const Command& command : commands())
        out += "complete -c recount -f -n __fish_use_subcommand -a " + std::string(command.name) + " -d '" +
               quoted(command.gives, "\\'") + "'\n";
    for (const Command& command : commands())
        for (const Option* option : options_of(command)) {
            out += "complete -c recount -n '__fish_seen_subcommand_from " + std::string(command.name) + "' -l " +
                   std::string(option->name);
            if (option->letter)
                out += std::string(" -s ") + option->letter;
            if (!option->choices.empty())
                out += " -x -a '" + joined(option->choices) + "'";
            else if (takes_folder(*option))
                out += " -x -a '(__fish_complete_directories)'";
            else if (!option->value.empty())
                out += takes_file(*option) ? " -r -F" : " -x";
            out += " -d '" + quoted(option->does, "\\'") + "'\n";
        }
    return out;
}

}  // namespace

std::string help_text(const Command* command) {
    return command ? help_of(*command) : help_of_all();
}

std::string manual_page() {
    std::string out = ".TH RECOUNT 1 \"\" \"recount " RECOUNT_VERSION
                      "\" \"User Commands\"\n.SH NAME\n"
                      "recount \\- one account of many reports of the same happenings\n.SH SYNOPSIS\n"
                      ".B recount\n.I COMMAND\n.RI [ OPTIONS ]\n.RI [ ARGUMENTS ]\n.SH DESCRIPTION\n" +
                      roff(program_does) + "\n";
    add_paragraph(out, what_path_is);
    out += ".SH COMMANDS\n";
    for (const Command& command : commands())
        add_manual_command(out, command);
    out += ".SH OPTIONS\n";
    for (const Option& option : options()) {
        add_manual_option(out, option);
        if (!option.commands.empty())
            out += "(" + joined(option.commands, ", ") + ")\n";
    }
    add_manual_option(out, help_option());
    add_manual_option(out, version_option());
    add_manual_examples(out);
    out += ".SH EXIT STATUS\n";
    for (const ExitMeaning& row : exit_meanings())
        out += ".TP\n.B " + std::to_string(row.status) + "\n" + roff(row.means) + ".\n";
    out +=
        ".SH OUTPUTS\nA file is there as a whole or not at all: it takes the old one's place when all of it is "
        "written, "
        "and nothing is left where that fails. No input is written over. What cannot be written is told before the "
        "work. Outputs of an account that lie among the reports are passed over.\n"
        ".SH ENVIRONMENT\n.TP\n.B RECOUNT_MODEL\nThe language model to use where \\-\\-model names none.\n"
        ".SH FILES\n.TP\n.I share/recount/codebook\nThe built\\-in codebook; copy it to make your own.\n"
        ".TP\n.I share/recount/english.model\nThe language model.\n"
        ".TP\n.I share/recount/gazetteer.bin\nThe gazetteer.\n.PP\n"
        "They stand in the folder share/ beside the bin/ that the program is in.\n";
    return out;
}

std::string completions(std::string_view shell) {
    if (shell == "bash")
        return bash_completions();
    if (shell == "zsh")
        return zsh_completions();
    if (shell == "fish")
        return fish_completions();
    throw Failure{messages::nothing_to_generate(std::string(shell))};
}

}  // namespace recount
