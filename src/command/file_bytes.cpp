#include "command/file_bytes.h"

#include <fstream>
#include <sstream>

namespace recount {

std::optional<std::string> file_bytes(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf()))
        return std::nullopt;
    return std::move(bytes).str();
}

}  // namespace recount
