#!/usr/bin/env python3
"""Time from the start of bin/sectorsh to its first prompt, in a terminal of its own; medians of RUNS.

    benchmarks/first-prompt.py [RUNS] [ARGUMENTS OF sectorsh...]

Compare with `bin/sectorsh -e '1+1'` in benchmarks/startup.sh.
"""
import fcntl, os, pty, select, signal, statistics, struct, sys, termios, time

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bin", "sectorsh")


def first_prompt(arguments):
    start = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execv(PROGRAM, [PROGRAM] + arguments)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 80, 0, 0))
    seen = b""
    while b"observe" not in seen:
        if not select.select([terminal], [], [], 30)[0]:
            raise SystemExit("no prompt within 30 s: %r" % seen)
        seen += os.read(terminal, 4096)
    elapsed = time.monotonic() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return elapsed


runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
times = [first_prompt(sys.argv[2:]) for _ in range(runs)]
print("first prompt %.2f s (%.2f to %.2f)" % (statistics.median(times), min(times), max(times)))
