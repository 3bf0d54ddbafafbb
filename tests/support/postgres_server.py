#!/usr/bin/env python3
"""A PostgreSQL server for tests, from the programs of Debian's package: in a folder of its own, heard on a socket in it,
without the network. It is no server for data: whoever may open the folder's socket may do all, but for the user
"guarded", who has a password. A server does not run as root: then it runs as the user postgres.

usage: postgres_server.py find                 prints the folder of the server's programs; fails where there is none
       postgres_server.py start FOLDER [SQL]   makes a server in FOLDER, or starts it again; then runs SQL
       postgres_server.py sql FOLDER SQL
       postgres_server.py stop FOLDER
"""
import glob
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time

PASSWORD = "s3cret-Word"


def programs():
    """The folder of initdb, pg_ctl and postgres, of the newest version; None where there is none."""
    found = [os.path.dirname(path) for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
    found.sort(key=lambda path: [int(number) for number in re.findall(r"\d+", path)])
    beside = shutil.which("initdb")
    return found[-1] if found else os.path.dirname(os.path.realpath(beside)) if beside else None


class Server:
    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "log")
        self.user = None
        if os.getuid() == 0:
            self.user = next(name for name in ("postgres", "nobody") if name in {one.pw_name for one in pwd.getpwall()})

    def address(self, database="recount", user="postgres"):
        return "postgresql://%s@/%s?host=%s" % (user, database, self.folder)

    def run(self, program, *arguments, **more):
        """One of the server's programs, as a user that is not root."""
        command = [os.path.join(programs(), program)] + list(arguments)
        if self.user:
            command = ["setpriv", "--reuid", self.user, "--regid", str(pwd.getpwnam(self.user).pw_gid), "--clear-groups"] + command
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              cwd="/", check=True, **more).stdout

    def start(self, **more):
        if not os.path.isdir(self.data):
            self.make()
        # pg_ctl's server would hold a pipe open: what it says goes to the log.
        try:
            self.run("pg_ctl", "start", "-w", "-s", "-t", "120", "-D", self.data, "-l", self.log, **more)
        except subprocess.CalledProcessError:
            with open(self.log) as log:
                sys.stderr.write("".join(log.readlines()[-5:]))
            raise

    def make(self):
        os.makedirs(self.folder, exist_ok=True)
        os.chmod(self.folder, 0o755)
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                 "--wal-segsize", "1")
        # A killed process loses nothing that it gave to the system; only a machine that stops does, and none does here.
        self.put("postgresql.conf", "fsync = off\nlisten_addresses = ''\nunix_socket_directories = '%s'\nmax_connections = 30\n"
                 "shared_buffers = 16MB\nmin_wal_size = 2MB\nmax_wal_size = 64MB\nmax_parallel_workers_per_gather = 0\n" % self.folder, "a")
        self.put("pg_hba.conf", "local all guarded scram-sha-256\nlocal all all trust\n", "w")

    def put(self, name, text, how):
        with open(os.path.join(self.data, name), how) as out:
            out.write(text)

    def sql(self, statements, database="postgres"):
        """What the statements give, as CSV."""
        return self.run("psql", "-X", "-q", "--csv", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "postgres", "-d", database,
                        "-c", statements).strip()

    def make_database(self, name):
        self.sql("DROP DATABASE IF EXISTS %s WITH (FORCE)" % name)
        self.sql("CREATE DATABASE %s" % name)

    def process(self):
        with open(os.path.join(self.data, "postmaster.pid")) as file:
            return int(file.readline())

    def kill(self):
        """Ends the server at once, as a machine that loses its power does; it starts again by start()."""
        os.kill(self.process(), signal.SIGKILL)
        self.wait_for_backends()
        # They hold the number of a process that may be there until somebody asks how it ended.
        os.remove(os.path.join(self.data, "postmaster.pid"))
        os.remove(os.path.join(self.folder, ".s.PGSQL.5432.lock"))

    def start_again(self):
        """Starts a server that is down; waits for one that recovers."""
        for _ in range(600):
            try:
                self.sql("SELECT 1")
                return
            except subprocess.CalledProcessError:
                if not self.has_backends():
                    self.start()
                time.sleep(0.05)
        raise RuntimeError("the server does not come back")

    def end(self):
        """Ends the server whatever its state."""
        try:
            self.stop("immediate")
        except subprocess.CalledProcessError:
            pass

    def wait_for_backends(self):
        """Backends see that the server is gone, and end; only then can it start again."""
        for _ in range(600):
            if not self.has_backends():
                return
            time.sleep(0.05)
        raise RuntimeError("the backends of a killed server do not end")

    def has_backends(self):
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.readlink("/proc/%s/cwd" % process) == self.data:
                    with open("/proc/%s/stat" % process) as file:
                        if file.read().rpartition(")")[2].split()[0] != "Z":
                            return True
            except OSError:
                continue
        return False

    def stop(self, how="fast"):
        self.run("pg_ctl", "stop", "-s", "-m", how, "-D", self.data)


def main():
    what = sys.argv[1]
    if what == "find":
        if not programs():
            return 1
        print(programs())
        return 0
    server = Server(sys.argv[2])
    if what == "start":
        server.start()
        server.sql("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '%s'" % PASSWORD)
        server.make_database("recount")
    elif what == "sql":
        print(server.sql(sys.argv[3]))
    elif what == "stop":
        server.stop("immediate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
