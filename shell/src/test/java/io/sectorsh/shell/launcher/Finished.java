package io.sectorsh.shell.launcher;

/** What a child process left behind. */
record Finished(int code, String out, String err) {}
