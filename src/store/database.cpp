#include "store/database.h"

#include "store/store_name.h"

namespace recount {

Database::Database(const std::string& name, Access access)
    : shown_(shown_store(name)),
      engine_(is_on_server(name) ? open_postgres(name, shown_, access) : open_sqlite(name, access)) {}

void Database::run_all(const char* statements, const char* step) {
    engine_->step = step;
    engine_->run_all(statements);
}

Transaction::Transaction(Database& database, const char* step, Use use) : database_(database) {
    database_.engine().step = step;
    database_.engine().begin(use);
}

Transaction::~Transaction() {
    if (open_)
        database_.engine().rollback();
}

void Transaction::commit() {
    database_.engine().commit();
    open_ = false;
}

TurnAlone::TurnAlone(Database& database, Turn turn, const std::function<void()>& waiting)
    : database_(database), turn_(turn) {
    if (database.engine().take(turn, Holder::alone, false))
        return;
    if (waiting)
        waiting();
    database.engine().take(turn, Holder::alone, true);
}

}  // namespace recount
