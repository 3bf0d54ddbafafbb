// In place of postgres_engine.cpp in a program that is built without PostgreSQL's library.
#include "store/engine.h"

namespace recount {

std::unique_ptr<Engine> open_postgres(const std::string&, const std::string& shown, Access) {
    throw StoreError(shown +
                     ": this program was built without PostgreSQL's library; install libpq-dev and build it again, or "
                     "name a file: --store news.store");
}

}  // namespace recount
