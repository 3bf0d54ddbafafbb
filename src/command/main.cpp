// The program (program.h), on a heap of its own, without leaving unfinished files behind.
#include <iostream>
#include <string>
#include <vector>

#include "command/heap.h"
#include "command/output_file.h"
#include "command/program.h"

int main(int argc, char** argv) {
    recount::use_large_pages();
    recount::OutputFile::clean_up_on_signals();
    std::ios::sync_with_stdio(false);
    return recount::run_program(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
}
